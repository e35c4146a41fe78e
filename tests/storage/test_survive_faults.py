"""Whatever call to the system fails, or is the last one before death, nothing half-done is ever visible.

Each test runs an action once to count its calls, then once for each call with that call failing.
"""

import errno
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.domain.errors import NotFound
from tracker.storage.evidence import EvidenceStore
from tracker.storage.failures import StorageFailed
from tracker.storage.staging import Owner, StagingArea

CALLS = ("open", "write", "fsync", "mkdir", "replace", "close", "utime")
CERTIFICATE = bytes(range(256)) * 3000
OWNER = Owner("center", "account")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
KILLED = 70


@dataclass
class Tape:
    """The calls to the system in their order, each with the path or handle it concerned; one may go wrong."""

    fail_at: int | None = None
    fault: Callable[[], None] = lambda: None
    calls: list[tuple[str, object]] = field(default_factory=list)

    def wrap(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **more: object) -> object:
            self.calls.append((name, args[0]))
            if len(self.calls) - 1 == self.fail_at:
                if name == "close":
                    real(*args, **more)  # a failing close gives the handle back all the same
                self.fault()
            return real(*args, **more)

        return call


@pytest.fixture
def taped(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Tape], pytest.MonkeyPatch]]:
    """Let a tape listen to the system calls of what follows."""

    def listen(tape: Tape) -> pytest.MonkeyPatch:
        for name in CALLS:
            monkeypatch.setattr(os, name, tape.wrap(name, getattr(os, name)))
        return monkeypatch

    yield listen
    monkeypatch.undo()


def fail_with(number: int) -> Callable[[], None]:
    def fail() -> None:
        raise OSError(number, os.strerror(number))

    return fail


def die() -> None:
    os._exit(KILLED)


def put(folder: Path) -> None:
    EvidenceStore(folder).put(io.BytesIO(CERTIFICATE))


def put_again(folder: Path) -> None:
    put(folder)


def put_derived(folder: Path) -> None:
    stored = EvidenceStore(folder).put(io.BytesIO(CERTIFICATE))
    EvidenceStore(folder).put_derived(stored.sha256, "page-1.jpg", CERTIFICATE[:1000])


def stage(folder: Path) -> None:
    StagingArea(folder).stage(OWNER, io.BytesIO(CERTIFICATE), "certificate.pdf", NOW)


def prepare(action: Callable[[Path], None], folder: Path) -> Path:
    EvidenceStore(folder)
    StagingArea(folder)
    if action is put_again:
        put(folder)
    return folder


def assert_nothing_half_done(folder: Path) -> None:
    store, area = EvidenceStore(folder), StagingArea(folder)
    for sha256 in store.everything():
        assert store.verify(sha256)
        if store.has_derived(sha256, "page-1.jpg"):
            assert store.derived_path(sha256, "page-1.jpg").read_bytes() == CERTIFICATE[:1000]
    for staged in area.waiting(OWNER, NOW):
        assert area.path_of(OWNER, staged.token, NOW).read_bytes() == CERTIFICATE
        assert staged.file_name == "certificate.pdf"


ACTIONS = pytest.mark.parametrize("action", [put, put_again, put_derived, stage])


@ACTIONS
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_fault_at_any_call_is_a_plain_refusal_that_leaves_nothing(
    action: Callable[[Path], None], number: int, taped: Callable[[Tape], pytest.MonkeyPatch], tmp_path: Path
) -> None:
    count = Tape()
    whole = prepare(action, tmp_path / "whole")
    patch = taped(count)
    action(whole)
    patch.undo()

    for step in range(len(count.calls)):
        tape = Tape(step, fail_with(number))
        folder = prepare(action, tmp_path / str(step))
        patch = taped(tape)
        # A tidy close after the work is done may fail without anybody's harm; every other fault is told.
        try:
            action(folder)
        except StorageFailed as failure:
            assert "Errno" not in failure.message
        else:
            assert tape.calls[step][0] == "close"
        patch.undo()

        assert list((folder / "incoming").iterdir()) == []
        assert_nothing_half_done(folder)
        action(folder)
        assert_nothing_half_done(folder)


@ACTIONS
def test_death_at_any_call_leaves_nothing_half_done(
    action: Callable[[Path], None], taped: Callable[[Tape], pytest.MonkeyPatch], tmp_path: Path
) -> None:
    for step in range(200):
        folder = prepare(action, tmp_path / str(step))
        child = os.fork()
        if not child:
            taped(Tape(step, die))
            action(folder)
            os._exit(0)
        _, status = os.waitpid(child, 0)

        assert_nothing_half_done(folder)
        action(folder)
        assert_nothing_half_done(folder)
        if os.waitstatus_to_exitcode(status) == 0:
            assert step > 5
            return
    pytest.fail("the action never came to its end")


def test_the_bytes_are_flushed_before_the_name_and_every_folder_after_it(
    taped: Callable[[Tape], pytest.MonkeyPatch], tmp_path: Path
) -> None:
    """A power cut cannot be made here; the order of the calls is what survives one."""
    prepare(put, tmp_path)
    tape, flushed = Tape(), []
    patch = taped(tape)
    inner = os.fsync

    def fsync(handle: int) -> None:
        flushed.append(Path(f"/proc/self/fd/{handle}").readlink())
        inner(handle)

    patch.setattr(os, "fsync", fsync)
    stored = EvidenceStore(tmp_path).put(io.BytesIO(CERTIFICATE))
    patch.undo()

    order = [name for name, _ in tape.calls]
    assert order.index("write") < order.index("fsync") < order.index("replace")
    objects, place = tmp_path / "objects", EvidenceStore(tmp_path).path_of(stored.sha256).parent
    assert flushed[0].parent == tmp_path / "incoming"
    assert flushed[1:] == [place, place.parent, objects]
    assert order.index("replace") < order.index("fsync", order.index("fsync") + 1)


def test_keeping_a_file_again_flushes_the_folders_that_its_first_writer_may_not_have_flushed(
    taped: Callable[[Tape], pytest.MonkeyPatch], tmp_path: Path
) -> None:
    put(tmp_path)
    tape = Tape()
    patch = taped(tape)
    put(tmp_path)
    patch.undo()

    assert [name for name, _ in tape.calls].count("fsync") == 3


def test_a_file_given_again_by_its_path_flushes_the_same_folders(
    taped: Callable[[Tape], pytest.MonkeyPatch], tmp_path: Path
) -> None:
    put(tmp_path)
    (tmp_path / "scan.pdf").write_bytes(CERTIFICATE)
    tape = Tape()
    patch = taped(tape)
    EvidenceStore(tmp_path).put(tmp_path / "scan.pdf")
    patch.undo()

    assert [name for name, _ in tape.calls].count("fsync") == 3


def test_a_write_that_takes_a_few_bytes_at_a_time_still_writes_them_all(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data[:1000])))

    stored = EvidenceStore(tmp_path).put(io.BytesIO(CERTIFICATE))

    assert EvidenceStore(tmp_path).verify(stored.sha256)


def test_a_staged_file_is_invisible_until_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    area = StagingArea(tmp_path)
    monkeypatch.setattr(os, "utime", lambda *_: fail_with(errno.EIO)())
    with pytest.raises(StorageFailed):
        stage(tmp_path)
    assert area.waiting(OWNER, NOW) == []
    with pytest.raises(NotFound):
        area.find(OWNER, "a" * 22, NOW)
