"""What is done by an opened link: files are kept under it at once, and one completion is sent in, which uses it up."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select, update

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.models import PhoneLink
from tracker.services import completions, file_copies, history, limits, uploads
from tracker.services.actor import Actor
from tracker.services.completions import Entry
from tracker.services.limits import Limit
from tracker.services.phone_links.opening import CLOSED, Opened
from tracker.services.uploads import StoredFile, Waiting

MOST_FILES = 10
SENDING = Limit(
    60,
    timedelta(minutes=15),
    timedelta(seconds=15),
    "That was sent very often. Wait a quarter of a minute, then send it again; what you entered is still here.",
)


def count_try(link: Opened) -> None:
    """Count that something is sent by a link, in a transaction of its own. Raises Refused where that is too often."""
    with unit_of_work():
        limits.count_try(f"phone-link:{link.link_id}", link.actor.now, SENDING)


def waiting(link: Opened) -> tuple[Waiting, ...]:
    """Return the files kept under a link, as they came."""
    with working_for(db.session(), link.actor.center_id):
        return uploads.waiting(link.actor, uploads.in_pile(link.actor, link.pile), link.pile)


def take(link: Opened, source: BinaryIO, file_name: str) -> Waiting:
    """Keep a file under a link; the same content twice is one file. Raises as `uploads.take`, and Refused for too many.

    A phone sends again what it does not know to have arrived.
    """
    with working_for(db.session(), link.actor.center_id):
        here = {each.sha256: each for each in waiting(link)}
        found = uploads.take(link.actor, source, file_name, link.pile)
        if found.sha256 in here:
            uploads.discard(link.actor, [found.token], link.pile)
            return here[found.sha256]
        if len(here) >= MOST_FILES:
            uploads.discard(link.actor, [found.token], link.pile)
            raise Refused(f"at most {MOST_FILES} files can be sent by one link. Untick one that is here first.")
        return found


def drop(link: Opened, tokens: Iterable[str]) -> None:
    """Let go of files that were left out."""
    uploads.discard(link.actor, tokens, link.pile)


def picture(link: Opened, number: int) -> Path:
    """Return the JPEG of the first page of a kept file, by its place from 1. Raises NotFound."""
    files = waiting(link)
    if not 1 <= number <= len(files):
        raise NotFound("There is no such file here.")
    return file_copies.page_picture(files[number - 1].sha256, 1)


def send(link: Opened, entry: Entry, key: str) -> None:
    """Send in one completion with the files kept under a link, and use the link up: both or neither.

    The same form sent again makes nothing more. Raises Conflict, naming the field, where something is impossible or the
    link was used by another form or taken back meanwhile.
    """
    actor = link.actor
    with working_for(db.session(), actor.center_id):
        tokens = uploads.in_pile(actor, link.pile)
        files = uploads.store(actor, tokens, link.pile)
        if _log(link, entry, files, key):
            uploads.discard(actor, tokens, link.pile)


def _log(link: Opened, entry: Entry, files: tuple[StoredFile, ...], key: str) -> bool:
    """Write it all in one unit of work; tell whether it was not there already."""
    actor = link.actor
    with unit_of_work():
        history.hold(actor)
        if not _use_up(link, key):
            return False
        if not files:
            raise Conflict("Take a photo of the certificate, or choose its file.", field="files")
        completions.record(actor, entry, [link.person], files, submit=True)
        history.append(actor, "use", "phone_link", link.public_id, person_id=actor.person_id)
    return True


def _use_up(link: Opened, key: str) -> bool:
    actor: Actor = link.actor
    still = (PhoneLink.used_at.is_(None), PhoneLink.revoked_at.is_(None), PhoneLink.ends_at > actor.now)
    used = db.session.execute(
        update(PhoneLink).where(PhoneLink.id == link.link_id, *still).values(used_at=actor.now, used_key=key)
    )
    if used.rowcount == 1:
        return True
    if db.session.scalar(select(PhoneLink.used_key).where(PhoneLink.id == link.link_id)) == key:
        return False
    raise Conflict(CLOSED)
