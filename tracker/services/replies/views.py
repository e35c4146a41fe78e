"""What a director sees of mails that were not taken in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.replies import ReplyOutcome
from tracker.models import Account, MailReply
from tracker.services import installation
from tracker.services.actor import Actor

NOT_YOURS = "Only a director or deputy sees which mails were not taken in."
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A mail that was not taken in: in whose name it came, when, and why not."""

    name: str
    came_at: datetime
    outcome: ReplyOutcome


def is_on() -> bool:
    """Tell whether answers to reminders are read here."""
    return installation.current().mailbox is not None


def of_own(actor: Actor) -> list[Mapping[str, Any]]:
    """Return what became of the actor's own mails, the latest first. One statement."""
    rows = db.session.scalars(
        select(MailReply).where(MailReply.account_id == actor.account_id).order_by(MailReply.id.desc())
    )
    return [
        {
            "came": row.came_at,
            "what_became_of_it": ReplyOutcome(row.outcome).label,
            "files_taken": row.files,
            "files_not_taken": row.refused,
            "answer": row.answer,
        }
        for row in rows
    ]


def not_taken(actor: Actor) -> list[NotTaken]:
    """Return the latest mails that were not taken in, the latest first. One statement. Raises Refused."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    rows = db.session.execute(
        select(Account.display_name, MailReply.came_at, MailReply.outcome)
        .join(Account, Account.id == MailReply.account_id)
        .where(MailReply.outcome != ReplyOutcome.TAKEN)
        .order_by(MailReply.came_at.desc(), MailReply.id.desc())
        .limit(MOST_SHOWN)
    )
    return [NotTaken(name, at, ReplyOutcome(outcome)) for name, at, outcome in rows]
