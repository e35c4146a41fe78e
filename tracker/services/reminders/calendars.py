"""The private calendar: one's own days to come and the visit, for a calendar program that cannot sign in.

Its address holds a secret of 256 random bits, of which the digest alone is kept. It is shown once, ends at once when a
new one is made, and reads nothing but days of its owner.
"""

import secrets
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from icalendar import Calendar, Event
from sqlalchemy import ColumnElement, select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.errors import NotFound
from tracker.domain.reminders import Item, ItemKind, offsets_from
from tracker.formatting import format_date
from tracker.models import CalendarFeed, Center, Membership, Person
from tracker.services import centers, givers, history, installation, limits, submissions
from tracker.services.actor import Actor
from tracker.services.limits import Limit
from tracker.services.reminders import items
from tracker.services.reminders.items import Material
from tracker.services.sessions import TOKEN_BYTES, digest

NONE_HERE = "There is no such calendar. A new address is made under My training, My reminders."
# Programs read a few times a day, some every quarter of an hour, on several devices.
READS = Limit(60, timedelta(hours=1), timedelta(minutes=1), "This calendar was read too often. Wait a minute.")
READ_AGAIN_AFTER = "PT12H"


def has_one(actor: Actor) -> bool:
    """Tell whether the actor has an address that works. One statement."""
    return db.session.scalar(select(CalendarFeed.id).where(*_standing(actor))) is not None


def begin(actor: Actor, key: str = "") -> str:
    """Make the actor's address anew and return it; the one before works no more.

    The same form sent twice gives nothing the second time, for the address is kept nowhere.
    """
    history.hold(actor)
    if submissions.made_by(actor, key):
        return ""
    _end(actor)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = CalendarFeed(account_id=actor.account_id, digest=digest(token), made_at=actor.now)
    db.session.add(row)
    db.session.flush()
    history.append(actor, "begin", "calendar", row.public_id, person_id=actor.person_id)
    submissions.remember(actor, key, row.public_id)
    return f"{installation.current().base_url}/calendar/{token}.ics"


def end(actor: Actor) -> None:
    """Let the actor's address work no more, from the next read on; once more changes nothing."""
    for public_id in _end(actor):
        history.append(actor, "revoke", "calendar", public_id, person_id=actor.person_id)


def count_read(token: str, now: datetime) -> None:
    """Count a read of an address before it is looked for. Raises Refused where it is read too often."""
    limits.count_try(f"calendar {digest(token)}", now, READS)


def read(token: str, now: datetime) -> bytes:
    """Return a calendar by the secret of its address. Raises NotFound. Some dozen statements."""
    with everywhere(db.session()):
        row = db.session.execute(
            select(Center, Membership)
            .join(CalendarFeed, CalendarFeed.center_id == Center.id)
            .join(
                Membership,
                (Membership.center_id == Center.id) & (Membership.account_id == CalendarFeed.account_id),
            )
            .where(CalendarFeed.digest == digest(token), *still_open())
        ).first()
    if row is None:
        raise NotFound(NONE_HERE)
    center, member = row
    with working_for(db.session(), center.id):
        actor = centers.command_actor(center, now)
        person = db.session.scalar(select(Person.public_id).where(Person.id == (member.person_id or 0)))
        held = items.material(actor, offsets_from(center.reminder_offsets))
        found = items.of_person(held, person) if person else ()
        return _written(center, member.public_id, tuple(_said(held, each) for each in found), held.today)


def still_open() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that an address opens: it was not ended, and its owner is a member still."""
    return CalendarFeed.ended_at.is_(None), givers.stays(CalendarFeed.account_id, CalendarFeed.center_id)


def _standing(actor: Actor) -> tuple[Any, ...]:
    return CalendarFeed.account_id == actor.account_id, CalendarFeed.ended_at.is_(None)


def _end(actor: Actor) -> list[str]:
    ended = update(CalendarFeed).where(*_standing(actor)).values(ended_at=actor.now).returning(CalendarFeed.public_id)
    return list(db.session.scalars(ended.execution_options(synchronize_session=False)))


def _written(center: Center, whose: str, found: tuple[Item, ...], today: date) -> bytes:
    written = Calendar()
    written.add("prodid", "-//Training tracker//EN")
    written.add("version", "2.0")
    written.add("method", "PUBLISH")
    written.add("x-wr-calname", f"Training, {center.name}")
    written.add("x-published-ttl", READ_AGAIN_AFTER)
    stamp = datetime.combine(today, time(), UTC)
    for item in sorted(found, key=lambda each: (each.until or date.max, each.key)):
        if item.until is not None and item.until >= today:
            written.add_component(_event(center, whose, item.key, item.until, _summary(item), item.why, stamp))
    if center.site_visit_on and center.site_visit_on >= today:
        words = f"Site visit, {center.name}"
        written.add_component(_event(center, whose, "visit", center.site_visit_on, words, "", stamp))
    return bytes(written.to_ical())


def _said(held: Material, item: Item) -> Item:
    """Return an item that says of a requirement that its standard's text was not checked, where it was not."""
    of = next((each.standard for each, _ in held.judged if item.key.startswith(f"{each.key}/")), None)
    return item if of is None or of.checked else replace(item, why=f"{item.why} {of.unchecked_words}.")


def _summary(item: Item) -> str:
    """Say what is due. What somebody typed may name others, so of that only the kind is told."""
    if item.kind is ItemKind.PLAN and not item.trainings:
        return "Agreed on in the plan: last day"
    return f"{item.what}: last day"


def _event(center: Center, whose: str, key: str, on: date, words: str, why: str, stamp: datetime) -> Event:
    """Return one day. Its id stays the same while its day moves, so that a program moves it too."""
    event = Event()
    event.add("uid", f"{sha256(f'{whose} {key}'.encode()).hexdigest()[:32]}@training-tracker")
    event.add("dtstamp", stamp)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", words)
    event.add("description", f"{why} As recorded on {format_date(stamp.date())}.".strip())
    event.add("url", f"{installation.current().base_url}/c/{center.public_id}/my-training")
    event.add("transp", "TRANSPARENT")
    return event
