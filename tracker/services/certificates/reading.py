"""Reading a file that waits for its form, once; and its pages for showing the words that were read."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.certificates import Reading
from tracker.domain.errors import UnreadableFile
from tracker.intake.inspection import certificate_in
from tracker.services import file_copies, uploads
from tracker.services.actor import Actor
from tracker.services.waiting_readings import KeptReading

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WaitingRead:
    """A waiting file and what it proposes; `was_read`: whether it could be read at all by now."""

    token: str
    name: str
    reading: Reading
    was_read: bool


def read(actor: Actor, tokens: Iterable[str], pile: str = "") -> tuple[WaitingRead, ...]:
    """Read what waits under tokens, each file once; what is known already is not read again.

    A file that cannot be read proposes nothing, which is no reason to refuse it. Raises NotFound where one is gone.
    Costs a child process of 0.1 s for each new file.
    """
    return tuple(_known(actor, token, pile) or _read(actor, token, pile) for token in tokens)


def page_of(actor: Actor, token: str, number: int) -> Path:
    """Return the JPEG of a page of one's own waiting file, from 1. Raises NotFound."""
    pile = uploads.CERTIFICATES if token in uploads.in_pile(actor, uploads.CERTIFICATES) else ""
    return file_copies.page_picture(uploads.waiting(actor, [token], pile)[0].sha256, number)


def _known(actor: Actor, token: str, pile: str) -> WaitingRead | None:
    kept = uploads.reading_of(actor, token, pile)
    if kept is None:
        return None
    return WaitingRead(token, uploads.waiting(actor, [token], pile)[0].name, kept.reading, was_read=True)


def _read(actor: Actor, token: str, pile: str) -> WaitingRead:
    name, path = uploads.waiting(actor, [token], pile)[0].name, uploads.path_waiting(actor, token, pile)
    try:
        kept = KeptReading(*certificate_in(path))
    except UnreadableFile as refused:
        # It could be shown, so it stays; busy or too slow today may not be so when it is asked for again.
        log.info("a waiting file of account %d was not read: %s", actor.account_id, type(refused).__name__)
        return WaitingRead(token, name, Reading(), was_read=False)
    uploads.keep_reading(actor, token, kept, pile)
    return WaitingRead(token, name, kept.reading, was_read=True)
