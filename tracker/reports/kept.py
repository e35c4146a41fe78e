"""Pieces that were drawn for earlier packets of a center, found again by all that their pages depend on.

A piece is a pure function of its document (what its template wrote) and of what draws it. The digest of both is its
name, so a piece that is found is the one that would be drawn: nothing has to be told when something changed. What
changes with each packet, its number and its pages' numbers, is in no such document; it is put on when all are bound.
What a file of evidence was judged to be is kept the same way.

A file begins with the digest of its name and its content. One that was cut short, altered, or put under another name
does not answer to it, and its piece is drawn anew. So nothing here has to outlive a power cut, and all of it may be
removed at any time.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from tracker.reports.drawn_with import drawn_with

Draw = Callable[[str], bytes]
_HEAD = 64
_YES, _NO = b"yes", b"no"


class Kept:
    """Looks for pieces in one folder, and lays what had to be drawn into another, for whoever keeps them."""

    def __init__(self, earlier: Path | None = None, fresh: Path = Path()) -> None:
        """Look in `earlier`; without one, each piece is drawn and none laid out."""
        self._earlier, self._fresh = earlier, fresh
        if earlier:
            fresh.mkdir(exist_ok=True)
            self._with = drawn_with()

    def known(self, question: str, answer: Callable[[], bool]) -> bool:
        """Return what was found of a question that names all it depends on: earlier, or now."""
        return self.drawn(question, lambda _: _YES if answer() else _NO) == _YES

    def drawn(self, document: str, draw: Draw, *, accent: str = "") -> bytes:
        """Return the pages of a document in an accent colour: as they were drawn earlier, or drawn now."""
        if not self._earlier:
            return draw(document)
        name = self._name(document, accent)
        found = self._found(name)
        if found is None:
            found = draw(document)
            (self._fresh / name).write_bytes(_digest(name, found) + found)
        return found

    @property
    def has_some(self) -> bool:
        """Whether anything was drawn earlier."""
        return self._earlier is not None and any(self._earlier.iterdir())

    def earlier(self, document: str, *, accent: str = "") -> bytes | None:
        """Return the pages of a document as they were drawn earlier, or None."""
        return self._found(self._name(document, accent)) if self._earlier else None

    def _name(self, document: str, accent: str) -> str:
        return sha256(self._with + accent.encode() + document.encode()).hexdigest()

    def _found(self, name: str) -> bytes | None:
        path = Path(self._earlier or "", name)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        head, drawn = content[:_HEAD], content[_HEAD:]
        if head != _digest(name, drawn):
            return None
        with suppress(OSError):
            os.utime(path)  # what is used stays longest
        return drawn


def _digest(name: str, drawn: bytes) -> bytes:
    return sha256(name.encode() + drawn).hexdigest().encode()
