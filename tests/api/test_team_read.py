"""What a program reads of the team besides who they are: agencies, who is away, and waivers with their files."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.house import things
from tests.house.things import Owner, somebody
from tests.programs import Program, program_of
from tests.services.files import stored
from tracker.db import db
from tracker.domain.record import WaiverKind
from tracker.models import Person, Sighting
from tracker.services import agencies, leaves, standards, waivers


@pytest.fixture
def program(center: CenterWorld) -> Program:
    return program_of(center)


@pytest.fixture
def owner(center: CenterWorld) -> Owner:
    return Owner(center.director, center.director_person)


def looks(center: CenterWorld) -> set[tuple[str, str, str]]:
    """Return what was noted: the act, of what, and which."""
    with center.working():
        rows = db.session.execute(select(Sighting.act, Sighting.subject, Sighting.subject_id))
        return {tuple(row) for row in rows}


def test_agencies_with_those_that_are_partners_no_longer(program: Program, center: CenterWorld, owner: Owner) -> None:
    public_id = things.agency(center, owner)
    with center.working():
        agencies.retire(center.actor(), public_id)
    (listed,) = program.read("/agencies")["items"]
    assert (listed["id"], listed["discipline"], listed["retired"]) == (public_id, "medical", True)
    answer = program.get(f"/agencies/{public_id}")
    assert answer.get_json() == listed
    assert answer.headers["ETag"] == f'"{listed["version"]}"'


def test_who_is_away_without_what_was_taken_back(program: Program, center: CenterWorld) -> None:
    person, other = (center.public_id_of(Person, center.person()) for _ in range(2))
    with center.working():
        actor = center.actor()
        for who in (person, other):
            leaves.enter(actor, who, date(2026, 1, 5), None)
        (gone,) = leaves.of_person(actor, other)
        leaves.take_back(actor, other, gone.public_id, gone.version)
    (found,) = program.read("/leaves")["items"]
    assert (found["person"], found["starts_on"], found["ends_on"]) == (person, "2026-01-05", None)
    assert program.read("/leaves", person=other)["items"] == []
    assert program.read("/leaves", person=person)["items"] == [found]


def test_a_waiver_with_its_reason_its_decision_and_its_files(program: Program, center: CenterWorld) -> None:
    entry = waivers.Entry(
        kind=WaiverKind.EQUIVALENT,
        person=center.public_id_of(Person, center.person("Ben Ortiz")),
        standard="nca-csec",
        requirement="csec-foundations",
        starts_on=date(2026, 1, 1),
        ends_on=date(2030, 1, 1),
        reason="It covers the same topics.",
        instead="A course of the state",
    )
    with center.app.app_context():
        files = stored(center.actor())
    with center.working():
        standards.follow(center.actor(), "nca-csec", "2023")
        public_id = waivers.propose(center.actor(), entry, files, "")
    answer = program.get(f"/waivers/{public_id}")
    told = answer.get_json()
    assert {name: told[name] for name in ("kind", "state", "person_name", "reason", "instead")} == {
        "kind": "equivalent",
        "state": "proposed",
        "person_name": "Ben Ortiz",
        "reason": "It covers the same topics.",
        "instead": "A course of the state",
    }
    assert (told["decided_by"], told["ended_on"]) == (None, None)
    (file,) = told["evidence"]
    assert program.get(f"/files/{file['id']}").status_code == 200
    assert answer.headers["ETag"] == f'"{told["version"]}"'
    assert program.read("/waivers", person=told["person"], state="proposed")["items"] == [told]
    assert program.read("/waivers", state="granted")["items"] == []
    assert program.read("/waivers", person="2" * 20)["items"] == []


@pytest.mark.parametrize(("path", "make"), [("/leaves", things.leave), ("/waivers", things.waiver)])
def test_whose_they_are_is_noted_as_a_look_and_everybodys_as_taken_along(
    program: Program, center: CenterWorld, path: str, make: things.Maker
) -> None:
    other = somebody(center)
    make(center, other)
    person = center.public_id_of(Person, other.person)
    program.read(path, person=person)
    assert looks(center) == {("look", "person", person)}
    program.read(path)
    assert looks(center) == {("look", "person", person), ("export", "team", center.public_id)}


def test_looking_at_one_waiver_is_noted_as_a_look_at_whose_it_is(program: Program, center: CenterWorld) -> None:
    other = somebody(center)
    public_id = things.waiver(center, other)
    program.read(f"/waivers/{public_id}")
    assert looks(center) == {("look", "person", center.public_id_of(Person, other.person))}
