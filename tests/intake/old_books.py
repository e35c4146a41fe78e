"""XLS files by hand: the records of a workbook, and the container that they lie in."""

import struct
from collections.abc import Iterable

SECTOR, FREE, END, OF_TABLE, NONE = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
GLOBALS, SHEET = 5, 0x10
Record = tuple[int, bytes]
# What a program of ours wrote in the same place: LibreOffice, saving formulas that reach for a file and for a program.
OTHER_FILE: Record = (0x1AE, b"\0\0\x13\0\0\x01\x01CLists\x03other.ods")
OTHER_PROGRAM: Record = (0x1AE, b"\0\0\x1a\0\0soffice\x03C:/Lists/other.ods")
ITSELF: Record = (0x1AE, b"\x01\0\x01\x04")
ADD_IN: Record = (0x1AE, b"\x01\0\x01\x3a")
SINCE_1904: Record = (0x22, b"\x01\0")


def text(row: int, column: int, words: str) -> Record:
    """A cell with words."""
    return 0x204, struct.pack("<HHHHB", row, column, 15, len(words), 0) + words.encode("latin-1")


def number(row: int, column: int, value: float) -> Record:
    """A cell with a number."""
    return 0x203, struct.pack("<HHHd", row, column, 15, value)


def xls(cells: Iterable[Record], *more: Record, storages: Iterable[str] = (), kind: int = 0) -> bytes:
    """A workbook of one sheet: its cells, more records of the book, storages beside it, the kind of its sheet."""
    begin = _record((0x809, struct.pack("<HHHHII", 0x600, GLOBALS, 0, 1997, 0, 0)))
    tail = b"".join(map(_record, more)) + _record((0x0A, b""))
    named = struct.pack("<BB", 2, 0) + b"S1"
    place = len(begin) + 4 + 6 + len(named) + len(tail)
    bound = _record((0x85, struct.pack("<IBB", place, 0, kind) + named))
    sheet = _record((0x809, struct.pack("<HHHHII", 0x600, SHEET, 0, 1997, 0, 0)))
    return boxed(begin + bound + tail + sheet + b"".join(map(_record, cells)) + _record((0x0A, b"")), storages)


def boxed(stream: bytes, storages: Iterable[str] = (), name: str = "Workbook") -> bytes:
    """A container with one stream, and empty storages."""
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // SECTOR)
    names = [("Root Entry", ROOT, END, 0), (name, STREAM, 0, len(stream)), *((it, STORAGE, END, 0) for it in storages)]
    directory = b"".join(_entry(*each, last=at == len(names) - 1, at=at) for at, each in enumerate(names))
    directory = directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0")
    listed = len(directory) // SECTOR
    tables = -(-(sectors + listed + 120) // 128)
    chain = [*range(1, sectors), END, *range(sectors + 1, sectors + listed), END, *[OF_TABLE] * tables]
    table = struct.pack(f"<{tables * 128}I", *chain, *[FREE] * (tables * 128 - len(chain)))
    first = sectors + listed
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, tables, sectors, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", *range(first, first + tables), *[FREE] * (109 - tables))
    return header + stream.ljust(sectors * SECTOR, b"\0") + directory + table


def _record(record: Record) -> bytes:
    kind, told = record
    return struct.pack("<HH", kind, len(told)) + told


def _entry(name: str, kind: int, first: int, size: int, *, last: bool, at: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    right = NONE if last or at == 0 else at + 1
    child = 1 if kind == ROOT else NONE
    head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, NONE, right, child)
    return head + bytes(36) + struct.pack("<III", first, size, 0)
