"""Sending the digests that are due: one pass over all centers, each digest claimed, sent, and settled.

    (none) -> claimed -> sent | folder | refused
                      -> waiting -> claimed ...   (the mail server took nothing: tried again, at most so often)
                      -> unknown                  (broken off: it may have arrived, and is not sent again)
    (none) -> empty                               (there was nothing to tell)

The row is written, with what it tells, in the unit of work that read the record; only then is the mail sent. So a
digest is sent at most once, and says what was so at that moment. One process sends: whatever it finds claimed at the
beginning of a pass, nobody is sending any more.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole
from tracker.domain.reminders import DigestKind, DigestState, digest_day, lines, offsets_from
from tracker.mail import digest as mails
from tracker.mail.outbox import Mail, Outcome
from tracker.models import Account, Center, Completion, Membership, Person, ReminderDigest, Review
from tracker.services import centers, mailing
from tracker.services.reminders import items, writing
from tracker.services.reminders.choosing import stop_address

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
FROM_HOUR = 7
MOST_A_PASS = 50
MOST_TRIES = 24
TRY_AGAIN_AFTER = timedelta(minutes=55)
_SETTLED = {
    Outcome.SENT: DigestState.SENT,
    Outcome.FOLDER: DigestState.FOLDER,
    Outcome.REFUSED: DigestState.REFUSED,
    Outcome.UNKNOWN: DigestState.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Claimed:
    """A digest that is claimed: its row, how often it was tried, and the mail."""

    center_id: int
    row: int
    tries: int
    mail: Mail


def send_due(now: Clock) -> int:
    """Send what is due, over all centers; return how many mails left. At most 50 a pass: other work waits meanwhile.

    Costs two statements a center where nothing is due. A mail server that takes nothing ends the pass.
    """
    give_up_broken_off(now())
    sent = 0
    for center_id, account_id, day in _due(now()):
        if sent >= MOST_A_PASS:
            break
        outcome = _send_one(center_id, account_id, day, now)
        sent += outcome in {Outcome.SENT, Outcome.FOLDER}
        if outcome is Outcome.NOT_TAKEN:
            break
    return sent


def give_up_broken_off(now: datetime) -> None:
    """Write down of what is claimed and sent by nobody that its outcome is unknown. It is not sent again."""
    broken_off = (
        update(ReminderDigest)
        .where(ReminderDigest.state == DigestState.CLAIMED)
        .values(state=DigestState.UNKNOWN, settled_at=now)
        .execution_options(synchronize_session=False)
    )
    with unit_of_work(), everywhere(db.session()):
        count = db.session.execute(broken_off).rowcount
    if count:
        log.warning("%s digests were broken off: whether they arrived is not known, and they are not sent again", count)


def _due(now: datetime) -> Iterator[tuple[int, int, date]]:
    """Yield a center, an account and the day of the digest, of everybody who has none of that day yet."""
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
            waiting = select(Membership.account_id).where(*_is_due(day, zone, now)).order_by(Membership.id)
            accounts = list(db.session.scalars(_joined(waiting)))
        db.session.rollback()
        yield from ((center_id, account_id, day) for account_id in accounts)


def _joined(query: Any) -> Any:
    return query.join(Account, Account.id == Membership.account_id).join(Person, Person.id == Membership.person_id)


def _is_due(day: date, zone: str, now: datetime) -> tuple[Any, ...]:
    """Who is to be sent a digest of a day: signs in and wants it, and nothing was decided for them today.

    Whoever began after its day gets the next one.
    """
    midnight = datetime.combine(now.astimezone(ZoneInfo(zone)).date(), time(), ZoneInfo(zone))
    decided = (
        select(Review.id)
        .join(Completion, Completion.id == Review.completion_id)
        .where(Completion.person_id == Membership.person_id, Review.decided_at >= midnight)
    )
    had = select(ReminderDigest.id).where(
        ReminderDigest.account_id == Membership.account_id,
        ReminderDigest.kind == DigestKind.OWN,
        ReminderDigest.week_of == day,
        ~_may_be_tried_again(now),
    )
    return (
        Membership.ended_at.is_(None),
        Membership.reminded,
        Account.active,
        Membership.began_at < datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)),
        ~decided.exists(),
        ~had.exists(),
    )


def _may_be_tried_again(now: datetime) -> ColumnElement[bool]:
    return and_(ReminderDigest.state == DigestState.WAITING, ReminderDigest.settled_at <= now - TRY_AGAIN_AFTER)


def _send_one(center_id: int, account_id: int, day: date, now: Clock) -> Outcome | None:
    """Claim one digest, send it, and settle it; None where nothing was to be sent after all."""
    try:
        claimed = _claim(center_id, account_id, day, now())
        if claimed is None:
            return None
        outcome = mailing.send_once(claimed.mail)
        _settle(claimed, outcome, now())
    except Exception as fault:
        # The type only: a message or a trace may quote what people typed. What was claimed is given up at the next
        # pass; what was not is looked at again.
        log.error("a digest of center %s: %s", center_id, type(fault).__name__)
        db.session.rollback()
        return None
    return outcome


def _claim(center_id: int, account_id: int, day: date, now: datetime) -> Claimed | None:
    """Read the record as it stands, write down what is told, and return the mail; None where it is due no more."""
    with unit_of_work(), working_for(db.session(), center_id):
        center = db.session.get_one(Center, center_id)
        due = select(Membership, Account, Person.public_id).where(
            Membership.account_id == account_id, *_is_due(day, center.time_zone, now)
        )
        found = db.session.execute(_joined(due)).first()
        if found is None or not center.reminders_on:
            return None
        member, account, person = found
        row = _row_of(account_id, day)
        actor = centers.actor_for(
            center, account_id, account.display_name, AccessRole(member.role), member.person_id, now
        )
        held = items.material(centers.command_actor(center, now), offsets_from(center.reminder_offsets))
        told = lines(items.of_person(held, person), held.today, held.offsets, already_told(account_id))
        shown = told[: writing.MOST_LINES]
        row.state = DigestState.CLAIMED if told else DigestState.EMPTY
        row.line_count, row.claimed_at, row.settled_at = len(told), now, None if told else now
        row.told = frozenset(mark for line in shown for mark in line.marks(held.today, held.offsets))
        db.session.add(row)
        db.session.flush()
        if not told:
            return None
        reader = writing.Reader(actor, account.email, stop_address(member.public_id))
        return Claimed(center_id, row.id, row.tries, mails.mail(writing.own(reader, held, person, told)))


def _row_of(account_id: int, day: date) -> ReminderDigest:
    """Return the row of a digest that is tried again, or a new one."""
    of_day = {"account_id": account_id, "kind": DigestKind.OWN, "week_of": day}
    row: ReminderDigest | None = db.session.scalar(select(ReminderDigest).filter_by(**of_day))
    if row is None:
        return ReminderDigest(**of_day, tries=1)
    row.tries += 1
    return row


def already_told(account_id: int) -> frozenset[str]:
    """Return the marks of what an account was told, or may have been, of days to come."""
    arrived = [state for state in DigestState if state.may_have_arrived]
    rows = db.session.scalars(
        select(ReminderDigest.told).where(ReminderDigest.account_id == account_id, ReminderDigest.state.in_(arrived))
    )
    return frozenset(mark for marks in rows for mark in marks)


def _settle(claimed: Claimed, outcome: Outcome, now: datetime) -> None:
    state = _SETTLED.get(outcome) or (DigestState.WAITING if claimed.tries < MOST_TRIES else DigestState.FAILED)
    with unit_of_work(), working_for(db.session(), claimed.center_id):
        db.session.execute(
            update(ReminderDigest)
            .where(ReminderDigest.id == claimed.row)
            .values(state=state, settled_at=now)
            .execution_options(synchronize_session=False)
        )
