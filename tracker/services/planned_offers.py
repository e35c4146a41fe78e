"""What the team's events to come are to a plan: trainings with a day, for those who are expected there."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.domain.forecast_offers import FREE, Offer
from tracker.domain.forecast_team import Planned
from tracker.domain.record import CompletionKind
from tracker.models import ExpectedPerson, Person, PlannedEvent, Training

Expected = Mapping[str, tuple[Offer, ...]]
_AHEAD = (PlannedEvent.event_id.is_(None), PlannedEvent.canceled_at.is_(None))


def ahead(today: date) -> tuple[Planned, ...]:
    """Return what is planned from today on, with who is expected, the next first. Two statements.

    It costs nobody anything more: the center has decided on it.
    """
    rows = db.session.execute(
        select(PlannedEvent, Training.key)
        .outerjoin(Training, Training.id == PlannedEvent.training_id)
        .where(*_AHEAD, PlannedEvent.held_on >= today)
        .order_by(PlannedEvent.held_on, PlannedEvent.id)
    ).all()
    who = _expected([row.id for row, _ in rows])
    return tuple(Planned(_offer(row, key), frozenset(who[row.id])) for row, key in rows)


def by_person(planned: tuple[Planned, ...]) -> Expected:
    """Return what each person is expected at, by their key."""
    found: defaultdict[str, list[Offer]] = defaultdict(list)
    for each in planned:
        for person in each.expected:
            found[person].append(each.offer)
    return {person: tuple(offers) for person, offers in found.items()}


def _expected(rows: list[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    if rows:
        query = select(ExpectedPerson.planned_event_id, Person.public_id).join(
            Person, Person.id == ExpectedPerson.person_id
        )
        for row, person in db.session.execute(query.where(ExpectedPerson.planned_event_id.in_(rows))):
            found[row].append(person)
    return found


def _offer(row: Any, training: str | None) -> Offer:
    return Offer(
        key=row.public_id,
        title=row.title,
        topics=row.topics,
        hours=row.hours,
        cost=FREE,
        on=row.held_on,
        of=training,
        kind=CompletionKind(row.kind),
    )
