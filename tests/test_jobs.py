"""Background work: a nudge wakes it, a lost nudge harms nothing, and the schedule looks again by itself."""

import logging
from contextlib import nullcontext
from pathlib import Path

import pytest

from tracker import jobs as module
from tracker.jobs import Jobs
from tracker.services import background, packets


@pytest.fixture(autouse=True)
def nobody_else_is_woken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back whoever was to be woken before."""
    monkeypatch.setattr(background, "_nudge", background._nudge)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done, in its order."""
    seen: list[str] = []
    monkeypatch.setattr(packets, "make_waiting", lambda _: seen.append("make"))
    monkeypatch.setattr(packets, "take_up_again", lambda: seen.append("take up"))
    return seen


def test_a_nudge_makes_what_waits(tmp_path: Path, done: list[str]) -> None:
    jobs = Jobs(nullcontext, tmp_path / "jobs.sqlite")
    jobs.queue.immediate = True
    background.wake()
    assert done == ["make"]


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
    (task,) = Jobs(nullcontext, tmp_path / "jobs.sqlite").queue._registry.periodic_tasks
    assert task.name == "look_again"


def test_a_new_process_takes_up_what_the_last_one_left(tmp_path: Path, done: list[str]) -> None:
    jobs = Jobs(nullcontext, tmp_path / "jobs.sqlite")
    (begin,) = jobs.queue._startup.values()
    begin()
    assert done == ["take up", "make"]
