"""A question to a passkey is taken back only where it was asked, in time and once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.factories import CenterWorld
from tracker import clock
from tracker.db.work import unit_of_work
from tracker.services import installation
from tracker.services.second_factor import questions

NOW = datetime(2026, 3, 2, 15, 0, 0, 900_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "waits"), [(timedelta(), True), (timedelta(minutes=9, seconds=59), True), (timedelta(minutes=10), False)]
)
def test_it_waits_ten_minutes(context: Flask, after: timedelta, waits: bool) -> None:
    assert questions.waits(questions.ask(NOW), NOW + after) is waits


def test_what_nobody_asked_here_does_not_wait(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    question = questions.ask(NOW)
    words, moment, mark = question.split(".")
    later = str(int(moment) + 60)
    for wrong in ("", ".", words, f"{words}.{moment}", f"{words}.{later}.{mark}", f"x{question}", f"{question}ü"):
        assert not questions.waits(wrong, NOW), wrong
    other = replace(installation.current(), secret_key=b"another key of thirty-two bytes!")
    monkeypatch.setattr(installation, "current", lambda: other)
    assert not questions.waits(question, NOW)


def test_of_many_answers_at_one_moment_one_is_taken(center: CenterWorld) -> None:
    with center.app.app_context():
        question = questions.ask(clock.now())

    def answers(_: int) -> bool:
        with center.app.app_context(), unit_of_work():
            return questions.answer(question, center.director, clock.now())

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(answers, range(6))) == 1
