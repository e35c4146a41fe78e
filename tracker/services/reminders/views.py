"""What a director sees of the reminders: what would be sent now, and what was sent, to whom, with what outcome."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.domain.reminders import DigestKind, DigestState, offsets_from
from tracker.models import Account, Center, Membership, Person, ReminderDigest
from tracker.services.actor import Actor
from tracker.services.reminders import composing, exceptions, items, snoozing
from tracker.services.reminders.due import addressed, kind_of

NOT_YOURS = "Only a director or deputy sees what others are sent."
NONE_HERE = "There is nobody here to whom mail would be sent by this address."
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who signs in, what their digest is about, and how many lines it would have if it were sent now."""

    membership: str
    name: str
    kind: DigestKind
    reminded: bool
    lines: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What somebody would be sent now, by subject and words; both empty where there is nothing to tell."""

    membership: str
    name: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class SentDigest:
    """What became of one digest."""

    name: str
    kind: DigestKind
    week_of: date
    state: DigestState
    lines: int
    at: datetime


def recipients(actor: Actor) -> list[Recipient]:
    """Return everybody to whom a digest may go, by name: they sign in as one of the people, or decide.

    One pass over the record for all; then a statement each, and two more for each who decides. Raises Refused.
    """
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    center = db.session.get_one(Center, actor.center_id)
    held = items.material(actor, offsets_from(center.reminder_offsets))
    asleep, of_team = snoozing.asleep(held.today), len(exceptions.the_same_for_all(actor, held))
    found = []
    for member, account, person in db.session.execute(_members().order_by(func.lower(Account.display_name))):
        kind, count = kind_of(member, person), 0
        if kind.is_of_team:
            reader = composing.reader_of(center, (member, account, person), actor.now)
            count += of_team + (exceptions.waiting_for(reader) is not None)
        if kind.is_own:
            count += len(composing.lines_of(held, person, account.id, asleep.get(person, frozenset())))
        found.append(Recipient(member.public_id, account.display_name, kind, member.reminded, count))
    return found


def preview(actor: Actor, membership: str) -> Preview:
    """Return what somebody would be sent now. Raises Refused, NotFound."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    row = db.session.execute(_members().where(Membership.public_id == membership)).first()
    if row is None:
        raise NotFound(NONE_HERE)
    center = db.session.get_one(Center, actor.center_id)
    # The link that stops the mails is its reader's: nobody else is shown its secret.
    mail = composing.compose(center, row, actor.now, "(the link is in the mail)").mail
    return Preview(membership, row.Account.display_name, mail.subject if mail else "", mail.text if mail else "")


def sent(actor: Actor) -> list[SentDigest]:
    """Return what became of the latest 200 digests, the latest first. One statement. Raises Refused."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    return _sent()


def sent_to(actor: Actor) -> list[SentDigest]:
    """Return what became of the actor's own digests, the latest first. One statement."""
    return _sent(ReminderDigest.account_id == actor.account_id)


def _sent(*those: ColumnElement[bool]) -> list[SentDigest]:
    rows = db.session.execute(
        select(
            Account.display_name,
            ReminderDigest.kind,
            ReminderDigest.week_of,
            ReminderDigest.state,
            ReminderDigest.line_count,
            func.coalesce(ReminderDigest.settled_at, ReminderDigest.claimed_at),
        )
        .join(Account, Account.id == ReminderDigest.account_id)
        .where(*those)
        .order_by(ReminderDigest.claimed_at.desc(), ReminderDigest.id.desc())
        .limit(MOST_SHOWN)
    )
    return [
        SentDigest(name, DigestKind(kind), day, DigestState(state), count, at)
        for name, kind, day, state, count, at in rows
    ]


def _members() -> Any:
    return (
        select(Membership, Account, Person.public_id)
        .join(Account, Account.id == Membership.account_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .where(Membership.ended_at.is_(None), Account.active, addressed())
    )
