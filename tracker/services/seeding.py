"""Many centers at once, to measure with: the same seed makes the same people, days and hours.

Public ids and the digests that rest on them are random, as everywhere. Every table that belongs to centers gets rows; a
test names a table that does not.
"""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select

from tracker.db import db
from tracker.db.columns import new_public_id
from tracker.db.tenancy import working_for
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import CompletionState, Discipline, Grade, Role, Topic
from tracker.intake.drawing import certificate
from tracker.models import (
    Account,
    Agency,
    Completion,
    Credit,
    Event,
    Evidence,
    Invitation,
    LinkReport,
    Packet,
    Person,
    Review,
    RoleTerm,
    Submission,
    Training,
    TrainingAlias,
)
from tracker.services import accounts, centers, file_copies, history, limits, one_time_links, sessions
from tracker.services.actor import Actor
from tracker.services.one_time_links import Purpose

NAMES = (
    "Alex",
    "Bea",
    "Cal",
    "Dee",
    "Eli",
    "Fay",
    "Gil",
    "Hal",
    "Ida",
    "Jon",
    "Kim",
    "Lou",
    "May",
    "Ned",
    "Ona",
    "Pam",
)
SURNAMES = (
    "Ash",
    "Birch",
    "Cole",
    "Dale",
    "Elm",
    "Ford",
    "Glen",
    "Hill",
    "Ives",
    "Kerr",
    "Lake",
    "Moss",
    "Nash",
    "Oak",
)
ROLES = tuple(Role)
FIELDS = tuple(Discipline)
TOPICS = tuple(topic.value for topic in Topic)
HOURS = tuple(Decimal(quarters) / 4 for quarters in range(2, 33))
STATES = (CompletionState.ACCEPTED,) * 17 + (
    CompletionState.SUBMITTED,
    CompletionState.RETURNED,
    CompletionState.DRAFT,
)
DAYS_BACK = 1500
LONGEST_SERVICE = 2500
EVERY_FILE = 5


@dataclass(frozen=True, slots=True)
class Filled:
    """How much was made."""

    centers: int
    people: int
    completions: int


def fill(count: int, seed: int, people: int, completions: int, now: datetime) -> Filled:
    """Make centers with people and completions, a transaction a center. Costs about 20 ms for 1,000 completions."""
    sha256, size = _keep_certificate()
    made = Filled(0, 0, 0)
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")  # noqa: S311 data to measure with, no secret
        with unit_of_work():
            _center(chance, f"{seed}-{number + 1}", people, completions, now, (sha256, size))
        made = Filled(made.centers + 1, made.people + people, made.completions + people * completions)
    return made


def _keep_certificate() -> tuple[str, int]:
    stored = file_copies.store().put(io.BytesIO(certificate(["Invented for measuring"], "PDF")))
    return stored.sha256, stored.size


def _center(
    chance: random.Random, name: str, people: int, completions: int, now: datetime, proof: tuple[str, int]
) -> None:
    account = _account(f"director-{name}@seed.example", now)
    center = centers.begin(f"Seeded center {name}", "America/Chicago", now)
    director = centers.add_first_director(center, account, "Seeded Director", now)
    sessions.start(account, "Seeded browser", now)
    limits.count_failure(f"seed {name}", now)
    one_time_links.make(Purpose.PASSWORD_RESET, now, one_time_links.PASSWORD_RESET_LASTS, account)
    with working_for(db.session(), center.id):
        persons = _people(chance, director, people)
        _completions(chance, director, persons, completions, proof)
        _the_rest(director, proof)
        history.append(director, "seed", "center", center.public_id, detail={"people": people})


def _account(email: str, now: datetime) -> int:
    row = Account(email=accounts.clean_email(email), display_name="Seeded Director", created_at=now)
    db.session.add(row)
    db.session.flush()
    return row.id


def _people(chance: random.Random, director: Actor, count: int) -> list[int]:
    """Add people with agencies and roles: some with two roles, some who left, some who came back."""
    agencies = [Agency(name=f"Agency {letter}", discipline=chance.choice(FIELDS)) for letter in "ABC"]
    db.session.add_all(agencies)
    db.session.flush()
    rows = [
        {
            "center_id": director.center_id,
            "public_id": new_public_id(),
            "name": f"{chance.choice(NAMES)} {chance.choice(SURNAMES)} {number + 1}",
            "discipline": chance.choice(FIELDS),
            "agency_id": chance.choice([None, *(agency.id for agency in agencies)]),
            "version": 1,
        }
        for number in range(count)
    ]
    db.session.execute(insert(Person), rows)
    made = {row["public_id"] for row in rows}
    found = db.session.execute(select(Person.public_id, Person.id).order_by(Person.id)).all()
    numbers = [number for public_id, number in found if public_id in made]
    terms = [term for number in numbers for term in _terms(chance, director, number)]
    db.session.execute(insert(RoleTerm), terms)
    return numbers


