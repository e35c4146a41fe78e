"""Binding: the pieces become one file, with one set of links, bookmarks, page numbers and tags.

Pieces name the places that links lead to; here all names stand in one tree. Each piece brings its own tree of tags;
here their branches hang under one Document, and the numbers by which pages and links find their tags are counted on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.reports import archival
from tracker.reports.attached import facts
from tracker.reports.bookmarks import bookmarks, write
from tracker.reports.footers import Footers
from tracker.reports.frames import Mark, places_of, set_into_frame
from tracker.reports.judging import without_tags
from tracker.reports.outline import Outline
from tracker.reports.templates import printable


@dataclass(frozen=True)
class Piece:
    """Drawn pages; `pictures` are those for its frames in the order of its pages, as (file, place) or None.

    `marks` are what was pointed at on each of these. `headed`: whether the logo runs at the head of its pages.
    """

    path: Path
    pictures: Sequence[tuple[Path, int] | None] = ()
    marks: Sequence[Sequence[Mark]] = ()
    headed: bool = True


class Binder:
    """Puts pieces behind one another into one file."""

    def __init__(self, outline: Outline) -> None:
        """Begin an empty file."""
        import pikepdf

        self._outline = outline
        self._pdf = pikepdf.Pdf.new()
        self._places: dict[str, Any] = {}
        self._branches: list[Any] = []
        self._numbers: list[Any] = []
        self._next_number = 0
        self._pieces: list[tuple[range, bool]] = []
        self._opened: tuple[Path, Any] | None = None
        self._taken: dict[tuple[int, int], Any] = {}
        self._lacks_letters = False

    def add(self, piece: Piece) -> None:
        """Put a piece behind what is there."""
        import pikepdf

        pdf = self._pdf
        source = pikepdf.Pdf.open(piece.path)
        self._lacks_letters |= archival.lacks_letters(source.pages)
        first = len(pdf.pages)
        for page in source.pages:
            pdf.pages.append(page)
        pages = range(first, len(pdf.pages))
        self._pieces.append((pages, piece.headed))
        places: Any = (
            pdf.copy_foreign(source.make_indirect(source.Root.Names.Dests.Names)) if "/Names" in source.Root else []
        )
        for place in range(0, len(places), 2):
            self._places.setdefault(str(places[place]), places[place + 1])
        self._take_tags(pdf.copy_foreign(source.Root.StructTreeRoot), pages)
        for number, source_of, marks in zip(pages, piece.pictures, piece.marks, strict=False):
            page, picture = pdf.pages[number], self._picture(*source_of) if source_of else None
            if picture is not None:
                set_into_frame(pdf, page, picture, marks)
            self._places |= places_of(page, picture, marks)

    def _picture(self, path: Path, place: int) -> Any:
        import pikepdf

        if self._opened is None or self._opened[0] != path:
            # What was copied of the one before does not need it any more, and thousands would be held open.
            self._opened = path, pikepdf.Pdf.open(path)
        picture = self._pdf.copy_foreign(self._opened[1].Root.Exhibit[place])
        self._taken[picture.objgen] = picture
        return picture

    def _take_tags(self, tree: Any, pages: range) -> None:
        offset = self._next_number
        for number in pages:
            page = self._pdf.pages[number].obj
            page.StructParents = int(page.StructParents) + offset
            for link in page.get("/Annots", []):
                link.StructParent = int(link.StructParent) + offset
        numbers = tree.ParentTree.Nums
        for place in range(0, len(numbers), 2):
            numbers[place] = int(numbers[place]) + offset
        self._numbers.append((offset, offset + int(tree.ParentTreeNextKey) - 1, numbers))
        self._next_number += int(tree.ParentTreeNextKey)
        self._branches.extend(tree.K[0].K)

    def finish(self, foot: Path, target: Path, *, claims: bool) -> int:
        """Write the file and return how many pages it has; `foot` is a drawn page with the line for each foot, and
        where there is a logo a second one that has it at its head too.

        `claims`: the file may say that it is PDF/A-3 and PDF/UA-1, for all its evidence is fit for that.
        """
        import pikepdf

        pdf = self._pdf
        with pikepdf.Pdf.open(foot) as drawn:
            lines = [pdf.copy_foreign(page.as_form_xobject()) for page in drawn.pages]
            for line in lines:
                without_tags(line, set())  # the foot is no content
                archival.leave_out_empty(line.Resources)
            self._put_footers([Footers(pdf, line, len(pdf.pages)) for line in lines])
        for picture in self._taken.values():
            if "/Photo" in picture:  # a word of ours, which no archive knows
                del picture["/Photo"]
        self._join_tags()
        places = [part for name in sorted(self._places) for part in (pikepdf.String(name), self._places[name])]
        # An object of its own: the signature, put on as an update, repeats the catalog.
        named = pdf.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(places)))
        pdf.Root.Names = pdf.make_indirect(pikepdf.Dictionary(Dests=named))
        write(pdf, bookmarks(self._outline))
        self._describe(claims and not self._lacks_letters)
        pdf.save(target, deterministic_id=True, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return len(pdf.pages)

    def _put_footers(self, kinds: Sequence[Footers]) -> None:
        for pages, headed in self._pieces:
            equipped, footers = set(), kinds[-1] if headed else kinds[0]
            for number in pages:
                page = self._pdf.pages[number]
                if page.obj.Resources.objgen not in equipped or page.obj.Resources.objgen == (0, 0):
                    archival.leave_out_empty(page.obj.Resources)
                    footers.equip(page.obj.Resources)
                    equipped.add(page.obj.Resources.objgen)
                footers.put(page, number + 1)

    def _join_tags(self) -> None:
        import pikepdf

        pdf = self._pdf
        root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        document = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root, K=pikepdf.Array(self._branches)
            )
        )
        for branch in self._branches:
            branch.P = document
        kids = [
            pdf.make_indirect(pikepdf.Dictionary(Limits=pikepdf.Array([low, high]), Nums=numbers))
            for low, high, numbers in self._numbers
        ]
        root.K = pikepdf.Array([document])
        root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array(kids)))
        root.ParentTreeNextKey = self._next_number
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)

    def _describe(self, claims: bool) -> None:
        import pikepdf

        packet, pdf = self._outline.packet, self._pdf
        title = f"{packet.standard}: evidence packet of {packet.center}, as of {packet.as_of.isoformat()}"
        said = archival.Description(
            printable(title), printable(packet.center), packet.issued_on, printable(f"Packet {packet.packet_id}")
        )
        archival.describe(pdf, said, claims=claims)
        archival.intend_for_screens(pdf)
        archival.attach(pdf, archival.DATA_NAME, archival.DATA_WORDS, facts(self._outline), packet.issued_on)
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
