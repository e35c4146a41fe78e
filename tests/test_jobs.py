"""Background work: a nudge wakes it, a lost nudge harms nothing, and the schedule looks again by itself."""

import logging
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker import jobs as module
from tracker.jobs import Jobs
from tracker.services import archives, background, imports, packets, removing_files, retention, tidying

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
    assert set(tasks) >= {"look_again", "tidy"}
    assert all(
        tasks["look_again"].validate_datetime(datetime(2026, 11, 24, 9, minute, tzinfo=UTC)) for minute in range(60)
    )


def test_the_schedule_tidies_once_an_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[datetime] = []
    monkeypatch.setattr(tidying, "sweep", swept.append)
    tasks = {task.name: task for task in Jobs(nullcontext, tmp_path / "jobs.sqlite").queue._registry.periodic_tasks}
    assert (
        sum(tasks["tidy"].validate_datetime(datetime(2026, 11, 24, 9, minute, tzinfo=UTC)) for minute in range(60)) == 1
    )
    tasks["tidy"].execute()
    assert len(swept) == 1


def test_a_new_process_takes_up_what_the_last_one_left(tmp_path: Path, done: list[str]) -> None:
    jobs = Jobs(nullcontext, tmp_path / "jobs.sqlite")
    (begin,) = jobs.queue._startup.values()
    begin()
    assert done == ["take up files", "take up", "take up archives", "read", "make", "make archives"]


def test_the_schedule_cleans_up_once_an_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cleaned: list[datetime] = []
    monkeypatch.setattr(retention, "clean_up", cleaned.append)
    monkeypatch.setattr(removing_files, "finish", cleaned.append)
    monkeypatch.setattr(packets, "finish", cleaned.append)
    monkeypatch.setattr(archives, "sweep", cleaned.append)
    tasks = {task.name: task for task in Jobs(nullcontext, tmp_path / "jobs.sqlite").queue._registry.periodic_tasks}
    assert sum(tasks["clean_up"].validate_datetime(moment) for moment in AN_HOUR) == 1
    tasks["clean_up"].execute()
    assert len(cleaned) == 4
