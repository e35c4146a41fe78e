"""What a program reads of what is to come: what was agreed on, and planned events with who is expected and came."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.programs import Program, program_of
from tests.services.planned_events import ahead
from tracker.db import db
from tracker.models import Person, Sighting
from tracker.services import plan_lines, planned_events, standards
from tracker.services.plan_lines import Entry


@pytest.fixture
def program(center: CenterWorld) -> Program:
    return program_of(center)


@pytest.fixture
def ana(center: CenterWorld) -> str:
    return center.public_id_of(Person, center.person("Ana Reyes"))


def agreed(center: CenterWorld, person: str, title: str = "Call the trainer") -> str:
    """Agree with somebody on a task that closes a requirement; returns the line."""
    actor = center.actor()
    due_on = actor.today + timedelta(days=30)
    closes = "nca-csec/csec-foundations"
    entry = Entry(title=title, person=person, due_on=due_on, note="By phone.", closes=closes)
    with center.working():
        standards.follow(actor, "nca-csec", "2023")
        return plan_lines.add(actor, entry)


def test_a_line_of_the_plan_with_whose_it_is_and_what_it_closes(
    program: Program, center: CenterWorld, ana: str
) -> None:
    public_id = agreed(center, ana)
    answer = program.get(f"/plan-lines/{public_id}")
    told = answer.get_json()
    assert {name: told[name] for name in ("person", "person_name", "owner", "title", "training", "note")} == {
        "person": ana,
        "person_name": "Ana Reyes",
        "owner": ana,
        "title": "Call the trainer",
        "training": None,
        "note": "By phone.",
    }
    assert (told["closes"], told["closed_as"], told["closed_by"]) == (["nca-csec/csec-foundations"], "", None)
    assert answer.headers["ETag"] == f'"{told["version"]}"'
    assert program.read("/plan-lines", person=ana)["items"] == [told]
    assert program.read("/plan-lines", person="2" * 20)["items"] == []


def test_reading_the_plan_is_noted_as_on_its_page_and_one_persons_as_a_look(
    program: Program, center: CenterWorld, ana: str
) -> None:
    agreed(center, ana)
    program.read("/plan-lines")
    program.read("/plan-lines", person=ana)
    with center.working():
        rows = db.session.execute(select(Sighting.act, Sighting.subject, Sighting.subject_id)).all()
    assert {tuple(row) for row in rows} == {("export", "plan", center.public_id), ("look", "person", ana)}


def test_a_planned_event_with_who_is_expected_and_what_was_typed_at_its_door(
    program: Program, center: CenterWorld, ana: str
) -> None:
    public_id = ahead.planned(center, [ana])
    token = ahead.opened(center, public_id)
    ahead.came(center, token, "Ben Ortiz", "City Police")
    answer = program.get(f"/planned-events/{public_id}")
    told = answer.get_json()
    assert (told["title"], told["held_on"], told["hours"], told["event"]) == ("Team training", "2026-03-02", "3", None)
    assert [(each["person"], each["name"], each["row"]) for each in told["expected"]] == [(ana, "Ana Reyes", 1)]
    assert [(each["name"], each["agency"]) for each in told["checked_in"]] == [("Ben Ortiz", "City Police")]
    with center.working():
        noted = db.session.execute(select(Sighting.act, Sighting.subject, Sighting.subject_id)).all()
    assert [tuple(each) for each in noted] == [("export", "team", center.public_id)]
    assert answer.headers["ETag"] == f'"{told["version"]}"'
    assert token not in answer.get_data(as_text=True), "the code opens the door to whoever holds it"
    (listed,) = program.read("/planned-events")["items"]
    assert (listed["expected_count"], listed["checked_in_count"]) == (1, 1)
    assert "expected" not in listed


def test_a_planned_event_says_what_was_recorded_of_it_or_that_it_was_canceled(
    program: Program, center: CenterWorld, ana: str
) -> None:
    held, canceled = (ahead.planned(center, [ana]) for _ in range(2))
    event = ahead.recorded(center, held, planned_events.Present(person=ana))
    with center.working():
        planned_events.cancel(center.actor(), canceled)
    found = program.read("/planned-events")["items"]
    assert [(each["id"], each["event"], each["canceled"]) for each in found] == [
        (held, event, False),
        (canceled, None, True),
    ]
    answer = program.get(f"/events/{event}")
    (there,) = answer.get_json()["attendance"]
    assert (there["person"], answer.headers["ETag"]) == (ana, '"1"')
