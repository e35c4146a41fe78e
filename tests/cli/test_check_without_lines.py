"""`check` names rows that no line of history tells of, asks for none of invented records, and asks few statements."""

from datetime import date, timedelta

from tests.cli.conftest import Run
from tests.cli.test_check_against_history import World, problems, world
from tests.intake import making
from tests.services.entries import log
from tests.services.files import stored
from tests.statements import counted
from tracker import clock
from tracker.db import db
from tracker.domain.vocabulary import Role
from tracker.models import Completion, Evidence, Packet, Person, Review, RoleTerm, Waiver
from tracker.services import against_history

__all__ = ["world"]

DAY = date(2026, 1, 1)


def planted_decision(world: World) -> None:
    number, person = world.number(Completion, world.completion), world.number(Person, world.person)
    with world.center.working():
        db.session.add(RoleTerm(person_id=person, role=Role.PROSECUTOR, starts_on=DAY))
        db.session.add(
            Review(completion_id=number, decision="accepted", decided_by=world.center.director, decided_at=clock.now())
        )


def planted_things(world: World) -> tuple[str, str, str]:
    """Put a waiver, a file and a packet into the tables past the tracker; returns their public ids."""
    number, person = world.number(Completion, world.completion), world.number(Person, world.person)
    by, now, of = world.center.director, clock.now(), {"standard": "nca-csec", "edition": "2023"}
    with world.center.working():
        (file,) = stored(world.center.actor(), making.pdf(72))
        days = {"starts_on": DAY, "ends_on": DAY}
        waiver = Waiver(kind="waiver", person_id=person, requirement="csec-foundations", reason="x", **days, **of)
        waiver.state, waiver.proposed_by, waiver.proposed_at = "granted", by, now
        proof = Evidence(completion_id=number, sha256=file.sha256, file_name="x.pdf", format="pdf", size=file.size)
        proof.pages, proof.added_by, proof.added_at = 72, by, now
        packet = Packet(number=99, as_of=DAY, asked_at=now, **of)
        db.session.add_all((waiver, proof, packet))
        db.session.flush()
        return waiver.public_id, proof.public_id, packet.public_id


def test_rows_that_no_line_tells_of_are_named(run: Run, world: World) -> None:
    made = world.center.completion(title="Out of nowhere")
    planted_decision(world)
    waiver, file, packet = planted_things(world)
    assert problems(run) == [
        f"Completion {world.completion}: a decision is kept that no line of history tells of.",
        f"Completion {made}: no line of history tells that it was recorded.",
        f"Evidence {file}: no line of history tells that it was attached to what it stands behind.",
        f"Waiver {waiver}: no line of history tells that it was proposed.",
        f"Person {world.person}: the role prosecutor is there, and no line of history tells that it was given.",
        f"Packet {packet}: no line of history tells that it was asked for.",
    ]


def test_invented_records_of_a_seeded_center_need_no_lines(run: Run) -> None:
    assert run("init").code == 0
    assert run("seed", "--centers", "1", "--people", "4", "--completions", "5").code == 0
    assert problems(run) == []


def test_as_many_statements_are_asked_of_three_completions_as_of_thirty(
    world: World,
) -> None:
    def statements() -> int:
        with world.center.app.app_context(), counted() as asked_for:
            assert list(against_history.problems()) == []
        return len(asked_for)

    few = statements()
    for number in range(30):
        log(
            world.center,
            world.center.actor(),
            title=f"Course {number}",
            completed_on=date(2026, 1, 1) + timedelta(number),
        )
    assert statements() == few
