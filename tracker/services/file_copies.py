"""What is known of a stored file, and the copies made of it for eyes and for packets.

Everything here follows from the bytes alone, so it is kept beside them under their digest, read in a child process once
and never again, and can be made anew at any time. Who may see a file is asked before, in `evidence`.
"""

import contextlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tracker.domain.errors import NotFound, TrackerError, UnreadableFile
from tracker.intake.copies import covered_pages, later_pages, packet_pages
from tracker.intake.cover import Cover, named
from tracker.intake.errand import Exhibit
from tracker.intake.formats import Format
from tracker.intake.inspection import Arrival, Inspection, take_in
from tracker.intake.limits import UPLOAD
from tracker.intake.words import Note, Refusal
from tracker.reports.pictures import bind_pictures
from tracker.services import installation
from tracker.storage import EvidenceStore
from tracker.storage.failures import plain_failures

_FACTS = "facts.json"
_CLEANED = "packet.pdf"


@dataclass(frozen=True, slots=True)
class Facts:
    """A file as it was read: `pages` in all, `shown` of them drawn at once, its way into a packet, what was noticed."""

    format: Format
    pages: int
    shown: int
    width: int
    height: int
    exhibit: Exhibit
    notes: tuple[Note, ...]

    @property
    def case_words(self) -> tuple[str, ...]:
        """The signs that the file is about a case, as people read them."""
        return tuple(note.words for note in Note if note.is_of_a_case and note in self.notes)

    @property
    def words(self) -> tuple[str, ...]:
        """What was noticed, as people read it."""
        return tuple(note.words for note in self.notes)


@dataclass(frozen=True, slots=True)
class PrintCopy:
    """What a packet takes in: one PDF, or one JPEG for each page."""

    is_pdf: bool
    paths: tuple[Path, ...]


def store() -> EvidenceStore:
    """Return the store of this installation."""
    return _store_at(installation.current().evidence)


@cache
def _store_at(root: Path) -> EvidenceStore:
    return EvidenceStore(root)


def keep(path: Path, sha256: str, *, anew: bool = False) -> Facts:
    """Put a file into the store, read it in a child process and draw its pages; return what is known of it.

    Raises UnreadableFile, in plain words, for what can be no evidence: such a file is not kept. Content that is known
    already is not read again, unless `anew` says so.
    """
    known = None if anew else _kept_facts(sha256)
    if known is None:
        arrival = _read(path)
        store().put(path)
        known = _remember(sha256, arrival.inspection, arrival.display)
    else:
        # A new date on the file keeps it from a clean-up while its row is on the way.
        store().put(path)
    return known


def facts_of(sha256: str) -> Facts:
    """Return what is known of a stored file; reads it again where that was lost. Raises NotFound, UnreadableFile."""
    known = _kept_facts(sha256)
    if known is None:
        arrival = _read(_whole(sha256))
        known = _remember(sha256, arrival.inspection, arrival.display)
    return known


def remembered(sha256: str) -> Facts | None:
    """Return what was written down of a stored file; nothing is read anew."""
    return _kept_facts(sha256)


def known(sha256: str) -> Facts | None:
    """Return what is known of a stored file, or None where it cannot be read any more."""
    with contextlib.suppress(TrackerError):
        return facts_of(sha256)
    return None


def page_picture(sha256: str, number: int) -> Path:
    """Return the JPEG of a page, numbered from 1, without any metadata; one that was not drawn yet is drawn now.

    Raises NotFound beyond the file's end, UnreadableFile where it cannot be drawn. Drawing costs as much as an upload.
    """
    facts = facts_of(sha256)
    if not 1 <= number <= facts.pages:
        raise NotFound("The file has no such page.")
    if not _is_drawn(sha256, number):
        _draw(sha256, facts, number)
    return store().derived_path(sha256, _picture(number))


def pictured(sha256: str, numbers: Collection[int], wanted: int) -> frozenset[int]:
    """Return which of some pages have a picture, after drawing those that have none, `wanted` in any case.

    Two goes of a child process at most, which may not be enough for all: the rest is drawn when it is asked for again.
    So a page can be shown with its pictures there, rather than with each asked for while others are drawn. Raises
    nothing.
    """
    with contextlib.suppress(TrackerError):
        facts = facts_of(sha256)
        within = sorted(number for number in numbers if 1 <= number <= facts.pages)
        for first in [*[each for each in within if not _is_drawn(sha256, each)][:1], wanted]:
            with contextlib.suppress(TrackerError):
                if first in within and not _is_drawn(sha256, first):
                    _draw(sha256, facts, first)
        return frozenset(number for number in within if _is_drawn(sha256, number))
    return frozenset()


def page_pictures(sha256: str) -> Iterator[Path]:
    """Yield the pictures of the pages that were drawn at once, in order. Raises as `page_picture`."""
    for number in range(1, facts_of(sha256).shown + 1):
        yield page_picture(sha256, number)


