"""Files on their way in, while their form is being filled: nobody has to choose a file twice.

Each is read once, at its arrival, so that a refusal is said where it can be mended. What waits belongs to one account
at one center for a day, what came by mail for longer; its token travels with the form.
"""

import contextlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.domain.errors import TrackerError, UnreadableFile
from tracker.formatting import format_size
from tracker.intake.names import clean_name
from tracker.intake.signs import in_name
from tracker.intake.words import Refusal
from tracker.models import Evidence
from tracker.services import file_copies, installation, room, virus_scanning
from tracker.services.actor import Actor
from tracker.services.file_copies import Facts
from tracker.services.waiting_readings import KeptReading, from_bytes
from tracker.storage import Owner, Staged, StagingArea, StorageFailed
from tracker.storage.staging import KEPT_FOR

# What waits in a list of its own, apart from what waits for a form; the account's too, and gone after the same day.
CERTIFICATES = "certificates"
CALLED_SO = "Its name is like that of a file about a case."
# Refusals that say nothing of the file: read another time, it may fare otherwise.
NOT_NOW = frozenset({Refusal.BUSY.words, Refusal.UNABLE.words, virus_scanning.SILENT})
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits for its form: its token, its name as it may be shown, size in bytes, its digest.

    `signs`: why it looks like a file of a case, in words; nothing of the file itself. `until`: when it goes, where it
    waits for longer than a day.
    """

    token: str
    name: str
    size: int
    sha256: str
    signs: tuple[str, ...] = ()
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """How a file waits that did not come by a form: under which token, and for how long."""

    token: str
    kept_for: timedelta


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that lies in the store for good, before any row says whose proof it is.

    `named`: the names that were read on it as those of whoever completed it.
    """

    sha256: str
    size: int
    file_name: str
    format: str
    pages: int
    named: tuple[str, ...] = ()


def take(actor: Actor, source: BinaryIO, file_name: str, pile: str = "", stay: Stay | None = None) -> Waiting:
    """Take a file in, read it, and let it wait. Costs a child process of 0.1 to 0.5 s.

    Only what the same account added before is not read again: how long the answer takes would tell everybody else
    whether somebody, at this center or another, has that very file.

    Raises UnreadableFile, in plain words, for what can be no evidence or is harmful, Conflict where the center has no
    room for it (it does not wait then), Refused where too many files of this account wait already.
    """
    area, owner = _area(), _owner(actor, pile)
    stay = stay or Stay("", KEPT_FOR)
    staged = area.stage(owner, source, file_name, actor.now, token=stay.token, kept_for=stay.kept_for)
    path = area.path_of(owner, staged.token, actor.now)
    try:
        # What waits counts too: it lies on the disk already.
        room.refuse_beyond(actor, _sizes_waiting(actor, pile))
        virus_scanning.refuse_harmful(actor, path, staged.sha256)
        facts = file_copies.keep(path, staged.sha256, anew=actor.by_link or not _was_added_by(actor, staged.sha256))
    except TrackerError:
        area.discard(owner, staged.token)
        raise
    found = _waiting(staged, facts)
    if found.signs:
        # Codes and counts only: what was in the file, or how it is called, is for nobody who reads a log.
        codes = [note.value for note in facts.notes if note.is_of_a_case]
        log.info("a file of account %d looks like one about a case: %s", actor.account_id, ", ".join(codes) or "name")
    return found


def take_data(actor: Actor, source: BinaryIO, file_name: str, most_bytes: int) -> str:
    """Let a file of data wait that is no evidence, and return its token. Raises UnreadableFile, Refused."""
    area, owner = _area(), _owner(actor)
    staged = area.stage(owner, source, file_name, actor.now)
    try:
        if staged.size > most_bytes:
            raise UnreadableFile(f"This file is larger than {format_size(most_bytes)}.")
        virus_scanning.refuse_harmful(actor, area.path_of(owner, staged.token, actor.now), staged.sha256)
    except TrackerError:
        area.discard(owner, staged.token)
        raise
    return staged.token


def path_waiting(actor: Actor, token: str, pile: str = "") -> Path:
    """Return where a file lies that waits. Raises NotFound where it is gone, and says what to do."""
    return _area().path_of(_owner(actor, pile), token, actor.now)


