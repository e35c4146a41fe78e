"""What the people of a seeded center completed: one of each five with a certificate and a decision."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select

from tracker.db import db
from tracker.domain.record import NO_TOPIC_HOURS
from tracker.domain.vocabulary import CompletionState, Grade, Topic
from tracker.models import Completion, Credit, Event, Evidence, Review, Training
from tracker.services.actor import Actor
from tracker.services.seeding.ids import public_id
from tracker.services.seeding.team import WHOLE_ROWS

TOPICS = tuple(topic.value for topic in Topic)
HOURS = tuple(Decimal(quarters) / 4 for quarters in range(2, 33))
STATES = (CompletionState.ACCEPTED,) * 17 + (
    CompletionState.SUBMITTED,
    CompletionState.RETURNED,
    CompletionState.DRAFT,
)
DECIDED = {CompletionState.ACCEPTED: "accepted", CompletionState.RETURNED: "returned"}
DAYS_BACK = range(1, 1500)
EVERY_FILE = 5
# As rare as certificates that say how many of their hours are on which topic; never the first of somebody.
EVERY_SPLIT = 11


@dataclass(frozen=True, slots=True)
class Proof:
    """The one certificate that every seeded file points at."""

    sha256: str
    size: int


def add(chance: random.Random, director: Actor, persons: Sequence[int], each: int, with_: tuple[Proof, Event]) -> None:
    """Add completions for each person, the first of them at the team's event; then files, decisions and credits."""
    proof, event = with_
    rows = list(_completions(chance, director, persons, each, event))
    if not rows:
        return
    db.session.execute(insert(Completion), rows, execution_options=WHOLE_ROWS)
    proved = {row["public_id"]: row["state"] for row in rows[::EVERY_FILE]}
    found = db.session.execute(select(Completion.id, Completion.public_id).order_by(Completion.id))
    numbers = [(number, proved[key]) for number, key in found if key in proved]
    files = [_evidence(chance, director, number, proof) for number, _ in numbers]
    db.session.execute(insert(Evidence), files)
    decided = [_review(director, number, state) for number, state in numbers if state in DECIDED]
    if decided:
        db.session.execute(insert(Review), decided)
    first = {"center_id": director.center_id, "completion_id": numbers[0][0], "body": "Seeded board"}
    db.session.execute(insert(Credit), [first | {"amount": Decimal(1)}])


def _completions(
    chance: random.Random, director: Actor, persons: Sequence[int], each: int, event: Event
) -> Iterator[dict[str, Any]]:
    trainings = db.session.execute(select(Training.id, Training.title, Training.topics).order_by(Training.key)).all()
    count = len(persons) * each
    # Drawn in one go each: `choices` is many times quicker than `choice` for every row.
    drawn = (chance.choices(choice, k=count) for choice in (trainings, DAYS_BACK, HOURS, TOPICS, STATES))
    for place, (training, days, hours, topic, state) in enumerate(zip(*drawn, strict=True)):
        # One after the other: what has the same moment would count as logged in one act.
        logged_at = director.now - timedelta(seconds=count - place)
        topics = training.topics or frozenset([topic])
        row = {
            "center_id": director.center_id,
            "public_id": public_id(chance),
            "person_id": persons[place // each],
            "training_id": training.id,
            "event_id": None,
            "title": training.title,
            "completed_on": director.today - timedelta(days=days),
            "hours": hours,
            "topics": topics,
            "topic_hours": NO_TOPIC_HOURS if place % EVERY_SPLIT else {min(topics): _half(hours)},
            "grade": Grade.CERTIFICATE,
            "state": state,
            "recorded_by": director.account_id,
            "recorded_at": logged_at,
            "changed_by": director.account_id,
            "submitted_at": None if state == CompletionState.DRAFT else logged_at,
            "decided_by": director.account_id if state in DECIDED else None,
            "decided_at": director.now if state in DECIDED else None,
            "version": 1,
        }
        yield row if place % each else row | _at(event)


def _half(hours: Decimal) -> Decimal:
    """Return half the hours, in whole quarters."""
    return Decimal(int(hours * 2)) / 4


def _at(event: Event) -> dict[str, Any]:
    return {
        "event_id": event.id,
        "training_id": None,
        "title": event.title,
        "completed_on": event.held_on,
        "hours": event.hours,
        "topic_hours": NO_TOPIC_HOURS,
        "grade": Grade.OWN_WORD,
    }


def _evidence(chance: random.Random, director: Actor, completion: int, proof: Proof) -> dict[str, Any]:
    return {
        "center_id": director.center_id,
        "public_id": public_id(chance),
        "completion_id": completion,
        "sha256": proof.sha256,
        "file_name": "certificate.jpg",
        "format": "jpg",
        "size": proof.size,
        "pages": 1,
        "added_by": director.account_id,
        "added_at": director.now,
    }


def _review(director: Actor, completion: int, state: CompletionState) -> dict[str, Any]:
    return {
        "center_id": director.center_id,
        "completion_id": completion,
        "decision": DECIDED[state],
        "reason": "" if state is CompletionState.ACCEPTED else "Made by seed.",
        "decided_by": director.account_id,
        "decided_at": director.now,
    }
