"""Planning an event to come: what, when, who is expected; changing and canceling it. Nothing of it counts yet."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from tracker.db import db
from tracker.db.columns import new_public_id
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.models import ExpectedPerson, Person, PlannedEvent, Training
from tracker.services import history, submissions
from tracker.services.actor import Actor
from tracker.services.events import HELD_KINDS, Entry
from tracker.services.planned_events import codes
from tracker.services.planned_events.rows import NOT_YOURS, open_one

FIELDS = ("kind", "title", "held_on", "provider", "format", "hours", "topics", "note")
MOST_EXPECTED = 200


def plan(actor: Actor, entry: Entry, people: Sequence[str], key: str = "") -> str:
    """Plan an event, with who is expected; returns its public id. A form sent twice plans one.

    Raises Conflict where it is a document, NotFound for a person who is not here.
    """
    begin(actor)
    if already := submissions.made_by(actor, key):
        return already
    row = PlannedEvent(public_id=new_public_id(), planned_by=actor.account_id, planned_at=actor.now, code_number=1)
    _fill(row, entry)
    codes.draw(row)
    db.session.add(row)
    db.session.flush()
    expected = _expect(row, people)
    history.append(actor, "plan", "planned_event", row.public_id, detail={"people": expected, **_told(row)})
    submissions.remember(actor, key, row.public_id)
    return row.public_id


def change(actor: Actor, public_id: str, entry: Entry, version: int) -> None:
    """Change what is planned; the window of its code moves along with the day. Raises NotFound, Conflict."""
    begin(actor)
    row = open_one(public_id, version)
    before, day = {name: getattr(row, name) for name in FIELDS}, row.held_on
    _fill(row, entry)
    if row.opens_at and row.closes_at and row.held_on != day:
        row.opens_at, row.closes_at = (_on_day(row, moment, actor.zone) for moment in (row.opens_at, row.closes_at))
    db.session.flush()
    if changed := [name for name in FIELDS if before[name] != getattr(row, name)]:
        history.append(actor, "change", "planned_event", public_id, detail={"fields": changed, **_told(row)})


def expect(actor: Actor, public_id: str, people: Sequence[str]) -> int:
    """Expect further people; returns how many were added. Their rows on the sheet follow those that are there."""
    begin(actor)
    row = open_one(public_id)
    if added := _expect(row, people):
        history.append(actor, "expect", "planned_event", public_id, detail={"people": added})
    return added


def cancel(actor: Actor, public_id: str) -> None:
    """Cancel an event to come: its code opens nothing more. Once more changes nothing. Raises NotFound, Conflict."""
    begin(actor)
    row = open_one(public_id)
    row.canceled_at = actor.now
    db.session.flush()
    history.append(actor, "cancel", "planned_event", public_id)


def begin(actor: Actor) -> None:
    """Ask whether the actor may, and let one change of the center go at a time."""
    actor.must(Action.MANAGE_EVENTS, NOT_YOURS)
    history.hold(actor)


def _fill(row: PlannedEvent, entry: Entry) -> None:
    if entry.kind not in HELD_KINDS:
        raise Conflict("A document is not held on a day. Choose a training or a peer review.", field="kind")
    query = select(Training.id).where(Training.public_id == entry.training)
    row.training_id = db.session.scalar(query) if entry.training else None
    for name in FIELDS:
        setattr(row, name, getattr(entry, name))


def _expect(row: PlannedEvent, people: Sequence[str]) -> int:
    found = dict(db.session.execute(select(Person.public_id, Person.id).where(Person.public_id.in_(people))).all())
    if len(found) != len(set(people)):
        raise NotFound("One of these people is not on the list any more. Choose again.")
    mine = ExpectedPerson.planned_event_id == row.id
    there = set(db.session.scalars(select(ExpectedPerson.person_id).where(mine)))
    last = db.session.scalar(select(func.max(ExpectedPerson.number)).where(mine)) or 0
    new = [found[each] for each in dict.fromkeys(people) if found[each] not in there]
    if len(there) + len(new) > MOST_EXPECTED:
        raise Conflict(f"At most {MOST_EXPECTED} people are expected at one event. Plan two.", field="people")
    db.session.add_all(
        ExpectedPerson(planned_event_id=row.id, person_id=person, number=number)
        for number, person in enumerate(new, start=last + 1)
    )
    db.session.flush()
    return len(new)


def _told(row: PlannedEvent) -> dict[str, str]:
    return {"title": row.title, "held_on": row.held_on.isoformat()}


def _on_day(row: PlannedEvent, moment: datetime, zone: str) -> datetime:
    return datetime.combine(row.held_on, moment.astimezone(ZoneInfo(zone)).time(), ZoneInfo(zone))
