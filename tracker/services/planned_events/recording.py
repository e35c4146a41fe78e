"""Recording what was planned, in one act: an event, a completion for each who was there, and where each signed.

Each completion waits for a second person's decision like any other; that somebody checked in decides nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select, update

from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.models import CheckIn, Event, Person, PlannedEvent, Training
from tracker.services import events, history, people, sheet_rows, submissions
from tracker.services.actor import Actor
from tracker.services.planned_events.planning import begin
from tracker.services.planned_events.rows import found, open_one
from tracker.services.sheet_rows import SheetRow
from tracker.services.uploads import StoredFile


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who checked in and is not on the list yet: of a partner agency by its name, in a role from that day."""

    name: str
    agency: str
    discipline: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Somebody who was there: a person of the list by public id, or a new one.

    `hours`: where they differ from the event's. `page` and `row`: where they signed the sheet. `check_in`: the claim
    that is taken for them.
    """

    person: str = ""
    new: NewPerson | None = None
    hours: Decimal | None = None
    page: int | None = None
    row: int | None = None
    check_in: str = ""


def record(
    actor: Actor, public_id: str, present: Sequence[Present], files: tuple[StoredFile, ...] = (), key: str = ""
) -> str:
    """Record a planned event; returns the public id of the event that it becomes. The same form records one.

    All or nothing. Raises NotFound, and Conflict where the day has not come, nobody or somebody twice was there, or
    it cannot be told on which page of the sheet somebody signed.
    """
    begin(actor)
    if already := submissions.made_by(actor, key):
        return already
    plan = open_one(public_id)
    if plan.held_on > actor.today:
        raise Conflict("Its day has not come. Record it once it was held.")
    if not present:
        raise Conflict("Nobody is ticked. Tick who was there.")
    there = {_person(actor, plan, each): each for each in present}
    if len(there) < len(present):
        raise Conflict(_twice(present))
    hours = {person: each.hours for person, each in there.items() if each.hours is not None}
    event = events.record(actor, _entry(plan), tuple(there), files, hours=hours)
    sheet_rows.point_at(actor, event, _rows(there))
    _settle(actor, plan, event, there)
    history.append(actor, "record", "planned_event", public_id, detail={"event": event, "people": len(there)})
    submissions.remember(actor, key, event)
    return event


def recorded_as(public_id: str) -> str:
    """Return the event that was recorded of a planned one; empty before. Raises NotFound."""
    row = found(public_id)
    return str(db.session.scalar(select(Event.public_id).where(Event.id == (row.event_id or 0))) or "")


def _person(actor: Actor, plan: PlannedEvent, each: Present) -> str:
    if each.new is None:
        return each.person
    entry = people.Entry(each.new.name, each.new.discipline, agency=each.new.agency)
    return people.add(actor, entry, (people.Term(each.new.role, plan.held_on),))


def _twice(present: Sequence[Present]) -> str:
    seen = [each.person for each in present]
    name = db.session.scalar(
        select(Person.name).where(Person.public_id == next(it for it in seen if seen.count(it) > 1))
    )
    return f"{name} stands in two lines. Leave one of them out."


def _entry(plan: PlannedEvent) -> events.Entry:
    training = db.session.scalar(select(Training.public_id).where(Training.id == (plan.training_id or 0)))
    return events.Entry(
        kind=plan.kind,
        title=plan.title,
        held_on=plan.held_on,
        training=training or "",
        provider=plan.provider,
        format=plan.format,
        hours=plan.hours,
        topics=plan.topics,
        note=plan.note,
    )


def _rows(there: dict[str, Present]) -> list[SheetRow]:
    return [SheetRow(person, it.row, it.page) for person, it in there.items() if it.row]


def _settle(actor: Actor, plan: PlannedEvent, event: str, there: dict[str, Present]) -> None:
    plan.event_id = db.session.scalar(select(Event.id).where(Event.public_id == event))
    ids = dict(db.session.execute(select(Person.public_id, Person.id).where(Person.public_id.in_(there))).all())
    for person, each in there.items():
        if each.check_in:
            db.session.execute(
                update(CheckIn)
                .where(CheckIn.public_id == each.check_in, CheckIn.planned_event_id == plan.id)
                .values(person_id=ids[person])
            )
    db.session.flush()
