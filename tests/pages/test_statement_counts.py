"""Every page sends the same number of statements for a center ten times as large."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld, begin_center, open_session
from tests.statements import counted
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import CompletionState, Discipline, Role
from tracker.models import Agency, Center, Completion, Event, Person, PlanLine, RoleTerm, Training
from tracker.services import history

PEOPLE, EACH = 4, 3
ROLES = (Role.VICTIM_ADVOCATE, Role.FORENSIC_INTERVIEWER, Role.LAW_ENFORCEMENT_INVESTIGATOR, Role.PROSECUTOR)
# Each page by its address; a name in braces is one thing of the center.
PAGES = (
    "home",
    "record-check",
    "matrix",
    "matrix?as_of=2025-06-30",
    "matrix?standard=nca-essential-training&sort=name",
    "matrix.csv",
    "gaps",
    "gaps.xlsx",
    "lapses",
    "lapses.csv",
    "plan",
    "plan/agreed",
    "plan/agreed.csv",
    "plan/agreed/new",
    "plan/agreed/{plan_line}",
    "plan/what-if?change=visit&first=2027-09-01",
    "people",
    "people?show=all",
    "people/new",
    "people/team",
    "people/{person}",
    "people/{person}/edit",
    "people/{person}/record",
    "people/{person}/transcript.xlsx",
    "agencies",
    "agencies/{agency}",
    "events",
    "events/new",
    "events/{event}",
    "events/{event}/sign-in-sheet.csv",
    "events/sign-in-sheet.csv",
    "events/{event}/correct",
    "events/{event}/withdraw",
    "my-training",
    "my-training/plan",
    "my-record",
    "my-record.csv",
    "my-record/transcript.csv",
    "history",
    "history?person={person}",
    "history.csv",
    "my-record/history",
    "settings",
    "queue",
    "queue/{submitted}",
    "completions/new",
    "completions/new?person={person}&requirement=nca-csec/csec-foundations",
    "completions/{accepted}",
    "catalog",
    "catalog?q=training",
    "standards",
    "standards/nca-csec/2023",
)


@dataclass(frozen=True)
class Measured:
    """A center with so much in it, and a director who looks at it."""

    world: CenterWorld
    client: FlaskClient
    things: dict[str, str]

    def statements(self, page: str) -> list[str]:
        """Open a page and return what it asked of the database."""
        path = self.world.path(page.format(**self.things))
        with self.world.app.app_context(), counted() as asked:
            answer = self.client.get(path)
        assert answer.status_code == 200, f"{path} answers {answer.status_code}"
        return asked


def measured(app: Flask, times: int) -> Measured:
    """Make a center whose people, agencies, events, trainings, completions and lines are so many times a few."""
    world = begin_center(app)
    author = world.member(AccessRole.DEPUTY)
    with world.working():
        db.session.get_one(Center, world.center_id).site_visit_on = date(2027, 6, 1)
        agencies = [Agency(name=f"Agency {n}", discipline=Discipline.PROSECUTION) for n in range(times)]
        trainings = [Training(key=f"own-{n}", title=f"Own training {n}") for n in range(times)]
        events = [Event(title=f"Event {n}", held_on=date(2026, 3, 2)) for n in range(times)]
        db.session.add_all([*agencies, *trainings, *events])
        db.session.flush()
        people = members(times, [agency.id for agency in agencies])
        owners = [*(person.id for person in people), *[world.director_person] * times, *[people[0].id] * times]
        rows = [
            completion(
                world, author, owner, day, training_id=trainings[day % times].id, event_id=events[day % times].id
            )
            for owner in owners
            for day in range(EACH)
        ]
        lines = agreed(world, [*(person.id for person in people), *[world.director_person] * times], trainings)
        db.session.add_all([*rows, *lines])
        db.session.flush()
        things = {
            "person": people[0].public_id,
            "agency": agencies[0].public_id,
            "event": events[0].public_id,
            "plan_line": lines[0].public_id,
            "accepted": rows[0].public_id,
            "submitted": rows[1].public_id,
        }
        actor = world.actor()
        for number in range(5 * times):
            history.append(actor, "change", "person", people[0].public_id, person_id=people[0].id, detail={"n": number})
    client = app.test_client()
    open_session(app, client, world.director)
    return Measured(world, client, things)


def members(times: int, agencies: list[int]) -> list[Person]:
    """Add people, every second one a partner, each in one of four roles."""
    people = [Person(name=f"Person {n}", discipline=Discipline.CAC) for n in range(PEOPLE * times)]
    for number, person in enumerate(people):
        person.agency_id = agencies[number % times] if number % 2 else None
    db.session.add_all(people)
    db.session.flush()
    db.session.add_all(
        RoleTerm(person_id=person.id, role=ROLES[number % len(ROLES)], starts_on=date(2020, 1, 1))
        for number, person in enumerate(people)
    )
    return people


def agreed(world: CenterWorld, people: list[int], trainings: list[Training]) -> list[PlanLine]:
    """Return lines of the plan, one a person, each of a training."""
    actor = world.actor()
    return [
        PlanLine(
            person_id=person,
            training_id=trainings[number % len(trainings)].id,
            title="A training",
            closes=frozenset({"nca-csec/csec-foundations"}),
            owner_id=person,
            due_on=actor.today + timedelta(days=number % 3),
            kept_by=actor.account_id,
            kept_at=actor.now,
            kept_on=actor.today,
        )
        for number, person in enumerate(people)
    ]


def completion(world: CenterWorld, author: int, owner: int, day: int, **values: Any) -> Completion:
    """Return one of several completions: every second one waits for a decision."""
    now = world.actor().now
    return Completion(
        person_id=owner,
        title=f"Completion {day}",
        completed_on=date(2026, 3, 2) + timedelta(days=day),
        hours=2,
        topics=frozenset({"identification", "trauma"}),
        state=CompletionState.SUBMITTED if day % 2 else CompletionState.ACCEPTED,
        recorded_by=author,
        changed_by=author,
        recorded_at=now,
        submitted_at=now,
        **values,
    )


@pytest.fixture(scope="module")
def few_and_many(app: Flask) -> Iterator[tuple[Measured, Measured]]:
    """A small center and one ten times as large; only looked at."""
    few, many = measured(app, 1), measured(app, 10)
    # What a process does once, such as asking the database about itself, is no page's cost.
    few.statements("standards"), many.statements("standards")
    yield few, many


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_often_for_many_as_for_few(few_and_many: tuple[Measured, Measured], page: str) -> None:
    few, many = few_and_many
    for opened in ("at first", "again"):
        small, large = few.statements(page), many.statements(page)
        assert len(small) == len(large), f"{opened}: {sorted(set(large) ^ set(small)) or large}"
