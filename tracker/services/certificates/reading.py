"""Reading a file that waits for its form, once; and its pages for showing the words that were read."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from tracker.domain.certificates import Reading
from tracker.domain.errors import NotFound, UnreadableFile
from tracker.intake import photos
from tracker.intake.inspection import certificate_in
from tracker.intake.words import Note
from tracker.services import evidence_reading, file_copies, uploads
from tracker.services.actor import Actor
from tracker.services.uploads import Stay, Waiting
from tracker.services.waiting_readings import KeptReading

# No further photo is begun after so long: whoever asks for a page does not wait for all that are not read yet.
SECONDS_FOR_PHOTOS = 6.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WaitingRead:
    """A waiting file and what it proposes; `was_read`: whether it could be read at all by now."""

    token: str
    name: str
    reading: Reading
    was_read: bool


def take(actor: Actor, source: BinaryIO, file_name: str, pile: str = "", stay: Stay | None = None) -> Waiting:
    """Take a file in, and read it as a certificate. Raises as `uploads.take`; costs what `read` costs besides."""
    token = uploads.take(actor, source, file_name, pile, stay).token
    read(actor, [token], pile)
    # Once more: what is a sign of a case may be known only from the reading.
    return uploads.waiting(actor, [token], pile)[0]


def read(actor: Actor, tokens: Iterable[str], pile: str = "") -> tuple[WaitingRead, ...]:
    """Read what waits under tokens, each file once; what is known already is not read again.

    A file that cannot be read proposes nothing, which is no reason to refuse it. Raises NotFound where one is gone.
    Costs a child process of 0.1 s for each new file, and one of 2 s for each that is a photo, where photos are read; no
    photo is begun after 6 s.
    """
    until = monotonic() + SECONDS_FOR_PHOTOS
    return tuple(_known(actor, token, pile) or _read(actor, token, pile, until) for token in tokens)


def read_evidence(actor: Actor, public_id: str) -> WaitingRead:
    """Read a file of the record anew, for whoever decides on it; its public id stands for the token.

    Nothing of it is kept. Costs what `read` costs for one file.
    """
    row = evidence_reading.file_row(public_id)
    nothing = WaitingRead(public_id, row.file_name, Reading(), was_read=False)
    try:
        its = evidence_reading.open_file(actor, public_id)
    except NotFound:
        # Lost from the store, or not theirs to see: the page says that it could not be read.
        return nothing
    if its.removed_at is not None:
        return nothing
    try:
        kept = _looked_at(its.path, row.sha256, monotonic() + SECONDS_FOR_PHOTOS)
    except UnreadableFile as refused:
        log.info("a file of the record was not read: %s", type(refused).__name__)
        return nothing
    return WaitingRead(public_id, its.file_name, kept.reading, was_read=True)


def photos_are_read() -> bool:
    """Tell whether photos and scans are read on this installation."""
    return photos.are_read()


def page_of(actor: Actor, token: str, number: int) -> Path:
    """Return the JPEG of a page of one's own waiting file, from 1. Raises NotFound."""
    pile = uploads.CERTIFICATES if token in uploads.in_pile(actor, uploads.CERTIFICATES) else ""
    return file_copies.page_picture(uploads.waiting(actor, [token], pile)[0].sha256, number)


def _known(actor: Actor, token: str, pile: str) -> WaitingRead | None:
    kept = uploads.reading_of(actor, token, pile)
    if kept is None or _is_left_to_photos(kept.reading):
        return None
    return WaitingRead(token, uploads.waiting(actor, [token], pile)[0].name, kept.reading, was_read=True)


def _is_left_to_photos(reading: Reading) -> bool:
    """Tell whether nothing was found that is text, so that its pictures are looked at where these are read."""
    return not reading.has_words and not reading.from_picture and photos.are_read()


def _read(actor: Actor, token: str, pile: str, until: float) -> WaitingRead:
    file = uploads.waiting(actor, [token], pile)[0]
    try:
        kept = _looked_at(uploads.path_waiting(actor, token, pile), file.sha256, until)
    except UnreadableFile as refused:
        # It could be shown, so it stays; busy or too slow today may not be so when it is asked for again.
        log.info("a waiting file of account %d was not read: %s", actor.account_id, type(refused).__name__)
        return WaitingRead(token, file.name, Reading(), was_read=False)
    if _is_left_to_photos(kept.reading):
        return WaitingRead(token, file.name, Reading(), was_read=False)
    uploads.keep_reading(actor, token, kept, pile)
    return WaitingRead(token, file.name, kept.reading, was_read=True)


def _looked_at(path: Path, sha256: str, until: float) -> KeptReading:
    reading, notes = certificate_in(path)
    if not _is_left_to_photos(reading) or monotonic() > until:
        return KeptReading(reading, notes)
    seen, signs = photos.certificate_on(file_copies.page_pictures(sha256))
    return KeptReading(replace(seen, from_picture=True), _both(notes, signs))


def _both(notes: Iterable[Note], others: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(dict.fromkeys([*notes, *others]))
