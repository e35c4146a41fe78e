"""Who looks by a link: a decider, or a reader at a desk. Noted with the name that whoever gave the link wrote down.

They have no account. Their looks stand under that of whoever gave the link, who answers for it, and say who it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.models import DecisionLink, Desk
from tracker.services import records, sightings
from tracker.services.actor import Actor
from tracker.services.sightings import Sight

AT_DESK = ", at the desk of a packet"


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Somebody who looks by a link: under whose account that stands, and who they are in words."""

    actor: Actor
    seen_as: str


def decider(actor: Actor, link: str, decided_as: str) -> Onlooker:
    """Return who decides by a link, by its public id, as their decisions are signed."""
    return _onlooker(actor, DecisionLink, link, decided_as)


def reader(actor: Actor, desk: str, reviewer: str) -> Onlooker:
    """Return who reads at a desk, by its public id."""
    return _onlooker(actor, Desk, desk, f"{reviewer}{AT_DESK}")


def note(who: Onlooker, sights: Iterable[Sight]) -> None:
    """Note what they saw of people who are still on the list. Some three statements for each."""
    with working_for(db.session(), who.actor.center_id):
        for sight in sights:
            if sight.person and records.row_of(sight.person) is None:
                continue
            if sightings.is_news(who.actor, sight, who.seen_as):
                sightings.note(who.actor, sight, who.seen_as)


def _onlooker(actor: Actor, model: Any, public_id: str, words: str) -> Onlooker:
    with working_for(db.session(), actor.center_id):
        giver = db.session.scalars(select(model.given_by).where(model.public_id == public_id)).one()
    return Onlooker(replace(actor, account_id=giver, person_id=None), words[: sightings.LONGEST_NAME])
