"""A workbook as its cells: no looks, no formulas, every row and column where people see it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from tracker.domain.imports.bounded import a_list, a_text

Value = str | Decimal | date | datetime | time | bool | None
"""What stands in a cell; an empty one is None. A length of time is text such as "26:30"."""

LONGEST_CELL, LONGEST_NAME, LONGEST_NOTE = 1_000, 200, 500
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS, MOST_CELLS, MOST_NOTES = 20_000, 200, 50, 200_000, 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet from cell A1 on; a merged cell stands in each of its places. Rows may be of unequal length."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    is_hidden: bool = False

    def cell(self, row: int, index: int) -> Value:
        """Return what stands in a row, counted from 1 as people see it, and a column counted from 0."""
        cells = self.rows[row - 1]
        return cells[index] if index < len(cells) else None


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a file, and in words what was left out of it and why.

    `is_since_1904`: a day written as a number counts from 1904, as older Macs write it, and not from 1900.
    """

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    is_since_1904: bool = False

    def on_clock(self, zone: ZoneInfo) -> "Book":
        """Return the book with the day on a zone's clock in place of each moment that says how it lies to UTC."""
        sheets = tuple(
            replace(each, rows=tuple(tuple(_day_of(cell, zone) for cell in row) for row in each.rows))
            for each in self.sheets
        )
        return replace(self, sheets=sheets)

    def to_form(self) -> dict[str, Any]:
        """Return the book as JSON can carry it."""
        return {
            "sheets": [
                {
                    "name": each.name,
                    "hidden": each.is_hidden,
                    "rows": [[_told(cell) for cell in row] for row in each.rows],
                }
                for each in self.sheets
            ],
            "notes": list(self.notes),
            "since_1904": self.is_since_1904,
        }

    @classmethod
    def from_form(cls, form: Any) -> "Book":
        """Return the book that a form holds. Raises ValueError where it is none, or larger than a book may be."""
        try:
            sheets = tuple(_sheet(each) for each in a_list(form["sheets"], MOST_SHEETS))
            notes = tuple(a_text(each, LONGEST_NOTE) for each in a_list(form["notes"], MOST_NOTES))
            book = cls(sheets, notes, _flag(form["since_1904"]))
        except (KeyError, TypeError, InvalidOperation) as error:
            raise ValueError("not the form of a book") from error
        if sum(cell is not None for sheet in sheets for row in sheet.rows for cell in row) > MOST_CELLS:
            raise ValueError("more cells than a book may have")
        return book


def letters(index: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    name, rest = "", index + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        name = chr(ord("A") + place) + name
    return name


# Each kind by the letter that marks it. A moment comes before a day: each moment is a day as well.
_KINDS: tuple[tuple[str, type], ...] = (("m", datetime), ("d", date), ("t", time), ("n", Decimal))


def _day_of(value: Value, zone: ZoneInfo) -> Value:
    if not isinstance(value, datetime) or value.tzinfo is None:
        return value
    try:
        return value.astimezone(zone).date()
    except OverflowError:  # at an end of the calendar
        return value.date()


def _told(value: Value) -> Any:
    if value is None or isinstance(value, str | bool):
        return value
    mark = next(mark for mark, kind in _KINDS if isinstance(value, kind))
    return [mark, str(value) if isinstance(value, Decimal) else value.isoformat()]


def _value(told: Any) -> Value:
    if told is None or type(told) is bool:
        return told
    if type(told) is str:
        return a_text(told, LONGEST_CELL)
    mark, text = a_list(told, 2)
    kind: Any = dict(_KINDS)[mark]
    value: Value = Decimal(a_text(text, 40)) if kind is Decimal else kind.fromisoformat(a_text(text, 40))
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError("not a number")
    return value


def _sheet(told: Any) -> Sheet:
    rows = tuple(tuple(_value(cell) for cell in a_list(row, MOST_COLUMNS)) for row in a_list(told["rows"], MOST_ROWS))
    return Sheet(a_text(told["name"], LONGEST_NAME), rows, _flag(told["hidden"]))


def _flag(told: Any) -> bool:
    if type(told) is not bool:
        raise ValueError("neither true nor false")
    return told
