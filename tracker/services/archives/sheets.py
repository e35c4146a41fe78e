"""The tables of an archive for people: one row a thing in words, for a spreadsheet program and for a reader of paper.

They are a reading of the rows, not their source: `data/` is that.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from tracker.domain.access import AccessRole
from tracker.domain.handout import Cell, Column
from tracker.domain.vocabulary import (
    CompletionState,
    Discipline,
    Grade,
    Labelled,
    Level,
    PacketState,
    Role,
    Topic,
    TrainingFormat,
    WaiverState,
)
from tracker.domain.wording import number
from tracker.services.archives.snapshot import BATCH, Snapshot

# Which list the keys of a column are of; without one, a key is told as it is written.
_LABELS: Mapping[str, type[Labelled] | type[AccessRole]] = MappingProxyType(
    {
        "Field": Discipline,
        "Role": Role,
        "May do": AccessRole,
        "Format": TrainingFormat,
        "Proof": Grade,
        "State": CompletionState,
        "State of the waiver": WaiverState,
        "State of the packet": PacketState,
        "Names": Level,
    }
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for people: the columns with what each holds, and the select that gives them, from `of` on.

    `adds`: more cells for a batch of rows, by the last column of the select, which is not shown then.
    """

    title: str
    columns: tuple[Column, ...]
    query: Any
    of: Any
    adds: Callable[[Snapshot, list[Any]], dict[int, str]] | None = None

    @property
    def file(self) -> str:
        """The name of its CSV inside the archive."""
        return f"tables/{self.title.lower().replace(' ', '-')}.csv"


def rows(sheet: Sheet, moment: Snapshot, zone: ZoneInfo) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a sheet, moments on the center's clock."""
    batch: list[Any] = []
    for row in moment.told(sheet.query, sheet.of):
        batch.append(row)
        if len(batch) == BATCH:
            yield from _told(sheet, moment, batch, zone)
            batch = []
    yield from _told(sheet, moment, batch, zone)


def _told(sheet: Sheet, moment: Snapshot, batch: list[Any], zone: ZoneInfo) -> Iterator[tuple[Cell, ...]]:
    added = sheet.adds(moment, [row[-1] for row in batch]) if sheet.adds else {}
    for row in batch:
        cells = (*row[:-1], added.get(row[-1], "")) if sheet.adds else row
        pairs = zip(sheet.columns, cells, strict=True)
        yield tuple(_cell(column.title, value, zone) for column, value in pairs)


def _cell(title: str, value: Any, zone: ZoneInfo) -> Cell:
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
    if value is None or isinstance(value, date | Decimal | int):
        return value
    if isinstance(value, Mapping):
        return _pairs(title, value)
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, frozenset):
        return ", ".join(_label(Topic, each) for each in sorted(value))
    return _label(_LABELS[title], value) if title in _LABELS else str(value)


def _pairs(title: str, value: Mapping[str, Any]) -> str:
    if title == "Hours by topic":
        return "; ".join(f"{_label(Topic, topic)} {number(share)}" for topic, share in value.items())
    return json.dumps(value, ensure_ascii=False) if value else ""


def _label(words: type[Labelled] | type[AccessRole], key: str) -> str:
    """Return the words of a key; one that this version does not know any more stands as it is written."""
    try:
        return words(key).label
    except ValueError:
        return key
