"""The container of older Office files (OLE): its directory, and the bytes of one stream.

Followed as far as it holds together. Whoever breaks it gains nothing: the library that opens the file judges it anew.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HEADER, _ENTRY, _SMALL = 512, 128, 64
_ROOT = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A storage, a stream or the root: its name, its kind, where it begins and how long it is."""

    name: str
    kind: int
    first: int
    size: int


class Compound:
    """A container, its directory read."""

    def __init__(self, content: bytes) -> None:
        """Read header and directory. Raises struct.error, ValueError where there is no header."""
        self._content = content
        self._sector = 1 << struct.unpack_from("<H", content, 30)[0]
        if self._sector not in {512, 4096}:
            raise ValueError("not a size that a sector has")
        first, _, self._least, small = struct.unpack_from("<4I", content, 48)
        self._table = self._numbers(self._of_table())
        self._small_table = self._numbers(self._chain(small, self._table))
        directory = self._joined(first)
        self.entries = [_entry(directory, at) for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]

    def stream(self, entry: Entry) -> bytes:
        """Return the bytes of a stream, or as many as there are."""
        if entry.size >= self._least:
            return self._joined(entry.first)[: entry.size]
        root = next((each for each in self.entries if each.kind == _ROOT), None)
        small = self._joined(root.first) if root else b""
        places = self._chain(entry.first, self._small_table)
        return b"".join(small[at * _SMALL : (at + 1) * _SMALL] for at in places)[: entry.size]

    def _at(self, number: int) -> bytes:
        begin = max(_HEADER, self._sector) + number * self._sector
        return self._content[begin : begin + self._sector]

    def _of_table(self) -> list[int]:
        """Return the sectors of the table: 109 stand in the header, more in sectors of their own."""
        numbers = list(struct.unpack_from("<109I", self._content, 76))
        further, most = struct.unpack_from("<I", self._content, 68)[0], len(self._content) // self._sector
        for _ in range(most):
            raw = self._at(further) if further < most else b""
            if len(raw) < self._sector:
                break
            *some, further = struct.unpack(f"<{self._sector // 4}I", raw)
            numbers += some
        return [number for number in numbers if number < most]

    def _numbers(self, sectors: Sequence[int] | Iterator[int]) -> Sequence[int]:
        raw = b"".join(map(self._at, sectors))
        return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])

    def _chain(self, first: int, table: Sequence[int]) -> Iterator[int]:
        """Yield the sectors from one on; no more than there are, for a chain may lead back into itself."""
        for _ in range(len(table)):
            if first >= len(table):
                return
            yield first
            first = table[first]

    def _joined(self, first: int) -> bytes:
        return b"".join(map(self._at, self._chain(first, self._table)))


def _entry(directory: bytes, at: int) -> Entry:
    length = min(struct.unpack_from("<H", directory, at + 64)[0], 64)
    name = directory[at : at + max(0, length - 2)].decode("utf-16-le", "replace")
    return Entry(name, directory[at + 66], *struct.unpack_from("<II", directory, at + 116))
