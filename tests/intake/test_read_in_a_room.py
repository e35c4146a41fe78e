"""In a reading room each file still has a child of its own: shut in, limited, ended, and not believed."""

import contextlib
import errno
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.intake import making
from tracker.domain.errors import UnreadableFile
from tracker.intake import reading_room
from tracker.intake.answer import Answer
from tracker.intake.errand import Want
from tracker.intake.formats import Format
from tracker.intake.limits import Limits
from tracker.intake.reading_room import ReadingRoom
from tracker.intake.sandbox import read_apart
from tracker.intake.turn import Queue
from tracker.intake.words import Refusal

OnDisk = Callable[[bytes], Path]
SHORT = Limits(seconds=0.5, patience=0.3)
# A room in which the reader of documents does something else with a file that says BAD.
TAKEN_OVER = """
import sys; sys.path.insert(0, sys.argv[1])
import contextlib, os, signal, time
from tracker.intake.reader import documents, room

whole = documents.look

def talk():
    while True:
        for handle in range(3, 20):
            with contextlib.suppress(OSError):
                os.write(handle, b"x" * 9999)

def look(content, errand):
    if b"BAD" in content:
        DEED
    return whole(content, errand)

documents.look = look
room.main()
"""
DEEDS = {
    "dies": ("os.abort()", Refusal.TOO_HEAVY),
    "leaves without a word": ("os._exit(0)", Refusal.TOO_HEAVY),
    "hangs": ("time.sleep(60)", Refusal.TOO_SLOW),
    "stops itself": ("os.kill(os.getpid(), signal.SIGSTOP)", Refusal.TOO_HEAVY),
    "keeps the processor": ("exec('while True: pass')", Refusal.TOO_SLOW),
    "talks without end": ("talk()", Refusal.TOO_HEAVY),
    "kills the room": ("os.kill(os.getppid(), signal.SIGKILL); time.sleep(60)", Refusal.TOO_HEAVY),
    "wakes the room": ("os.kill(os.getppid(), signal.SIGCHLD); time.sleep(60)", Refusal.TOO_HEAVY),
    "stops the room": ("os.kill(os.getppid(), signal.SIGSTOP); time.sleep(60)", Refusal.TOO_SLOW),
    "runs out of memory": ("bytes(errand.limits.memory)", Refusal.TOO_HEAVY),
}
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces and Landlock are Linux")


@pytest.fixture
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom(Queue.PACKETS) as opened:
        yield opened


def look_in(room: ReadingRoom, path: Path, limits: Limits = Limits()) -> Answer:  # noqa: B008 it is frozen
    return room.read(path, Format.PDF, Want.NOTHING, limits)


def bad(on_disk: OnDisk) -> Path:
    return on_disk(making.pdf() + b"\n%BAD\n")


def test_a_room_finds_what_a_process_for_the_file_alone_finds(on_disk: OnDisk, room: ReadingRoom) -> None:
    for content, form in (
        (making.pdf(), Format.PDF),
        (making.saved(making.photo(), "PNG"), Format.PNG),
        (making.saved(making.photo(), "JPEG"), Format.JPEG),
        (making.pdf(), Format.PDF),
    ):
        path = on_disk(content)
        for want in (Want.NOTHING, Want.DISPLAY):
            alone = read_apart(path, form, want, Limits())
            assert room.read(path, form, want, Limits()) == alone
            assert room.read(path, form, want, Limits()) == alone


@pytest.mark.parametrize("kind", DEEDS)
def test_a_child_that_misbehaves_costs_its_own_file_and_no_other(
    kind: str, on_disk: OnDisk, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    deed, refusal = DEEDS[kind]
    monkeypatch.setattr(reading_room, "_PROGRAM", TAKEN_OVER.replace("DEED", deed))
    monkeypatch.setattr(reading_room, "_GRACE", 0.2)
    look_in(room, on_disk(making.pdf()))
    start = time.monotonic()
    with pytest.raises(UnreadableFile) as refused:
        look_in(room, bad(on_disk), SHORT)
    assert refused.value.message == refusal.words
    assert look_in(room, on_disk(making.pdf())).pages == 1
    assert time.monotonic() - start < 5


@LINUX
@pytest.mark.parametrize("deed", ["os.fork() or time.sleep(60)", "os.fork(); time.sleep(60)", "time.sleep(60)"])
def test_nothing_that_a_file_started_lives_on(
    deed: str, on_disk: OnDisk, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_room, "_PROGRAM", TAKEN_OVER.replace("DEED", deed))
    before = sleepers()
    with contextlib.suppress(UnreadableFile):
        look_in(room, bad(on_disk), SHORT)
    assert look_in(room, on_disk(making.pdf())).pages == 1
    assert left_of(before, 1) == 1, "the room alone"
    room.__exit__()
    assert left_of(before, 0) == 0


TRESPASS = """
held = denied(lambda: open("/etc/passwd")) and denied(lambda: open("../intruder", "w"))
held = held and denied(lambda: socket.create_connection(("127.0.0.1", PORT), 2))
held = held and resource.getrlimit(resource.RLIMIT_AS)[1] == errand.limits.memory
held = held and os.listdir() == [] and set(os.environ) <= {"MALLOC_ARENA_MAX", "OPENBLAS_NUM_THREADS", "LC_CTYPE"}
handles = [number for number in range(64) if not denied(lambda: os.fstat(number))]
held = held and len(handles) <= 4  # the three standard ones, and where to answer
raise Unacceptable(Refusal.NO_PAGES if held else Refusal.EMPTY)
"""
IMPORTS = """
import os, resource, socket
from tracker.intake.reader.findings import Unacceptable
from tracker.intake.words import Refusal
def denied(deed):
    try:
        deed()
    except OSError:
        return True
    return False
"""


@LINUX
def test_the_door_is_shut_before_a_file_is_looked_at(
    on_disk: OnDisk, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        deed = IMPORTS + TRESPASS.replace("PORT", str(server.getsockname()[1]))
        monkeypatch.setattr(
            reading_room, "_PROGRAM", TAKEN_OVER.replace("DEED", f"exec({deed!r}, dict(errand=errand))")
        )
        for _ in range(2):
            with pytest.raises(UnreadableFile) as refused:
                look_in(room, bad(on_disk))
            assert refused.value.message == Refusal.NO_PAGES.words


def test_a_machine_that_can_start_no_room_says_so(
    on_disk: OnDisk, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    with monkeypatch.context() as patched:
        patched.setattr("tracker.intake.reading_room.subprocess.Popen", full)
        with pytest.raises(UnreadableFile, match="This machine could not open the file just now"):
            look_in(room, on_disk(making.pdf()))
    assert look_in(room, on_disk(making.pdf())).pages == 1


def left_of(before: set[int], most: int) -> int:
    """Return how many processes of rooms there are besides those before, once the ended ones are gone."""
    until = time.monotonic() + 5
    while len(sleepers() - before) > most and time.monotonic() < until:
        time.sleep(0.02)
    return len(sleepers() - before)


def sleepers() -> set[int]:
    """Return the numbers of all processes that run a program of a room."""
    found = set()
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if b"room.main()" in each.read_bytes():
                found.add(int(each.parent.name))
        except OSError:
            continue
    return found
