"""One digest a person and week: of how things stand in that minute, on no day of a decision, and never twice."""

import logging
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from tests.services.reminders.conftest import MONDAY, MORNING, Morning, begin
from tracker import clock
from tracker.db import db
from tracker.domain.reminders import DigestState
from tracker.domain.vocabulary import CompletionState
from tracker.models import Account, Center, Completion, Membership, Person, ReminderDigest, RoleTerm
from tracker.services import mailing, plan_lines, reminders, reviews
from tracker.services.plan_lines import Entry
from tracker.services.reminders import composing, sending


def test_whoever_has_something_to_do_is_sent_one_digest_a_week(morning: Morning) -> None:
    assert morning.send() == 1
    assert morning.send(minutes=10) == 0
    assert morning.send(days=6) == 0
    assert morning.send(days=7) == 1
    assert [(row.week_of, row.state) for row in morning.rows()] == [
        (MONDAY, DigestState.FOLDER),
        (MONDAY + timedelta(days=7), DigestState.FOLDER),
    ]


def test_it_names_what_is_missing_and_every_address_in_it_is_ours(morning: Morning) -> None:
    morning.send()
    (text,) = morning.texts()
    assert "Your training" not in text.splitlines()[0]
    assert "CSEC" in text
    links = re.findall(r"https?://\S+", text)
    assert len(links) > 2
    assert all(link.startswith("http://localhost/") for link in links)


@pytest.mark.parametrize(
    ("hours", "sent"),
    [(-3, 0), (-2, 1), (0, 1), (24 * 6, 1)],
)
def test_it_goes_out_from_seven_in_the_centers_morning_and_is_caught_up_in_its_week(
    morning: Morning, hours: float, sent: int
) -> None:
    assert morning.send(hours=hours) == sent


def test_a_week_that_was_missed_is_not_made_up_for(morning: Morning) -> None:
    assert morning.send(days=15) == 1
    assert [row.week_of for row in morning.rows()] == [MONDAY + timedelta(days=14)]


def test_nothing_is_sent_to_who_switched_it_off_left_or_is_closed(morning: Morning) -> None:
    for change in (
        update(Membership).where(Membership.account_id == morning.account).values(reminded=False),
        update(Membership).where(Membership.account_id == morning.account).values(reminded=True, ended_at=clock.now()),
    ):
        with morning.center.working():
            db.session.execute(change.execution_options(synchronize_session=False))
        assert morning.send() == 0
    with morning.center.working():
        db.session.query(Membership).filter_by(account_id=morning.account).update({"ended_at": None})
        db.session.query(Account).filter_by(id=morning.account).update({"active": False})
    assert morning.send() == 0


def test_nothing_is_sent_where_the_center_switched_it_off_or_before_its_first_day(morning: Morning) -> None:
    for values in ({"reminders_on": False}, {"reminders_on": True, "reminders_from": MONDAY + timedelta(days=1)}):
        with morning.center.working():
            db.session.query(Center).filter_by(id=morning.center.center_id).update(values)
        assert morning.send() == 0


def test_whoever_began_after_its_day_gets_the_next_one(morning: Morning) -> None:
    with morning.center.working():
        began = {"began_at": MORNING + timedelta(days=1)}
        db.session.query(Membership).filter_by(account_id=morning.account).update(began)
    assert morning.send(days=2) == 0
    assert morning.send(days=7) == 1


@pytest.mark.parametrize("state", [CompletionState.ACCEPTED, CompletionState.RETURNED])
def test_on_the_day_of_a_decision_nothing_is_sent_and_on_the_next_it_is(
    morning: Morning, state: CompletionState
) -> None:
    done = morning.center.completion(morning.person, state=CompletionState.SUBMITTED, recorded_by=morning.account)
    with morning.center.working():
        db.session.execute(update(Completion).where(Completion.public_id == done).values(changed_by=morning.account))
    director = morning.center.actor()
    with morning.center.working():
        if state is CompletionState.ACCEPTED:
            reviews.accept(director, done, 1)
        else:
            reviews.send_back(director, done, 1, "The hours are missing.")
    assert morning.send() == 0
    assert morning.rows() == []
    assert morning.send(days=1) == 1


def test_what_was_returned_is_told_without_the_words_that_somebody_wrote(morning: Morning) -> None:
    morning.center.completion(morning.person, state=CompletionState.RETURNED, title="Trauma basics")
    morning.send()
    (text,) = morning.texts()
    assert "Returned: Trauma basics" in text
    assert re.search(r"/completions/\w{20}/correct\n", text)


