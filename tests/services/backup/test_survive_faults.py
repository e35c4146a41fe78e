"""Killed at any moment, or on a full disk, a backup leaves the earlier ones whole, a restore nothing that looks whole.

Each test counts the calls to the system that an action makes, then lets one of them fail or be the last.
"""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.machines import Machine, NewMachine
from tracker.storage.backups import BackupFolder

CALLS = ("open", "write", "fsync", "mkdir", "replace", "rename", "unlink", "rmdir")
POINTS = 5
KILLED = 70
Fault = Callable[[], None]


class Tape:
    """Counts the calls to the system; one of them meets its fault."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int = -1, fault: Fault = lambda: None) -> None:
        self.count, self._at, self._fault = 0, at, fault
        for name in CALLS:
            patch.setattr(os, name, self._wrap(getattr(os, name)))

    def _wrap(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            self.count += 1
            if self.count == self._at:
                self._fault()
            return real(*args, **more)

        return call


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def die() -> None:
    os._exit(KILLED)


def calls_of(action: Callable[[], object]) -> int:
    """Do something and return how many calls it made."""
    with pytest.MonkeyPatch.context() as patch:
        tape = Tape(patch)
        action()
    return tape.count


def points(count: int) -> Iterator[int]:
    """Yield calls spread over all, and the last ones, where names are given."""
    yield from sorted({*range(1, count, max(1, count // POINTS)), count - 2, count - 1, count})


def killed_at(call: int, action: Callable[[], object]) -> None:
    """Do something in a process of its own that is killed at one of its calls."""
    child = os.fork()
    if not child:
        with pytest.MonkeyPatch.context() as patch:
            Tape(patch, call, die)
            action()
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in {KILLED, 0}


@pytest.fixture
def first(new_machine: NewMachine) -> Machine:
    machine = new_machine()
    machine.with_center()
    machine.let_go()
    return machine


def test_a_backup_killed_at_any_call_is_not_there_and_the_earlier_ones_are_whole(
    first: Machine, tmp_path: Path
) -> None:
    folder = BackupFolder(tmp_path / "b")
    count = calls_of(lambda: first.run("backup", tmp_path / "b"))
    for call in points(count):
        first.let_go()
        killed_at(call, lambda: first.run("backup", tmp_path / "b"))
        assert folder.kept()
        for each in folder.kept():
            assert list(folder.troubles(each.name, folder.manifest(each.name))) == [], call
    assert first.run("backup", tmp_path / "b").code == 0
    left = [path.name for path in (tmp_path / "b").iterdir() if path.name.startswith(".unfinished")]
    assert (left, list(first.data.glob("backing-up-*"))) == ([], [])


def test_a_backup_onto_a_full_disk_says_so_and_leaves_the_earlier_ones_whole(first: Machine, tmp_path: Path) -> None:
    folder = BackupFolder(tmp_path / "b")
    count = calls_of(lambda: first.run("backup", tmp_path / "b"))
    told = 0
    for call in points(count):
        with pytest.MonkeyPatch.context() as patch:
            Tape(patch, call, full)
            answer = first.run("backup", tmp_path / "b")
        told += answer.code == 1 and "its disk is full. Free some space" in answer.text
        # What fails after the work is done, such as tidying, harms nobody.
        assert answer.code == 0 or "full" in answer.text, (call, answer.text)
        for each in folder.kept():
            assert list(folder.troubles(each.name, folder.manifest(each.name))) == [], call
    assert told >= POINTS // 2


def test_a_restore_killed_at_any_call_starts_nothing_and_can_be_run_again(
    first: Machine, new_machine: NewMachine, tmp_path: Path
) -> None:
    first.run("backup", tmp_path / "b", "--with-keys")
    count = calls_of(lambda: new_machine().run("restore", tmp_path / "b"))
    for call in points(count):
        machine = new_machine()
        machine.let_go()
        first.let_go()
        killed_at(call, lambda machine=machine: machine.run("restore", tmp_path / "b"))
        if (machine.data / "restoring").exists():
            for command in ("init", "serve", "work"):
                assert "has not come to its end. Run `restore` again." in machine.run(command).text, (call, command)
        answer = machine.run("restore", tmp_path / "b")
        assert answer.code == 0 or "is not empty" in answer.text, (call, answer.text)
        assert machine.run("check").code == 0
        assert machine.files() == first.files()
        assert [path.name for path in machine.data.iterdir() if "restor" in path.name] == []


def test_a_restore_onto_a_full_disk_says_so_and_can_be_run_again(
    first: Machine, new_machine: NewMachine, tmp_path: Path
) -> None:
    first.run("backup", tmp_path / "b", "--with-keys")
    count = calls_of(lambda: new_machine().run("restore", tmp_path / "b"))
    machine, told = new_machine(), 0
    for call in list(points(count))[:POINTS]:
        with pytest.MonkeyPatch.context() as patch:
            Tape(patch, call, full)
            answer = machine.run("restore", tmp_path / "b")
        if answer.code == 0:
            machine = new_machine()
            continue
        told += "its disk is full" in answer.text
    assert told >= POINTS // 2
    assert machine.run("restore", tmp_path / "b").code == 0
    assert machine.files() == first.files()
