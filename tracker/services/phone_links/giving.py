"""Giving links for logging from a phone, to oneself or to somebody of the team, listing them, and taking them back."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, or_, select, update

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.formatting import format_date
from tracker.models import Account, Person, PhoneLink
from tracker.services import completions, history, submissions
from tracker.services.actor import Actor
from tracker.services.completions import PersonChoice
from tracker.services.phone_links import standing
from tracker.services.sessions import TOKEN_BYTES, digest
from tracker.services.used_once import UsedOnce

OWN_LASTS = timedelta(minutes=15)
MOST_DAYS = 14
NOT_YOURS = "Only a director or deputy gives such a link to somebody else."
NONE_HERE = "There is no such link, or it is not yours to see."
NO_PERSON = (
    "Your account is not tied to a person of this center yet, so there is nobody to log this for. Ask the director."
)
LISTED = 100


@dataclass(frozen=True, slots=True)
class Offer:
    """For whom, by public id, and the last day on which the link works, on the center's clock."""

    person: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class GivenLink(UsedOnce):
    """A link as whoever gave it sees it."""

    public_id: str
    person_name: str
    given_by: str
    given_at: datetime
    ends_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
    is_over: bool


def people_to_choose(actor: Actor) -> list[PersonChoice]:
    """Return whom a link can be given to: who holds a role today. Raises Refused."""
    actor.must(Action.RECORD_FOR_OTHERS, NOT_YOURS)
    return completions.people_to_choose(actor)


def give_own(actor: Actor, key: str = "", lasts: timedelta = OWN_LASTS) -> tuple[str, str]:
    """Make a link for the actor's own person; returns its public id and the secret, which is kept nowhere.

    The same form sent twice gives an empty secret the second time. Raises Conflict where the account is no person.
    """
    person = actor.person_id
    if person is None or db.session.scalar(select(Person.id).where(Person.id == person)) is None:
        raise Conflict(NO_PERSON)
    return _give(actor, person, actor.now + lasts, key)


def give(actor: Actor, offer: Offer, key: str = "") -> tuple[str, str]:
    """Make a link for somebody of the team, as `give_own`. Raises Conflict naming the field, Refused."""
    actor.must(Action.RECORD_FOR_OTHERS, NOT_YOURS)
    latest = actor.today + timedelta(days=MOST_DAYS)
    if not actor.today <= offer.ends_on <= latest:
        raise Conflict(f"Choose a day from today to {format_date(latest)}.", field="ends_on")
    if offer.person not in {each.public_id for each in people_to_choose(actor)}:
        raise Conflict("Choose somebody who holds a role today.", field="person")
    person = db.session.scalars(select(Person.id).where(Person.public_id == offer.person)).one()
    ends_at = datetime.combine(offer.ends_on + timedelta(days=1), time(), ZoneInfo(actor.zone))
    return _give(actor, person, ends_at, key)


def revoke(actor: Actor, public_id: str) -> None:
    """Let a link work no more, from the very next request on. Raises NotFound; once more changes nothing."""
    history.hold(actor)
    row = db.session.scalar(select(PhoneLink).where(PhoneLink.public_id == public_id, *_may_see(actor)))
    if row is None:
        raise NotFound(NONE_HERE)
    done = db.session.execute(
        update(PhoneLink)
        .where(PhoneLink.id == row.id, PhoneLink.revoked_at.is_(None), PhoneLink.used_at.is_(None))
        .values(revoked_at=actor.now, revoked_by=actor.account_id)
    )
    if done.rowcount:
        history.append(actor, "revoke", "phone_link", public_id, person_id=row.person_id)


def listing(actor: Actor) -> list[GivenLink]:
    """Return the links that open and the last hundred, the latest first, as the actor may see them.

    Their own, or the center's. One statement.
    """
    opens = standing.opens(actor.now, actor.today)
    latest = select(PhoneLink.id).where(*_may_see(actor)).order_by(PhoneLink.id.desc()).limit(LISTED)
    query = (
        select(PhoneLink, Person.name, Account.display_name, opens)
        .join(Person, Person.id == PhoneLink.person_id)
        .join(Account, Account.id == PhoneLink.given_by)
        .where(*_may_see(actor), or_(opens, PhoneLink.id.in_(latest)))
        .order_by(PhoneLink.id.desc())
    )
    return [
        GivenLink(
            *(row.public_id, name, given_by, row.given_at, row.ends_at),
            *(row.used_at, row.revoked_at, not is_open),
        )
        for row, name, given_by, is_open in db.session.execute(query)
    ]


def _give(actor: Actor, person_id: int, ends_at: datetime, key: str) -> tuple[str, str]:
    history.hold(actor)
    if made := submissions.made_by(actor, key):
        return made, ""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = PhoneLink(
        digest=digest(token),
        person_id=person_id,
        given_by=actor.account_id,
        given_at=actor.now,
        ends_at=ends_at,
    )
    db.session.add(row)
    db.session.flush()
    told = {"until": ends_at.isoformat(timespec="minutes")}
    history.append(actor, "give", "phone_link", row.public_id, person_id=person_id, detail=told)
    submissions.remember(actor, key, row.public_id)
    return row.public_id, token


def _may_see(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return () if actor.may(Action.RECORD_FOR_OTHERS) else (PhoneLink.given_by == actor.account_id,)
