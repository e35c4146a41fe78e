"""What an XLSX or ODS file is packed in, looked through before a library opens it.

How far its cells reach, what it unpacks to, and what it holds besides cells. Patterns on the raw XML do for that: what
they miss costs no more than the memory and the time that the child has anyway.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.domain.imports.grid import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from tracker.intake.book_kinds import BookKind
from tracker.intake.reader import outside
from tracker.intake.reader.findings import Unacceptable
from tracker.intake.words import Note, Refusal

Span = tuple[tuple[int, int], tuple[int, int]]
ERROR = "#N/A"
MOST_PARTS, MOST_UNPACKED = 2_000, 120 * 1024 * 1024
# Cells in use for their looks alone are not counted, but reading over them takes time.
MOST_CELLS_FOUND = 10 * MOST_CELLS
PIECE, OVERLAP = 1024 * 1024, 8 * 1024
_MARKS = (
    ("vbaProject", Note.BOOK_MACROS),
    ("xl/macrosheets/", Note.BOOK_MACROS),
    ("Basic/", Note.BOOK_MACROS),
    ("Scripts/", Note.BOOK_MACROS),
    ("xl/externalLinks/", Note.BOOK_LINKS),
    ("xl/connections", Note.BOOK_LINKS),
    ("xl/queryTables/", Note.BOOK_LINKS),
    ("xl/media/", Note.BOOK_PICTURES),
    ("xl/embeddings/", Note.BOOK_PICTURES),
    ("Pictures/", Note.BOOK_PICTURES),
)
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
# Parts of an ODS file that LibreOffice begins with the name of a DTD, also inside what is embedded. Nothing here parses
# them but the manifest, and a DTD that is only named is fetched by nobody.
_NAMES_A_DTD = re.compile(r"(?:^|/)(?:META-INF|Basic|Dialogs|Configurations2)/")
_DECLARES_IN_IT = re.compile(rb"<!ENTITY|<!DOCTYPE[^<>\[]*\[")
_CELL = re.compile(rb'<(?:\w+:)?c\s(?=[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})")([^>]*[^/>])>(?!</)')
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)\b[^>]*[^/]?>")
_SINCE_1904 = re.compile(rb'<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"')
_SHEET = re.compile(rb'<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"[^>]*?\b\w+:id="([^"]*)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_PART = re.compile(r"xl/worksheets/[^/]+\.xml")


@dataclass(slots=True)
class Packing:
    """What was noticed: codes, whether days count from 1904, and by sheet the cells that show an error."""

    notes: set[Note] = field(default_factory=set)
    is_since_1904: bool = False
    errors: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


def look_through(content: bytes, kind: BookKind) -> Packing:
    """Return what was noticed. Raises Unacceptable where the file is too much, or is not what it seems."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Unacceptable(Refusal.BOOK_PACKED_TOO_TIGHT)
        names = [part.filename for part in parts]
        if "EncryptedPackage" in names or any(part.flag_bits & 1 for part in parts):
            raise Unacceptable(Refusal.BOOK_ENCRYPTED)
        if "xl/workbook.bin" in names:
            raise Unacceptable(Refusal.BOOK_BINARY)
        packing = Packing({note for mark, note in _MARKS if any(mark.lower() in name.lower() for name in names)})
        if kind is BookKind.XLSX:
            _look_at_workbook(archive, names, packing)
        else:
            _refuse_declared(archive, names)
    return packing


def pieces(archive: zipfile.ZipFile, name: str, declares: re.Pattern[bytes] = _DECLARES) -> Iterator[bytes]:
    """Return a part in pieces, each with the end of the one before. Raises where it `declares` something."""
    with archive.open(name) as stream:
        end, seen = b"", 0
        while piece := stream.read(PIECE):
            seen += len(piece)
            if seen > MOST_UNPACKED:
                raise Unacceptable(Refusal.BOOK_PACKED_TOO_TIGHT)
            both = end + piece
            if declares.search(both):
                raise Unacceptable(Refusal.BOOK_DECLARES)
            yield both
            end = piece[-OVERLAP:]


def _refuse_declared(archive: zipfile.ZipFile, names: list[str]) -> None:
    """Raise Unacceptable where a part of an ODS file declares entities, or names a DTD where LibreOffice never does."""
    for name in names:
        if name.lower().endswith((".xml", ".rdf", ".xlb", ".xba", ".xdl")):
            for _ in pieces(archive, name, _DECLARES_IN_IT if _NAMES_A_DTD.search(name) else _DECLARES):
                pass


def _look_at_workbook(archive: zipfile.ZipFile, names: list[str], packing: Packing) -> None:
    sheets = _sheets(archive, names)
    for name in names:
        if not name.lower().endswith((".xml", ".rels")):
            continue
        if _PART.fullmatch(name):
            errors = _look_at_cells(archive, name, packing.notes)
            if errors:
                packing.notes.add(Note.BOOK_ERRORS)
                packing.errors[sheets.get(name, "")] = errors
            continue
        for piece in pieces(archive, name):
            packing.notes |= outside.of_part(piece)
            if name == "xl/workbook.xml" and _SINCE_1904.search(piece):
                packing.is_since_1904 = True


def _sheets(archive: zipfile.ZipFile, names: list[str]) -> dict[str, str]:
    """Return the names of sheets by the parts they lie in."""
    told = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    if not told <= set(names):
        return {}
    book = archive.read("xl/workbook.xml")
    targets = {}
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        key, target = re.search(rb'\bId="([^"]*)"', relation), re.search(rb'\bTarget="([^"]*)"', relation)
        if key and target:
            path = target[1].decode("utf-8", "replace")
            targets[key[1]] = path.lstrip("/") if path.startswith("/") else posixpath.join("xl", path)
    return {targets[key]: _plain(name) for name, key in _SHEET.findall(book) if key in targets}


def _plain(name: bytes) -> str:
    from html import unescape

    return unescape(name.decode("utf-8", "replace"))


def _look_at_cells(archive: zipfile.ZipFile, name: str, notes: set[Note]) -> list[tuple[int, int]]:
    """Return the cells that show an error, and note what reaches out of the file.

    Raises Unacceptable where a cell lies out of reach or there are too many.
    """
    errors: set[tuple[int, int]] = set()
    found = 0
    for piece in pieces(archive, name):
        notes |= outside.of_part(piece)
        for cell in _CELL.finditer(piece):
            if not _VALUE.match(piece, cell.end()) and b"<f" not in piece[cell.end() : cell.end() + 16]:
                continue
            found += 1
            row, index = int(cell[2]) - 1, _index(cell[1])
            if row >= MOST_ROWS:
                raise Unacceptable(Refusal.BOOK_TOO_LONG)
            if index >= MOST_COLUMNS:
                raise Unacceptable(Refusal.BOOK_TOO_WIDE)
            if found > MOST_CELLS_FOUND:
                raise Unacceptable(Refusal.BOOK_TOO_MUCH)
            if b't="e"' in cell[3]:
                errors.add((row, index))
    return sorted(errors)


def _index(name: bytes) -> int:
    index = 0
    for letter in name:
        index = index * 26 + letter - 64
    return index - 1
