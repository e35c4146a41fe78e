"""Planned events as people see them: ahead, recorded or canceled, with who is expected and who checked in."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.domain.record import CompletionKind
from tracker.domain.vocabulary import Discipline, Topic
from tracker.models import Agency, CheckIn, Event, ExpectedPerson, Person, PlannedEvent, Training
from tracker.services.actor import Actor
from tracker.services.planned_events.rows import NONE_HERE, NOT_YOURS


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who is expected, with their row on the sheet."""

    person: str
    name: str
    agency: str
    number: int


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """Somebody who typed a name at the code."""

    public_id: str
    name: str
    agency: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnAttendance:
    """Where somebody is expected, or what they typed when they checked in."""

    title: str
    held_on: date
    typed: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedView:
    """A planned event with how many are expected and checked in; who they are where one event is asked for.

    `event`: the public id of what was recorded of it, empty before.
    """

    public_id: str
    version: int
    kind: str
    title: str
    held_on: date
    provider: str
    format: str
    hours: Decimal | None
    topics: frozenset[str]
    note: str
    training: str
    opens_at: datetime | None
    closes_at: datetime | None
    canceled: bool
    event: str
    expected_count: int
    checked_in_count: int
    expected: tuple[Expected, ...] = ()
    checked_in: tuple[CheckedIn, ...] = ()

    @property
    def is_ahead(self) -> bool:
        """Whether it still waits to be recorded."""
        return not self.canceled and not self.event

    @property
    def kind_words(self) -> str:
        """What it is, as people read it."""
        return CompletionKind(self.kind).label.capitalize()

    @property
    def topic_words(self) -> tuple[str, ...]:
        """Its topics as people read them."""
        return tuple(topic.label for topic in Topic if topic in self.topics)


def listing(actor: Actor) -> list[PlannedView]:
    """Return what is ahead or waits to be recorded, the next first. One statement."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    ahead = (PlannedEvent.event_id.is_(None), PlannedEvent.canceled_at.is_(None))
    rows = db.session.execute(_query().where(*ahead).order_by(PlannedEvent.held_on, PlannedEvent.id))
    return [_view(row) for row in rows]


def some(actor: Actor, public_ids: Collection[str]) -> list[PlannedView]:
    """Return those of some public ids, whatever became of them, without who is expected. One statement."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    return [_view(row) for row in db.session.execute(_query().where(PlannedEvent.public_id.in_(public_ids)))]


def get(actor: Actor, public_id: str) -> PlannedView:
    """Return one planned event with who is expected and who checked in. Raises NotFound. Three statements."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    row = db.session.execute(_query().where(PlannedEvent.public_id == public_id)).first()
    if row is None:
        raise NotFound(NONE_HERE)
    people = db.session.execute(
        select(Person.public_id, Person.name, Agency.name, Person.discipline, ExpectedPerson.number)
        .join(Person, Person.id == ExpectedPerson.person_id)
        .outerjoin(Agency, Agency.id == Person.agency_id)
        .where(ExpectedPerson.planned_event_id == row.id)
        .order_by(ExpectedPerson.number)
    )
    claims = db.session.execute(
        select(CheckIn.public_id, CheckIn.name, CheckIn.agency, CheckIn.checked_in_at)
        .where(CheckIn.planned_event_id == row.id)
        .order_by(CheckIn.id)
    )
    expected = [Expected(key, name, of or Discipline(field).label, no) for key, name, of, field, no in people]
    return _view(row, expected=tuple(expected), checked_in=tuple(CheckedIn(*each) for each in claims))


def of_own(actor: Actor) -> list[OwnAttendance]:
    """Return where the actor is or was expected, and the check-ins that were taken for them. Two statements."""
    me = actor.person_id or 0
    on = (PlannedEvent.title, PlannedEvent.held_on)
    expected = select(*on).join(ExpectedPerson, ExpectedPerson.planned_event_id == PlannedEvent.id)
    came = select(*on, CheckIn.name, CheckIn.checked_in_at).join(CheckIn, CheckIn.planned_event_id == PlannedEvent.id)
    return [
        *(OwnAttendance(*row) for row in db.session.execute(expected.where(ExpectedPerson.person_id == me))),
        *(OwnAttendance(*row) for row in db.session.execute(came.where(CheckIn.person_id == me))),
    ]


def _query() -> Any:
    counted = {
        "expected_count": select(func.count(ExpectedPerson.id)).where(
            ExpectedPerson.planned_event_id == PlannedEvent.id
        ),
        "checked_in_count": select(func.count(CheckIn.id)).where(CheckIn.planned_event_id == PlannedEvent.id),
    }
    return (
        select(
            PlannedEvent.id,
            *(getattr(PlannedEvent, name) for name in _OWN),
            PlannedEvent.canceled_at.is_not(None).label("canceled"),
            func.coalesce(Event.public_id, "").label("event"),
            func.coalesce(Training.public_id, "").label("training"),
            *(query.correlate(PlannedEvent).scalar_subquery().label(name) for name, query in counted.items()),
        )
        .outerjoin(Event, Event.id == PlannedEvent.event_id)
        .outerjoin(Training, Training.id == PlannedEvent.training_id)
    )


_BESIDES = {"canceled", "event", "training", "expected_count", "checked_in_count", "expected", "checked_in"}
_OWN = tuple(each.name for each in fields(PlannedView) if each.name not in _BESIDES)


def _view(row: Any, **more: Any) -> PlannedView:
    values = {each: getattr(row, each) for each in (*_OWN, *(_BESIDES - {"expected", "checked_in"}))}
    return PlannedView(**{**values, "canceled": bool(row.canceled)}, **more)
