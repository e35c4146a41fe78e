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
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.db.work import unit_of_work
from tracker.domain.reminders import WEEK, DigestState
from tracker.mail.outbox import Outcome
from tracker.models import Center, Membership, ReminderDigest
from tracker.services import mailing
from tracker.services.mailing import Claimed
from tracker.services.reminders import composing
from tracker.services.reminders.due import Due, find, members

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
MOST_A_PASS = 50
MOST_TRIES = 24
_SETTLED = {
    Outcome.SENT: DigestState.SENT,
    Outcome.FOLDER: DigestState.FOLDER,
    Outcome.REFUSED: DigestState.REFUSED,
    Outcome.UNKNOWN: DigestState.UNKNOWN,
}


def send_due(now: Clock) -> int:
    """Send what is due, over all centers; return how many mails left. At most 50 a pass: other work waits meanwhile.

    Costs two statements a center where nothing is due. A mail server that takes nothing ends the pass.
    """
    give_up_broken_off(now())
    sent = 0
    for each in find(now()):
        if sent >= MOST_A_PASS:
            break
        outcome = _send_one(each, now)
        sent += outcome in {Outcome.SENT, Outcome.FOLDER}
        if outcome is Outcome.NOT_TAKEN:
            break
    return sent


def give_up_broken_off(now: datetime) -> None:
    """Write down of what is claimed and sent by nobody that its outcome is unknown. It is not sent again.

    What the mail server did not take before its week was over is given up too: there is a newer one by now.
    """
    broken_off = (
        update(ReminderDigest)
        .where(ReminderDigest.state == DigestState.CLAIMED)
        .values(state=DigestState.UNKNOWN, settled_at=now)
        .execution_options(synchronize_session=False)
    )
    too_late = (
        update(ReminderDigest)
        .where(ReminderDigest.state == DigestState.WAITING, ReminderDigest.settled_at < now - WEEK)
        .values(state=DigestState.FAILED, settled_at=now)
        .execution_options(synchronize_session=False)
    )
    with unit_of_work(), everywhere(db.session()):
        count = db.session.execute(broken_off).rowcount
        db.session.execute(too_late)
    if count:
        log.warning("%s digests were broken off: whether they arrived is not known, and they are not sent again", count)


def _send_one(due: Due, now: Clock) -> Outcome | None:
    """Claim one digest, send it, and settle it; None where nothing was to be sent after all."""
    try:
        claimed = _claim(due, now())
        if claimed is None:
            return None
        outcome = mailing.send_once(claimed.mail)
        _settle(claimed, outcome, now())
    except Exception as fault:
        # The type only: a message or a trace may quote what people typed. What was claimed is given up at the next
        # pass; what was not is looked at again.
        log.error("a digest of center %s: %s", due.center_id, type(fault).__name__)
        db.session.rollback()
        return None
    return outcome


def _claim(due: Due, now: datetime) -> Claimed | None:
    """Read the record as it stands, write down what is told, and return the mail; None where it is due no more."""
    with unit_of_work(), working_for(db.session(), due.center_id):
        center = db.session.get_one(Center, due.center_id)
        still = members(due.day, center.time_zone, now).where(Membership.account_id == due.account_id)
        found = db.session.execute(still).first()
        if found is None or not center.reminders_on:
            return None
        row, made = _row_of(due), composing.compose(center, found, now)
        row.state = DigestState.CLAIMED if made.mail else DigestState.EMPTY
        row.kind, row.line_count, row.told = made.kind, made.line_count, made.told
        row.claimed_at, row.settled_at = now, None if made.mail else now
        db.session.add(row)
        db.session.flush()
        return Claimed(due.center_id, row.id, row.tries, made.mail) if made.mail else None


def _row_of(due: Due) -> ReminderDigest:
    """Return the row of a digest that is tried again, or a new one."""
    same = {"account_id": due.account_id, "week_of": due.day}
    waiting = select(ReminderDigest).filter_by(**same, state=DigestState.WAITING).order_by(ReminderDigest.id)
    row: ReminderDigest | None = db.session.scalars(waiting).first()
    if row is None:
        return ReminderDigest(**same, tries=1)
    row.tries += 1
    return row


def _settle(claimed: Claimed, outcome: Outcome, now: datetime) -> None:
    state = _SETTLED.get(outcome) or (DigestState.WAITING if claimed.tries < MOST_TRIES else DigestState.FAILED)
    with unit_of_work(), working_for(db.session(), claimed.center_id):
        db.session.execute(
            update(ReminderDigest)
            .where(ReminderDigest.id == claimed.row)
            .values(state=state, settled_at=now)
            .execution_options(synchronize_session=False)
        )