def _terms(chance: random.Random, director: Actor, person: int) -> Iterator[dict[str, Any]]:
    began = director.today - timedelta(days=chance.randrange(30, LONGEST_SERVICE))
    luck = chance.random()
    ended = director.today - timedelta(days=chance.randrange(1, 29)) if luck < 0.1 else None
    yield _term(director, person, chance.choice(ROLES[:10]), began, ended)
    if luck > 0.8:
        yield _term(director, person, Role.OTHER_STAFF, began, None)
    if luck < 0.03:
        yield _term(director, person, Role.VOLUNTEER, director.today, None)


def _term(director: Actor, person: int, role: Role, starts_on: date, ends_on: date | None) -> dict[str, Any]:
    return {
        "center_id": director.center_id,
        "public_id": new_public_id(),
        "person_id": person,
        "role": role,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "version": 1,
    }


def _completions(chance: random.Random, director: Actor, persons: list[int], each: int, proof: tuple[str, int]) -> None:
    trainings = db.session.execute(select(Training.id, Training.title, Training.topics).order_by(Training.key)).all()
    rows = [_completion(chance, director, person, chance.choice(trainings)) for person in persons for _ in range(each)]
    if not rows:
        return
    db.session.execute(insert(Completion), rows)
    keys = {row["public_id"] for row in rows[::EVERY_FILE]}
    numbers = db.session.execute(select(Completion.id, Completion.public_id).order_by(Completion.id)).all()
    proved = [number for number, public_id in numbers if public_id in keys]
    db.session.execute(insert(Evidence), [_evidence(director, number, proof) for number in proved])
    decided = {"center_id": director.center_id, "decided_by": director.account_id, "decided_at": director.now}
    reviews = [{"completion_id": number, "decision": "accepted", **decided} for number in proved]
    db.session.execute(insert(Review), reviews)


def _completion(chance: random.Random, director: Actor, person: int, training: Any) -> dict[str, Any]:
    day = director.today - timedelta(days=chance.randrange(DAYS_BACK))
    state = chance.choice(STATES)
    return {
        "center_id": director.center_id,
        "public_id": new_public_id(),
        "person_id": person,
        "training_id": training.id,
        "title": training.title,
        "completed_on": day,
        "hours": chance.choice(HOURS),
        "topics": training.topics or frozenset([chance.choice(TOPICS)]),
        "grade": Grade.CERTIFICATE,
        "state": state,
        "recorded_by": director.account_id,
        "recorded_at": director.now,
        "changed_by": director.account_id,
        "submitted_at": None if state == CompletionState.DRAFT else director.now,
        "version": 1,
    }


def _evidence(director: Actor, completion: int, proof: tuple[str, int]) -> dict[str, Any]:
    sha256, size = proof
    return {
        "center_id": director.center_id,
        "public_id": new_public_id(),
        "completion_id": completion,
        "sha256": sha256,
        "file_name": "certificate.pdf",
        "format": "pdf",
        "size": size,
        "pages": 1,
        "added_by": director.account_id,
        "added_at": director.now,
    }


def _the_rest(director: Actor, proof: tuple[str, int]) -> None:
    """Add one row of everything else that a center has."""
    training = db.session.scalars(select(Training).order_by(Training.key).limit(1)).one()
    completion = db.session.scalars(select(Completion.id).order_by(Completion.id).limit(1)).first()
    account, now = director.account_id, director.now
    rows: list[Any] = [
        Event(title="Team day", held_on=director.today - timedelta(days=30), hours=Decimal(2)),
        TrainingAlias(training_id=training.id, alias=f"Also {training.title}"[:300]),
        LinkReport(training_id=training.id, kind="broken", reported_by=account, reported_at=now),
        Invitation(
            email="invited@seed.example",
            role=AccessRole.STAFF,
            digest=sessions.digest(new_public_id()),
            made_by=account,
            made_at=now,
            ends_at=now,
        ),
        Submission(account_id=account, key="0" * 32, made="seed", at=now),
        Packet(
            number=1,
            standard="nca-csec",
            edition="2023",
            as_of=director.today,
            state="failed",
            failure="Made by seed, never drawn.",
            asked_by=account,
            asked_at=now,
        ),
    ]
    if completion is not None:
        rows.append(Credit(completion_id=completion, body="Seeded board", amount=Decimal(1)))
    db.session.add_all(rows)
    db.session.flush()
