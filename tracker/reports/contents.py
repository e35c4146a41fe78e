"""The contents on the cover: the page on which each part begins, for whoever reads on paper, where no link leads on.

The pages are known only when every piece but the cover is drawn, so the cover is drawn after them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.reports import anchors
from tracker.reports.bookmarks import bookmarks
from tracker.reports.outline import Outline


@dataclass(frozen=True)
class Part:
    """A part of a packet, the place it begins at and the number of that page."""

    title: str
    place: str
    page: int


def contents(outline: Outline, pieces: Iterable[Path], before: int) -> list[Part]:
    """Return the parts under the titles of their bookmarks; `before` is how many pages stand before the pieces."""
    pages: dict[str, int] = {}
    for path in pieces:
        places, number = _places(path)
        for place, page in places:
            pages.setdefault(place, before + page)
        before += number
    parts = [Part(line.title, line.place, pages[line.place]) for line in bookmarks(outline) if line.place in pages]
    if outline.packet.exhibits:
        parts.append(Part("Pages of the exhibits", anchors.exhibit(outline.packet.exhibits[0].number), before + 1))
    return parts


def pages_of(path: Path) -> int:
    """Return how many pages a drawn piece has."""
    import pikepdf

    with pikepdf.Pdf.open(path) as piece:
        return len(piece.pages)


def _places(path: Path) -> tuple[list[tuple[str, int]], int]:
    """Return the places that a piece names, with their page in it, from 1; and how many pages it has."""
    import pikepdf

    with pikepdf.Pdf.open(path) as piece:
        numbers = {page.obj.objgen: number for number, page in enumerate(piece.pages, start=1)}
        names: Any = piece.Root.Names.Dests.Names if "/Names" in piece.Root else []
        found = [(str(names[at]), numbers[names[at + 1][0].objgen]) for at in range(0, len(names), 2)]
        return found, len(numbers)
