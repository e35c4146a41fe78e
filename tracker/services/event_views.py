"""What the team did together, and the documents it holds, as people see them."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.domain.record import CompletionKind
from tracker.domain.vocabulary import CompletionState, Discipline, Topic
from tracker.models import Completion, Event, Evidence, Person
from tracker.services.actor import Actor
from tracker.services.records import DOCUMENT_KINDS

NOT_YOURS = "Only a director or deputy records what the team did."
NONE_HERE = "There is no such event, or it is not yours to see."
FIELDS = ("kind", "title", "held_on", "provider", "format", "hours", "topics", "expires_on", "note")


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was there, with the hours that count for them."""

    completion: str
    person: str
    name: str
    discipline: Discipline
    hours: Decimal | None
    state: CompletionState


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event with how many were there; `attendees` where one event is asked for."""

    public_id: str
    version: int
    kind: str
    title: str
    held_on: date
    provider: str
    format: str
    hours: Decimal | None
    topics: frozenset[str]
    expires_on: date | None
    note: str
    withdrawn: bool
    present: int
    files: int
    attendees: tuple[Attendee, ...] = ()

    @property
    def is_document(self) -> bool:
        """Whether it is something the team holds rather than something it did."""
        return self.kind in DOCUMENT_KINDS

    @property
    def kind_words(self) -> str:
        """What it is, as people read it."""
        return CompletionKind(self.kind).label.capitalize()

    @property
    def topic_words(self) -> tuple[str, ...]:
        """Its topics as people read them."""
        return tuple(topic.label for topic in Topic if topic in self.topics)

    @property
    def by_discipline(self) -> tuple[tuple[str, int], ...]:
        """How many of each professional field were there."""
        counted = Counter(each.discipline for each in self.attendees if each.state != CompletionState.WITHDRAWN)
        return tuple((field.label, counted[field]) for field in Discipline if counted[field])


def listing(actor: Actor) -> list[EventView]:
    """Return every event that stands, the latest first. One statement."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    return [_view(row) for row in db.session.execute(_query().where(Event.withdrawn_at.is_(None)))]


def some(actor: Actor, public_ids: Collection[str]) -> list[EventView]:
    """Return those of some public ids, withdrawn ones too, without who was there. One statement."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    return [_view(row) for row in db.session.execute(_query().where(Event.public_id.in_(public_ids)))]


def get(actor: Actor, public_id: str) -> EventView:
    """Return one event with its attendance, also a withdrawn one. Raises NotFound."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    row = db.session.execute(_query().where(Event.public_id == public_id)).first()
    if row is None:
        raise NotFound(NONE_HERE)
    people = db.session.execute(
        select(
            Completion.public_id,
            Person.public_id,
            Person.name,
            Person.discipline,
            Completion.hours,
            Completion.state,
        )
        .join(Person, Person.id == Completion.person_id)
        .where(Completion.event_id == row.id)
        .order_by(func.lower(Person.name))
    )
    return _view(
        row,
        tuple(
            Attendee(key, person, name, Discipline(field), hours, CompletionState(state))
            for key, person, name, field, hours, state in people
        ),
    )


def _query() -> Any:
    present = (
        select(func.count(Completion.id))
        .where(Completion.event_id == Event.id, Completion.state != CompletionState.WITHDRAWN)
        .correlate(Event)
        .scalar_subquery()
    )
    files = (
        select(func.count(Evidence.id))
        .where(Evidence.event_id == Event.id, Evidence.withdrawn_at.is_(None))
        .correlate(Event)
        .scalar_subquery()
    )
    own = (getattr(Event, name) for name in ("id", "public_id", "version", *FIELDS))
    return select(
        *own, Event.withdrawn_at.is_not(None).label("withdrawn"), present.label("present"), files.label("files")
    ).order_by(Event.held_on.desc(), Event.id.desc())


def _view(row: Any, attendees: tuple[Attendee, ...] = ()) -> EventView:
    values = {name: getattr(row, name) for name in ("public_id", "version", *FIELDS, "present", "files")}
    return EventView(**values, withdrawn=bool(row.withdrawn), attendees=attendees)
