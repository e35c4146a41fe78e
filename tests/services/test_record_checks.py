"""Check the record: lines come from what is stored, go when it is mended, and stay aside while nothing changes."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.events.held import record, view
from tests.services.files import attached, stored
from tests.services.lines import last_line
from tests.statements import counted
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.record import WaiverKind
from tracker.domain.record_checks import Opens
from tracker.models import Completion, Event, Evidence, Person
from tracker.services import events, evidence, history, people, record_checks, waivers
from tracker.services.record_checks import Check, Found, Line

pytestmark = pytest.mark.usefixtures("context")


def found(center: CenterWorld, account: int | None = None) -> Found:
    with center.working():
        return record_checks.found(center.actor(account))


def of(center: CenterWorld, check: Check) -> tuple[Line, ...]:
    return found(center).of(check)


def changed(center: CenterWorld, public_id: str, **values: Any) -> None:
    """Change a completion as a correction does: with a line of history."""
    with center.working():
        row = db.session.query(Completion).filter_by(public_id=public_id).one()
        for name, value in values.items():
            setattr(row, name, value)
        history.append(center.actor(), "correct", "completion", public_id)


def at(minute: int) -> dict[str, Any]:
    return {"recorded_at": datetime(2026, 3, 3, 12, minute, tzinfo=UTC)}


def test_a_new_center_has_nothing_to_look_at(center: CenterWorld) -> None:
    assert found(center) == Found((), ())


def test_what_was_accepted_without_a_file_is_there_until_one_is_added(center: CenterWorld) -> None:
    done = center.completion(center.person())
    (line,) = of(center, Check.NO_FILE)
    assert line.things[0].key == done
    attached(center, done, making.pdf())
    changed(center, done, state="accepted")
    assert of(center, Check.NO_FILE) == ()
    with center.working():
        db.session.execute(update(Evidence).values(withdrawn_at=datetime(2026, 3, 4, tzinfo=UTC)))
    changed(center, done)
    assert len(of(center, Check.NO_FILE)) == 1


def test_one_file_of_two_acts_is_asked_about_and_of_one_act_is_not(center: CenterWorld) -> None:
    ana, ben = center.person("Ana Reyes"), center.person("Ben Ito")
    apart = [center.completion(ana, **at(1)), center.completion(ben, **at(2))]
    one_file = making.pdf()
    for each in apart:
        attached(center, each, one_file)
    (line,) = of(center, Check.SAME_FILE)
    assert line.name == "Ana Reyes and Ben Ito"
    changed(center, apart[1], **at(1))
    assert of(center, Check.SAME_FILE) == ()


def test_hours_are_held_against_the_event_of_the_completion(center: CenterWorld) -> None:
    with center.working():
        event = Event(title="Team day", held_on=date(2026, 3, 2), hours=Decimal(2))
        db.session.add(event)
        db.session.flush()
        number = event.id
    center.completion(center.person(), hours=Decimal(3), event_id=number)
    (line,) = of(center, Check.OVER_CLAIMED)
    assert [thing.opens for thing in line.things] == ["correct", "event_correct"]


def test_somebody_without_a_role_is_found(center: CenterWorld) -> None:
    person = center.public_id_of(Person, center.person("Cleo Park", roles=()))
    (line,) = of(center, Check.NO_ROLE)
    assert (line.name, line.things[0].key) == ("Cleo Park", person)


def test_a_line_set_aside_stands_below_with_who_and_why_and_in_the_history(center: CenterWorld) -> None:
    center.person("Cleo Park", roles=())
    (line,) = of(center, Check.NO_ROLE)
    with center.working():
        record_checks.set_aside(center.actor(), line.key, "She only listens.")
        record_checks.set_aside(center.actor(), line.key, "Pressed twice.")
    now = found(center)
    assert now.of(Check.NO_ROLE) == ()
    assert [(aside.line.key, aside.reason) for aside in now.asides] == [(line.key, "She only listens.")]
    said = last_line(center)
    assert (said.action, said.subject, said.reason) == ("set_aside", "record_check", "She only listens.")


def test_it_comes_back_when_what_it_is_about_changes(center: CenterWorld) -> None:
    done = center.completion(center.person(), completed_on=date(2019, 3, 2))
    (line,) = of(center, Check.BEFORE_ROLE)
    with center.working():
        record_checks.set_aside(center.actor(), line.key, "Done at another center.")
    assert of(center, Check.BEFORE_ROLE) == ()
    changed(center, done, title="Another title")
    assert of(center, Check.BEFORE_ROLE) == ()
    changed(center, done, completed_on=date(2018, 3, 2))
    assert len(of(center, Check.BEFORE_ROLE)) == 1
    assert found(center).asides == ()


def test_taken_back_it_is_among_the_others_and_can_be_set_aside_anew(center: CenterWorld) -> None:
    center.person(roles=())
    (line,) = of(center, Check.NO_ROLE)
    with center.working():
        record_checks.set_aside(center.actor(), line.key, "She only listens.")
    with center.working():
        record_checks.take_back(center.actor(), line.key)
    assert of(center, Check.NO_ROLE) == (line,)
    with center.working(), pytest.raises(NotFound):
        record_checks.take_back(center.actor(), line.key)
    with center.working():
        record_checks.set_aside(center.actor(), line.key, "She left.")
    assert [aside.reason for aside in found(center).asides] == ["She left."]


def test_staff_neither_see_it_nor_set_anything_aside(center: CenterWorld) -> None:
    center.person(roles=())
    (line,) = of(center, Check.NO_ROLE)
    staff = center.member(AccessRole.STAFF)
    with center.working(), pytest.raises(Refused):
        record_checks.found(center.actor(staff))
    with center.working(), pytest.raises(Refused):
        record_checks.set_aside(center.actor(staff), line.key, "No.")


def test_a_reason_is_needed_and_a_line_that_is_there(center: CenterWorld) -> None:
    center.person(roles=())
    (line,) = of(center, Check.NO_ROLE)
    with center.working(), pytest.raises(Conflict, match="Say why"):
        record_checks.set_aside(center.actor(), line.key, "  ")
    with center.working(), pytest.raises(NotFound):
        record_checks.set_aside(center.actor(), "0" * 64, "Reason.")


def test_another_center_s_lines_are_not_there(center: CenterWorld, other_center: CenterWorld) -> None:
    center.person(roles=())
    (line,) = of(center, Check.NO_ROLE)
    assert of(other_center, Check.NO_ROLE) == ()
    with other_center.working(), pytest.raises(NotFound):
        record_checks.set_aside(other_center.actor(), line.key, "Reason.")


def test_looking_again_costs_one_statement(center: CenterWorld) -> None:
    center.completion(center.person())
    first, actor = found(center), center.actor()
    with center.working(), counted() as asked:
        assert record_checks.found(actor) is first
    assert len(asked) == 1, asked


def test_hours_are_held_against_how_the_training_was_given(center: CenterWorld) -> None:
    done = center.completion(center.person(), hours=Decimal(18), format="in_person")
    (line,) = of(center, Check.OVER_FORMAT)
    assert line.things[0].key == done
    changed(center, done, format="unknown")
    assert of(center, Check.OVER_FORMAT) == ()


def test_a_waiver_is_asked_about_until_a_file_is_behind_it(center: CenterWorld) -> None:
    actor, decider = center.actor(), center.actor(center.member(AccessRole.DEPUTY))
    entry = waivers.Entry(
        kind=WaiverKind.WAIVER,
        person=center.public_id_of(Person, center.person()),
        standard="nca-csec",
        requirement="csec-foundations",
        starts_on=actor.today,
        ends_on=actor.today,
        reason="The course is not held before autumn.",
    )
    with center.working():
        public_id = waivers.propose(actor, entry)
    assert of(center, Check.WAIVER_NO_FILE) == ()
    with center.working():
        waivers.grant(decider, public_id, 1)
    (line,) = of(center, Check.WAIVER_NO_FILE)
    assert [(thing.opens, thing.key) for thing in line.things] == [(Opens.WAIVER, public_id)]
    files = stored(actor, making.pdf(76))
    with center.working():
        evidence.attach(actor, files, waiver=public_id)
    assert of(center, Check.WAIVER_NO_FILE) == ()


def test_a_team_event_is_asked_for_its_sheet_until_one_is_there(center: CenterWorld) -> None:
    event = record(center)
    (line,) = of(center, Check.NO_FILE)
    assert [(thing.opens, thing.key) for thing in line.things] == [(Opens.EVENT_FILES, event)]
    files = stored(center.actor(), making.pdf(77))
    with center.working():
        evidence.attach(center.actor(), files, event=event)
    assert of(center, Check.NO_FILE) == ()


@pytest.mark.parametrize("kind", ["training", "protocol"])
def test_what_the_team_did_or_holds_twice_is_asked_about_until_one_is_withdrawn(center: CenterWorld, kind: str) -> None:
    both = {record(center, title=title, kind=kind) for title in ("Screening together", "SCREENING, together")}
    (line,) = of(center, Check.TWICE)
    assert {(thing.opens, thing.key) for thing in line.things} == {(Opens.EVENT_WITHDRAW, key) for key in both}
    one = both.pop()
    version = view(center, one).version
    with center.working():
        events.withdraw(center.actor(), one, "Recorded twice.", version)
    assert of(center, Check.TWICE) == ()


def ended(center: CenterWorld, last_day: date, **values: Any) -> str:
    """Add somebody long since on the list, and let their only role end as its own form does."""
    long_ago = {"recorded_at": datetime(2020, 1, 1, 12, tzinfo=UTC)}
    person = center.public_id_of(Person, center.person("Tom Vale", **long_ago | values))
    with center.working():
        (term,) = people.get(center.actor(), person).terms
        people.correct_role(center.actor(), person, term.public_id, term.starts_on, last_day, term.version)
    return person


def test_whose_last_role_ended_is_asked_about_until_another_is_given(center: CenterWorld) -> None:
    today = center.actor().today
    person = ended(center, today - timedelta(days=1))
    (line,) = of(center, Check.NO_ROLE)
    assert [(line.name, thing.opens, thing.key) for thing in line.things] == [("Tom Vale", Opens.ROLES, person)]
    with center.working():
        people.give_role(center.actor(), person, people.Term("volunteer", today + timedelta(days=30)))
    assert of(center, Check.NO_ROLE) == ()


def test_or_until_somebody_says_that_they_left_and_a_role_that_ran_out_after_they_came_back_is_asked_about(
    center: CenterWorld,
) -> None:
    last_day = center.actor().today - timedelta(days=30)
    person = ended(center, last_day)
    with center.working():
        people.leave(center.actor(), person, last_day)
    assert of(center, Check.NO_ROLE) == ()
    again = people.Term("volunteer", last_day + timedelta(days=10), last_day + timedelta(days=20))
    with center.working():
        people.give_role(center.actor(), person, again)
    assert len(of(center, Check.NO_ROLE)) == 1
    with center.working():
        people.leave(center.actor(), person, last_day + timedelta(days=20))
    assert of(center, Check.NO_ROLE) == ()


def test_who_was_put_on_the_list_with_ended_roles_is_one_of_the_past(center: CenterWorld) -> None:
    last_day = center.actor().today - timedelta(days=1)
    ended(center, last_day, recorded_at=center.actor().now)
    assert of(center, Check.NO_ROLE) == ()
