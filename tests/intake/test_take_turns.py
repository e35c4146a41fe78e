"""Files are read one at a time, whoever sends them; waiting has an end, and leaves room for those who only look."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.intake import making
from tracker.cli.starting import THREADS
from tracker.domain.errors import UnreadableFile
from tracker.intake import sandbox
from tracker.intake import turn as turn_module
from tracker.intake.inspection import inspect
from tracker.intake.limits import UPLOAD, Limits
from tracker.intake.turn import MOST_IN_LINE, Queue, stand_in, turn

OnDisk = Callable[[bytes], Path]
LONGEST_ANSWER = 10


def test_one_file_is_read_at_a_time_and_waiting_has_an_end(on_disk: OnDisk) -> None:
    path = on_disk(making.pdf())
    with turn(Queue.UPLOADS, 5), pytest.raises(UnreadableFile, match="Many files are being read"):
        inspect(path, "x.pdf", limits=Limits(patience=0.1))
    assert inspect(path, "x.pdf").pages == 1


def test_whoever_waits_gets_the_turn_once_it_is_free(on_disk: OnDisk) -> None:
    path = on_disk(making.pdf())
    with ThreadPoolExecutor(1) as another:
        with turn(Queue.UPLOADS, 5):
            waiting = another.submit(inspect, path, "x.pdf", limits=Limits(patience=8))
        assert waiting.result().pages == 1


def test_long_work_for_a_packet_does_not_hold_up_an_upload(on_disk: OnDisk) -> None:
    with turn(Queue.PACKETS, 5), turn(Queue.UPLOADS, 0):
        pass


def test_the_words_of_a_photo_and_an_upload_never_take_their_memory_at_the_same_time() -> None:
    with (
        turn(Queue.PHOTOS, 5),
        pytest.raises(UnreadableFile, match="Many files are being read"),
        turn(Queue.UPLOADS, 0),
    ):
        pass
    with turn(Queue.UPLOADS, 5):
        with pytest.raises(UnreadableFile, match="Many files are being read"), turn(Queue.PHOTOS, 0):
            pass
        with turn(Queue.PACKETS, 0):
            pass
    with turn(Queue.PHOTOS, 0):
        pass


def test_two_installations_on_a_machine_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with turn(Queue.UPLOADS, 5):
        stand_in(uploads=tmp_path, packets=tmp_path, photos=tmp_path)
        with turn(Queue.UPLOADS, 0):
            pass


def test_waiting_and_reading_together_end_within_ten_seconds() -> None:
    assert UPLOAD.patience + UPLOAD.seconds < LONGEST_ANSWER


def test_what_a_file_waited_is_taken_off_the_time_for_reading_it(
    on_disk: OnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, given_up_at = SimpleNamespace(now=100.0), []

    @contextmanager
    def long_wait(_queue: Queue, _patience: float) -> Iterator[None]:
        clock.now += 3
        yield

    def converse(_child: object, _line: bytes, until: float) -> bytes:
        given_up_at.append(until)
        return b'{"refused": "empty"}'

    monkeypatch.setattr(sandbox, "time", SimpleNamespace(monotonic=lambda: clock.now))
    monkeypatch.setattr(sandbox, "turn", long_wait)
    monkeypatch.setattr(sandbox, "_converse", converse)
    with pytest.raises(UnreadableFile):
        inspect(on_disk(making.pdf()), "x.pdf", limits=Limits(seconds=5, patience=4))
    assert given_up_at == [109]


def test_who_finds_the_line_full_is_told_at_once_and_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn_module, "_take", lambda _handle, _until: None)
    with ExitStack() as line:
        for _ in range(MOST_IN_LINE):
            line.enter_context(turn(Queue.UPLOADS, 5))
        with pytest.raises(UnreadableFile, match="Many files are being read"), turn(Queue.UPLOADS, 5):
            pass
        with turn(Queue.PACKETS, 5):
            pass
    with turn(Queue.UPLOADS, 5):
        pass


def test_half_of_what_answers_pages_never_waits_for_files() -> None:
    assert MOST_IN_LINE <= THREADS // 2
