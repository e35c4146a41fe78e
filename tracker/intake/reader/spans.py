"""What the library does not tell of an ODS file: where cells are merged, how far they reach, what is not its own.

Programs keep beside the sheets what they last saw of other files, as tables named like `'file:///other.ods'#$Sheet1`.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from xml.parsers import expat

from tracker.domain.imports.grid import MOST_COLUMNS, MOST_ROWS
from tracker.intake.reader import outside
from tracker.intake.reader.findings import Unacceptable
from tracker.intake.reader.packed import MOST_UNPACKED, PIECE, Span
from tracker.intake.words import Note, Refusal

MOST_SPANS, MOST_REPEATED = 20_000, 10_000_000
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_SCRIPT = "urn:oasis:names:tc:opendocument:xmlns:script:1.0 "
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_HREF = "http://www.w3.org/1999/xlink href"
_ENCRYPTION = b"encryption-data"
_DRAWN = frozenset({f"{_DRAW}image", f"{_DRAW}object", f"{_DRAW}object-ole"})
_LEADS_OUT = re.compile(r"[a-z][a-z0-9+.-]*:|/|\.\./", re.IGNORECASE)
_IS_A_COPY = re.compile(r"'[a-z]+:[^']*'#\$", re.IGNORECASE)
_TOLD_BY: Mapping[str, Note] = MappingProxyType(
    {
        f"{_OFFICE}script": Note.BOOK_MACROS,
        f"{_SCRIPT}event-listener": Note.BOOK_MACROS,
        f"{_TABLE}table-source": Note.BOOK_LINKS,
        f"{_TABLE}cell-range-source": Note.BOOK_LINKS,
        f"{_TABLE}database-source-sql": Note.BOOK_LINKS,
        f"{_TABLE}database-source-table": Note.BOOK_LINKS,
        f"{_TABLE}database-source-query": Note.BOOK_LINKS,
        f"{_OFFICE}dde-source": Note.BOOK_PROGRAMS,
        f"{_DRAW}applet": Note.BOOK_PROGRAMS,
        f"{_DRAW}plugin": Note.BOOK_PROGRAMS,
    }
)


@dataclass(slots=True)
class Told:
    """What is merged, by the name of the sheet; the tables that are copies of other files' sheets; what was noticed."""

    spans: dict[str, list[Span]] = field(default_factory=dict)
    copies: set[str] = field(default_factory=set)
    notes: set[Note] = field(default_factory=set)


def of(content: bytes) -> Told:
    """Return what is told of the sheets. Raises Unacceptable where a cell lies out of reach."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if "META-INF/manifest.xml" in names and _ENCRYPTION in archive.read("META-INF/manifest.xml"):
            raise Unacceptable(Refusal.BOOK_ENCRYPTED)
        scan = _Scan()
        seen = 0
        with archive.open("content.xml") as stream:
            while piece := stream.read(PIECE):
                seen += len(piece)
                if seen > MOST_UNPACKED:
                    raise Unacceptable(Refusal.BOOK_PACKED_TOO_TIGHT)
                scan.parser.Parse(piece)
            scan.parser.Parse(b"", True)
    return scan.told


class _Scan:
    """Follows rows and cells, counting those that are told once and repeated."""

    def __init__(self) -> None:
        self.told = Told()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self._sheet, self._row, self._rows, self._index = "", 0, 1, 0

    def _refuse(self, *_told: Any) -> None:
        raise Unacceptable(Refusal.BOOK_DECLARES)

    def _start(self, name: str, told: Mapping[str, str]) -> None:
        kind = name.removeprefix(_TABLE)
        if kind == "table":
            self._sheet, self._row = told.get(f"{_TABLE}name", ""), 0
            if _IS_A_COPY.match(self._sheet):
                self.told.copies.add(self._sheet)
                self.told.notes.add(Note.BOOK_LINKS)
        elif kind == "table-row":
            self._rows, self._index = _count(told, "number-rows-repeated"), 0
        elif kind in {"table-cell", "covered-table-cell"}:
            self._cell(told)
        elif name in _TOLD_BY:
            self.told.notes.add(_TOLD_BY[name])
        elif name in _DRAWN and _LEADS_OUT.match(told.get(_HREF, "")):
            self.told.notes.add(Note.BOOK_LINKS)

    def _end(self, name: str) -> None:
        if name == f"{_TABLE}table-row":
            self._row += self._rows

    def _cell(self, told: Mapping[str, str]) -> None:
        here = (self._row, self._index)
        wide, high = _count(told, "number-columns-spanned"), _count(told, "number-rows-spanned")
        repeated = _count(told, "number-columns-repeated")
        if formula := told.get(f"{_TABLE}formula"):
            self.told.notes |= outside.of_formula(formula)
        if f"{_OFFICE}value-type" in told:
            if self._row + self._rows > MOST_ROWS:
                raise Unacceptable(Refusal.BOOK_TOO_LONG)
            if self._index + repeated > MOST_COLUMNS:
                raise Unacceptable(Refusal.BOOK_TOO_WIDE)
            if wide > 1 or high > 1:
                self._merge((here, (self._row + high - 1, self._index + wide - 1)))
        self._index += repeated

    def _merge(self, span: Span) -> None:
        merged = self.told.spans.setdefault(self._sheet, [])
        merged.append(span)
        if len(merged) > MOST_SPANS:
            raise Unacceptable(Refusal.BOOK_TOO_MUCH)


def _count(told: Mapping[str, str], name: str) -> int:
    text = told.get(f"{_TABLE}{name}", "1")
    if not (text.isascii() and text.isdigit()):
        return 1
    return int(text) if len(text) < 8 else MOST_REPEATED
