"""Whether the mailbox can be read, and since when it cannot: for `check` and for the administrator's page."""

import contextlib
import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from tracker.db import db
from tracker.domain.replies import ReplyOutcome
from tracker.formatting import format_count
from tracker.mail import mailbox
from tracker.mail.mailbox import MailboxFailed
from tracker.models import ReceivedMail
from tracker.services import installation
from tracker.storage.durable import Draft

log = logging.getLogger(__name__)
FILE = "mailbox.json"
# It works every minute; that is not written down each time.
WRITTEN_EVERY = timedelta(minutes=10)
A_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the reading of the mailbox stands: when it last worked, since when it fails and why, if it does."""

    worked_at: datetime | None = None
    failing_since: datetime | None = None
    why: str = ""


def standing() -> Standing | None:
    """Return how it stands, as the last passes found it; None where no mailbox is set."""
    return _kept() if installation.current().mailbox else None


def worked(now: datetime) -> None:
    """Write down that the mailbox was read."""
    before = _kept()
    if (
        before.failing_since
        or before.worked_at is None
        or not before.worked_at <= now < before.worked_at + WRITTEN_EVERY
    ):
        _keep(Standing(worked_at=now))


def failed(now: datetime, why: str) -> None:
    """Write down that it could not be read, and why; since when stays as it was."""
    before = _kept()
    if before.why != why:
        _keep(Standing(before.worked_at, before.failing_since or now, why))


def troubles() -> list[str]:
    """Return that the mailbox cannot be read, where one is set and that is so. Asks its server."""
    box = installation.current().mailbox
    if box is None:
        return []
    try:
        with mailbox.opened(box) as place:
            place.waiting(1)
    except MailboxFailed as failure:
        last = _kept().worked_at
        since = f"since {last:%Y-%m-%d %H:%M} UTC" if last else "so far"
        return [f"Mailbox: {box.host}: {failure}. No answers to reminders were read {since}."]
    return []


def notes(now: datetime) -> list[str]:
    """Return how many mails of the last 30 days were from nobody here. One statement."""
    if installation.current().mailbox is None:
        return []
    of_nobody = select(func.count(ReceivedMail.id)).where(
        ReceivedMail.outcome == ReplyOutcome.NOBODY, ReceivedMail.came_at > now - A_MONTH
    )
    count = db.session.scalar(of_nobody) or 0
    db.session.rollback()
    words = "They lie in its folder of what was read."
    return [f"Mailbox: {format_count(count, 'mail')} of the last 30 days from nobody here. {words}"] if count else []


def _kept() -> Standing:
    # Missing, or damaged by a power cut: the next pass writes it anew.
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads((installation.current().data / FILE).read_bytes())
        return Standing(_moment(told["worked_at"]), _moment(told["failing_since"]), str(told["why"])[:200])
    return Standing()


def _keep(its: Standing) -> None:
    data = installation.current().data
    told = {
        "worked_at": its.worked_at.isoformat() if its.worked_at else None,
        "failing_since": its.failing_since.isoformat() if its.failing_since else None,
        "why": its.why,
    }
    try:
        with Draft(data, prefix="mailbox-") as draft:
            draft.write(json.dumps(told).encode())
            draft.land(data / FILE, data)
    except OSError as fault:
        log.warning("how the mailbox stands was not written down: %s", type(fault).__name__)


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
