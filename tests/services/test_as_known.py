"""On a day, as it was known on a day: what was recorded later is not there, and what was changed said what it said."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tracker import clock
from tracker.db import db
from tracker.domain.record import Completion as Fact
from tracker.domain.record import Leave as Away
from tracker.domain.record import Person as Somebody
from tracker.domain.record import RoleTerm as Term
from tracker.domain.vocabulary import CompletionState, Discipline, Grade, Role
from tracker.models import Center, Completion, EarlierState, Event, Leave, Person, RoleTerm, Training
from tracker.services import as_known, catalog, completion_rows, records

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    at(MARCH)
    yield
    clock.fix(None)


def at(day: date) -> None:
    """Hold the clock at noon of a day, in the zone of every center of the tests a time of the same day."""
    clock.fix(datetime(day.year, day.month, day.day, 17, tzinfo=UTC))


def known(center: CenterWorld, day: date) -> dict[str, Somebody]:
    """Return the people of the record as known on a day, by name."""
    with center.working():
        return {person.name: person for person in as_known.load(center.actor(), day).people}


def only(person: Somebody) -> Fact:
    """Return the one completion of somebody."""
    (fact,) = person.completions
    return fact


def change(center: CenterWorld, cls: type, **values: object) -> None:
    """Change the one row of a class, or Ana's, as a use case does: through its object."""
    with center.working():
        query = select(cls)
        if cls is Person:
            query = query.where(Person.name == "Ana Reyes")
        if cls is Center:
            query = query.where(Center.id == center.center_id)
        if cls is RoleTerm:
            query = query.join(Person, Person.id == RoleTerm.person_id).where(Person.name == "Ana Reyes")
        row = db.session.scalars(query).one()
        for name, value in values.items():
            setattr(row, name, value)


def completion(center: CenterWorld, **values: object) -> None:
    """Ana with one accepted completion of March."""
    person = center.person("Ana Reyes")
    now = clock.now()
    center.completion(person, **{"recorded_at": now, "submitted_at": now, "decided_at": now, **values})


def test_what_was_recorded_on_a_day_is_known_on_it_and_not_the_day_before(center: CenterWorld) -> None:
    completion(center, completed_on=date(2020, 1, 1))
    assert only(known(center, MARCH)["Ana Reyes"]).completed_on == date(2020, 1, 1)
    assert "Ana Reyes" not in known(center, date(2026, 2, 28))


def test_a_completion_that_was_corrected_says_on_each_day_what_it_said_then(center: CenterWorld) -> None:
    completion(center, hours=Decimal("2.5"), title="Trauma", topics=frozenset({"trauma"}))
    at(APRIL)
    change(center, Completion, hours=Decimal(4), title="Trauma, the course", topics=frozenset({"boys"}))
    at(MAY)
    change(center, Completion, hours=None, completed_on=date(2026, 1, 5), expires_on=date(2027, 1, 5))
    said = {day: only(known(center, day)["Ana Reyes"]) for day in (MARCH, APRIL, MAY)}
    assert [said[day].hours for day in said] == [Decimal("2.5"), Decimal(4), None]
    assert [said[day].title for day in said] == ["Trauma", "Trauma, the course", "Trauma, the course"]
    assert [said[day].topics for day in said] == [{"trauma"}, {"boys"}, {"boys"}]
    assert [said[day].completed_on for day in said] == [date(2026, 3, 2), date(2026, 3, 2), date(2026, 1, 5)]
    assert [said[day].expires_on for day in said] == [None, None, date(2027, 1, 5)]


def test_of_two_changes_in_one_moment_the_first_says_how_it_was(center: CenterWorld) -> None:
    completion(center, hours=Decimal(1))
    at(APRIL)
    change(center, Completion, hours=Decimal(2))
    change(center, Completion, hours=Decimal(3))
    assert only(known(center, MARCH)["Ana Reyes"]).hours == Decimal(1)


