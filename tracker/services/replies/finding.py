"""Whose mail it is: by the mark that a reminder carried, and an address of theirs, both.

The sender of a mail is whatever somebody wrote there. The mark alone may have been passed on. Together they let files
into a list that its owner has to look at, and no further.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain import replies
from tracker.domain.access import AccessRole, Action, granted
from tracker.domain.replies import ReplyOutcome
from tracker.intake.mails import MailHead
from tracker.models import Account, Center, Membership, Person
from tracker.services import centers, installation
from tracker.services.actor import Actor


@dataclass(frozen=True, slots=True)
class Found:
    """Who sent a mail, and why nothing is taken from it, if so. Of nobody's mail there is no actor."""

    actor: Actor | None
    why_not: ReplyOutcome | None = None


def whose(head: MailHead | None, now: datetime) -> Found:
    """Tell whose mail it is. `head` is None where it could not be read. Two statements."""
    if head is None or head.is_automatic:
        return Found(None, ReplyOutcome.AUTOMATIC if head else ReplyOutcome.NOBODY)
    its = replies.find(installation.current().secret_key, head.goes_to, head.answers)
    row = _member(Membership.public_id == its.membership if its else func.lower(Account.email) == head.sender)
    if row is None or Action.RECORD_COMPLETION not in granted(AccessRole(row.Membership.role)):
        return Found(None, ReplyOutcome.NOBODY)
    member, account, person, center = row
    actor = centers.actor_for(center, account.id, account.display_name, AccessRole(member.role), member.person_id, now)
    if its is None:
        return Found(actor, ReplyOutcome.NO_MARK)
    if head.sender not in {account.email.lower(), (person.email or "").lower()} - {""}:
        return Found(actor, ReplyOutcome.OTHER_ADDRESS)
    return Found(actor, ReplyOutcome.EXPIRED if its.last_day < actor.today else None)


def _member(condition: ColumnElement[bool]) -> Any:
    """Return the membership, account, person and center of somebody who signs in, the oldest of several."""
    query = (
        select(Membership, Account, Person, Center)
        .join(Account, Account.id == Membership.account_id)
        .join(Person, Person.id == Membership.person_id)
        .join(Center, Center.id == Membership.center_id)
        .where(condition, Membership.ended_at.is_(None), Account.active, Person.removed_at.is_(None))
        .order_by(Membership.id)
        .limit(1)
    )
    with everywhere(db.session()):
        return db.session.execute(query).first()
