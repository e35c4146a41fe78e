"""A request whose change met another in the database is answered anew, whole; only then is anybody told to wait."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import errors_of, file, page_of, send, submit
from tests.services.entries import how_many
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.db.work import BUSY, Collided
from tracker.models import Evidence, Person
from tracker.services import completions
from tracker.services.actor import Actor
from tracker.web.again import TRIES

Browse = Callable[..., FlaskClient]
TYPED = {"title": "Trauma and the brain", "completed_on": "2026-03-02", "hours": "1.5"}


@contextmanager
def colliding(monkeypatch: pytest.MonkeyPatch, times: int) -> Iterator[list[int]]:
    """Let the recording of completions give way so many times, after it has written."""
    real, tries = completions.record, [0]

    def record(*args: object, **more: object) -> tuple[str, ...]:
        made = real(*args, **more)
        tries[0] += 1
        if tries[0] <= times:
            raise Collided(BUSY)
        return made

    with monkeypatch.context() as patch:
        patch.setattr(completions, "record", record)
        yield tries


@pytest.mark.parametrize("times", [1, TRIES - 1])
def test_a_change_that_gave_way_is_made_at_the_next_try_with_its_file(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    client, path = browse(center.member()), center.path("completions/new")
    with colliding(monkeypatch, times) as tries:
        answer = submit(client, path, **TYPED, files=[file(making.pdf())])
    assert answer.status_code == 303
    assert tries == [times + 1]
    assert how_many(center) == 1
    with center.working():
        assert db.session.scalar(select(func.count(Evidence.id))) == 1


def test_a_change_that_gives_way_each_time_is_not_made_and_says_to_wait(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, path = browse(center.member()), center.path("completions/new")
    with colliding(monkeypatch, TRIES) as tries:
        answer = submit(client, path, **TYPED)
    assert answer.status_code == 503
    assert BUSY in page_of(answer).get_text()
    assert tries == [TRIES]
    assert how_many(center) == 0


def test_a_form_to_add_a_person_sent_four_times_at_once_adds_one(center: CenterWorld, browse: Browse) -> None:
    """The twins meet in the database at the same moment: on PostgreSQL all but one give way there."""
    client, path = browse(center.director), center.path("people/new")
    opened, start = client.get(path), Barrier(4)

    def one(_: int) -> tuple[int, str | None]:
        start.wait(10)
        answer = send(client, opened, path, name="Uma Twin", discipline="cac")
        assert errors_of(answer) == []
        return answer.status_code, answer.location

    with ThreadPoolExecutor(4) as threads:
        answers = set(threads.map(one, range(4)))
    assert len(answers) == 1
    assert {status for status, _ in answers} == {303}
    with center.working():
        assert db.session.scalar(select(func.count(Person.id)).where(Person.name == "Uma Twin")) == 1


def test_a_form_to_add_a_person_whose_twin_is_saved_before_the_list_is_read_does_not_meet_its_own_person(
    center: CenterWorld, browse: Browse
) -> None:
    """Between two statements of one page PostgreSQL lets in what was saved meanwhile."""
    client, path = browse(center.director), center.path("people/new")
    opened, twins = client.get(path), []

    def one() -> tuple[list[str], str | None]:
        answer = send(client, opened, path, name="Uma Twin", discipline="cac")
        return errors_of(answer), answer.location

    def at_the_list(*told: Any) -> None:
        if "person.email" in told[2] and not twins:
            twins.append(None)
            with ThreadPoolExecutor(1) as thread:
                twins[:] = [thread.submit(one).result(30)]

    with center.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", at_the_list)
    try:
        assert [one()] == twins
    finally:
        event.remove(engine, "before_cursor_execute", at_the_list)
    with center.working():
        assert db.session.scalar(select(func.count(Person.id)).where(Person.name == "Uma Twin")) == 1


def test_two_that_wait_for_each_other_in_postgresql_are_both_carried_out(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real deadlock, below a change of reach, whose end must not hide what PostgreSQL said."""
    with center.app.app_context():
        if db.engine.dialect.name != "postgresql":
            pytest.skip("SQLite's writers come one after the other from their start")
    members = [center.member(), center.member()]
    rows, met, real, tries = [center.person(), center.person()], Barrier(2), completions.record, []

    def record(who: Actor, *args: object, **more: object) -> tuple[str, ...]:
        first = len(tries) < len(members)
        tries.append(who.account_id)
        order = rows if who.account_id == members[0] else rows[::-1]
        with everywhere(db.session()):
            for row in order:
                db.session.execute(select(Person.id).where(Person.id == row).with_for_update())
                if first and row == order[0]:
                    met.wait(10)
        return real(who, *args, **more)

    def log(account: int) -> int:
        return submit(browse(account), center.path("completions/new"), **TYPED).status_code

    monkeypatch.setattr(completions, "record", record)
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(log, members)) == [303, 303]
    assert len(tries) == 3
    assert how_many(center) == 2
