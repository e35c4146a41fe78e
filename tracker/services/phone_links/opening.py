"""Opening a link without a password: whom it is for, and what became of it. Looking uses nothing up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.models import Account, Center, Person, PhoneLink
from tracker.services.actor import Actor
from tracker.services.phone_links import standing
from tracker.services.sessions import digest

CLOSED = "This link opens nothing. It was used, has ended or was taken back."
# So long what was sent is answered for: whoever lost the answer with the line asks within that time.
ANSWERED_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Opened:
    """Whose completion a link takes. `actor`: whoever gave it, who may do nothing here but log for that person."""

    link_id: int
    public_id: str
    person: str
    person_name: str
    ends_at: datetime
    actor: Actor

    @property
    def pile(self) -> str:
        """Where its files wait, apart from all others of the account."""
        return f"phone-{self.public_id}"


@dataclass(frozen=True, slots=True)
class Sent:
    """A link that was used: at which center, and by the form of which key."""

    center_name: str
    key: str


def opened(token: str, now: datetime) -> Opened:
    """Return what a link opens. Raises NotFound, in the same words for whatever ended.

    It ends with its time, its use, its revoking, and as soon as whoever gave it may not log for that person any more,
    or that person holds no role here. Two statements.
    """
    with everywhere(db.session()):
        zone = db.session.scalar(
            select(Center.time_zone).join(PhoneLink, PhoneLink.center_id == Center.id).where(_is(token))
        )
        today = now.astimezone(ZoneInfo(zone or "UTC")).date()
        row = db.session.execute(
            select(
                PhoneLink,
                Center.public_id,
                Center.name,
                Center.time_zone,
                Person.public_id.label("person"),
                Person.name.label("person_name"),
                Account.display_name,
            )
            .join(Center, Center.id == PhoneLink.center_id)
            .join(Person, Person.id == PhoneLink.person_id)
            .join(Account, Account.id == PhoneLink.given_by)
            .where(_is(token), standing.opens(now, today))
        ).first()
    if row is None:
        raise NotFound(CLOSED)
    return _opened(row, now, today)


def _is(token: str) -> ColumnElement[bool]:
    return PhoneLink.digest == digest(token)


def sent(token: str, now: datetime) -> Sent | None:
    """Return by what a link was used up within the last days; None for any other link."""
    with everywhere(db.session()):
        row = db.session.execute(
            select(Center.name, PhoneLink.used_key)
            .join(Center, Center.id == PhoneLink.center_id)
            .where(PhoneLink.digest == digest(token), PhoneLink.used_at > now - ANSWERED_FOR)
        ).first()
    return Sent(row.name, row.used_key or "") if row else None


def _opened(row: Any, now: datetime, today: date) -> Opened:
    link = row[0]
    actor = Actor(
        link.given_by,
        row.display_name,
        link.center_id,
        row.public_id,
        row.name,
        None,
        frozenset({Action.RECORD_COMPLETION}),
        link.person_id,
        now,
        today,
        row.time_zone,
        by_link=True,
    )
    return Opened(link.id, link.public_id, row.person, row.person_name, link.ends_at, actor)
