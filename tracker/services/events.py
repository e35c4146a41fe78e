"""What the team did together, and the documents it holds: each an event with a day.

Attendance is one completion a person, written in one act; each waits for a second person's decision like any other.
Withdrawing an event withdraws the completions that rest on it, with the same reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.record import CompletionKind
from tracker.domain.titles import fold
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import Completion, Event, Person
from tracker.services import evidence, history, submissions
from tracker.services.actor import Actor
from tracker.services.completions.entry import Entry as CompletionEntry
from tracker.services.completions.entry import Match, completed, match
from tracker.services.event_views import FIELDS, NONE_HERE, NOT_YOURS, Attendee, EventView, get, listing, some
from tracker.services.records import DOCUMENT_KINDS
from tracker.services.uploads import StoredFile

__all__ = [
    "KINDS",
    "Attendee",
    "Entry",
    "EventView",
    "add_attendance",
    "correct",
    "get",
    "likely_same",
    "listing",
    "record",
    "withdraw",
]

HELD_KINDS = (CompletionKind.TRAINING, CompletionKind.PEER_REVIEW)
KINDS = (
    *HELD_KINDS,
    CompletionKind.PROTOCOL,
    CompletionKind.SCREENING_TOOL,
    CompletionKind.AGREEMENT,
    CompletionKind.DOCUMENT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event as entered; `training` is a catalog entry's public id, empty for a free title."""

    kind: str
    title: str
    held_on: date
    training: str = ""
    provider: str = ""
    format: str = "unknown"
    hours: Decimal | None = None
    topics: frozenset[str] = frozenset()
    expires_on: date | None = None
    note: str = ""


def likely_same(actor: Actor, entry: Entry, key: str = "") -> list[EventView]:
    """Return what stands and may be what is to be recorded: the same kind and day, and the title or the training.

    A form that was saved already, by its key, meets only what it made itself, so nothing. Five statements at most.
    Raises Refused.
    """
    actor.must(Action.MANAGE_EVENTS, NOT_YOURS)
    title, found = fold(entry.title), _of_the_catalog(entry)
    those = (Event.kind == entry.kind, Event.held_on == entry.held_on, Event.withdrawn_at.is_(None))
    same = [
        row.public_id
        for row in db.session.execute(select(Event.public_id, Event.title, Event.training_id).where(*those))
        if fold(row.title) == title or (found is not None and row.training_id == found.row)
    ]
    # Asked after the events were read: a twin saved in between shows on neither, and one saved before it on both.
    return [] if not same or submissions.made_by(actor, key) else some(actor, same)


def record(
    actor: Actor,
    entry: Entry,
    people: tuple[str, ...],
    files: tuple[StoredFile, ...] = (),
    key: str = "",
    *,
    hours: Mapping[str, Decimal] = MappingProxyType({}),
) -> str:
    """Record an event, a completion for each who was there, and its files; returns its public id.

    `hours`: those of people who were there for a part of it. A form sent twice records one.
    Raises NotFound for a person who is not here, Conflict for what cannot be true, such as a document with attendance.
    """
    _begin(actor)
    if already := submissions.made_by(actor, key):
        return already
    if people and entry.kind in DOCUMENT_KINDS:
        raise Conflict("A document has no attendance. Leave the people out.", field="people")
    _refuse_impossible(actor, entry)
    row = Event()
    _fill(row, entry)
    db.session.add(row)
    db.session.flush()
    history.append(actor, "record", "event", row.public_id, detail={"kind": entry.kind, "people": len(people)})
    for public_id, person_id in _person_ids(people).items():
        _attend(actor, row, person_id, hours.get(public_id, row.hours))
    if files:
        evidence.attach(actor, files, event=row.public_id)
    submissions.remember(actor, key, row.public_id)
    return row.public_id


def correct(actor: Actor, public_id: str, entry: Entry, version: int) -> None:
    """Correct an event's own facts. What each person completed is corrected there. Raises NotFound, Conflict."""
    _begin(actor)
    row = _standing(public_id, version)
    _refuse_impossible(actor, entry)
    if entry.kind in DOCUMENT_KINDS and _present(row):
        raise Conflict("People are ticked as present, and a document has no attendance.", field="kind")
    before = {name: getattr(row, name) for name in FIELDS}
    _fill(row, entry)
    db.session.flush()
    changed = {
        name: [_plain(before[name]), _plain(getattr(row, name))]
        for name in FIELDS
        if before[name] != getattr(row, name)
    }
    if changed:
        history.append(actor, "correct", "event", public_id, detail=changed)


