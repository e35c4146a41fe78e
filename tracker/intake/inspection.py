"""What a file is, and whether it can be evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from tracker.domain.certificates import Reading
from tracker.domain.certificates.written import from_json
from tracker.domain.errors import UnreadableFile
from tracker.intake import strangers
from tracker.intake.answer import Answer, told_in
from tracker.intake.ends import ends_of
from tracker.intake.errand import Exhibit, Want
from tracker.intake.formats import Format, has_late_pdf_header, recognise
from tracker.intake.limits import CERTIFICATE, LOGO, TRANSCRIPT, UPLOAD, Limits, for_upload
from tracker.intake.names import clean_name
from tracker.intake.reading_room import ReadingRoom
from tracker.intake.sandbox import read_apart
from tracker.intake.words import Note, Refusal

LONGEST_CODE, MOST_CODES = 500, 20
# Nobody waits in front of a page for a file that a job reads.
_PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Inspection:
    """A file that can be evidence.

    `pages` is 1 for a picture. `width` and `height` are those of the first page: pixels of a picture as it
    is seen upright, points (1/72 inch) of a PDF. `exhibit` says how it goes into a packet: as it is, as a
    cleaned copy, or as the picture that `display_copy` makes.
    """

    format: Format
    pages: int
    width: int
    height: int
    display_name: str
    notes: tuple[Note, ...]
    exhibit: Exhibit


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that can be evidence, with its pages as JPEG pictures for showing, the first ones if there are many."""

    inspection: Inspection
    display: tuple[bytes, ...]


def inspect(path: Path, file_name: str, *, limits: Limits = UPLOAD) -> Inspection:
    """Say what a file is, by its content. Raises UnreadableFile with what is wrong and what to do."""
    form = _format_of(path, limits)
    return _inspection(form, file_name, read_apart(path, form, Want.NOTHING, for_upload(limits, form)))


def take_in(path: Path, file_name: str, *, limits: Limits = UPLOAD) -> Arrival:
    """Inspect a file and make its display copy in one go: the quick way for an upload. Raises UnreadableFile."""
    form = _format_of(path, limits)
    answer = read_apart(path, form, Want.DISPLAY, for_upload(limits, form))
    return Arrival(_inspection(form, file_name, answer), answer.copies)


def take_in_logo(path: Path) -> bytes:
    """Return a PNG or JPEG picture drawn anew as PNG, as it looks on white paper, without its white edges.

    At most 900 pixels on a side, and without anything else that the file held. Raises UnreadableFile for another kind,
    and where nothing would be seen.
    """
    form = _format_of(path, UPLOAD)
    if path.stat().st_size > LOGO.file_bytes:
        raise UnreadableFile("A logo must be 5 MB or smaller. Save it with fewer pixels, and choose that.")
    if form not in {Format.PNG, Format.JPEG}:
        raise UnreadableFile("A logo must be a PNG or JPEG picture. Save it as PNG, and choose that.")
    return read_apart(path, form, Want.LOGO, for_upload(LOGO, form)).copies[0]


def transcript_in(path: Path) -> bytes:
    """Return the data inside a transcript, as PDF or JSON, written anew as JSON by the child. Raises UnreadableFile.

    What it says is not judged here: it is whatever its sender wrote.
    """
    return read_apart(path, Format.PDF, Want.TRANSCRIPT, TRANSCRIPT).copies[0]


def codes_in(path: Path) -> tuple[str, ...]:
    """Return what the QR codes on the first pages of a PDF, or on a picture, say. Raises UnreadableFile.

    It is whatever somebody printed there: to be compared, and never followed.
    """
    form = _format_of(path, UPLOAD)
    told = told_in(read_apart(path, form, Want.CODES, for_upload(UPLOAD, form)))
    codes = told.get("codes") if isinstance(told, dict) else None
    return tuple(str(each)[:LONGEST_CODE] for each in codes[:MOST_CODES]) if isinstance(codes, list) else ()


def certificate_in(path: Path) -> tuple[Reading, tuple[Note, ...]]:
    """Return what a file proposes as a certificate, and the signs of a case in its words. Raises UnreadableFile.

    The words themselves stay in the child that read them. Costs a process of 0.1 s; a picture proposes nothing.
    """
    form = _format_of(path, UPLOAD)
    if form.is_picture:
        return Reading(), ()
    return reading_in(read_apart(path, form, Want.CERTIFICATE, for_upload(CERTIFICATE, form)))


def reading_in(answer: Answer) -> tuple[Reading, tuple[Note, ...]]:
    """Return the reading that the child wrote, and the signs of a case that it told. Raises UnreadableFile."""
    told = told_in(answer)
    try:
        return from_json(cast("Mapping[str, Any]", told)), tuple(note for note in answer.notes if note.is_of_a_case)
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableFile(Refusal.TOO_HEAVY.words) from error


def paper_in(path: Path, room: ReadingRoom) -> tuple[Inspection, Reading]:
    """Inspect a file in a room and return what it proposes as a certificate. Raises UnreadableFile.

    Neither pictures nor words of it come along; a picture proposes nothing. For a job: it steps back for people.
    """
    form = _format_of(path, UPLOAD)
    limits = replace(for_upload(CERTIFICATE, form), patience=_PATIENCE)
    if form.is_picture:
        return _inspection(form, "file", room.read(path, form, Want.NOTHING, limits)), Reading()
    answer = room.read(path, form, Want.PAPER, limits)
    return _inspection(form, "file", answer), reading_in(answer)[0]


def _inspection(form: Format, file_name: str, answer: Answer) -> Inspection:
    return Inspection(
        format=form,
        pages=answer.pages,
        width=answer.width,
        height=answer.height,
        display_name=clean_name(file_name, form),
        notes=answer.notes,
        exhibit=answer.exhibit,
    )


def _format_of(path: Path, limits: Limits) -> Format:
    """Tell the format from how it begins and ends."""
    head, tail = ends_of(path, limits.file_bytes, Refusal.TOO_LARGE)
    return recognise(head) or _late_pdf_or_refuse(head, tail)


def _late_pdf_or_refuse(head: bytes, tail: bytes) -> Format:
    if stranger := strangers.name(head, tail):
        raise UnreadableFile(stranger.words)
    if has_late_pdf_header(head):
        return Format.PDF
    raise UnreadableFile((strangers.text() if strangers.is_text(head) else strangers.UNKNOWN).words)
