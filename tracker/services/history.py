"""The history of a center: one line a change, written in the same transaction, chained by a keyed digest.

Each line's digest covers the line before it, under a key that is not in the database (see `history_chain`). Changing,
dropping, swapping or adding a line without the key is found by `problems`. Cutting the tail and setting the head back
is found where a packet was issued since, for its row remembers the head of its day, and by whoever holds a head that
was printed.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, insert, inspect, select

from tracker.db import db
from tracker.models import Account, HistoryEntry, HistoryHead, Person
from tracker.services import history_chain
from tracker.services.actor import COMMAND_LINE, Actor
from tracker.services.history_chain import Head

PAGE = 50
__all__ = ["Head", "Line", "Told", "append", "append_all", "head", "hold", "lines", "onward", "problems"]


@dataclass(frozen=True, slots=True)
class Told:
    """A line to be written with many others."""

    action: str
    subject: str
    subject_id: str
    person_id: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of history as people read it."""

    number: int
    at: datetime
    who: str
    action: str
    subject: str
    subject_id: str
    detail: dict[str, Any]
    reason: str
    person: str | None = None
    person_name: str | None = None


def append(
    actor: Actor,
    action: str,
    subject: str,
    subject_id: str,
    *,
    person_id: int | None = None,
    detail: dict[str, Any] | None = None,
    reason: str = "",
) -> int:
    """Add one line and return its number. Holds the chain's head until the transaction ends: lines are serial."""
    head = _locked_head(actor.center_id)
    entry = _next(actor, head, Told(action, subject, subject_id, person_id, detail or {}), reason)
    db.session.add(entry)
    db.session.flush()
    return entry.number


def append_all(actor: Actor, told: Sequence[Told]) -> None:
    """Add many lines in their order, as `append` does one after the other; in one insert."""
    head = _locked_head(actor.center_id)
    entries = [_next(actor, head, each, "") for each in told]
    if entries:
        columns = [column.key for column in inspect(HistoryEntry).column_attrs if column.key != "id"]
        rows = [{name: getattr(entry, name) for name in columns} for entry in entries]
        db.session.execute(insert(HistoryEntry), rows)
        db.session.flush()


def _next(actor: Actor, head: HistoryHead, told: Told, reason: str) -> HistoryEntry:
    """Return the line that follows the end of the chain, and let it be the end."""
    entry = HistoryEntry(
        center_id=actor.center_id,
        number=head.number + 1,
        at=actor.now,
        account_id=actor.account_id or None,
        action=told.action,
        subject=told.subject,
        subject_id=told.subject_id,
        person_id=told.person_id,
        detail=history_chain.settled(told.detail),
        reason=reason,
        previous=head.digest,
        digest="",
    )
    entry.digest = history_chain.digest(actor.center, entry)
    head.number, head.digest = entry.number, entry.digest
    return entry


def hold(actor: Actor) -> Head:
    """Return the end of the chain and hold it until the transaction ends: nothing of the center changes meanwhile."""
    row = _locked_head(actor.center_id)
    return Head(row.number, row.digest)


def head(center_id: int) -> Head:
    """Return the end of a center's chain; zero and an empty digest before the first line."""
    row = db.session.execute(
        select(HistoryHead.number, HistoryHead.digest).where(HistoryHead.center_id == center_id)
    ).first()
    return Head(*row) if row else Head(0, "")


def lines(
    before: int | None = None,
    *,
    person: str | None = None,
    subject_id: str | None = None,
    those: Sequence[ColumnElement[bool]] = (),
    most: int = PAGE,
) -> list[Line]:
    """Return at most so many lines of the center in force, newest first, those below number `before`.

    `person` and `subject_id` are public ids: lines about a person's record, or about one thing. `those` narrows more,
    by columns of HistoryEntry, Account and Person; for other use cases.
    """
    query = _query(person, subject_id).where(*those).order_by(HistoryEntry.number.desc()).limit(most)
    if before is not None:
        query = query.where(HistoryEntry.number < before)
    return [_line(row) for row in db.session.execute(query)]


def onward(after: int, most: int, *, person: str | None = None, subject_id: str | None = None) -> list[Line]:
    """Return at most so many lines in the order in which they were written, those above number `after`.

    Narrowed as `lines`. One statement; for other use cases.
    """
    query = _query(person, subject_id).where(HistoryEntry.number > after).order_by(HistoryEntry.number).limit(most)
    return [_line(row) for row in db.session.execute(query)]


def _query(person: str | None, subject_id: str | None) -> Select[Any]:
    query: Select[Any] = (
        select(
            HistoryEntry.number,
            HistoryEntry.at,
            Account.display_name,
            HistoryEntry.action,
            HistoryEntry.subject,
            HistoryEntry.subject_id,
            HistoryEntry.detail,
            HistoryEntry.reason,
            Person.public_id,
            Person.name,
        )
        .outerjoin(Account, Account.id == HistoryEntry.account_id)
        .outerjoin(Person, Person.id == HistoryEntry.person_id)
    )
    if person is not None:
        query = query.where(Person.public_id == person)
    if subject_id is not None:
        query = query.where(HistoryEntry.subject_id == subject_id)
    return query


def _line(row: Any) -> Line:
    return Line(row[0], row[1], row[2] or _without_account(row.detail), *row[3:])


def _without_account(detail: dict[str, Any]) -> str:
    """Name who did something and has no account: a reader at a desk, else the installation's command line."""
    return str(detail.get("reviewer") or COMMAND_LINE)


def problems(center_id: int, witnesses: Collection[tuple[int, str]] = ()) -> Iterator[str]:
    """Yield what is wrong with the chain of the center in force, in plain words; nothing where it is whole.

    `witnesses`: numbers of lines with their digests, or how they begin, that somebody outside wrote down.
    """
    return history_chain.problems(center_id, witnesses)


def _locked_head(center_id: int) -> HistoryHead:
    row: HistoryHead | None = db.session.get(HistoryHead, center_id, with_for_update=True)
    if row is None:
        db.session.execute(insert(HistoryHead).values(center_id=center_id, number=0, digest=""))
        row = db.session.get_one(HistoryHead, center_id, with_for_update=True)
    return row
