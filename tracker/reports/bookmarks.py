"""The bookmarks of a packet: by what comes first, by requirement, by person, by exhibit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.reports import anchors
from tracker.reports.outline import Outline
from tracker.reports.templates import printable, shorten

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True)
class Bookmark:
    """A line of the bookmarks, the place it leads to, and the lines under it."""

    title: str
    place: str
    under: Sequence["Bookmark"] = field(default=())


def bookmarks(outline: Outline) -> list[Bookmark]:
    """Return the bookmarks of a packet; a group without lines is left out."""
    packet = outline.packet
    requirements = [
        Bookmark(f"{outline.codes[entry.id]} {shorten(entry.title)}", anchors.requirement(entry.id))
        for entry in packet.requirements
    ]
    people = [Bookmark(shorten(person.name), anchors.person(person.id)) for person in packet.people]
    exhibits = [
        Bookmark(f"Exhibit {entry.number}: {shorten(entry.title)}", anchors.exhibit(entry.number))
        for entry in packet.exhibits
    ]
    return [
        Bookmark("Cover", "cover"),
        *([Bookmark("Letter", "letter")] if packet.letter else []),
        Bookmark("Summary", "summary"),
        Bookmark(outline.matrix_title, "matrix"),
        *([Bookmark("By requirement", requirements[0].place, requirements)] if requirements else []),
        *([Bookmark("By person", people[0].place, people)] if people else []),
        Bookmark("Gaps", "gaps"),
        Bookmark("Self-reported records", "self-reported"),
        Bookmark("Team events", "events"),
        *([Bookmark("Waivers and equivalents", "waivers")] if packet.waivers or packet.left_out.waivers else []),
        Bookmark("How it was measured", "method"),
        Bookmark("Who checked what", "checked"),
        Bookmark("Exhibits", "exhibits", exhibits),
    ]


def write(pdf: "pikepdf.Pdf", lines: Sequence[Bookmark]) -> None:
    """Write bookmarks into a file; the groups are closed, so that the whole fits a screen."""
    import pikepdf

    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines))
    _write_level(pdf, root, lines)
    root.Count = len(lines)
    pdf.Root.Outlines = root


def _write_level(pdf: "pikepdf.Pdf", parent: "pikepdf.Object", lines: Sequence[Bookmark]) -> None:
    import pikepdf

    entries = [
        pdf.make_indirect(
            pikepdf.Dictionary(
                Title=pikepdf.String(printable(line.title)), Dest=pikepdf.String(line.place), Parent=parent
            )
        )
        for line in lines
    ]
    for before, after in pairwise(entries):
        before.Next, after.Prev = after, before
    parent.First, parent.Last = entries[0], entries[-1]
    for entry, line in zip(entries, lines, strict=True):
        if line.under:
            _write_level(pdf, entry, line.under)
            entry.Count = -len(line.under)
