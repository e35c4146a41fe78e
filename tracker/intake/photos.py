"""Photos and scans: read where the extra `photos` is installed, in a child with room and a queue of their own."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tracker.domain.certificates import Reading
from tracker.intake.errand import Want
from tracker.intake.formats import Format
from tracker.intake.inspection import reading_in
from tracker.intake.limits import PHOTO, Limits
from tracker.intake.sandbox import read_apart
from tracker.intake.turn import Queue
from tracker.intake.words import Note

# Of a scan of several pages, until one proposes anything.
MOST_PAGES = 2


# Whether this installation wants them read.
_wanted = True


def let_be_read(wanted: bool) -> None:
    """Say whether photos are to be read where they can be."""
    global _wanted  # noqa: PLW0603 one process serves one installation
    _wanted = wanted


def are_read() -> bool:
    """Tell whether photos are read on this installation."""
    return _wanted and can_be_read()


@cache
def can_be_read() -> bool:
    """Tell whether the extra is installed; looked for once, and nothing is loaded."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


def certificate_on(pictures: Iterable[Path], *, limits: Limits = PHOTO) -> tuple[Reading, tuple[Note, ...]]:
    """Return what the pictures of a file's pages propose, and the signs of a case that are in their words.

    The pictures are the JPEG that were drawn for showing; the places are places on them. The pages are looked at until
    one proposes anything, two at most. The words stay in the child that saw them. Raises UnreadableFile. Costs a
    process of 2 seconds and 350 MB for each page.
    """
    signs: set[Note] = set()
    best = Reading(from_picture=True)
    for number, path in enumerate(pictures, start=1):
        reading, notes = _page(path, limits)
        signs.update(notes)
        if reading.has_words and not best.has_words:
            best = _on_page(reading, number)
        if reading.proposals or reading.kind:
            best = _on_page(reading, number)
            break
        if number == MOST_PAGES:
            break
    return best, tuple(sorted(signs))


def _page(path: Path, limits: Limits) -> tuple[Reading, tuple[Note, ...]]:
    return reading_in(read_apart(path, Format.JPEG, Want.PHOTO, limits, Queue.PHOTOS))


def _on_page(reading: Reading, page: int) -> Reading:
    """Return what was read of one page as standing on that page of its file."""
    proposals = (
        replace(each, spots=tuple(replace(spot, page=page) for spot in each.spots)) for each in reading.proposals
    )
    return replace(reading, proposals=tuple(proposals))
