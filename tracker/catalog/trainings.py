"""Reads the trainings that ship. What it does not know it refuses, naming file, line, column and what is allowed.

Of which of them NCA itself lists nothing is known, so nothing here says it. An empty cell is honestly unknown: hours
that the source does not state as a number are not hours, a cost not stated is not free.
"""

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from tracker.domain.errors import UnreadableFile
from tracker.domain.vocabulary import Role, Topic, TrainingFormat

FILE = Path(__file__).parent / "data" / "trainings.csv"
COSTS = ("free", "paid", "unknown")
CHECKABLE = ("title", "provider", "format", "hours", "ce_credit", "audience", "cost", "url", "topics")
MOST_HOURS = Decimal(200)
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedTraining:
    """One training as its sources describe it. `verified` names what the sources support; `held_on` a past day."""

    key: str
    title: str
    provider: str
    topics: frozenset[str]
    roles: frozenset[str]
    audience: str
    format: str
    hours: Decimal | None
    length_as_stated: str
    cost: str
    cost_as_stated: str
    credit_as_stated: str
    past: bool
    held_on: date | None
    url: str
    aliases: tuple[str, ...]
    topics_as_listed: str
    sources: tuple[str, ...]
    verified: tuple[str, ...]
    note: str


@lru_cache(maxsize=1)
def shipped_trainings() -> tuple[ShippedTraining, ...]:
    """Return the trainings that ship, in the file's order. Read once a process."""
    return load_trainings(FILE)


def load_trainings(path: Path) -> tuple[ShippedTraining, ...]:
    """Read a file of trainings. Raises UnreadableFile at the first thing that is not right."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        columns = list(reader.fieldnames or ())
        if columns != list(READERS):
            raise UnreadableFile(
                f"{path.name}: the columns are {', '.join(columns)}; they must be {', '.join(READERS)}."
            )
        found = [_read(path.name, reader.line_num, row) for row in reader]
    _refuse_twins(path.name, found)
    return tuple(found)


def _read(file: str, line: int, row: dict[str, str]) -> ShippedTraining:
    values: dict[str, Any] = {}
    for column, read in READERS.items():
        text = row.get(column)
        if text is None or None in row:
            raise UnreadableFile(
                f"{file}, line {line}: it has another number of cells than the {len(READERS)} columns."
            )
        try:
            values[column] = read(text.strip())
        except ValueError as problem:
            raise UnreadableFile(f"{file}, line {line}, column {column}: {text!r} {problem}") from None
    return ShippedTraining(**values)


def _refuse_twins(file: str, found: Iterable[ShippedTraining]) -> None:
    seen: set[str] = set()
    for training in found:
        if training.key in seen:
            raise UnreadableFile(f"{file}: the key {training.key!r} stands there twice; each training has its own.")
        seen.add(training.key)


def _key(text: str) -> str:
    if not _KEY.fullmatch(text) or len(text) > 100:
        raise ValueError("is no key: lower case, digits and single hyphens, at most 100 characters.")
    return text


def _needed(text: str) -> str:
    if not text:
        raise ValueError("is empty; every training has one.")
    return text


def _words(allowed: Iterable[str], text: str, parted: str | None = None) -> tuple[str, ...]:
    words = tuple(word.strip() for word in text.split(parted))
    unknown = sorted(set(words) - set(allowed))
    if unknown:
        raise ValueError(f"names {', '.join(unknown)}; allowed are {', '.join(allowed)}.")
    return words


def _one_of(allowed: Iterable[str]) -> Callable[[str], str]:
    return lambda text: _words(allowed, text or " ", parted="\0")[0]


def _set_of(allowed: Iterable[str]) -> Callable[[str], frozenset[str]]:
    return lambda text: frozenset(_words(allowed, text))


def _hours(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        hours = Decimal(text)
    except InvalidOperation:
        raise ValueError("is no number; leave it empty where the source states none.") from None
    if not hours.is_finite() or not (0 < hours <= MOST_HOURS) or hours != round(hours, 2):
        raise ValueError(f"must lie above 0 and up to {MOST_HOURS}, with two decimals at most.")
    return hours


def _yes(text: str) -> bool:
    return _words(("yes", "no"), text or " ")[0] == "yes"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError("is no day such as 2026-11-24; leave it empty where only the month is known.") from None


def _address(text: str) -> str:
    if text and not _ADDRESS.fullmatch(text):
        raise ValueError("is no address that begins with http:// or https://.")
    return text


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _plain(text: str) -> str:
    return text


READERS: dict[str, Callable[[str], object]] = {
    "key": _key,
    "title": _needed,
    "provider": _plain,
    "topics": _set_of([topic.value for topic in Topic]),
    "roles": _set_of([role.value for role in Role]),
    "audience": _plain,
    "format": _one_of([each.value for each in TrainingFormat]),
    "hours": _hours,
    "length_as_stated": _plain,
    "cost": _one_of(COSTS),
    "cost_as_stated": _plain,
    "credit_as_stated": _plain,
    "past": _yes,
    "held_on": _day,
    "url": _address,
    "aliases": _listed,
    "topics_as_listed": _plain,
    "sources": lambda text: tuple(_needed(_address(source)) for source in _listed(_needed(text))),
    "verified": lambda text: _words(CHECKABLE, text),
    "note": _plain,
}
