"""What an XLS file holds besides values, and how far its cells reach, before a library makes room for them.

Its records are walked as they lie there, and only those looked into that tell of it.
"""

import struct
from collections.abc import Iterator

from tracker.domain.imports.grid import MOST_COLUMNS, MOST_ROWS
from tracker.intake.reader.compound import Compound
from tracker.intake.reader.findings import Unacceptable
from tracker.intake.reader.packed import MOST_CELLS_FOUND, Packing
from tracker.intake.words import Note, Refusal

_BOOKS = ("workbook", "book")
_MACROS = ("_vba_project_cur", "_vba_project", "vba")
# Records, by the names that their format gives them.
_DATEMODE, _BOUNDSHEET, _SUPBOOK, _EXTERNSHEET, _OBPROJ, _QSI, _PICTURES = 0x22, 0x85, 0x1AE, 0x17, 0xD3, 0x1AD, 0xEB
_FILEPASS = 0x2F
_NAMES = frozenset({0x18, 0x23})
_CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
_IS_MACRO_SHEET = frozenset({1, 6})
# What stands for the book itself in a list of books: all of it, functions of programs beside it, and nothing any more.
_ITSELF, _PATH, _PARTS = (b"\x01\x04", b"\x01\x3a"), "\x01", "\x03"
_PICTURE = b"\x07\xf0"


def look_through(content: bytes) -> Packing:
    """Return what was noticed. Raises Unacceptable where it is encrypted, a cell lies out of reach, or are too many."""
    packing = Packing()
    try:
        box = Compound(content)
    except (struct.error, ValueError):
        return packing
    for entry in box.entries:
        name = entry.name.lower()
        if name in _MACROS:
            packing.notes.add(Note.BOOK_MACROS)
        elif name.startswith("mbd"):
            packing.notes.add(Note.BOOK_PICTURES)
        elif name in _BOOKS:
            _walk(box.stream(entry), packing)
    return packing


def _walk(stream: bytes, packing: Packing) -> None:
    found = 0
    for kind, begin, end in _records(stream):
        if kind in _CELLS and end - begin >= 4:
            found += 1
            row, column = struct.unpack_from("<HH", stream, begin)
            if row >= MOST_ROWS:
                raise Unacceptable(Refusal.BOOK_TOO_LONG)
            if column >= MOST_COLUMNS:
                raise Unacceptable(Refusal.BOOK_TOO_WIDE)
            if found > MOST_CELLS_FOUND:
                raise Unacceptable(Refusal.BOOK_TOO_MUCH)
        elif kind == _FILEPASS:
            # From here on what records hold is encrypted, and their headers are not: rows and columns are any number.
            raise Unacceptable(Refusal.BOOK_ENCRYPTED)
        elif kind == _DATEMODE:
            packing.is_since_1904 = stream[begin:end] == b"\x01\x00"
        else:
            packing.notes |= _told(kind, stream[begin:end])


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the kind of each record, where its bytes begin and where they end."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, min(at + 4 + length, len(stream))
        at += 4 + length


def _told(kind: int, told: bytes) -> set[Note]:
    if kind == _OBPROJ or (kind == _BOUNDSHEET and told[5:6] and told[5] in _IS_MACRO_SHEET):
        return {Note.BOOK_MACROS}
    if kind == _SUPBOOK:
        return _of_book(told)
    if kind == _EXTERNSHEET:
        return _of_older_book(told)
    if kind == _QSI or (kind in _NAMES and b"WEBSERVICE" in told.upper()):
        return {Note.BOOK_LINKS}
    return {Note.BOOK_PICTURES} if kind == _PICTURES and _PICTURE in told else set()


def _of_book(told: bytes) -> set[Note]:
    """Tell of a book that values come from: a file, or another program; the book itself stands there as well."""
    if told[2:4] in _ITSELF or len(told) < 6:
        return set()
    is_wide = told[4] & 1
    return _of_name(told[5:].decode("utf-16-le" if is_wide else "latin-1", "replace"))


def _of_older_book(told: bytes) -> set[Note]:
    """The same as files before Excel 97 tell it: the length of a name, and the name. Later ones hold numbers there."""
    if len(told) < 2 or told[0] not in {len(told) - 2, len(told) - 1}:
        return set()
    return _of_name(told[1:].decode("latin-1"))


def _of_name(name: str) -> set[Note]:
    if name.startswith(_PATH):
        return {Note.BOOK_LINKS}
    return {Note.BOOK_PROGRAMS} if _PARTS in name[1:] else set()
