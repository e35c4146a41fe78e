"""Lines of history and rows as they are compared: so many at a time, in the order in which they were written."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from tracker.db import db
from tracker.models import HistoryEntry

AT_ONCE = 1000
# What a line does not tell, in a place where another kind of line would.
UNTOLD = object()


@dataclass(frozen=True, slots=True)
class Told:
    """What one line says, as far as it is compared."""

    subject_id: str
    number: int
    at: datetime
    account_id: int | None
    action: str
    person_id: int | None
    detail: dict[str, Any]
    reason: str


_COLUMNS = (
    *(HistoryEntry.subject_id, HistoryEntry.number, HistoryEntry.at, HistoryEntry.account_id, HistoryEntry.action),
    *(HistoryEntry.person_id, HistoryEntry.detail, HistoryEntry.reason),
)


def rows(query: Select[*tuple[Any, ...]], key: Any) -> Iterator[list[Any]]:
    """Yield the rows of the center in force in parts; `key`: the column of row numbers, the first of the query."""
    last = 0
    while part := list(db.session.execute(query.where(key > last).order_by(key).limit(AT_ONCE))):
        yield part
        last = part[-1][0]


def about(subjects: Sequence[str], ids: Sequence[str], *those: ColumnElement[bool]) -> dict[str, list[Told]]:
    """Return the lines about things, by the public id of each, in the order of their numbers."""
    found: defaultdict[str, list[Told]] = defaultdict(list)
    query = select(*_COLUMNS).where(HistoryEntry.subject.in_(subjects), *those)
    for start in range(0, len(ids), AT_ONCE):
        part = query.where(HistoryEntry.subject_id.in_(ids[start : start + AT_ONCE]))
        for row in db.session.execute(part.order_by(HistoryEntry.number)):
            found[row.subject_id].append(Told(*row))
    return found


def of_action(subjects: Sequence[str], action: str) -> Iterator[list[Told]]:
    """Yield every line of an action in parts, in the order of their numbers."""
    last = 0
    query = select(*_COLUMNS).where(HistoryEntry.subject.in_(subjects), HistoryEntry.action == action)
    query = query.order_by(HistoryEntry.number).limit(AT_ONCE)
    while part := [Told(*row) for row in db.session.execute(query.where(HistoryEntry.number > last))]:
        yield part
        last = part[-1].number


def was_seeded() -> bool:
    """Tell whether `seed` filled the center in force with invented records."""
    those = (HistoryEntry.subject == "center", HistoryEntry.action == "seed")
    return db.session.scalar(select(HistoryEntry.id).where(*those).limit(1)) is not None
