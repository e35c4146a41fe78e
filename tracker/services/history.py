"""The history of a center: one line a change, written in the same transaction, chained by a keyed digest.

Each line's digest covers the line before it, under a key that is not in the database. Changing, dropping, swapping or
adding a line without the key is found by `problems`. Cutting the tail and setting the head back is found where a packet
was issued since: it printed the head of its day, and its row remembers it.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from tracker.db import db
from tracker.models import Account, Center, HistoryEntry, HistoryHead, Packet, Person
from tracker.services import installation
from tracker.services.actor import COMMAND_LINE, Actor

PAGE = 50
BATCH = 1000


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


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a center's chain: how many lines, and the digest of the last."""

    number: int
    digest: str


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
    number = head.number + 1
    entry = HistoryEntry(
        center_id=actor.center_id,
        number=number,
        at=actor.now,
        account_id=actor.account_id or None,
        action=action,
        subject=subject,
        subject_id=subject_id,
        person_id=person_id,
        detail=detail or {},
        reason=reason,
        previous=head.digest,
        digest="",
    )
    entry.digest = _digest(entry)
    db.session.add(entry)
    head.number, head.digest = number, entry.digest
    db.session.flush()
    return number


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


def lines(before: int | None = None, *, person: str | None = None, subject_id: str | None = None) -> list[Line]:
    """Return a page of lines of the center in force, newest first, those below number `before`.

    `person` and `subject_id` are public ids: lines about a person's record, or about one thing.
    """
    query = (
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
        .order_by(HistoryEntry.number.desc())
        .limit(PAGE)
    )
    if before is not None:
        query = query.where(HistoryEntry.number < before)
    if person is not None:
        query = query.where(Person.public_id == person)
    if subject_id is not None:
        query = query.where(HistoryEntry.subject_id == subject_id)
    return [Line(n, at, who or COMMAND_LINE, *rest) for n, at, who, *rest in db.session.execute(query)]


def problems(center_id: int) -> Iterator[str]:
    """Yield what is wrong with the chain of the center in force, in plain words; nothing where it is whole."""
    printed = _heads_in_packets()
    previous, expected = "", 1
    query = select(HistoryEntry).order_by(HistoryEntry.number).execution_options(yield_per=BATCH)
    for entry in db.session.scalars(query):
        if entry.number != expected:
            yield f"Line {expected} is missing: the next one found is line {entry.number}."
        if entry.previous != previous or not hmac.compare_digest(entry.digest, _digest(entry)):
            yield f"Line {entry.number} was changed, or written without the key."
        if printed.pop(entry.number, entry.digest) != entry.digest:
            yield f"Line {entry.number} is not the one that a packet was sealed on."
        previous, expected = entry.digest, entry.number + 1
    at_end = head(center_id)
    if (at_end.number, at_end.digest) != (expected - 1, previous):
        yield f"The chain ends at line {expected - 1}, but its head names line {at_end.number}: lines were cut off."
    for number in sorted(printed):
        yield f"A packet was sealed on line {number}, which is not there: lines were cut off."


def _heads_in_packets() -> dict[int, str]:
    """Return the digest of each line that a packet was sealed on, by the line's number."""
    query = select(Packet.history_number, Packet.history_digest).where(Packet.history_number > 0)
    return dict(db.session.execute(query.where(Packet.history_digest != "")).all())


def _locked_head(center_id: int) -> HistoryHead:
    row: HistoryHead | None = db.session.get(HistoryHead, center_id, with_for_update=True)
    if row is None:
        db.session.execute(insert(HistoryHead).values(center_id=center_id, number=0, digest=""))
        row = db.session.get_one(HistoryHead, center_id, with_for_update=True)
    return row


def _digest(entry: HistoryEntry) -> str:
    center = db.session.execute(select(Center.public_id).where(Center.id == entry.center_id)).scalar_one()
    content = [
        center,
        entry.number,
        entry.at.isoformat(timespec="microseconds"),
        entry.account_id,
        entry.action,
        entry.subject,
        entry.subject_id,
        entry.person_id,
        entry.detail,
        entry.reason,
        entry.previous,
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hmac.new(installation.current().history_key, text.encode(), hashlib.sha256).hexdigest()