def copy_to_print(sha256: str) -> PrintCopy:
    """Return the copy of a file that a packet prints; the original is never changed.

    A calm PDF as it is, one that acts as a cleaned copy (or page by page where that fails), a picture as JPEG without
    metadata. A cleaned copy is made at its first use, half a second a page at worst. Raises NotFound, UnreadableFile.
    """
    facts = facts_of(sha256)
    if facts.exhibit is Exhibit.AS_IT_IS:
        return PrintCopy(is_pdf=True, paths=(_whole(sha256),))
    if facts.exhibit is Exhibit.PICTURE:
        return PrintCopy(is_pdf=False, paths=(page_picture(sha256, 1),))
    return _cleaned(sha256, facts)


def redacted_copy(sha256: str, covers: Collection[Cover]) -> Path:
    """Return a file's pages as one PDF of pictures, without what lies in the boxes; made at the first asking.

    It is named by the boxes, so what one center paints out is not in the way of another that holds the same file, and
    goes with the file when that is removed for good. Raises NotFound, UnreadableFile.
    """
    name = f"redacted-{named(covers)}.pdf"
    if not store().has_derived(sha256, name):
        pages = covered_pages(_whole(sha256), _inspection(facts_of(sha256)), covers)
        paths = [
            store().put_derived(sha256, _redacted(covers, number), page) for number, page in enumerate(pages, start=1)
        ]
        # Last, so that whoever finds the copy finds the pictures of its pages too.
        store().put_derived(sha256, name, bind_pictures(paths))
    return store().derived_path(sha256, name)


def redacted_page(sha256: str, covers: Collection[Cover], number: int) -> Path:
    """Return the JPEG of a page, from 1, of that copy, made and gone with it. Raises as it, NotFound beyond its end."""
    redacted_copy(sha256, covers)
    if not store().has_derived(sha256, _redacted(covers, number)):
        raise NotFound("The file has no such page.")
    return store().derived_path(sha256, _redacted(covers, number))


def _is_drawn(sha256: str, number: int) -> bool:
    return store().has_derived(sha256, _picture(number))


def _draw(sha256: str, facts: Facts, first: int) -> None:
    """Draw a page and those after it, as many as a file that comes is shown with. Raises UnreadableFile."""
    path, inspection = _whole(sha256), _inspection(facts)
    with plain_failures():
        try:
            pictures = later_pages(path, inspection, first)
        except UnreadableFile as refused:
            if refused.message == Refusal.BUSY.words:
                raise
            # One page that takes more than a file may must not take along those before it.
            pictures = later_pages(path, inspection, first, limits=replace(UPLOAD, preview_pages=1))
    for number, picture in zip(range(first, facts.pages + 1), pictures, strict=False):
        store().put_derived(sha256, _picture(number), picture)


def _cleaned(sha256: str, facts: Facts) -> PrintCopy:
    if store().has_derived(sha256, _CLEANED):
        return PrintCopy(is_pdf=True, paths=(store().derived_path(sha256, _CLEANED),))
    last = f"packet-{facts.pages}.jpg"
    if not store().has_derived(sha256, last):
        made = packet_pages(_whole(sha256), _inspection(facts))
        if made.is_pdf:
            return PrintCopy(is_pdf=True, paths=(store().put_derived(sha256, _CLEANED, made.files[0]),))
        for number, picture in enumerate(made.files, start=1):
            store().put_derived(sha256, f"packet-{number}.jpg", picture)
    pictures = (store().derived_path(sha256, f"packet-{number}.jpg") for number in range(1, facts.pages + 1))
    return PrintCopy(is_pdf=False, paths=tuple(pictures))


def _whole(sha256: str) -> Path:
    if not store().exists(sha256):
        raise NotFound("This file is not kept here any more. Tell whoever runs this installation.")
    return store().path_of(sha256)


def _picture(number: int) -> str:
    return f"page-{number}.jpg"


def _redacted(covers: Collection[Cover], number: int) -> str:
    return f"redacted-{named(covers)}-{number}.jpg"


def _inspection(facts: Facts) -> Inspection:
    return Inspection(facts.format, facts.pages, facts.width, facts.height, "file", facts.notes, facts.exhibit)


def _remember(sha256: str, seen: Inspection, pictures: tuple[bytes, ...]) -> Facts:
    for number, picture in enumerate(pictures, start=1):
        store().put_derived(sha256, _picture(number), picture)
    facts = Facts(seen.format, seen.pages, len(pictures), seen.width, seen.height, seen.exhibit, seen.notes)
    # Last, so that whoever finds the facts finds the pictures too.
    store().put_derived(sha256, _FACTS, json.dumps(_as_json(facts)).encode())
    return facts


def _as_json(facts: Facts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in Facts.__slots__}


def _read(path: Path) -> Arrival:
    """Read a file in a child process. Raises UnreadableFile, and StorageFailed where the disk does not give it."""
    with plain_failures():
        return take_in(path, "file")


def _kept_facts(sha256: str) -> Facts | None:
    """Return what was written down; nothing where it was not, or was damaged on the disk: it is made again then."""
    with contextlib.suppress(NotFound, ValueError, KeyError, TypeError):
        with store().open_derived(sha256, _FACTS) as stream:
            told = json.load(stream)
        if store().exists(sha256):
            return Facts(
                Format(told["format"]),
                int(told["pages"]),
                int(told["shown"]),
                int(told["width"]),
                int(told["height"]),
                Exhibit(told["exhibit"]),
                tuple(Note(note) for note in told["notes"]),
            )
    return None
