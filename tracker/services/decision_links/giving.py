"""Letting a named person decide on what nobody at the center may decide on, and taking that back."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, update

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.titles import fold
from tracker.formatting import format_date
from tracker.models import Account, Completion, DecisionLink, DecisionLinkItem, Person
from tracker.services import givers, history, reviews, submissions
from tracker.services.actor import Actor
from tracker.services.completions import CompletionView
from tracker.services.sessions import TOKEN_BYTES, digest
from tracker.services.used_once import UsedOnce

NOT_YOURS = "Only a director lets somebody without an account decide."
NONE_HERE = "There is no such link, or it is not yours to see."
MOST_DAYS, MOST_ITEMS = 14, 50


@dataclass(frozen=True, slots=True)
class Offer:
    """Who decides, in which function, until when, and on which completions by public id."""

    decider: str
    function: str
    ends_on: date
    chosen: Sequence[str]


@dataclass(frozen=True, slots=True)
class GivenLink(UsedOnce):
    """A link as a director sees it."""

    public_id: str
    decider: str
    function: str
    ends_on: date
    given_by: str
    given_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
    items: int
    is_over: bool


def to_choose(actor: Actor) -> list[CompletionView]:
    """Return what waits and nobody at this center may decide on, the longest waiting first. Raises Refused."""
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    queue = reviews.waiting(actor)
    return [view for view in queue.others if view.public_id in queue.stuck]


def give(actor: Actor, offer: Offer, key: str = "") -> tuple[str, str]:
    """Make a link; returns its public id and the secret, which is kept nowhere.

    The same form sent twice gives an empty secret the second time. Raises Conflict naming the field.
    """
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    history.hold(actor)
    if made := submissions.made_by(actor, key):
        return made, ""
    _refuse(actor, offer)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = DecisionLink(
        digest=digest(token),
        decider=offer.decider,
        function=offer.function,
        ends_on=offer.ends_on,
        given_by=actor.account_id,
        given_at=actor.now,
    )
    db.session.add(row)
    db.session.flush()
    ids = db.session.scalars(select(Completion.id).where(Completion.public_id.in_(offer.chosen)))
    db.session.add_all(DecisionLinkItem(link_id=row.id, completion_id=each) for each in ids)
    db.session.flush()
    told = {"name": offer.decider, "function": offer.function, "until": offer.ends_on.isoformat()}
    history.append(actor, "give", "decision_link", row.public_id, detail={**told, "completions": len(offer.chosen)})
    submissions.remember(actor, key, row.public_id)
    return row.public_id, token


def revoke(actor: Actor, public_id: str) -> None:
    """Let a link work no more, from the very next request on. Raises NotFound; once more changes nothing."""
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    history.hold(actor)
    done = db.session.execute(
        update(DecisionLink)
        .where(DecisionLink.public_id == public_id, DecisionLink.revoked_at.is_(None), DecisionLink.used_at.is_(None))
        .values(revoked_at=actor.now, revoked_by=actor.account_id)
    )
    if done.rowcount:
        history.append(actor, "revoke", "decision_link", public_id)
    elif db.session.scalar(select(DecisionLink.id).where(DecisionLink.public_id == public_id)) is None:
        raise NotFound(NONE_HERE)


def listing(actor: Actor) -> list[GivenLink]:
    """Return every link, the latest first. One statement."""
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    query = (
        select(
            DecisionLink,
            Account.display_name,
            func.count(DecisionLinkItem.id),
            givers.may_still(DecisionLink, Action.MANAGE_ACCOUNTS),
        )
        .join(Account, Account.id == DecisionLink.given_by)
        .outerjoin(DecisionLinkItem, DecisionLinkItem.link_id == DecisionLink.id)
        .group_by(DecisionLink.id, Account.id)
        .order_by(DecisionLink.id.desc())
    )
    return [
        GivenLink(
            *(row.public_id, row.decider, row.function, row.ends_on, given_by, row.given_at),
            *(row.used_at, row.revoked_at, items, row.ends_on < actor.today or not stands),
        )
        for row, given_by, items, stands in db.session.execute(query)
    ]


def _refuse(actor: Actor, offer: Offer) -> None:
    latest = actor.today + timedelta(days=MOST_DAYS)
    if not actor.today <= offer.ends_on <= latest:
        raise Conflict(f"Choose a day from today to {format_date(latest)}.", field="ends_on")
    if not 0 < len(offer.chosen) <= MOST_ITEMS:
        raise Conflict(f"Choose from one to {MOST_ITEMS} completions.", field="chosen")
    if not set(offer.chosen) <= {view.public_id for view in to_choose(actor)}:
        raise Conflict("What waits changed meanwhile. Look at the list again.", field="chosen")
    # Whoever logged it, or whom it is about, is no second person, by whatever way they come.
    whose = select(Person.name).join(Completion, Completion.person_id == Person.id)
    first = {actor.name, *db.session.scalars(whose.where(Completion.public_id.in_(offer.chosen)))}
    if fold(offer.decider) in {fold(each) for each in first}:
        raise Conflict("It must be somebody else than you, and than those whose completions they are.", field="decider")
