"""In a reading room each file still has a child of its own: shut in, limited, ended, and not believed."""

import contextlib
import errno
import secrets
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.intake import making
from tests.intake.trespassing import IMPORTS, TOLD, tried
from tracker.domain.certificates import Reading
from tracker.domain.errors import UnreadableFile
from tracker.intake import reading_room
from tracker.intake.answer import Answer
from tracker.intake.errand import Want
from tracker.intake.formats import Format
from tracker.intake.inspection import paper_in
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

def signal_room(number):
    # From Landlock 6 on it cannot.
    with contextlib.suppress(OSError):
        os.kill(os.getppid(), number)
    time.sleep(60)

def answer_and_stay():
    for handle in range(3, 20):
        with contextlib.suppress(OSError):
            os.write(handle, b'{"pages": 1, "width": 1, "height": 1, "notes": [], "files": [], "exhibit": "as_it_is"}')
    os.closerange(3, 20)
    time.sleep(60)

def leave_a_stranger():
    if not os.fork():
        os.setsid()
        if not os.fork():
            time.sleep(60)
        os._exit(0)

documents.look = look
START
room.main()
"""
# By whether the system lets it.
SLOW_OR_HEAVY = (Refusal.TOO_SLOW, Refusal.TOO_HEAVY)
DEEDS: dict[str, tuple[str, Refusal | tuple[Refusal, ...]]] = {
    "dies": ("os.abort()", Refusal.TOO_HEAVY),
    "leaves without a word": ("os._exit(0)", Refusal.TOO_HEAVY),
    "hangs": ("time.sleep(60)", Refusal.TOO_SLOW),
    "stops itself": ("os.kill(os.getpid(), signal.SIGSTOP)", Refusal.TOO_HEAVY),
    "keeps the processor": ("exec('while True: pass')", Refusal.TOO_SLOW),
    "talks without end": ("talk()", Refusal.TOO_HEAVY),
    "answers and stays": ("answer_and_stay()", Refusal.TOO_SLOW),
    "kills the room": ("signal_room(signal.SIGKILL)", SLOW_OR_HEAVY),
    "wakes the room": ("signal_room(signal.SIGCHLD)", SLOW_OR_HEAVY),
    "stops the room": ("signal_room(signal.SIGSTOP)", SLOW_OR_HEAVY),
    "runs out of memory": ("bytes(errand.limits.memory)", Refusal.TOO_HEAVY),
}
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="namespaces and Landlock are Linux")


@pytest.fixture
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom(Queue.PACKETS) as opened:
        yield opened


def look_in(room: ReadingRoom, path: Path, limits: Limits = Limits()) -> Answer:  # noqa: B008 it is frozen
    return room.read(path, Format.PDF, Want.NOTHING, limits)


def doing(deed: str, start: str = "") -> str:
    """Return the program of a room whose children do something with a bad file."""
    return TAKEN_OVER.replace("DEED", deed).replace("START", start)


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


def test_a_photo_among_the_papers_is_looked_at_and_proposes_nothing(on_disk: OnDisk, room: ReadingRoom) -> None:
    found, reading = paper_in(on_disk(making.phone_jpeg()), room)
    assert (found.format, found.pages) == (Format.JPEG, 1)
    assert reading == Reading()
    with pytest.raises(UnreadableFile):
        paper_in(on_disk(making.phone_jpeg()[:900]), room)


@pytest.mark.parametrize("kind", DEEDS)
def test_a_child_that_misbehaves_costs_its_own_file_and_no_other(
    kind: str, on_disk: OnDisk, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    deed, refusals = DEEDS[kind]
    monkeypatch.setattr(reading_room, "_PROGRAM", doing(deed))
    monkeypatch.setattr(reading_room, "_GRACE", 0.2)
    look_in(room, on_disk(making.pdf()))
    start = time.monotonic()
    with pytest.raises(UnreadableFile) as refused:
        look_in(room, bad(on_disk), SHORT)
    expected = refusals if isinstance(refusals, tuple) else (refusals,)
    assert refused.value.message in {each.words for each in expected}
    assert look_in(room, on_disk(making.pdf()), SHORT).pages == 1
    assert time.monotonic() - start < 5


@LINUX
@pytest.mark.parametrize(
    "deed",
    [
        "os.fork() or time.sleep(60)",
        "os.fork(); time.sleep(60)",
        "time.sleep(60)",
        "leave_a_stranger()",
        "leave_a_stranger(); time.sleep(60)",
    ],
)
def test_nothing_that_a_file_started_lives_on(
    deed: str, on_disk: OnDisk, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = f"# {secrets.token_hex(16)}"
    monkeypatch.setattr(reading_room, "_PROGRAM", doing(deed) + mark)
    with contextlib.suppress(UnreadableFile):
        look_in(room, bad(on_disk), SHORT)
    assert look_in(room, on_disk(making.pdf())).pages == 1
    assert left_of(mark, 1) == 1, "the room alone"
    room.__exit__()
    assert left_of(mark, 0) == 0


SEEN = """
held = held and os.listdir() == [] and set(os.environ) <= {"MALLOC_ARENA_MAX", "OPENBLAS_NUM_THREADS", "LC_CTYPE"}
handles = [number for number in range(64) if not denied(lambda: os.fstat(number))]
held = held and len(handles) <= 4  # the three standard ones, and where to answer
"""


@LINUX
def test_the_door_is_shut_before_a_file_is_looked_at(
    on_disk: OnDisk, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        deed = IMPORTS + tried(server.getsockname()[1]) + SEEN + TOLD
        monkeypatch.setattr(reading_room, "_PROGRAM", doing(f"exec({deed!r}, dict(errand=errand))"))
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


def test_a_room_that_can_start_no_child_says_so_of_a_file_that_is_good(
    on_disk: OnDisk, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = "def full(): raise OSError(12, 'Cannot allocate memory')\nos.fork = full"
    monkeypatch.setattr(reading_room, "_PROGRAM", doing("pass", start))
    for _ in range(2):
        with pytest.raises(UnreadableFile, match="This machine could not open the file just now"):
            look_in(room, on_disk(making.pdf()))


def test_files_that_cannot_be_handed_over_leave_no_handle_open(
    on_disk: OnDisk, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.ENOBUFS, "No buffer space available")

    path = on_disk(making.pdf())
    look_in(room, path)
    before = len(list(Path("/dev/fd").iterdir()))
    monkeypatch.setattr("tracker.intake.reading_room.socket.send_fds", broken)
    for _ in range(3):
        with pytest.raises(UnreadableFile):
            look_in(room, path)
    assert len(list(Path("/dev/fd").iterdir())) <= before


def left_of(mark: str, most: int) -> int:
    """Return how many processes there are whose program bears the mark, once the ended ones are gone."""
    until = time.monotonic() + 5
    while (left := len(running(mark))) > most and time.monotonic() < until:
        time.sleep(0.02)
    return left


def running(mark: str) -> set[int]:
    """Return the numbers of the processes whose program bears a mark: other tests open rooms at the same time."""
    found = set()
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if mark.encode() in each.read_bytes():
                found.add(int(each.parent.name))
    return found
