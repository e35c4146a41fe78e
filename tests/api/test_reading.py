"""What a program reads: the record as the pages show it, in pieces of a stable order, and every look is noted."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.programs import Program, program_of
from tests.services.files import attached
from tracker.db import db
from tracker.domain.vocabulary import CompletionState, Role
from tracker.models import Person, Sighting
from tracker.services import api_tokens, assessments, standards


@pytest.fixture
def program(center: CenterWorld) -> Program:
    return program_of(center)


def test_the_center_and_the_token_itself(program: Program, center: CenterWorld) -> None:
    told = program.read("/center")
    assert (told["id"], told["time_zone"]) == (center.public_id, "America/Chicago")
    assert told["token"] == {"name": f"{program.name} (API)", "may_write": False}


def test_people_with_their_roles_narrowed_to_a_role_on_a_day(program: Program, center: CenterWorld) -> None:
    center.person("Ben Ortiz", (Role.PROSECUTOR,), since=date(2024, 5, 1))
    assert {each["name"] for each in program.read("/people")["items"]} == {"Dana Whitfield", "Ben Ortiz"}
    (found,) = program.read("/people", role="prosecutor")["items"]
    assert found["roles"] == [{"role": "prosecutor", "starts_on": "2024-05-01", "ends_on": None}]
    assert program.read("/people", role="prosecutor", on="2024-04-30")["items"] == []
    assert program.read(f"/people/{found['id']}") == found


def test_a_list_in_pieces_meets_everything_once_whatever_comes_meanwhile(program: Program, center: CenterWorld) -> None:
    made = [center.completion(title=f"Training {number}") for number in range(7)]
    first = program.read("/completions", limit=3)
    made.append(center.completion(title="Added meanwhile"))
    rest = program.everything("/completions", first["next"], limit=3)
    assert [each["id"] for each in first["items"] + rest] == made


def test_a_cursor_of_another_center_leads_nowhere(program: Program, other_center: CenterWorld) -> None:
    foreign = other_center.completion()
    answers = [program.get("/completions", cursor=each) for each in (foreign, "2" * 20)]
    assert [each.status_code for each in answers] == [404, 404]
    assert answers[0].get_json() == answers[1].get_json()


def test_completions_narrowed_by_person_state_and_days(program: Program, center: CenterWorld) -> None:
    person = center.person("Ben Ortiz")
    early = center.completion(person, completed_on=date(2025, 1, 5))
    late = center.completion(person, completed_on=date(2026, 1, 5), state=CompletionState.SUBMITTED)
    center.completion()
    public_id = center.public_id_of(Person, person)

    def ids(**query: str) -> list[object]:
        return [each["id"] for each in program.everything("/completions", **query)]

    assert ids(person=public_id) == [early, late]
    assert ids(person=public_id, state="submitted") == [late]
    assert ids(person=public_id, completed_to="2025-12-31") == [early]
    assert ids(completed_from="2026-01-05", completed_to="2026-01-05") == [late]


def test_a_completion_with_its_version_and_its_evidence_which_can_be_fetched(
    program: Program, center: CenterWorld
) -> None:
    public_id = center.completion(topics=frozenset({"trauma"}), hours=1)
    attached(center, public_id)
    answer = program.get(f"/completions/{public_id}")
    told = answer.get_json()
    assert answer.headers["ETag"] == f'"{told["version"]}"'
    assert (told["hours"], told["topics"], told["state"]) == ("1", ["trauma"], "submitted")
    (file,) = told["evidence"]
    fetched = program.get(f"/files/{file['id']}")
    assert (fetched.status_code, len(fetched.data)) == (200, file["size"])
    assert fetched.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in fetched.headers["Content-Security-Policy"]


def test_findings_are_those_of_the_one_assessment(program: Program, center: CenterWorld) -> None:
    actor = center.actor()
    with center.working():
        standards.follow(actor, "nca-csec", "2023")
        held = standards.one_followed(actor, "nca-csec")
        expected = assessments.of_team(actor, held, date(2026, 6, 30)).all_findings
    found = program.everything("/standards/nca-csec/findings", as_of="2026-06-30", limit=5)
    assert [(each["requirement"], each["status"], each["reason"]) for each in found] == [
        (each.requirement.id, each.status.value, each.reason) for each in expected
    ]
    (whole,) = (each for each in program.read("/standards")["items"] if each["id"] == "nca-csec")
    assert {each["requirement"] for each in found} == {each["id"] for each in whole["requirements"]}


def test_the_catalog_is_read_to_its_end(program: Program) -> None:
    found = program.everything("/trainings", limit=40)
    assert len(found) == len({each["id"] for each in found}) > 40
    assert program.read(f"/trainings/{found[0]['id']}") == found[0]


def looks(center: CenterWorld) -> set[tuple[str, str, str]]:
    with center.working():
        rows = db.session.execute(select(Sighting.act, Sighting.subject, Sighting.subject_id))
        return {tuple(row) for row in rows}


def test_reading_a_persons_record_is_noted_as_a_look_of_the_program(program: Program, center: CenterWorld) -> None:
    person = center.public_id_of(Person, center.director_person)
    public_id = center.completion()
    program.read("/completions", person=person)
    program.read(f"/completions/{public_id}")
    assert looks(center) == {("look", "person", person), ("look", "completion", public_id)}


@pytest.mark.parametrize("path", ["/completions", "/people"])
def test_reading_everybodys_is_noted_as_an_export(program: Program, center: CenterWorld, path: str) -> None:
    program.read(path)
    assert looks(center) == {("export", "team", center.public_id)}


def test_the_day_of_its_last_use_is_kept(program: Program, center: CenterWorld) -> None:
    program.read("/center")
    with center.working():
        (view,) = api_tokens.listing(center.actor())
        assert view.last_used_on == center.actor().today
