"""Files as programs read them: what they stand behind, where to look, what is given out; and packets as PDF."""

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.house import things
from tests.house.things import Owner
from tests.programs import Program, program_of
from tests.services.files import attached, kept_out, pointed_at
from tracker import clock
from tracker.db import db
from tracker.domain.vocabulary import PacketState
from tracker.models import Packet, Person, Sighting
from tracker.services import evidence, removing_files
from tracker.services.removing_files import Why


@pytest.fixture
def program(center: CenterWorld) -> Program:
    return program_of(center)


def test_a_withdrawn_file_is_told_of_and_not_given_out(program: Program, center: CenterWorld) -> None:
    completion = center.completion()
    file = attached(center, completion)
    with center.working():
        evidence.withdraw(center.actor(), file, "It is of somebody else.")
    answer = program.get(f"/files/{file}")
    assert (answer.status_code, answer.mimetype) == (410, "application/problem+json")
    (told,) = program.read(f"/completions/{completion}")["evidence"]
    assert (told["id"], told["withdrawn_reason"]) == (file, "It is of somebody else.")


def test_a_removed_file_is_not_given_out_where_another_record_keeps_the_same(
    program: Program, center: CenterWorld
) -> None:
    removed, kept = (attached(center, center.completion()) for _ in range(2))
    with center.working():
        removing_files.remove(center.actor(), removed, Why.OTHER_PERSON)
    assert program.get(f"/files/{removed}").status_code == 410
    assert program.get(f"/files/{kept}").status_code == 200


def test_a_file_tells_what_it_stands_behind_and_where_to_look(program: Program, center: CenterWorld) -> None:
    completion = center.completion()
    file = attached(center, completion)
    place = pointed_at(center, file)
    told = program.read(f"/files/{file}/about")
    person = center.public_id_of(Person, center.director_person)
    assert [told[name] for name in ("completion", "event", "waiver", "person")] == [completion, None, None, person]
    (found,) = told["places"]
    assert (found["id"], found["label"], found["first_page"], found["completion"]) == (place, "hours", 1, None)
    assert found["box"] == {"left": 100, "top": 400, "right": 600, "bottom": 450}
    assert (told["redacted"], told["removed"]) == (False, False)
    assert program.read("/files")["items"] == [told]


def test_a_file_says_that_some_of_it_is_not_printed_and_not_why(program: Program, center: CenterWorld) -> None:
    file = attached(center, center.completion())
    kept_out(center, file)
    answer = program.get(f"/files/{file}/about")
    assert answer.get_json()["redacted"] is True
    assert "A home address." not in answer.get_data(as_text=True)


def test_nothing_is_pointed_at_in_a_withdrawn_file(program: Program, center: CenterWorld) -> None:
    file = attached(center, center.completion())
    pointed_at(center, file)
    with center.working():
        evidence.withdraw(center.actor(), file, "It is of somebody else.")
    told = program.read(f"/files/{file}/about")
    assert (told["places"], told["withdrawn_reason"]) == ([], "It is of somebody else.")


def test_files_of_one_person_and_of_no_other(program: Program, center: CenterWorld) -> None:
    ben = center.person("Ben Ortiz")
    public_id = center.public_id_of(Person, ben)
    file = attached(center, center.completion(ben))
    attached(center, center.completion())
    assert [each["id"] for each in program.read("/files", person=public_id)["items"]] == [file]
    assert looks(center) == {("look", "person", public_id)}


def looks(center: CenterWorld) -> set[tuple[str, str, str]]:
    """Return what was noted: the act, of what, and which."""
    with center.working():
        rows = db.session.execute(select(Sighting.act, Sighting.subject, Sighting.subject_id))
        return {tuple(row) for row in rows}


@pytest.fixture
def issued(center: CenterWorld) -> str:
    return things.issued_packet(center, Owner(center.director, center.director_person))


def test_an_issued_packet_is_given_as_it_was_sealed_and_that_is_noted(
    program: Program, center: CenterWorld, issued: str
) -> None:
    answer = program.get(f"/packets/{issued}/file")
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "application/pdf", b"%PDF-1.7 a packet")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=packet-1-nca-csec")
    assert "no-store" in answer.headers["Cache-Control"]
    assert looks(center) == {("download", "packet", issued)}


def test_a_packet_that_is_still_to_come_has_no_file(program: Program, center: CenterWorld) -> None:
    waiting = things.packet(center, Owner(center.director, center.director_person))
    assert program.get(f"/packets/{waiting}/file").status_code == 404
    assert program.read(f"/packets/{waiting}")["state"] == "waiting"


def test_a_withdrawn_packet_is_told_of_and_not_given_out(program: Program, center: CenterWorld, issued: str) -> None:
    with center.working():
        row = db.session.scalars(select(Packet).where(Packet.public_id == issued)).one()
        row.state, row.withdrawn_at, row.withdrawn_reason = PacketState.WITHDRAWN, clock.now(), "It prints a letter."
        row.inputs_sha256 = "f" * 64  # whoever cleans up asks for those of each that was withdrawn
    assert program.get(f"/packets/{issued}/file").status_code == 410
    told = program.read(f"/packets/{issued}")
    assert (told["state"], told["withdrawn_reason"]) == ("withdrawn", "It prints a letter.")
    assert looks(center) == set()