def waiting(actor: Actor, tokens: Iterable[str], pile: str = "") -> tuple[Waiting, ...]:
    """Return what waits under the tokens, in their order. Raises NotFound where one is gone, and says what to do."""
    found = []
    for token in tokens:
        staged = _area().find(_owner(actor, pile), token, actor.now)
        found.append(_waiting(staged, file_copies.facts_of(staged.sha256), reading_of(actor, token, pile)))
    return tuple(found)


def in_pile(actor: Actor, pile: str) -> tuple[str, ...]:
    """Return the tokens of what waits in a pile of the account's own, as it came, and of one sending by name."""
    found = sorted(
        _area().waiting(_owner(actor, pile), actor.now), key=lambda each: (each.staged_at, each.file_name, each.token)
    )
    return tuple(each.token for each in found)


def waiting_in(actor: Actor, pile: str) -> tuple[Staged, ...]:
    """Return what waits in a pile of the account's own, as it came. For other use cases."""
    return tuple(sorted(_area().waiting(_owner(actor, pile), actor.now), key=lambda each: each.staged_at))


def reading_of(actor: Actor, token: str, pile: str = "") -> KeptReading | None:
    """Return what was read from a waiting file, or None where it was not read yet. Raises NotFound where it is gone."""
    return from_bytes(_area().beside(_owner(actor, pile), token, actor.now))


def keep_reading(actor: Actor, token: str, reading: KeptReading, pile: str = "") -> None:
    """Keep what was read from a waiting file for as long as it waits. Raises NotFound where it is gone."""
    _area().keep_beside(_owner(actor, pile), token, reading.to_bytes(), actor.now)


def store(actor: Actor, tokens: Iterable[str], pile: str = "") -> tuple[StoredFile, ...]:
    """Put what waits into the store, durably. To be called before the unit of work that writes their rows.

    Raises NotFound where one is gone. The same content twice in one form is one file.
    """
    found: dict[str, StoredFile] = {}
    for token in tokens:
        staged = _area().find(_owner(actor, pile), token, actor.now)
        facts = file_copies.keep(_area().path_of(_owner(actor, pile), token, actor.now), staged.sha256)
        name = clean_name(staged.file_name, facts.format)
        kept = reading_of(actor, token, pile)
        named = kept.named if kept and not in_name(name) else ()
        found.setdefault(
            staged.sha256, StoredFile(staged.sha256, staged.size, name, facts.format.value, facts.pages, named)
        )
    return tuple(found.values())


def discard(actor: Actor, tokens: Iterable[str], pile: str = "") -> None:
    """Let go of what waited, after the unit of work that wrote their rows was committed.

    A failing disk is no reason to say that nothing was saved: what is left behind goes after a day by itself.
    """
    for token in tokens:
        with contextlib.suppress(StorageFailed):
            _area().discard(_owner(actor, pile), token)


def sweep(now: datetime) -> int:
    """Remove everybody's files that waited a day; return how many."""
    return _area().sweep(now)


def _waiting(staged: Staged, facts: Facts, kept: KeptReading | None = None) -> Waiting:
    name = clean_name(staged.file_name, facts.format)
    # What can be seen in a photo only is known once it was read.
    seen = dict.fromkeys([*facts.case_words, *(kept.case_words if kept else ())])
    signs = (*seen, *([CALLED_SO] if in_name(name) else []))
    longer = staged.until if staged.until - staged.staged_at > KEPT_FOR else None
    return Waiting(staged.token, name, staged.size, staged.sha256, signs, longer)


def _was_added_by(actor: Actor, sha256: str) -> bool:
    own = select(Evidence.id).where(
        Evidence.sha256 == sha256, Evidence.added_by == actor.account_id, Evidence.removed_at.is_(None)
    )
    with working_for(db.session(), actor.center_id):
        return db.session.scalar(own.limit(1)) is not None


def _sizes_waiting(actor: Actor, also: str) -> dict[str, int]:
    piles = (_area().waiting(_owner(actor, pile), actor.now) for pile in {"", CERTIFICATES, also})
    return {each.sha256: each.size for pile in piles for each in pile}


def _owner(actor: Actor, pile: str = "") -> Owner:
    return Owner(center=actor.center, account=f"{actor.account_id}/{pile}" if pile else str(actor.account_id))


def _area() -> StagingArea:
    return _area_at(installation.current().data / "staging")


@cache
def _area_at(root: Path) -> StagingArea:
    return StagingArea(root)
