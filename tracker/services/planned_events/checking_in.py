"""Checking in at an event by its code, without an account: a name and an agency, typed.

Nothing of the team is disclosed: there is no list to choose from, and every answer is the same whoever is typed. What
comes of it is a claim; a director matches it to a person, and a second person decides on the completion.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.errors import Conflict, NotFound
from tracker.models import Center, CheckIn, PlannedEvent
from tracker.services import limits
from tracker.services.limits import Limit
from tracker.services.planned_events.matching import folded
from tracker.services.sessions import digest

CLOSED = "This code opens nothing. Ask whoever leads the training for the one of today."
# A room of people checks in within minutes, from one network; a program that types names would need hours for a page.
OFTEN = Limit(150, timedelta(minutes=15), timedelta(seconds=5), "Many people check in just now. Try again in a minute.")
MOST_CHECK_INS = 300


class Door(StrEnum):
    """How the check-in of an event stands."""

    EARLY = "early"
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Offered:
    """What a code offers whoever reads it: the event, and whether one can check in now."""

    planned_id: int
    center_id: int
    center: str
    zone: str
    title: str
    held_on: date
    opens_at: datetime
    closes_at: datetime
    now: datetime

    @property
    def door(self) -> Door:
        """How it stands at this moment."""
        if self.now < self.opens_at:
            return Door.EARLY
        return Door.OPEN if self.now < self.closes_at else Door.OVER


def offered(token: str, now: datetime) -> Offered:
    """Return what a code offers. Raises NotFound for one that never opens or opens no more. One statement."""
    with everywhere(db.session()):
        row = db.session.execute(
            select(
                PlannedEvent.id,
                PlannedEvent.center_id,
                Center.name,
                Center.time_zone,
                PlannedEvent.title,
                PlannedEvent.held_on,
                PlannedEvent.opens_at,
                PlannedEvent.closes_at,
            )
            .join(Center, Center.id == PlannedEvent.center_id)
            .where(
                PlannedEvent.code_digest == digest(token),
                *still_open(),
            )
        ).first()
    if row is None:
        raise NotFound(CLOSED)
    values: tuple[Any, ...] = (*row, now)
    return Offered(*values)


def still_open() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a code opens, but for the end of its time, which it tells whoever comes late."""
    return PlannedEvent.event_id.is_(None), PlannedEvent.canceled_at.is_(None), PlannedEvent.opens_at.is_not(None)


def check_in(offer: Offered, name: str, agency: str, key: str) -> None:
    """Note that somebody says that they are here; the same form, or the same name and agency, is one.

    Raises Refused where many come at once, Conflict where it is closed or the list is full.
    """
    limits.count_try(f"check-in {offer.planned_id}", offer.now, OFTEN)
    if offer.door is not Door.OPEN:
        raise Conflict("The check-in is closed. Tell whoever leads the training that you are here.")
    with working_for(db.session(), offer.center_id):
        here = CheckIn.planned_event_id == offer.planned_id
        if _is_there(offer, name, agency, key):
            return
        if (db.session.scalar(select(func.count(CheckIn.id)).where(here)) or 0) >= MOST_CHECK_INS:
            raise Conflict("The list is full. Tell whoever leads the training that you are here.")
        db.session.add(
            CheckIn(planned_event_id=offer.planned_id, name=name, agency=agency, checked_in_at=offer.now, key=key)
        )
        db.session.flush()


def _is_there(offer: Offered, name: str, agency: str, key: str) -> bool:
    rows = db.session.execute(
        select(CheckIn.name, CheckIn.agency, CheckIn.key).where(CheckIn.planned_event_id == offer.planned_id)
    )
    said = (folded(name), folded(agency))
    return any(each.key == key or (folded(each.name), folded(each.agency)) == said for each in rows)
