"""Checking the catalog's links: which are due, one polite visit each, what is noted of it for every center.

Nothing here runs by itself: a person types the command. An address is asked once for all centers. Where nothing on the
web answers, it is this machine that is cut off, and nothing is noted: a hundred links would be called dead.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import zip_longest
from urllib.parse import urlsplit

from sqlalchemy import func, select

from tracker.catalog.visiting import Verdict, Visit, Visitor
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.models import Training
from tracker.services import links

__all__ = ["Verdict", "Visit", "Visitor", "due", "note", "visits"]

CUT_OFF = "nothing on the web answered: is this machine connected?"
_STATES = {Verdict.WORKING: links.WORKING, Verdict.DEAD: links.DEAD, Verdict.UNSURE: links.UNSURE}


def due(now: datetime, *, days: int, limit: int) -> list[str]:
    """Return the addresses of proposed entries that nobody checked for so many days, the longest unchecked first."""
    checked_at = func.max(Training.link_checked_at)
    with everywhere(db.session()):
        found = db.session.scalars(
            select(Training.url)
            .where(Training.url != "", Training.retired_at.is_(None), Training.merged_into_id.is_(None))
            .group_by(Training.url)
            .having(checked_at.is_(None) | (checked_at < now - timedelta(days=days)))
            .order_by(checked_at.nulls_first(), Training.url)
            .limit(limit)
        )
        return list(found)


def visits(urls: Iterable[str], visitor: Visitor) -> Iterator[Visit]:
    """Visit addresses one after the other, changing the host each time where that is possible.

    What got no answer is held back until another site has given one; if none does, it is left as it was.
    """
    held: list[Visit] = []
    answered = False
    for url in _spread(urls):
        visit = visitor.visit(url)
        answered = answered or visit.answered
        held.append(visit)
        if answered:
            yield from held
            held.clear()
    yield from (
        each if each.verdict is Verdict.LEFT else replace(each, verdict=Verdict.LEFT, seen=CUT_OFF) for each in held
    )


def note(visit: Visit, now: datetime) -> None:
    """Write what a visit saw for every center; nothing where it says nothing."""
    if visit.verdict in _STATES:
        with everywhere(db.session()):
            links.note_check(visit.url, _STATES[visit.verdict], now)


def _spread(urls: Iterable[str]) -> Iterator[str]:
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).netloc].append(url)
    for turn in zip_longest(*hosts.values()):
        yield from (url for url in turn if url is not None)
