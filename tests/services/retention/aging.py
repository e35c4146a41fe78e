"""Rows that ended at a moment, one of each kind that the clean-up removes."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from secrets import token_hex
from typing import Any

from sqlalchemy import inspect, select

from tests.factories import CenterWorld
from tests.services.planned_events.ahead import planned
from tracker.db import db
from tracker.models import (
    Attempt,
    CenterArchive,
    CheckIn,
    Invitation,
    KnownDevice,
    MailReply,
    OneTimeLink,
    PhoneLink,
    PlannedEvent,
    ReceivedMail,
    ReminderDigest,
    Sighting,
    SignInSession,
    SignInStep,
    Snooze,
    Submission,
)

HOUR = timedelta(hours=1)
_weeks = count()


def sighting(center: CenterWorld, moment: datetime) -> Any:
    return Sighting(
        account_id=center.director,
        act="look",
        subject="person",
        subject_id=token_hex(10),
        seen_on=date(2020, 1, 1),
        first_at=moment,
        last_at=moment,
    )


def session(center: CenterWorld, moment: datetime) -> Any:
    return SignInSession(
        account_id=center.director,
        token_digest=token_hex(32),
        device="A browser",
        started_at=moment - HOUR,
        confirmed_at=moment - HOUR,
        seen_at=moment - HOUR,
        ended_at=moment,
    )


def device(center: CenterWorld, moment: datetime) -> Any:
    return KnownDevice(
        account_id=center.director, digest=token_hex(32), device="A browser", first_at=moment, last_at=moment
    )


def invitation(center: CenterWorld, moment: datetime) -> Any:
    return Invitation(
        email="guest@example.org",
        role="staff",
        digest=token_hex(32),
        made_by=center.director,
        made_at=moment - HOUR,
        ends_at=moment,
    )


def digest(center: CenterWorld, moment: datetime) -> Any:
    return ReminderDigest(
        account_id=center.director,
        kind="own",
        week_of=date(2020, 1, 6) + timedelta(weeks=next(_weeks)),
        state="sent",
        claimed_at=moment,
    )


def snooze(center: CenterWorld, moment: datetime) -> Any:
    return Snooze(
        person_id=center.director_person,
        items=frozenset({"nca-csec/csec-foundations"}),
        what="CSEC foundations",
        until=moment.date(),
        reason="On the list",
        made_by=center.director,
        made_at=moment,
    )


def link(center: CenterWorld, moment: datetime) -> Any:
    return OneTimeLink(
        purpose="password_reset",
        digest=token_hex(32),
        account_id=center.director,
        made_at=moment - HOUR,
        ends_at=moment,
    )


def phone_link(center: CenterWorld, moment: datetime) -> Any:
    return PhoneLink(
        digest=token_hex(32),
        person_id=center.director_person,
        given_by=center.director,
        given_at=moment - HOUR,
        ends_at=moment,
    )


def step(center: CenterWorld, moment: datetime) -> Any:
    return SignInStep(
        purpose="passkey",
        digest=token_hex(32),
        account_id=center.director,
        detail={},
        made_at=moment - HOUR,
        ends_at=moment,
    )


def attempt(_center: CenterWorld, moment: datetime) -> Any:
    return Attempt(key=token_hex(32), count=1, since=moment)


def archive(center: CenterWorld, moment: datetime) -> Any:
    return CenterArchive(state="failed", asked_by=center.director, asked_at=moment)


def form(center: CenterWorld, moment: datetime) -> Any:
    return Submission(account_id=center.director, key=token_hex(16), made="", at=moment)


def check_in(center: CenterWorld, moment: datetime) -> Any:
    public_id = planned(center)
    with center.working():
        event = db.session.scalar(select(PlannedEvent.id).where(PlannedEvent.public_id == public_id))
    return CheckIn(planned_event_id=event, name="Somebody", checked_in_at=moment, key=token_hex(16))


def reply(center: CenterWorld, moment: datetime) -> Any:
    return MailReply(account_id=center.director, outcome="nothing", answer="none", came_at=moment)


def received(_center: CenterWorld, moment: datetime) -> Any:
    return ReceivedMail(digest=token_hex(32), outcome="nobody", came_at=moment)


AGING: dict[str, Callable[[CenterWorld, datetime], Any]] = {
    "sightings": sighting,
    "sessions": session,
    "devices": device,
    "invitations": invitation,
    "digests": digest,
    "replies": reply,
    "received": received,
    "check_ins": check_in,
    "snoozes": snooze,
    "phone_links": phone_link,
    "links": link,
    "steps": step,
    "attempts": attempt,
    "archives": archive,
    "forms": form,
}


def kept(center: CenterWorld, row: Any) -> Callable[[], bool]:
    """Write a row; returns what tells whether it is still there."""
    with center.working():
        db.session.add(row)
        db.session.flush()
        table, (number,) = type(row), inspect(row).identity
    (key,) = inspect(table).primary_key
    named = getattr(table, key.name)

    def is_there() -> bool:
        with center.working():
            return db.session.scalar(select(named).where(named == number)) is not None

    return is_there
