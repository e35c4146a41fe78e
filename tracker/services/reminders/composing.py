"""Making a digest for somebody from the record as it stands: for the pass that sends it, and for who looks before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.reminders import DigestKind, DigestState, Line, lines, offsets_from
from tracker.mail import digest as mails
from tracker.mail.outbox import Mail
from tracker.models import Center, ReminderDigest
from tracker.services import centers, replies
from tracker.services.actor import Actor
from tracker.services.reminders import exceptions, items, snoozing, writing
from tracker.services.reminders.choosing import stop_address
from tracker.services.reminders.due import kind_of
from tracker.services.reminders.items import Material
from tracker.services.replies import MailMarks


@dataclass(frozen=True, slots=True)
class Composed:
    """A digest, and what is kept of it; no mail where there is nothing to tell.

    `kind` is what it may be about, for its reader; a part with nothing to tell is left out of the mail.
    """

    kind: DigestKind
    mail: Mail | None
    line_count: int = 0
    told: frozenset[str] = frozenset()


def compose(center: Center, member: Any, now: datetime, stop: str = "") -> Composed:
    """Make somebody's digest. `member`: their membership, account and the person's public id, as `due.members` has.

    `stop`: what stands in place of the link that stops these mails, for eyes that are not theirs.
    """
    membership, account, person = member
    kind, actor = kind_of(membership, person), reader_of(center, member, now)
    held = items.material(centers.command_actor(center, now), offsets_from(center.reminder_offsets))
    sections = exceptions.of(actor, held) if kind.is_of_team else ()
    told = _own_lines(held, person, account.id) if kind.is_own else ()
    if not sections and not told:
        return Composed(kind, None)
    marks = _marks(actor, membership, stop) if told else MailMarks()
    reader = writing.Reader(actor, account.email, stop or stop_address(membership.public_id), marks)
    shown = told[: writing.MOST_LINES]
    days = frozenset(mark for line in shown for mark in line.marks(held.today, held.offsets))
    mail = mails.mail(writing.digest(reader, held, sections, person, told))
    return Composed(kind, mail, len(sections) + len(told), days)


def reader_of(center: Center, member: Any, now: datetime) -> Actor:
    """Return whoever reads a digest as they act at their center. `member`: as for `compose`."""
    membership, account, _ = member
    role = AccessRole(membership.role)
    return centers.actor_for(center, account.id, account.display_name, role, membership.person_id, now)


def _marks(actor: Actor, membership: Any, stop: str) -> MailMarks:
    if stop and replies.is_on():
        # Eyes that are not theirs see that answers are read, and not where they go.
        return MailMarks("(the address is in the mail)", "")
    return replies.marks_of(actor, membership.public_id)


def _own_lines(held: Material, person: str, account_id: int) -> tuple[Line, ...]:
    return lines_of(held, person, account_id, snoozing.asleep(held.today).get(person, frozenset()))


def lines_of(held: Material, person: str, account_id: int, snoozed: frozenset[str]) -> tuple[Line, ...]:
    """Return the lines of somebody's own digest, by their person's public id. One statement."""
    return lines(items.of_person(held, person), held.today, held.offsets, already_told(account_id), snoozed)


def already_told(account_id: int) -> frozenset[str]:
    """Return the marks of what an account was told, or may have been, of days to come."""
    arrived = [state for state in DigestState if state.may_have_arrived]
    rows = db.session.scalars(
        select(ReminderDigest.told).where(ReminderDigest.account_id == account_id, ReminderDigest.state.in_(arrived))
    )
    return frozenset(mark for marks in rows for mark in marks)
