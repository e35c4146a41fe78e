"""Guessing slows down: failures counted atomically in the database, shared by all workers.

Five failures within 15 minutes are free; after that one try a minute. It never locks the owner out for good.
"""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from tracker.db import db
from tracker.domain.errors import Refused
from tracker.models import Attempt

FREE_FAILURES = 5
WINDOW = timedelta(minutes=15)
PAUSE = timedelta(minutes=1)


def refuse_hurry(what: str, now: datetime) -> None:
    """Raise Refused where this thing failed too often lately and the last try was under a minute ago."""
    row = db.session.execute(select(Attempt.count, Attempt.since).where(Attempt.key == _key(what))).first()
    if row is None or row.count < FREE_FAILURES or now - row.since > WINDOW:
        return
    # From the sixth failure on, `since` moves with each failure: it is the time of the last one.
    if now - row.since < PAUSE:
        raise Refused("Too many tries. Wait a minute, then try again.")


def count_failure(what: str, now: datetime) -> None:
    """Count one failure, in one statement: racing tries are all counted."""
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    fresh = dialect.insert(Attempt).values(key=_key(what), count=1, since=now)
    stale = Attempt.since < now - WINDOW
    many = Attempt.count + 1 >= FREE_FAILURES
    db.session.execute(
        fresh.on_conflict_do_update(
            index_elements=[Attempt.key],
            set_={
                "count": case((stale, 1), else_=Attempt.count + 1),
                "since": case((stale, now), (many, now), else_=Attempt.since),
            },
        )
    )


def forget(what: str) -> None:
    """Forget the failures, after a success."""
    db.session.execute(delete(Attempt).where(Attempt.key == _key(what)))


def _key(what: str) -> str:
    return hashlib.sha256(what.encode()).hexdigest()
