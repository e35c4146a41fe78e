"""The chain of history: what a line's digest covers, and reading a whole chain to see whether it is as it was written.

A digest covers every column of its line but the row number, the center's public id, and the digest of the line before,
under a key that is not in the database. Lines are read as the database keeps them, as text, and must stand there just
as the product writes them: what a lenient reader would take for the same counts as changed.
"""

import hmac
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from sqlalchemy import Select, Text, cast, func, literal, select, type_coerce
from sqlalchemy.exc import DBAPIError

from tracker.db import db
from tracker.models import Center, HistoryEntry, HistoryHead, Packet
from tracker.services import installation

BATCH = 2000
# A chain that is broken everywhere, as after a change of the key, is told by its first lines.
MOST_TOLD = 20
_CONTENT = json.JSONEncoder(sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode
_CHANGED = "Line {} was changed, or written without the key."
# One line that does not fit is rather a line that was changed.
_FEWEST_OF_ANOTHER_KEY = 2
ANOTHER_KEY = (
    "The history was written under another key: no line fits HISTORY_KEY, though each follows the one before. Set "
    "HISTORY_KEY to the key that was in force when they were written, and check again. If it is that key, every line "
    "was written anew without it, or the center's public id was changed."
)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a center's chain: how many lines, and the digest of the last."""

    number: int
    digest: str


def digest(center: str, entry: HistoryEntry) -> str:
    """Return the digest of a line that is about to be written."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    values = (entry.account_id, entry.action, entry.subject, entry.subject_id, entry.person_id)
    return _digest(center, (entry.number, at, *values, entry.detail, entry.reason, entry.previous))


def settled(detail: dict[str, Any]) -> dict[str, Any]:
    """Return details as they read back. Raises ValueError for a number that JSON does not have."""
    found: dict[str, Any] = json.loads(json.dumps(detail, allow_nan=False))
    return found


def problems(center_id: int, witnesses: Collection[tuple[int, str]]) -> Iterator[str]:
    """Yield what is wrong with the chain of the center in force, in plain words; nothing where it is whole.

    `witnesses`: numbers of lines with their digests, or how they begin, that somebody outside wrote down. Costs one
    pass over the lines in batches, a few megabytes however many there are.
    """
    reading = _Reading(_public_id(center_id), _heads_in_packets(), _by_number(witnesses))
    told = 0
    for problem in _all(reading, center_id):
        told += 1
        if told <= MOST_TOLD:
            yield problem
    if told > MOST_TOLD:
        yield f"{told - MOST_TOLD:,} more of that kind."


@dataclass
class _Reading:
    """How far a chain was read."""

    center: str
    sealed: dict[int, str]
    witnesses: dict[int, list[str]]
    previous: str = ""
    expected: int = 1
    # How many lines so far are all of another key, in one piece; None once that is not so.
    of_another_key: int | None = 0

    def line(self, row: Any) -> Iterator[str]:
        number, digest_there = row[0], row[-1]
        follows, genuine = row[-2] == self.previous, _is_genuine(self.center, row)
        if genuine or not follows or number != self.expected:
            yield from self.settle()
        if number != self.expected:
            yield f"Line {self.expected} is missing: the next one found is line {number}."
        if self.of_another_key is not None:
            self.of_another_key += 1
        elif not follows or not genuine:
            yield _CHANGED.format(number)
        if number in self.sealed and self.sealed.pop(number) != digest_there:
            yield f"Line {number} is not the one that a packet was sealed on."
        if not all(_begins(digest_there, written) for written in self.witnesses.pop(number, ())):
            yield f"Line {number} is not the one that was written down outside."
        self.previous, self.expected = digest_there, _next(number, self.expected)

    def settle(self) -> Iterator[str]:
        """Tell of the lines that looked like those of another key, one by one: it is not the key."""
        waiting, self.of_another_key = self.of_another_key or 0, None
        yield from (_CHANGED.format(number) for number in range(1, waiting + 1))

    def end(self) -> Iterator[str]:
        """Tell of them as what they are, if they are the whole chain."""
        if (self.of_another_key or 0) >= _FEWEST_OF_ANOTHER_KEY:
            yield ANOTHER_KEY
        else:
            yield from self.settle()


def _all(reading: _Reading, center_id: int) -> Iterator[str]:
    try:
        for row in db.session.execute(_lines().execution_options(yield_per=BATCH)):
            yield from reading.line(row)
    except DBAPIError:
        db.session.rollback()
        yield from reading.settle()
        yield f"Line {reading.expected}, or one after it, cannot be read."
        return
    yield from reading.end()
    yield from _at_the_end(reading, center_id)


def _at_the_end(reading: _Reading, center_id: int) -> Iterator[str]:
    last = reading.expected - 1
    head = db.session.execute(
        select(HistoryHead.number, HistoryHead.digest).where(HistoryHead.center_id == center_id)
    ).first()
    if last == 0:
        yield "It has no history, though a center's first line is written with it: lines were cut off."
    elif head is None:
        yield f"The chain ends at line {last}, and its head is not there."
    elif tuple(head) != (last, reading.previous):
        yield f"The chain ends at line {last}, but its head names line {head.number}: lines were cut off."
    for number in sorted(reading.sealed):
        yield f"A packet was sealed on line {number}, which is not there: lines were cut off."
    for number in sorted(reading.witnesses):
        yield (
            f"Line {number} was written down outside and is not there: lines were cut off, or an older copy of the "
            "database was put in its place."
        )


def _lines() -> Select[Any]:
    """Return the lines in order, moment and details as the text that the database keeps."""
    return select(
        HistoryEntry.number,
        _moment_as_text(),
        HistoryEntry.account_id,
        HistoryEntry.action,
        HistoryEntry.subject,
        HistoryEntry.subject_id,
        HistoryEntry.person_id,
        _detail_as_text(),
        HistoryEntry.reason,
        HistoryEntry.previous,
        HistoryEntry.digest,
    ).order_by(HistoryEntry.number)


def _detail_as_text() -> Any:
    # SQLite keeps it as text; a cast would make text of other things that somebody put there.
    return type_coerce(HistoryEntry.detail, Text) if _is_sqlite() else cast(HistoryEntry.detail, Text)


def _moment_as_text() -> Any:
    if _is_sqlite():
        return type_coerce(HistoryEntry.at, Text)
    return func.to_char(func.timezone("UTC", HistoryEntry.at), literal("YYYY-MM-DD HH24:MI:SS.US"))


def _is_sqlite() -> bool:
    return bool(db.session.get_bind().dialect.name == "sqlite")


def _is_genuine(center: str, row: Any) -> bool:
    number, at, account, action, subject, subject_id, person, kept, reason, previous, digest_there = row
    try:
        detail = json.loads(kept)
        as_written = kept == json.dumps(detail)
        moment = f"{at[:10]}T{at[11:]}+00:00"
        if not as_written or at[10] != " ":
            return False
        values = (number, moment, account, action, subject, subject_id, person, detail, reason, previous)
        return hmac.compare_digest(digest_there, _digest(center, values))
    except (TypeError, ValueError, IndexError, RecursionError):
        return False  # no JSON, no moment, bytes where words belong: nothing that the product writes


def _digest(center: str, values: tuple[Any, ...]) -> str:
    text = _CONTENT([center, *values])
    return hmac.digest(installation.current().history_key, text.encode(), "sha256").hex()


def _by_number(witnesses: Collection[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for number, written in witnesses:
        found.setdefault(number, []).append(written)
    return found


def _begins(digest_there: Any, written_down: str) -> bool:
    return isinstance(digest_there, str) and digest_there.startswith(written_down)


def _next(number: Any, expected: int) -> int:
    return number + 1 if isinstance(number, int) else expected + 1


def _public_id(center_id: int) -> str:
    return str(db.session.execute(select(Center.public_id).where(Center.id == center_id)).scalar_one())


def _heads_in_packets() -> dict[int, str]:
    """Return the digest of each line that a packet was sealed on, by the line's number."""
    query = select(Packet.history_number, Packet.history_digest).where(Packet.history_number > 0)
    return dict(db.session.execute(query.where(Packet.history_digest != "")).all())
