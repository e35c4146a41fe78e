"""Background work: a nudge wakes it, a lost nudge harms nothing, and the schedule looks again by itself."""

import logging
import threading
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest
from huey.consumer import Consumer

from tracker import jobs as module
from tracker.jobs import Jobs, Line
from tracker.services import archives, background, imports, packets, removing_files, retention, tidying

SECONDS = 20
AN_HOUR = [datetime(2026, 11, 24, 9, minute, tzinfo=UTC) for minute in range(60)]


@pytest.fixture(autouse=True)
def nobody_else_is_woken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back whoever was to be woken before."""
    monkeypatch.setattr(background, "_nudge", background._nudge)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done, in its order."""
    seen: list[str] = []
    monkeypatch.setattr(imports, "read_waiting", lambda _: seen.append("read"))
    monkeypatch.setattr(imports, "draw_some", lambda: False)
    monkeypatch.setattr(imports, "take_up_again", lambda: seen.append("take up files"))
    monkeypatch.setattr(packets, "make_waiting", lambda _: seen.append("make"))
    monkeypatch.setattr(packets, "take_up_again", lambda: seen.append("take up"))
    monkeypatch.setattr(archives, "make_waiting", lambda _: seen.append("make archives"))
    monkeypatch.setattr(archives, "take_up_again", lambda: seen.append("take up archives"))
    return seen


def test_a_nudge_makes_what_waits(tmp_path: Path, done: list[str]) -> None:
    jobs = Jobs(nullcontext, tmp_path / "jobs.sqlite")
    jobs.queue.immediate = True
    background.wake()
    assert done == ["read", "make", "make archives"]


def test_whoever_asks_is_not_told_that_the_nudge_was_lost(
    tmp_path: Path, done: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    Jobs(nullcontext, tmp_path / "no such folder" / "jobs.sqlite")
    with caplog.at_level(logging.WARNING, module.__name__):
        background.wake()
    assert "the queue could not be told" in caplog.text
    assert done == []


def test_nobody_is_woken_where_nobody_works(done: list[str]) -> None:
    background.configure(None)
    background.wake()
    assert done == []


def test_the_schedule_looks_every_minute(tmp_path: Path, done: list[str]) -> None:
    tasks = {task.name: task for task in Jobs(nullcontext, tmp_path / "jobs.sqlite").queue._registry.periodic_tasks}
    for name in ("read_files_by_schedule", "make_files_by_schedule"):
        assert all(tasks[name].validate_datetime(moment) for moment in AN_HOUR)
        tasks[name].execute()
    assert done == ["read", "make", "make archives"]


def test_the_schedule_tidies_once_an_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[datetime] = []
    monkeypatch.setattr(tidying, "sweep", swept.append)
    tasks = {task.name: task for task in Jobs(nullcontext, tmp_path / "jobs.sqlite").queue._registry.periodic_tasks}
    assert sum(tasks["tidy_by_schedule"].validate_datetime(moment) for moment in AN_HOUR) == 1
    tasks["tidy_by_schedule"].execute()
    assert len(swept) == 1


def test_a_new_process_takes_up_what_the_last_one_left_once_and_before_it_begins(
    tmp_path: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = Jobs(nullcontext, tmp_path / "jobs.sqlite")
    monkeypatch.setattr(Consumer, "run", lambda _: done.append("begin"))
    jobs.work()
    assert done == ["take up files", "take up", "take up archives", "begin"]
    assert jobs.queue.pending_count() == 2
    assert list(jobs.queue._startup) == []  # each worker would do it


def test_what_cannot_be_taken_up_stops_nothing_else(
    tmp_path: Path, done: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise OSError("a path that names somebody")

    monkeypatch.setattr(packets, "take_up_again", fail)
    monkeypatch.setattr(Consumer, "run", lambda _: done.append("begin"))
    with caplog.at_level(logging.ERROR, module.__name__):
        Jobs(nullcontext, tmp_path / "jobs.sqlite").work()
    assert done == ["take up files", "begin"]
    assert "could not be taken up: OSError" in caplog.text
    assert "somebody" not in caplog.text


def test_a_file_is_read_while_a_packet_is_made(
    tmp_path: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    is_made, may_end, is_read = threading.Event(), threading.Event(), threading.Event()

    def make(_: object) -> None:
        is_made.set()
        assert may_end.wait(SECONDS)

    def read(_: object) -> None:
        if is_made.wait(SECONDS):
            is_read.set()

    monkeypatch.setattr(packets, "make_waiting", make)
    monkeypatch.setattr(imports, "read_waiting", read)
    jobs = Jobs(nullcontext, tmp_path / "jobs.sqlite")
    consumer = jobs.queue.create_consumer(workers=module.WORKERS, periodic=False, initial_delay=0.01, max_delay=0.01)
    monkeypatch.setattr(consumer, "_set_signal_handlers", lambda: None)
    background.wake()
    consumer.start()
    try:
        assert is_read.wait(SECONDS)
    finally:
        may_end.set()
        consumer.stop(graceful=True)


def test_a_mailbox_that_is_slow_is_not_read_twice_at_once_and_keeps_nobody_waiting() -> None:
    line, began, go_on, looks = Line(), threading.Semaphore(0), threading.Semaphore(0), []

    def read() -> None:
        looks.append(f"read by {threading.current_thread().name}")
        began.release()
        assert go_on.acquire(timeout=SECONDS)

    def remind() -> None:
        looks.append(f"remind by {threading.current_thread().name}")

    first = threading.Thread(target=line.do, args=[read], name="the first")
    first.start()
    assert began.acquire(timeout=SECONDS)
    for work in (read, remind, read):
        line.do(work)  # comes back at once
    go_on.release(2)
    first.join(SECONDS)
    assert looks[0] == "read by the first"
    assert sorted(looks[1:]) == ["read by the first", "remind by the first"]


def test_word_that_is_left_at_the_last_moment_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    line, done = Line(), list[str]()

    class Door:
        """Somebody comes behind the last look at what is wanted, and before the line is free."""

        def __init__(self) -> None:
            self.lock = threading.Lock()

        def acquire(self, *, blocking: bool) -> bool:
            return self.lock.acquire(blocking=blocking)

        def release(self) -> None:
            if done == ["first"]:
                line.do(lambda: done.append("late"))
                assert done == ["first"]
            self.lock.release()

    monkeypatch.setattr(line, "_busy", Door())
    line.do(lambda: done.append("first"))
    assert done == ["first", "late"]


def test_a_line_that_failed_is_free_again() -> None:
    def work() -> None:
        raise OSError

    line = Line()
    for _ in range(2):
        with pytest.raises(OSError):
            line.do(work)


def test_the_schedule_cleans_up_once_an_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cleaned: list[datetime] = []
    monkeypatch.setattr(retention, "clean_up", cleaned.append)
    monkeypatch.setattr(removing_files, "finish", cleaned.append)
    monkeypatch.setattr(packets, "finish", cleaned.append)
    monkeypatch.setattr(archives, "sweep", cleaned.append)
    tasks = {task.name: task for task in Jobs(nullcontext, tmp_path / "jobs.sqlite").queue._registry.periodic_tasks}
    assert sum(tasks["clean_up_by_schedule"].validate_datetime(moment) for moment in AN_HOUR) == 1
    tasks["clean_up_by_schedule"].execute()
    assert len(cleaned) == 4
