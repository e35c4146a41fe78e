"""A handout: what a page says, as tables of plain values, to take along as PDF, Excel or CSV.

Services make it from the one assessment; what writes it decides nothing. It holds everything that is printed, so that
the same handout gives the same file on any machine.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

# A cell that begins so is taken for a formula by spreadsheet programs, whoever typed it.
_STARTS_A_FORMULA = frozenset("=+-@")
_BREAKS = ("\t", "\r", "\n")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_NO_NAME = re.compile(r"[^a-z0-9]+")


class Kind(StrEnum):
    """What a column holds. A name is what its row is about; a blank is left for a pen."""

    NAME = "name"
    TEXT = "text"
    SHORT = "short"
    DATE = "date"
    HOURS = "hours"
    NUMBER = "number"
    STATUS = "status"
    BLANK = "blank"

    @property
    def is_number(self) -> bool:
        """Tell whether its values stand right."""
        return self in {Kind.HOURS, Kind.NUMBER}


Cell = str | date | Decimal | int | None
"""A value; a `Status` is one of its texts, and is told by its column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head and what it holds."""

    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of values under columns. `empty` is said where there are none, `note` below it.

    `keys` name the person whom each row is about, for a page to lead to; no file holds them.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    empty: str = "Nothing."
    keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for a row that does not fit the columns."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"A row of the table {self.title} has another number of cells than it has columns.")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that lies inside the PDF: the same facts for another program."""

    name: str
    description: str
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """An address as a picture for a camera, with what it is for; PDF alone prints it."""

    address: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """Tables to take along, under a title.

    `name` is the file's, without ending; `lines` stand below the title; `notice` wherever a page ends, as long as a
    standard in it was not compared with its publisher's text; `to_sign` are lines for a name and a signature.
    CSV takes the first table alone, for that is what programs expect of it.
    """

    name: str
    title: str
    center: str
    made_on: date
    tables: tuple[Table, ...]
    lines: tuple[str, ...] = ()
    notice: str = ""
    landscape: bool = True
    dense: bool = False
    to_sign: tuple[str, ...] = ()
    attachment: Attachment | None = None
    code: Code | None = None


def file_name(*parts: str) -> str:
    """Return a file's name without ending that every system takes: lower case, digits and hyphens, at most 80."""
    plain = unicodedata.normalize("NFKD", " ".join(parts)).encode("ascii", "ignore").decode().lower()
    return _NO_NAME.sub("-", plain).strip("-")[:80].rstrip("-") or "handout"


def starts_a_formula(text: str) -> bool:
    """Tell whether a spreadsheet program would take a cell for a formula, if it were not told that it is text."""
    return text.startswith(_BREAKS) or _first_seen(text) in _STARTS_A_FORMULA


def calm(cell: object) -> str:
    """Return a cell's text for a CSV; what a program would take for a formula begins with an apostrophe."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if starts_a_formula(text) else text


def _first_seen(text: str) -> str:
    """Return the first letter that is seen, as programs take it: some skip blanks, some take wide signs for narrow."""
    seen = (letter for letter in text if unicodedata.category(letter) not in _UNSEEN)
    return unicodedata.normalize("NFKC", next(seen, ""))[:1]


def joined(parts: Iterable[str], sign: str = " · ") -> str:
    """Return what is there of several texts, with a sign between."""
    return sign.join(part for part in parts if part)