def test_the_record_is_read_when_the_digest_is_sent_not_when_it_was_found_due(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = morning.center.completion(morning.person, state=CompletionState.DRAFT, title="Trauma basics")
    find = sending.find

    def changed_meanwhile(now: object) -> object:
        found = list(find(now))  # type: ignore[arg-type]  # what it was called with
        with morning.center.working():
            db.session.query(Completion).filter_by(public_id=draft).update({"title": "Renamed since"})
        return iter(found)

    monkeypatch.setattr(sending, "find", changed_meanwhile)
    morning.send()
    (text,) = morning.texts()
    assert "Renamed since" in text
    assert "Trauma basics" not in text


def test_a_digest_names_nobody_else(morning: Morning) -> None:
    other = morning.center.person(name="Zebulon Quist")
    director = morning.center.actor()
    with morning.center.working():
        people = {row.id: row.public_id for row in db.session.query(Person)}
        entry = Entry(title="Book a course", due_on=MONDAY, person=people[other], owner=people[morning.person])
        plan_lines.add(director, entry, "a" * 32)
    morning.send(days=1)
    (text,) = morning.texts()
    assert "you see to 1 overdue line of the plan for others" in " ".join(text.split())
    assert "Zebulon" not in text
    assert "Book a course" not in text


def test_what_is_booked_or_waits_is_not_told(morning: Morning) -> None:
    director = morning.center.actor()
    with morning.center.working():
        people = {row.id: row.public_id for row in db.session.query(Person)}
        entry = Entry(title="Book a course", due_on=MONDAY + timedelta(days=5), person=people[morning.person])
        line = plan_lines.add(director, entry, "a" * 32)
        plan_lines.book(director, line, 1, MONDAY + timedelta(days=3))
    morning.send()
    assert "Book a course" not in "".join(morning.texts())
    morning.send(days=7)
    assert "".join(morning.texts()).count("Book a course") == 1


def test_nothing_to_tell_sends_nothing_and_says_so(morning: Morning) -> None:
    with morning.center.working():
        db.session.query(RoleTerm).filter_by(person_id=morning.person).delete()
    assert morning.send() == 0
    assert [row.state for row in morning.rows()] == [DigestState.EMPTY]
    assert morning.texts() == []


def test_a_sending_that_broke_off_is_given_up_and_said(
    morning: Morning, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(mailing, "send_once", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        morning.send()
    assert [row.state for row in morning.rows()] == [DigestState.CLAIMED]
    monkeypatch.undo()
    with caplog.at_level(logging.WARNING):
        assert morning.send(minutes=10) == 0
    assert [row.state for row in morning.rows()] == [DigestState.UNKNOWN]
    assert "1 digests were broken off" in caplog.text
    assert morning.send(days=7) == 1


def test_one_persons_fault_keeps_nobody_else_waiting_and_the_log_has_no_names(
    morning: Morning, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other = morning.center.person(name="Ben Okafor")
    morning.center.member(person_id=other)
    with morning.center.working():
        db.session.query(Membership).update({"began_at": MORNING - timedelta(days=20)})
    written, calls = composing.writing.digest, []

    def fails_once(*given: object) -> object:
        calls.append(given)
        if len(calls) == 1:
            raise ValueError("Ana Reyes")
        return written(*given)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(composing.writing, "digest", fails_once)
    assert morning.send() == 1
    assert "ValueError" in caplog.text
    assert "Ana" not in caplog.text
    assert morning.rows() == []
    assert morning.send(minutes=10) == 1


def test_a_pass_ends_after_so_many_and_the_next_goes_on(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "MOST_A_PASS", 1)
    other = begin(morning.app, morning.mails)
    assert morning.send() == 1
    assert morning.send(minutes=10) == 1
    assert len(morning.rows()) == len(other.rows()) == 1


def test_another_weekday_begins_after_today(morning: Morning) -> None:
    director = morning.center.actor()
    with morning.center.working():
        held = reminders.settings(director)
        reminders.change(director, reminders.Settings(True, "0", "60 14", held.version))
        assert db.session.get_one(Center, morning.center.center_id).reminders_from is None
        held = reminders.settings(director)
        assert held.offsets == "60, 14"
        reminders.change(director, reminders.Settings(True, "1", held.offsets, held.version))
        assert db.session.get_one(Center, morning.center.center_id).reminders_from == date(2026, 12, 1)
    assert morning.send() == 0
    assert morning.send(days=1) == 1


def test_a_coming_day_is_told_once_an_offset(morning: Morning) -> None:
    director = morning.center.actor()
    with morning.center.working():
        people = {row.id: row.public_id for row in db.session.query(Person)}
        entry = Entry(title="A day to come", due_on=MONDAY + timedelta(days=40), person=people[morning.person])
        plan_lines.add(director, entry, "a" * 32)
    weeks = []
    for week in range(6):
        morning.send(weeks=week)
        with morning.center.working():
            row = db.session.query(ReminderDigest).order_by(ReminderDigest.id.desc()).first()
            assert row
            weeks.append(any(mark.startswith("plan/") for mark in row.told))
    assert weeks == [True, True, False, False, True, False]