def test_what_was_accepted_later_waited_then(center: CenterWorld) -> None:
    completion(center, state=CompletionState.SUBMITTED, decided_at=None)
    at(APRIL)
    change(center, Completion, state=CompletionState.ACCEPTED, decided_at=clock.now(), grade=Grade.CERTIFICATE)
    assert only(known(center, MARCH)["Ana Reyes"]).state is CompletionState.SUBMITTED
    assert only(known(center, MARCH)["Ana Reyes"]).grade is Grade.OWN_WORD
    assert only(known(center, APRIL)["Ana Reyes"]).state is CompletionState.ACCEPTED


@pytest.mark.parametrize(("sent", "state"), [(MARCH, CompletionState.SUBMITTED), (APRIL, CompletionState.DRAFT)])
def test_of_what_was_decided_before_changes_were_kept_its_own_moments_tell(
    center: CenterWorld, sent: date, state: CompletionState
) -> None:
    decided = datetime(2026, 4, 1, 17, tzinfo=UTC)
    completion(center, submitted_at=datetime(sent.year, sent.month, sent.day, 17, tzinfo=UTC), decided_at=decided)
    assert only(known(center, MARCH)["Ana Reyes"]).state is state
    assert only(known(center, APRIL)["Ana Reyes"]).state is CompletionState.ACCEPTED


def test_a_role_that_was_given_moved_or_ended_later_was_not_known_so(center: CenterWorld) -> None:
    center.person("Ana Reyes")
    at(APRIL)
    change(center, RoleTerm, starts_on=date(2021, 6, 1), ends_on=date(2026, 3, 31))
    with center.working():
        ana = db.session.scalars(select(Person).where(Person.name == "Ana Reyes")).one()
        db.session.add(RoleTerm(person_id=ana.id, role=Role.VOLUNTEER, starts_on=date(2019, 1, 1)))
    assert known(center, MARCH)["Ana Reyes"].role_terms == (Term(Role.VICTIM_ADVOCATE, date(2020, 1, 1)),)
    assert known(center, APRIL)["Ana Reyes"].role_terms == (
        Term(Role.VOLUNTEER, date(2019, 1, 1)),
        Term(Role.VICTIM_ADVOCATE, date(2021, 6, 1), date(2026, 3, 31)),
    )


def test_a_leave_that_was_entered_corrected_or_taken_back_later_was_not_known_so(center: CenterWorld) -> None:
    person = center.person("Ana Reyes")
    with center.working():
        db.session.add(Leave(person_id=person, starts_on=date(2026, 1, 5)))
    at(APRIL)
    change(center, Leave, ends_on=date(2026, 3, 31))
    at(MAY)
    change(center, Leave, taken_back_at=clock.now())
    assert known(center, MARCH)["Ana Reyes"].leaves == (Away(date(2026, 1, 5)),)
    assert known(center, APRIL)["Ana Reyes"].leaves == (Away(date(2026, 1, 5), date(2026, 3, 31)),)
    assert known(center, MAY)["Ana Reyes"].leaves == ()


def test_a_discipline_that_was_corrected_said_something_else_and_a_name_never_did(center: CenterWorld) -> None:
    center.person("Ana Reyes")
    at(APRIL)
    change(center, Person, discipline=Discipline.MEDICAL, name="Ana Reyes-Holt")
    person = known(center, MARCH)["Ana Reyes-Holt"]
    assert person.discipline is Discipline.CAC
    assert known(center, APRIL)["Ana Reyes-Holt"].discipline is Discipline.MEDICAL
    with center.working():
        assert all("name" not in row.said for row in db.session.scalars(select(EarlierState)))


