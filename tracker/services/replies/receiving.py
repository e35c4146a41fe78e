"""Reading what is new in the mailbox: one pass, each mail begun, taken, written down, and moved away.

    (none) -> begun -> settled -> moved
           killed or broken off: begun again, three times at most
                       killed: found settled, and moved

A mail leaves the folder only after its files lie on the disk and its row is committed. So whatever is killed when,
nothing is lost, and nothing is there twice: the row is found by the mail's digest, the files by tokens made of it.
"""

import hashlib
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic

from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.db.work import Collided, unit_of_work
from tracker.domain.errors import TrackerError, UnreadableFile
from tracker.domain.replies import ReplyOutcome
from tracker.intake import mails
from tracker.intake.limits import MAIL
from tracker.intake.mails import MailHead
from tracker.mail import mailbox
from tracker.mail.mailbox import MailboxFailed, Opened
from tracker.models import ReceivedMail
from tracker.services import installation
from tracker.services.replies import answering, mailbox_standing, taking
from tracker.services.replies.finding import Found, whose
from tracker.services.replies.taking import Taken, TryLater
from tracker.services.retention.cleaning import periods_in_force
from tracker.storage.passing import Passing, passing

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
MOST_A_PASS, SECONDS_A_PASS = 50, 90.0
MOST_TRIES = 3
LONGEST_HEAD = 128 * 1024
# What a mail fares badly by whatever it is: a full disk, a busy database. It counts as no try.
_NOT_ITS_FAULT = (TrackerError, DBAPIError, Collided)


@dataclass(frozen=True, slots=True)
class Begun:
    """A mail that was begun: by what it is known, how often so far, and what became of it, if that is settled."""

    digest: str
    tries: int
    outcome: str


def read_new(now: Clock) -> int:
    """Read what is new, answer it, and return how many mails were settled; 0 where no mailbox is set.

    At most 50 a pass and 90 seconds. A mail that cannot be read does not keep others from it. A server raises nothing.
    """
    box = installation.current().mailbox
    if box is None:
        return 0
    settled = 0
    try:
        with mailbox.opened(box) as place:
            settled = _read_all(place, now)
            gone = place.forget((now() - periods_in_force()["replies"].lasts).date())
        mailbox_standing.worked(now())
        if settled or gone:
            log.info("mailbox: %d mails read, %d old ones removed", settled, gone)
    except MailboxFailed as failure:
        log.warning("the mailbox: %s", failure)
        mailbox_standing.failed(now(), str(failure))
    answering.send_waiting(now)
    return settled


def _read_all(place: Opened, now: Clock) -> int:
    settled, until = 0, monotonic() + SECONDS_A_PASS
    for uid in place.waiting(MOST_A_PASS):
        if monotonic() > until:
            break
        try:
            settled += _read_one(place, uid, now())
        except TryLater as later:
            db.session.rollback()
            if later.for_all:
                break
        except _NOT_ITS_FAULT as fault:
            log.warning("mail waits for a database or a disk: %s", type(fault).__name__)
            db.session.rollback()
            break
        except MailboxFailed:
            raise
        except Exception as fault:
            # The type only: a message or a trace may quote what people wrote. It is begun again, a few times.
            log.error("a mail was not read: %s", type(fault).__name__)
            db.session.rollback()
    return settled


def _read_one(place: Opened, uid: str, now: datetime) -> bool:
    size = place.size(uid)
    if not size:
        return False
    with passing(installation.current().data / "staging") as file:
        file.write(raw := place.head(uid, LONGEST_HEAD))
        head = _head(file.path)
        begun = _begin(_digest(raw, head), now)
        if not begun.outcome:
            try:
                found = whose(head, now)
                taken = _take(place, uid, size, file, begun, found)
                _settle(begun, found, head, taken, now)
            except (TryLater, *_NOT_ITS_FAULT):
                _take_back(begun)
                raise
    place.settle(uid)
    return True


def _head(path: Path) -> MailHead | None:
    try:
        return mails.head_of(path)
    except UnreadableFile as refused:
        taking.pass_on(refused, is_last_try=True)
        return None


def _take(place: Opened, uid: str, size: int, file: Passing, begun: Begun, found: Found) -> Taken:
    if found.actor is None or found.why_not is not None:
        return Taken(found.why_not or ReplyOutcome.NOBODY)
    if begun.tries > MOST_TRIES:
        return Taken(ReplyOutcome.UNREADABLE)
    if size > MAIL.file_bytes:
        return Taken(ReplyOutcome.TOO_LARGE)
    # A server that breaks off each time it is asked for this mail must not keep others from being read: it counts.
    with file.rewritten() as into:
        place.fetch(uid, into, size)
    with working_for(db.session(), found.actor.center_id):
        return taking.take(found.actor, file.path, begun.digest, is_last_try=begun.tries >= MOST_TRIES)


def _begin(digest: str, now: datetime) -> Begun:
    """Write down that a mail is begun, before anything that it could break."""
    with unit_of_work():
        row: ReceivedMail | None = db.session.scalar(select(ReceivedMail).where(ReceivedMail.digest == digest))
        if row is None:
            row = ReceivedMail(digest=digest, came_at=now, tries=0, outcome="")
            db.session.add(row)
        row.tries += not row.outcome
        db.session.flush()
        return Begun(digest, row.tries, row.outcome)


def _take_back(begun: Begun) -> None:
    """Count a try that the mail did not spoil as none."""
    db.session.rollback()
    with suppress(*_NOT_ITS_FAULT), unit_of_work():
        db.session.execute(
            update(ReceivedMail)
            .where(ReceivedMail.digest == begun.digest, ReceivedMail.outcome == "")
            .values(tries=ReceivedMail.tries - 1)
            .execution_options(synchronize_session=False)
        )


def _settle(begun: Begun, found: Found, head: MailHead | None, taken: Taken, now: datetime) -> None:
    """Write down what became of a mail, and what its sender is to be told: one unit of work."""
    done = (
        update(ReceivedMail)
        .where(ReceivedMail.digest == begun.digest, ReceivedMail.outcome == "")
        .values(outcome=taken.outcome)
        .execution_options(synchronize_session=False)
    )
    with unit_of_work():
        if db.session.execute(done).rowcount and found.actor is not None:
            with working_for(db.session(), found.actor.center_id):
                answering.ask_for(found.actor, taken, head.message_id if head else "", now)


def _digest(raw: bytes, head: MailHead | None) -> str:
    """Return by what a mail is known however often it comes; the lines that servers add on its way say nothing."""
    if head is None or not head.message_id:
        return hashlib.sha256(raw).hexdigest()
    return hashlib.sha256("\n".join((head.message_id, head.sender, head.date)).encode()).hexdigest()
