"""Who is to be sent a digest now: asked over all centers at the beginning of a pass, and again for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_, select

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.access import AccessRole, Action, granted
from tracker.domain.reminders import DigestKind, DigestState, digest_day
from tracker.models import Account, Center, Completion, Membership, Person, ReminderDigest, Review

FROM_HOUR = 7
TRY_AGAIN_AFTER = timedelta(minutes=55)
_LEADERS = [role.value for role in AccessRole if Action.DECIDE in granted(role)]


@dataclass(frozen=True, slots=True)
class Due:
    """A digest that is due: at which center, to which account, and its day."""

    center_id: int
    account_id: int
    day: date


def find(now: datetime) -> Iterator[Due]:
    """Yield what is due, center by center. Costs a statement a center, from 7 in its morning on."""
    with everywhere(db.session()):
        rows = db.session.execute(
            select(Center.id, Center.time_zone, Center.reminder_weekday, Center.reminders_from)
            .where(Center.reminders_on)
            .order_by(Center.id)
        ).all()
    db.session.rollback()
    for center_id, zone, weekday, begins in rows:
        here = now.astimezone(ZoneInfo(zone))
        day = digest_day(here.date(), weekday)
        if here.hour < FROM_HOUR or (begins is not None and day < begins):
            continue
        with working_for(db.session(), center_id):
            query = members(day, zone, now).order_by(Membership.id)
            found = [Due(center_id, row.Account.id, day) for row in db.session.execute(query)]
        db.session.rollback()
        yield from found


def members(day: date, zone: str, now: datetime) -> Any:
    """Select membership, account and the person's public id of whoever is to be sent the digest of a day.

    They sign in and want it, are one of the people or decide, and had none of that day. It waits through a day on which
    something was decided for them. Whoever began after its day gets the next one.
    """
    tomorrow = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
    return (
        select(Membership, Account, Person.public_id)
        .join(Account, Account.id == Membership.account_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .where(
            Membership.ended_at.is_(None),
            Membership.reminded,
            Account.active,
            Membership.began_at < tomorrow,
            addressed(),
            ~_had(day, now).exists(),
            ~_decided_today(zone, now).exists(),
        )
    )


def addressed() -> ColumnElement[bool]:
    """Tell of memberships joined with their people to whom a digest may go: they are one of the people, or decide."""
    return or_(Person.id.is_not(None), Membership.role.in_(_LEADERS))


def kind_of(membership: Membership, person: str | None) -> DigestKind:
    """Return what the digest of one of these is about: their own training, the team's, or both in one mail."""
    if membership.role not in _LEADERS:
        return DigestKind.OWN
    return DigestKind.BOTH if person else DigestKind.TEAM


def _had(day: date, now: datetime) -> Any:
    """Return what there is of a week, whatever it was about: once these were two mails, each with a row of its own."""
    may_be_tried_again: ColumnElement[bool] = and_(
        ReminderDigest.state == DigestState.WAITING, ReminderDigest.settled_at <= now - TRY_AGAIN_AFTER
    )
    return select(ReminderDigest.id).where(
        ReminderDigest.account_id == Membership.account_id,
        ReminderDigest.week_of == day,
        ~may_be_tried_again,
    )


def _decided_today(zone: str, now: datetime) -> Any:
    midnight = datetime.combine(now.astimezone(ZoneInfo(zone)).date(), time(), ZoneInfo(zone))
    return (
        select(Review.id)
        .join(Completion, Completion.id == Review.completion_id)
        .where(Completion.person_id == Membership.person_id, Review.decided_at >= midnight)
    )