def test_an_event_that_was_withdrawn_later_stood_then_with_who_was_there(center: CenterWorld) -> None:
    with center.working():
        event = Event(title="Team day", held_on=date(2026, 2, 2), hours=Decimal(2))
        db.session.add(event)
        db.session.flush()
        number = event.id
    completion(center, event_id=number)
    at(APRIL)
    change(center, Completion, state=CompletionState.WITHDRAWN)
    change(center, Event, withdrawn_at=clock.now(), title="Not the team's")
    with center.working():
        actor = center.actor()
        before, after = as_known.load(actor, MARCH), as_known.load(actor, APRIL)
    (stood,) = before.events
    (ana,) = (person.key for person in before.people if person.name == "Ana Reyes")
    assert (stood.title, stood.attendees) == ("Team day", {ana})
    assert after.events == ()
    assert [fact.event for person in before.people for fact in person.completions] == [stood.key]
    assert [fact.event for person in after.people for fact in person.completions] == [None]
    with center.working():
        assert as_known.load(center.actor(), date(2026, 2, 28)).events == ()


def test_a_visit_that_was_moved_was_expected_on_its_earlier_day(center: CenterWorld) -> None:
    change(center, Center, site_visit_on=date(2027, 1, 1))
    at(APRIL)
    change(center, Center, site_visit_on=date(2027, 8, 1))
    with center.working():
        actor = center.actor()
        assert as_known.load(actor, date(2026, 2, 28)).visit_on is None
        assert as_known.load(actor, MARCH).visit_on == date(2027, 1, 1)
        assert as_known.load(actor, APRIL).visit_on == date(2027, 8, 1)


def test_as_known_today_is_the_record_of_today(center: CenterWorld) -> None:
    completion(center)
    with center.working():
        db.session.add(Event(title="Protocol", kind="protocol", held_on=date(2026, 2, 2)))
    at(MAY)
    with center.working():
        actor = center.actor()
        now, then = records.load(actor), as_known.load(actor, MAY)
    assert replace(then, people=()) == replace(now, people=())
    assert then.people == now.people


def test_nothing_is_kept_of_a_row_that_says_the_same_as_before(center: CenterWorld) -> None:
    completion(center, hours=Decimal(1))
    change(center, Completion, hours=Decimal(1), note="Another note.")
    with center.working():
        assert db.session.scalars(select(EarlierState)).all() == []


def test_another_centers_changes_are_not_looked_at(center: CenterWorld, other_center: CenterWorld) -> None:
    completion(center, hours=Decimal(1))
    completion(other_center, hours=Decimal(1))
    at(APRIL)
    change(other_center, Completion, hours=Decimal(5))
    with center.working():
        assert db.session.scalars(select(EarlierState)).all() == []
    assert only(known(center, MARCH)["Ana Reyes"]).hours == Decimal(1)
    assert only(known(other_center, MARCH)["Ana Reyes"]).hours == Decimal(1)


def test_a_grade_that_followed_from_another_row_said_what_it_said_before(center: CenterWorld) -> None:
    with center.working():
        event = Event(title="Team day", held_on=date(2026, 2, 2))
        db.session.add(event)
        db.session.flush()
        number = event.id
    completion(center, event_id=number, grade=Grade.SIGNED_SHEET)
    at(APRIL)
    with center.working():
        completion_rows.regrade_event(number)
    assert only(known(center, MARCH)["Ana Reyes"]).grade is Grade.SIGNED_SHEET
    assert only(known(center, APRIL)["Ana Reyes"]).grade is Grade.SUPERVISOR_WORD


def test_a_typed_training_that_was_adopted_later_was_none_of_the_catalog(center: CenterWorld) -> None:
    completion(center, title="Recognizing exploitation at work")
    at(APRIL)
    with center.working():
        training = db.session.scalars(select(Training).order_by(Training.key).limit(1)).one()
        key = training.key
        assert catalog.adopt(center.actor(), training.public_id, "Recognizing exploitation at work") == 1
    assert only(known(center, MARCH)["Ana Reyes"]).training is None
    assert only(known(center, APRIL)["Ana Reyes"]).training == key
