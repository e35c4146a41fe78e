"""Where cells of an ODS file are merged, which the library does not tell; and how far its cells reach."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

from tracker.domain.imports.grid import MOST_COLUMNS, MOST_ROWS
from tracker.intake.reader.findings import Unacceptable
from tracker.intake.reader.packed import MOST_UNPACKED, PIECE, Span
from tracker.intake.words import Refusal

MOST_SPANS = 20_000
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_ENCRYPTION = b"encryption-data"


def of(content: bytes) -> Mapping[str, list[Span]]:
    """Return by the name of the sheet what is merged. Raises Unacceptable where a cell lies out of reach."""
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
    return scan.spans


class _Scan:
    """Follows rows and cells, counting those that are told once and repeated."""

    def __init__(self) -> None:
        self.spans: dict[str, list[Span]] = {}
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
        elif kind == "table-row":
            self._rows, self._index = _count(told, "number-rows-repeated"), 0
        elif kind in {"table-cell", "covered-table-cell"}:
            self._cell(told)

    def _end(self, name: str) -> None:
        if name == f"{_TABLE}table-row":
            self._row += self._rows

    def _cell(self, told: Mapping[str, str]) -> None:
        here = (self._row, self._index)
        wide, high = _count(told, "number-columns-spanned"), _count(told, "number-rows-spanned")
        repeated = _count(told, "number-columns-repeated")
        if f"{_OFFICE}value-type" in told:
            if self._row + self._rows > MOST_ROWS:
                raise Unacceptable(Refusal.BOOK_TOO_LONG)
            if self._index + repeated > MOST_COLUMNS:
                raise Unacceptable(Refusal.BOOK_TOO_WIDE)
            if wide > 1 or high > 1:
                self._merge((here, (self._row + high - 1, self._index + wide - 1)))
        self._index += repeated

    def _merge(self, span: Span) -> None:
        merged = self.spans.setdefault(self._sheet, [])
        merged.append(span)
        if len(merged) > MOST_SPANS:
            raise Unacceptable(Refusal.BOOK_TOO_MUCH)


def _count(told: Mapping[str, str], name: str) -> int:
    text = told.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 1
