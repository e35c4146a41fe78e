"""Events as the use cases record them."""

from datetime import date
from typing import Any

from sqlalchemy import select

from tests.factories import CenterWorld
from tracker.db import db
from tracker.domain.vocabulary import Discipline, Role
from tracker.models import Completion, Person
from tracker.services import events
from tracker.services.events import Entry, EventView

PARTNERS = (
    ("Ana Reyes", Discipline.CAC, Role.VICTIM_ADVOCATE),
    ("Sam Okafor", Discipline.LAW_ENFORCEMENT, Role.LAW_ENFORCEMENT_INVESTIGATOR),
    ("Bo Hart", Discipline.PROSECUTION, Role.PROSECUTOR),
)


def team(center: CenterWorld) -> list[str]:
    """Add three people of three fields; returns their public ids."""
    return [
        center.public_id_of(Person, center.person(name, roles=(role,), discipline=field))
        for name, field, role in PARTNERS
    ]


def record(center: CenterWorld, people: list[str] | None = None, **values: Any) -> str:
    """Record an event by the director; returns its public id."""
    entry = Entry(**{"kind": "training", "title": "Team training", "held_on": date(2026, 3, 2), **values})
    with center.working():
        return events.record(center.actor(), entry, tuple(people or ()))


def view(center: CenterWorld, event: str) -> EventView:
    """Return an event as it is."""
    with center.working():
        return events.get(center.actor(), event)


def completions(center: CenterWorld) -> list[Completion]:
    """Return every completion of the center."""
    with center.working():
        rows = list(db.session.scalars(select(Completion).order_by(Completion.id)))
        for row in rows:
            db.session.expunge(row)
        return rows
