"""Snoozing: somebody says what they do not want to be told of before which day, and why. Directors see it.

It leaves lines out of a mail and does nothing else: what must be done stands on My training and in the matrix.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select, update

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.reminders import LONGEST_SNOOZE, Item, offsets_from
from tracker.formatting import format_date, join_names
from tracker.models import Center, Person, Snooze
from tracker.models.keys import TITLE_LENGTH
from tracker.services import centers, history, submissions
from tracker.services.actor import Actor
from tracker.services.reminders import items

NONE_HERE = "There is no such snooze, or it is not yours."
NOT_YOURS = "Only a director or deputy sees what others snoozed."
NOBODY = "This account is not tied to a person here, so there is nothing to snooze."


@dataclass(frozen=True, slots=True)
class SnoozeView:
    """What somebody snoozed."""

    public_id: str
    name: str
    what: str
    until: date
    reason: str


def to_snooze(actor: Actor) -> tuple[Item, ...]:
    """Return what the actor can be told of now or later: what is missing first, then by its day. A dozen statements."""
    person = db.session.scalar(select(Person.public_id).where(Person.id == (actor.person_id or 0)))
    if person is None:
        return ()
    # Read as the pass reads it: whoever asks sees nothing of it but their own.
    center = db.session.get_one(Center, actor.center_id)
    reader = centers.command_actor(center, actor.now)
    held = items.material(reader, offsets_from(center.reminder_offsets))
    found = (item for item in items.of_person(held, person) if not item.is_held)
    return tuple(sorted(found, key=lambda item: (not item.is_open, item.until or date.max, item.what)))


def snooze(actor: Actor, chosen: Sequence[str], until: date, reason: str, key: str = "") -> str:
    """Leave things out of the actor's mail before a day; returns the snooze's public id. A form sent twice makes one.

    Raises Conflict naming the field.
    """
    history.hold(actor)
    if already := submissions.made_by(actor, key):
        return already
    latest = actor.today + LONGEST_SNOOZE
    if not actor.today < until <= latest:
        raise Conflict(f"Choose a day from tomorrow to {format_date(latest)}.", field="until")
    known = {item.key: item.what for item in to_snooze(actor)}
    if not known:
        raise Conflict(NOBODY)
    if not chosen or not set(chosen) <= known.keys():
        raise Conflict("Choose from the list what the mail shall leave out.", field="about")
    row = Snooze(
        person_id=actor.person_id,
        items=frozenset(chosen),
        what=join_names(known[each] for each in chosen)[:TITLE_LENGTH],
        until=until,
        reason=reason,
        made_by=actor.account_id,
        made_at=actor.now,
    )
    db.session.add(row)
    db.session.flush()
    detail = {"until": until.isoformat()}
    history.append(actor, "snooze", "snooze", row.public_id, person_id=actor.person_id, detail=detail, reason=reason)
    submissions.remember(actor, key, row.public_id)
    return row.public_id


def wake(actor: Actor, public_id: str) -> None:
    """End a snooze of the actor's; once more changes nothing. Raises NotFound."""
    own = (Snooze.public_id == public_id, Snooze.person_id == (actor.person_id or 0))
    if db.session.scalar(select(Snooze.id).where(*own)) is None:
        raise NotFound(NONE_HERE)
    ended = update(Snooze).where(*own, Snooze.ended_at.is_(None)).values(ended_at=actor.now)
    if db.session.execute(ended.execution_options(synchronize_session=False)).rowcount:
        history.append(actor, "wake", "snooze", public_id, person_id=actor.person_id)


def of_own(actor: Actor) -> list[SnoozeView]:
    """Return what the actor snoozed and what is asleep today. One statement."""
    return _views(*_asleep(actor.today), Snooze.person_id == (actor.person_id or 0))


def of_team(actor: Actor) -> list[SnoozeView]:
    """Return what is asleep today at the center, the first to wake first. One statement. Raises Refused."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    return _views(*_asleep(actor.today))


def asleep(today: date) -> Mapping[str, frozenset[str]]:
    """Return the keys of what is asleep on a day, by the public id of whose it is. One statement."""
    rows = db.session.execute(
        select(Person.public_id, Snooze.items).join(Person, Person.id == Snooze.person_id).where(*_asleep(today))
    )
    found: dict[str, frozenset[str]] = {}
    for person, keys in rows:
        found[person] = found.get(person, frozenset()) | keys
    return found


def _asleep(today: date) -> tuple[Any, ...]:
    return Snooze.ended_at.is_(None), Snooze.until > today


def _views(*those: ColumnElement[bool]) -> list[SnoozeView]:
    rows = db.session.execute(
        select(Snooze.public_id, Person.name, Snooze.what, Snooze.until, Snooze.reason)
        .join(Person, Person.id == Snooze.person_id)
        .where(*those)
        .order_by(Snooze.until, Snooze.id)
    )
    return [SnoozeView(*row) for row in rows]
