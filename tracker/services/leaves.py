"""Leave of absence of people: entered, corrected and taken back. Only the days; why is asked nowhere and kept nowhere.

What a leave does is for each standard to say (`domain.pauses`). Who is away is told to who leads the team and to the
person themselves; others read of it only in findings that it decides.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select, true

from tracker.db import db
from tracker.domain import record
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.windows import Period
from tracker.formatting import format_span
from tracker.models import Leave, Person, RoleTerm
from tracker.services import history, submissions
from tracker.services.actor import Actor
from tracker.services.people import BACKWARDS, NOT_YOURS, days_told
from tracker.services.people_views import NONE_HERE

NOT_SEEN = "Only a director or deputy reads who is away."
NO_SUCH = "There is no such leave."
CHANGED = "Somebody else changed the days of this leave meanwhile. Look at what is there now, then save again."
NO_ROLE = "No role is held on any of these days. Check the days, or give the role first."


@dataclass(frozen=True, slots=True)
class LeaveView:
    """One leave of a person, by public id and name, from a day to a day, both included."""

    public_id: str
    person: str
    person_name: str
    starts_on: date
    ends_on: date | None
    version: int


def of_person(actor: Actor, person: str) -> tuple[LeaveView, ...]:
    """Return the leaves of one person, the latest first. Who may see them is asked by the caller. One statement."""
    return _views(Person.public_id == person)


def some(actor: Actor, public_ids: Collection[str]) -> tuple[LeaveView, ...]:
    """Return those of some public ids that were not taken back. One statement. Raises Refused."""
    actor.must(Action.VIEW_TEAM, NOT_SEEN)
    return _views(Leave.public_id.in_(public_ids))


def by_person(those: ColumnElement[bool] | None = None) -> dict[int, tuple[record.Leave, ...]]:
    """Return the leaves of the center in force by the person's row number, as the rules see them. One statement.

    `those` narrows it by columns of Person.
    """
    query = (
        select(Leave.person_id, Leave.starts_on, Leave.ends_on)
        .join(Person, Person.id == Leave.person_id)
        .where(Leave.taken_back_at.is_(None), true() if those is None else those)
        .order_by(Leave.starts_on, Leave.id)
    )
    found: defaultdict[int, list[record.Leave]] = defaultdict(list)
    for person, starts_on, ends_on in db.session.execute(query):
        found[person].append(record.Leave(starts_on, ends_on))
    return {person: tuple(leaves) for person, leaves in found.items()}


def enter(actor: Actor, person: str, starts_on: date, ends_on: date | None, key: str = "") -> None:
    """Enter a leave. A form sent twice enters it once. Raises Conflict naming the field, NotFound, Refused."""
    number = _begin(actor, person)
    if submissions.made_by(actor, key):
        return
    _refuse(number, starts_on, ends_on)
    row = Leave(person_id=number, starts_on=starts_on, ends_on=ends_on)
    db.session.add(row)
    db.session.flush()
    submissions.remember(actor, key, row.public_id)
    history.append(actor, "add_leave", "person", person, person_id=number, detail=days_told(starts_on, ends_on))


def correct(actor: Actor, person: str, leave: str, starts_on: date, ends_on: date | None, version: int) -> None:
    """Correct the days of a leave, or end it. Raises Conflict where the days do not fit or changed since, NotFound."""
    number = _begin(actor, person)
    row = _row(number, leave, version)
    _refuse(number, starts_on, ends_on, besides=row.id)
    before = days_told(row.starts_on, row.ends_on)
    row.starts_on, row.ends_on = starts_on, ends_on
    db.session.flush()
    now = days_told(starts_on, ends_on)
    detail = {name: [before.get(name), now.get(name)] for name in ("from", "until")}
    history.append(actor, "change_leave", "person", person, person_id=number, detail=detail)


def take_back(actor: Actor, person: str, leave: str, version: int) -> None:
    """Take back a leave that was not one: it counts no more. Raises Conflict where it changed since, NotFound."""
    number = _begin(actor, person)
    row = _row(number, leave, version)
    days = days_told(row.starts_on, row.ends_on)
    row.taken_back_at = actor.now
    db.session.flush()
    history.append(actor, "take_back_leave", "person", person, person_id=number, detail=days)


def _views(those: ColumnElement[bool]) -> tuple[LeaveView, ...]:
    query = (
        select(Leave.public_id, Person.public_id, Person.name, Leave.starts_on, Leave.ends_on, Leave.version)
        .join(Person, Person.id == Leave.person_id)
        .where(those, Leave.taken_back_at.is_(None))
        .order_by(Leave.starts_on.desc(), Leave.id)
    )
    return tuple(LeaveView(*row) for row in db.session.execute(query))


def _begin(actor: Actor, person: str) -> int:
    actor.must(Action.MANAGE_PEOPLE, NOT_YOURS)
    # One change of a center at a time: no second leave comes onto these days between the look and the writing.
    history.hold(actor)
    number: int | None = db.session.scalar(select(Person.id).where(Person.public_id == person))
    if number is None:
        raise NotFound(NONE_HERE)
    return number


def _row(person_id: int, leave: str, version: int) -> Leave:
    those = (Leave.public_id == leave, Leave.person_id == person_id, Leave.taken_back_at.is_(None))
    row: Leave | None = db.session.scalar(select(Leave).where(*those))
    if row is None:
        raise NotFound(NO_SUCH)
    if row.version != version:
        raise Conflict(CHANGED)
    return row


def _refuse(person_id: int, starts_on: date, ends_on: date | None, besides: int = 0) -> None:
    """Refuse days that run backwards, that another leave has, or on none of which a role is held."""
    if ends_on is not None and ends_on < starts_on:
        raise Conflict(BACKWARDS, field="ends_on")
    entered = Period(starts_on, ends_on)
    others = (Leave.person_id == person_id, Leave.id != besides, Leave.taken_back_at.is_(None))
    for first, last in db.session.execute(select(Leave.starts_on, Leave.ends_on).where(*others)):
        if entered.meets(Period(first, last)):
            raise Conflict(
                f"A leave is entered for some of these days already: {format_span(first, last)}. "
                "Correct that one, or these days.",
                field="starts_on",
            )
    terms = db.session.execute(
        select(RoleTerm.starts_on, RoleTerm.ends_on).where(RoleTerm.person_id == person_id)
    ).all()
    if not any(entered.meets(Period(*days)) for days in terms):
        raise Conflict(NO_ROLE, field="starts_on")
