"""What was read from a certificate, as pages show it: the picture with outlines, and the list of what they say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.certificates import Field, Kind, Proposal
from tracker.domain.place import Box
from tracker.formatting import format_date
from tracker.services.certificates import WaitingRead


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was read: its number on the picture, what it is, in which words, and what is not sure of it."""

    number: int
    read: Proposal
    words: str
    doubt: str
    page: int
    box: Box

    @property
    def label(self) -> str:
        """What it is."""
        return self.read.field.label


@dataclass(frozen=True, slots=True)
class Panel:
    """A file with the words that were read from it, as the page shows it. `kind`: what it seems to be instead."""

    token: str
    name: str
    lines: tuple[Line, ...]
    kind: Kind | None
    was_read: bool
    has_words: bool
    from_picture: bool

    @property
    def page(self) -> int:
        """The page to show: the first on which anything was read."""
        return min((line.page for line in self.lines), default=1)

    @property
    def marks(self) -> list[tuple[int, Box]]:
        """The boxes of that page, each with its number."""
        return [(line.number, line.box) for line in self.lines if line.page == self.page]


def panel_of(its: WaitingRead) -> Panel:
    """Return what was read from a file as a page shows it."""
    reading = its.reading
    return Panel(
        its.token, its.name, tuple(_lines(its)), reading.kind, its.was_read, reading.has_words, reading.from_picture
    )


def _lines(its: WaitingRead) -> Iterator[Line]:
    number = 0
    for field in Field:
        found = list(its.reading.of(field))
        for each in found if field is Field.CREDIT else found[:1]:
            if each.spots:
                number += 1
                page = each.spots[0].page
                box = _around([spot.box for spot in each.spots if spot.page == page])
                doubt = "" if each.is_sure else each.reason.words
                yield Line(number, each, _words(field, each), doubt, page, box)


def _words(field: Field, each: Proposal) -> str:
    if field in {Field.COMPLETED_ON, Field.EXPIRES_ON}:
        return format_date(date.fromisoformat(each.value))
    if field is Field.CREDIT:
        return " ".join(part for part in (each.amount, each.value, each.number) if part)
    return str(each.value)


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
