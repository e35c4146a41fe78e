"""Copies of a file for people's eyes and for packets; the original is never changed."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.domain.errors import UnreadableFile
from tracker.intake.cover import Cover
from tracker.intake.errand import Exhibit, Want
from tracker.intake.inspection import Inspection
from tracker.intake.limits import UPLOAD, Limits, for_upload
from tracker.intake.sandbox import read_apart
from tracker.intake.turn import Queue
from tracker.intake.words import Refusal

# Each page drawn for a packet may take this long on top of the time an upload has.
_SECONDS_A_PAGE = 0.5
# Nobody waits for this in front of a page, and it steps back for those who do.
_PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class PacketPages:
    """What a packet takes in: one PDF, or one JPEG for each page."""

    is_pdf: bool
    files: tuple[bytes, ...]


def display_copy(path: Path, inspection: Inspection, *, limits: Limits = UPLOAD) -> tuple[bytes, ...]:
    """Return JPEG pictures of a file for showing beside a form, without any metadata.

    A picture gives one, upright, at most 2,200 pixels long; a PDF one for each of its first pages, up to
    10, fewer when they take long to draw. Raises UnreadableFile.
    """
    return read_apart(path, inspection.format, Want.DISPLAY, limits).copies


def later_pages(path: Path, inspection: Inspection, first: int, *, limits: Limits = UPLOAD) -> tuple[bytes, ...]:
    """Return JPEG pictures as `display_copy` does, of the pages from number `first` on; one at least.

    Raises UnreadableFile, also where one of these pages alone takes more than a file may.
    """
    small = for_upload(limits, inspection.format)
    return read_apart(path, inspection.format, Want.DISPLAY, small, first=first - 1).copies


def packet_pages(
    path: Path, inspection: Inspection, *, as_pictures: bool = False, limits: Limits = UPLOAD
) -> PacketPages:
    """Return what a packet needs of a file: a PDF as it is or cleaned, a picture as JPEG without metadata.

    A PDF that cannot be cleaned gives a JPEG for each page; so does any PDF with `as_pictures`, for when
    the packet's own tools cannot copy it. Raises UnreadableFile. Half a second a page at worst, so call it
    in a job.
    """
    if inspection.exhibit is Exhibit.AS_IT_IS and not as_pictures:
        return PacketPages(is_pdf=True, files=(path.read_bytes(),))
    want = Want.PICTURES if as_pictures else Want.PACKET
    copies = read_apart(path, inspection.format, want, _patient(limits, inspection), Queue.PACKETS).copies
    return PacketPages(is_pdf=copies[0].startswith(b"%PDF-"), files=copies)


def covered_pages(
    path: Path, inspection: Inspection, covers: Collection[Cover], *, limits: Limits = UPLOAD
) -> tuple[bytes, ...]:
    """Return a JPEG of every page, without what lies in the boxes: these pixels are replaced before they are encoded.

    Nothing else of the file comes along: no words, no objects, no metadata. Raises UnreadableFile, also where the
    pages that came are not as many as the file has. Half a second a page at worst.
    """
    patient = _patient(limits, inspection)
    copies = read_apart(path, inspection.format, Want.COVERED, patient, Queue.PACKETS, tuple(sorted(covers))).copies
    if len(copies) != inspection.pages:
        raise UnreadableFile(Refusal.TOO_SLOW.words)
    return copies


def _patient(limits: Limits, inspection: Inspection) -> Limits:
    return replace(limits, seconds=limits.seconds + _SECONDS_A_PAGE * inspection.pages, patience=_PATIENCE)
