"""Guessing slows down: tries counted atomically in the database, shared by all workers.

Five tries within 15 minutes are free; after that one a minute. It never locks the owner out for good: the pause
is short, a success forgets the tries, and a link for a new password works whatever was tried. What has few values, such
as six digits, is held to a slower limit besides.
"""

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete, or_, select

from tracker.db import db
from tracker.db.upserts import insert_into
from tracker.domain.errors import Refused
from tracker.models import Attempt

FREE_TRIES = 5
WINDOW = timedelta(minutes=15)
PAUSE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries within a window are free, how long one waits for each after them, and what is said then."""

    free: int
    window: timedelta
    pause: timedelta
    message: str


USUAL = Limit(FREE_TRIES, WINDOW, PAUSE, "Too many tries. Wait a minute, then try again.")


def count_try(what: str, now: datetime, limit: Limit = USUAL) -> int:
    """Count a try before it is made; returns how many there were within the window, this one included.

    Raises Refused, counting nothing, where there were too many lately.

    One statement judges and counts, so that of many tries at the same moment no more pass than of as many in a row.
    """
    fresh = insert_into(Attempt).values(key=_key(what), count=1, since=now)
    stale = Attempt.since < now - limit.window
    # From the last free try on, `since` moves along: it is the time of the last one.
    many = Attempt.count + 1 >= limit.free
    counted = fresh.on_conflict_do_update(
        index_elements=[Attempt.key],
        set_={
            "count": case((stale, 1), else_=Attempt.count + 1),
            "since": case((stale, now), (many, now), else_=Attempt.since),
        },
        where=or_(Attempt.count < limit.free, Attempt.since <= now - limit.pause),
    ).returning(Attempt.count)
    row = db.session.execute(counted).first()
    if row is None:
        raise Refused(limit.message)
    return int(row.count)


def seconds_left(what: str, now: datetime, limit: Limit) -> int:
    """Return how long somebody waits who was refused, in whole seconds, at least one."""
    since = db.session.scalar(select(Attempt.since).where(Attempt.key == _key(what)))
    left = (since + limit.pause - now).total_seconds() if since else 0
    return max(1, math.ceil(left))


def forget(what: str) -> None:
    """Forget the tries, after a success."""
    db.session.execute(delete(Attempt).where(Attempt.key == _key(what)))


def _key(what: str) -> str:
    return hashlib.sha256(what.encode()).hexdigest()