def add_attendance(actor: Actor, public_id: str, people: tuple[str, ...]) -> int:
    """Add people who were there; who is on it already stays as they are. Returns how many were added."""
    _begin(actor)
    row = _standing(public_id)
    if row.kind in DOCUMENT_KINDS:
        raise Conflict("A document has no attendance.", field="people")
    here = _present(row)
    new = [number for number in _person_ids(people).values() if number not in here]
    for person_id in new:
        _attend(actor, row, person_id, row.hours)
    return len(new)


def withdraw(actor: Actor, public_id: str, reason: str, version: int) -> None:
    """Withdraw an event and the completions that rest on it, with one reason. Raises NotFound, Conflict."""
    _begin(actor)
    row = _standing(public_id, version)
    row.withdrawn_at = actor.now
    db.session.flush()
    history.append(actor, "withdraw", "event", public_id, reason=reason)
    resting = db.session.scalars(
        select(Completion).where(Completion.event_id == row.id, Completion.state != CompletionState.WITHDRAWN)
    ).all()
    for completion in resting:
        completion.state, completion.withdrawn_reason = CompletionState.WITHDRAWN, reason
        completion.changed_by = actor.account_id
        db.session.flush()
        history.append(
            actor, "withdraw", "completion", completion.public_id, person_id=completion.person_id, reason=reason
        )


def _begin(actor: Actor) -> None:
    actor.must(Action.MANAGE_EVENTS, NOT_YOURS)
    # One change of a center at a time: whether a form's twin was saved, or somebody is on the sheet, stays true below.
    history.hold(actor)


def _refuse_impossible(actor: Actor, entry: Entry) -> None:
    if entry.held_on > actor.today:
        raise Conflict("The day must be today or earlier.", field="held_on")
    if entry.expires_on is not None and entry.expires_on < entry.held_on:
        raise Conflict("The last valid day must not be before the day.", field="expires_on")


def _present(row: Event) -> set[int]:
    there = (Completion.event_id == row.id, Completion.state != CompletionState.WITHDRAWN)
    return set(db.session.scalars(select(Completion.person_id).where(*there)))


def _fill(row: Event, entry: Entry) -> None:
    """Take what was entered; a training is matched to the catalog by its title, as anybody's own completion is."""
    found = _of_the_catalog(entry)
    known = completed(_said(entry), found)
    row.training_id = found.row if found else None
    for name in FIELDS:
        setattr(row, name, getattr(entry, name))
    row.provider, row.topics, row.format = known.provider, known.topics, known.format


def _of_the_catalog(entry: Entry) -> Match | None:
    return match(_said(entry)) if entry.kind == CompletionKind.TRAINING else None


def _said(entry: Entry) -> CompletionEntry:
    """Return what was entered as anybody's own completion is, so that it is matched to the catalog in the same way."""
    return CompletionEntry(
        title=entry.title,
        completed_on=entry.held_on,
        training=entry.training,
        provider=entry.provider,
        topics=entry.topics,
        format=entry.format,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value) if value not in (None, "") else None


def _attend(actor: Actor, event: Event, person_id: int, hours: Decimal | None) -> None:
    row = Completion(
        person_id=person_id,
        training_id=event.training_id,
        event_id=event.id,
        kind=event.kind,
        title=event.title,
        provider=event.provider,
        format=event.format,
        completed_on=event.held_on,
        hours=hours,
        topics=event.topics,
        grade=Grade.SUPERVISOR_WORD,
        state=CompletionState.SUBMITTED,
        recorded_by=actor.account_id,
        changed_by=actor.account_id,
        recorded_at=actor.now,
        submitted_at=actor.now,
    )
    db.session.add(row)
    db.session.flush()
    history.append(actor, "record", "completion", row.public_id, person_id=person_id, detail={"event": event.public_id})


def _person_ids(public_ids: tuple[str, ...]) -> dict[str, int]:
    query = select(Person.public_id, Person.id).where(Person.public_id.in_(public_ids))
    found = dict(db.session.execute(query).all())
    if len(found) != len(set(public_ids)):
        raise NotFound("One of these people is not on the list any more. Choose again.")
    return {public_id: found[public_id] for public_id in dict.fromkeys(public_ids)}


def _standing(public_id: str, version: int | None = None) -> Event:
    row: Event | None = db.session.scalar(select(Event).where(Event.public_id == public_id))
    if row is None:
        raise NotFound(NONE_HERE)
    if row.withdrawn_at is not None:
        raise Conflict("This event was withdrawn.")
    if version is not None and row.version != version:
        raise Conflict("Somebody else changed this event meanwhile. Look at what is there now, then save again.")
    return row
