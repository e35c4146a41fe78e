"""`check` names each row that says something else than its lines of history, and each that no line tells of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from tests.cli.conftest import Run
from tests.factories import CenterWorld
from tests.intake import making
from tests.services.entries import log
from tests.services.files import attached, row_of
from tests.services.packets.conftest import asked
from tracker import clock
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.record import WaiverKind
from tracker.domain.vocabulary import CompletionState, Discipline, Role
from tracker.models import Completion, Evidence, HistoryEntry, Packet, Person, Review, RoleTerm, Waiver
from tracker.services import completions, events, people, reviews, waivers


@dataclass(frozen=True)
class World:
    """A center whose record was made by the use cases: a decided completion with a file, a waiver, a role."""

    center: CenterWorld
    completion: str
    file: str
    waiver: str
    person: str
    packet: str

    def number(self, model: Any, public_id: str) -> int:
        return int(row_of(self.center, public_id, model).id)


@pytest.fixture
def world(own_center: CenterWorld) -> World:
    director = own_center.actor()
    deputy = own_center.actor(own_center.member(AccessRole.DEPUTY, a_person(own_center, "Rosa Field")))
    with own_center.working():
        person = people.add(
            director,
            people.Entry("Ben Lake", Discipline.CAC),
            (people.Term(Role.VICTIM_ADVOCATE, date(2024, 1, 1)), people.Term(Role.VOLUNTEER, date(2023, 1, 1))),
        )
    completion = log(own_center, director, person=person, hours=2)
    file = attached(own_center, completion, making.pdf(71))
    decide(own_center, deputy, completion)
    with own_center.working():
        waiver = waivers.propose(director, a_waiver(person))
    with own_center.working():
        waivers.grant(deputy, waiver, 1)
    return World(own_center, completion, file, waiver, person, asked(own_center))


def a_person(center: CenterWorld, name: str) -> int:
    with center.working():
        term = people.Term(Role.VICTIM_ADVOCATE, date(2024, 1, 1))
        made = people.add(center.actor(), people.Entry(name, Discipline.CAC), (term,))
    return int(row_of(center, made, Person).id)


def a_waiver(person: str) -> waivers.Entry:
    return waivers.Entry(
        kind=WaiverKind.WAIVER,
        person=person,
        standard="nca-csec",
        requirement="csec-foundations",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        reason="The course is not held before autumn.",
    )


def decide(center: CenterWorld, actor: Any, completion: str, reason: str = "") -> None:
    version = row_of(center, completion).version
    with center.working():
        if reason:
            reviews.send_back(actor, completion, version, reason)
        else:
            reviews.accept(actor, completion, version)


def problems(run: Run) -> list[str]:
    return list(run("check", "--json").data["problems"])


def change(world: World, model: Any, those: Any, **values: Any) -> None:
    """Change rows as somebody does who has the database and writes no line."""
    with world.center.working():
        db.session.execute(sa.update(model).where(those).values(**values))


def test_a_record_that_the_use_cases_made_is_whole(run: Run, world: World) -> None:
    director, center = world.center.actor(), world.center
    with center.working():
        people.give_role(director, world.person, people.Term(Role.BOARD_MEMBER, date(2025, 1, 1)))
        people.leave(director, world.person, date(2026, 1, 31))
        (first, *_) = people.get(director, world.person).terms
        people.correct_role(director, world.person, first.public_id, date(2022, 1, 1), date(2026, 1, 1), first.version)
        waivers.end(director, world.waiver, 2, date(2026, 6, 30), "The course was held.")
        event = events.record(
            director, events.Entry(kind="training", title="Team day", held_on=date(2026, 3, 2)), (world.person,)
        )
        events.withdraw(director, event, "Held on another day.", 1)
    with center.working():
        there = row_of(center, world.completion)
        entry = completions.Entry(title="Trauma again", completed_on=date(2026, 3, 1), topics=frozenset({"trauma"}))
        completions.correct(director, world.completion, entry, there.version)
    deputy = center.actor(center.member(AccessRole.DEPUTY, a_person(center, "Kim Moor")))
    decide(center, deputy, world.completion, "Which hours?")
    assert problems(run) == []


def one(model: Any, named: str) -> Callable[[World], tuple[Any, Any]]:
    """Return what finds the row of a table that a world names."""
    return lambda world: (model, model.public_id == getattr(world, named))


def the_role(_world: World) -> tuple[Any, Any]:
    return RoleTerm, RoleTerm.role == Role.VOLUNTEER


ANOTHER_TIME = datetime(2026, 1, 1, tzinfo=clock.now().tzinfo)
CHANGED: dict[str, tuple[Callable[[World], tuple[Any, Any]], dict[str, Any], str]] = {
    "a state": (
        one(Completion, "completion"),
        {"state": CompletionState.WITHDRAWN},
        "Completion {completion}: its row says withdrawn, and the history accepted.",
    ),
    "hours": (
        one(Completion, "completion"),
        {"hours": 20},
        "Completion {completion}: its row says another number of hours than the history.",
    ),
    "a day": (
        one(Completion, "completion"),
        {"completed_on": date(2026, 3, 3)},
        "Completion {completion}: its row says another day than the history.",
    ),
    "who decided": (
        one(Completion, "completion"),
        {"decided_at": ANOTHER_TIME},
        "Completion {completion}: its row says that it was decided on by somebody else or at another time than the "
        "history.",
    ),
    "when recorded": (
        one(Completion, "completion"),
        {"recorded_at": ANOTHER_TIME},
        "Completion {completion}: its row says that it was recorded by somebody else or at another time than the "
        "history.",
    ),
    "whose it is": (
        one(Completion, "completion"),
        {"person_id": 1},
        "Completion {completion}: its row is about another person than the history says.",
    ),
    "a digest": (
        one(Evidence, "file"),
        {"file_name": "another.pdf"},
        "Evidence {file}: its row names another file than the history.",
    ),
    "a withdrawal": (
        one(Evidence, "file"),
        {"withdrawn_at": ANOTHER_TIME},
        "Evidence {file}: its row says that it was withdrawn, and the history does not.",
    ),
    "a waiver's days": (
        one(Waiver, "waiver"),
        {"ends_on": date(2028, 12, 31)},
        "Waiver {waiver}: its row says another last day than the history.",
    ),
    "a waiver's state": (
        one(Waiver, "waiver"),
        {"state": "declined"},
        "Waiver {waiver}: its row says declined, and the history granted.",
    ),
    "a waiver's reason": (
        one(Waiver, "waiver"),
        {"reason": "Because."},
        "Waiver {waiver}: its row says another reason than the history.",
    ),
    "a waiver's requirement": (
        one(Waiver, "waiver"),
        {"requirement": "another"},
        "Waiver {waiver}: its row is about another requirement than the history says.",
    ),
    "an early end": (
        one(Waiver, "waiver"),
        {"ended_on": date(2026, 5, 1)},
        "Waiver {waiver}: its row says another early end than the history: on which day, by whom or why.",
    ),
    "a role's days": (
        the_role,
        {"starts_on": date(2020, 1, 1)},
        "Person {person}: the days of the role volunteer are not those that the history tells.",
    ),
    "a packet's day": (
        one(Packet, "packet"),
        {"as_of": date(2020, 1, 1)},
        "Packet {packet}: its row says another standard, day or level than the history.",
    ),
    "a packet's state": (
        one(Packet, "packet"),
        {"state": "canceled"},
        "Packet {packet}: its row says canceled, and the history failed or making or waiting.",
    ),
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_row_that_was_changed_without_a_line_is_named(run: Run, world: World, what: str) -> None:
    those, values, words = CHANGED[what]
    change(world, *those(world), **values)
    names = {name: getattr(world, name) for name in ("completion", "file", "waiver", "person", "packet")}
    assert problems(run) == [words.format(**names)]


def test_a_completion_that_was_made_accepted_is_named(run: Run, world: World) -> None:
    """What somebody does who wants it to count: `UPDATE completion SET state='accepted'`."""
    mine = log(world.center, world.center.actor(), title="Never decided on")
    change(world, Completion, Completion.public_id == mine, state="accepted")
    assert problems(run) == [f"Completion {mine}: its row says accepted, and the history submitted."]


def test_rows_that_were_taken_away_without_a_line_are_named(run: Run, world: World) -> None:
    with world.center.working():
        for model, those in (
            (Review, Review.id > 0),
            (Evidence, Evidence.public_id == world.file),
            (Waiver, Waiver.public_id == world.waiver),
            (RoleTerm, RoleTerm.role == Role.VOLUNTEER),
        ):
            db.session.execute(sa.delete(model).where(those))
        line = sa.select(HistoryEntry.number)
        attach = db.session.scalar(line.where(HistoryEntry.action == "attach"))
        propose = db.session.scalar(line.where(HistoryEntry.action == "propose"))
    assert problems(run) == [
        f"Completion {world.completion}: a decision that the history tells of is not kept, or was changed.",
        f"History: line {attach} tells of evidence {world.file}, which is not there.",
        f"History: line {propose} tells of waiver {world.waiver}, which is not there.",
        f"Person {world.person}: the role volunteer that the history tells of is not there.",
    ]
