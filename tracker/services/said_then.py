"""What was said until later by what has changed since a day: the ground of every look back at what was known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from tracker.db import db
from tracker.models import EarlierState
from tracker.services.actor import Actor

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Then:
    """The end of a day, and what was said until later by what has changed since: by table, and public id or number."""

    moment: datetime
    said: Mapping[tuple[str, str], Said]

    def of(self, table: str, name: str | int) -> Said:
        """Return what a row said then in place of what it says now; empty where that is the same."""
        return self.said.get((table, str(name)), {})

    def is_there(self, recorded_at: datetime | None) -> bool:
        """Tell whether something was recorded by then; what nobody knows the moment of was."""
        return recorded_at is None or recorded_at < self.moment


def end_of(actor: Actor, day: date) -> datetime:
    """Return the moment at which a day ends on the center's clock."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(actor.zone)).astimezone(UTC)


def at(actor: Actor, day: date, *tables: str) -> Then:
    """Look up what was changed after a day, of every table or some. One statement.

    Of several changes of a row the first says how it was.
    """
    moment = end_of(actor, day)
    query = select(EarlierState.of, EarlierState.public_id, EarlierState.said).where(EarlierState.held_until >= moment)
    if tables:
        query = query.where(EarlierState.of.in_(tables))
    said: dict[tuple[str, str], Said] = {}
    for table, name, values in db.session.execute(query.order_by(EarlierState.held_until, EarlierState.id)):
        said.setdefault((table, name), values)
    return Then(moment, said)
