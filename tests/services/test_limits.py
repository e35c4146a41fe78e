"""Guessing is slowed by one statement: of many tries at one moment no more pass than of as many in a row."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from tracker.db.work import unit_of_work
from tracker.domain.errors import Refused
from tracker.services import limits

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def tried(app: Flask, what: str, at: datetime) -> bool:
    try:
        with app.app_context(), unit_of_work():
            limits.count_try(what, at)
    except Refused:
        return False
    return True


@pytest.fixture
def what() -> str:
    return f"door {uuid4()}"


def test_of_twenty_tries_at_one_moment_five_pass(app: Flask, what: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: tried(app, what, NOON), range(20))) == 5


def test_of_twenty_tries_after_the_pause_one_passes(app: Flask, what: str) -> None:
    for _ in range(5):
        tried(app, what, NOON)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: tried(app, what, NOON + limits.PAUSE), range(20))) == 1


@pytest.mark.parametrize(("after", "passes"), [(timedelta(seconds=59), False), (timedelta(seconds=60), True)])
def test_the_pause_is_a_minute(app: Flask, what: str, after: timedelta, passes: bool) -> None:
    for _ in range(5):
        tried(app, what, NOON)
    assert tried(app, what, NOON + after) is passes


def test_a_refused_try_does_not_make_the_pause_longer(app: Flask, what: str) -> None:
    for second in range(0, 60, 5):
        tried(app, what, NOON + timedelta(seconds=second))
    # The fifth try was at second 20; those after it were refused.
    assert tried(app, what, NOON + timedelta(seconds=80))


def test_one_door_does_not_slow_another(app: Flask, what: str) -> None:
    for _ in range(6):
        tried(app, what, NOON)
    assert tried(app, f"{what}, next door", NOON)
