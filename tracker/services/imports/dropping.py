"""Taking in files that come with a spreadsheet: durable before anybody is told so, read afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.intake.limits import PACK
from tracker.intake.packed_files import is_packed, shown
from tracker.models import Import, ImportFile
from tracker.services import file_copies, history, installation, room, virus_scanning
from tracker.services.actor import Actor
from tracker.services.imports import unpacked_room
from tracker.services.imports.rows import row_of
from tracker.services.imports.states import NOT_YOURS, FileState, ImportState
from tracker.services.virus_scanning import Sender
from tracker.storage import EvidenceStore, Stored

MOST_FILES = 2_000
TOO_MANY = (
    "An import takes 2,000 files at most. Bring in what is here first, or drop the spreadsheet again with the others."
)
_NOT_NOW = {ImportState.CLEARED: "The rows of this file are not kept here any more. Drop the spreadsheet again."}


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that lies in the store, before any row names it; `folder`: what its name says it lay in."""

    sha256: str
    size: int
    file_name: str
    folder: str
    is_pack: bool


@dataclass(frozen=True, slots=True)
class Dropped:
    """How many files came to an import, and how many of them were with it already."""

    new: int
    again: int


def keep_file(actor: Actor, source: BinaryIO, file_name: str) -> KeptFile:
    """Keep a file or a ZIP durably, to be called before the unit of work that writes its row.

    What no row comes to name goes after a day. Raises UnreadableFile for what is harmful or too large, Conflict where
    there is no room for it, Refused.
    """
    actor.must(Action.RECORD_FOR_OTHERS, NOT_YOURS)
    is_pack = is_packed(source)
    # What is in a ZIP is looked at one by one, when it is unpacked.
    kept = packs().put(source) if is_pack else put_unharmed(actor, source)
    with working_for(db.session(), actor.center_id):
        waiting = unpacked_room.sizes_waiting()
    room.refuse_beyond(actor, {**waiting, kept.sha256: kept.size})
    name, folder = shown(file_name)
    return KeptFile(kept.sha256, kept.size, name, folder, is_pack)


def drop_files(actor: Actor, public_id: str, kept: Sequence[KeptFile]) -> Dropped:
    """Let files come to an import; one that is with it already is not taken twice. Some six statements.

    Raises NotFound, Refused, Conflict where they are too many or the import is over.
    """
    history.hold(actor)
    row = row_of(actor, public_id)
    if words := _NOT_NOW.get(ImportState(row.state)):
        raise Conflict(words)
    there = digests_of(row)
    # Of one content under two names the first name stays.
    new = {each.sha256: each for each in reversed(kept) if each.sha256 not in there}
    if len(there) + len(new) > MOST_FILES:
        raise Conflict(TOO_MANY, field="files")
    db.session.add_all(_row(actor, row, each) for each in reversed(new.values()))
    row.touched_at = actor.now
    if new:
        history.append(actor, "drop_files", "import", public_id, detail={"files": len(new)})
    db.session.flush()
    return Dropped(len(new), len(kept) - len(new))


def digests_of(row: Import) -> set[str]:
    """Return the digests of the files that came to an import."""
    return set(
        db.session.scalars(select(ImportFile.sha256).where(ImportFile.import_id == row.id, ImportFile.sha256 != ""))
    )


def put_unharmed(whose: Actor | Sender, source: BinaryIO) -> Stored:
    """Keep a file that the virus scanner calls clean, where there is one. Raises UnreadableFile.

    A harmful one lies under its digest until the next tidying: no row names it, so nobody is ever given it.
    """
    kept = file_copies.store().put(source)
    virus_scanning.refuse_harmful(whose, file_copies.store().path_of(kept.sha256), kept.sha256)
    return kept


def packs() -> EvidenceStore:
    """Return the store for what may be larger than a single file."""
    return EvidenceStore(installation.current().evidence, limit=PACK.file_bytes)


def _row(actor: Actor, row: Import, kept: KeptFile) -> ImportFile:
    return ImportFile(
        import_id=row.id,
        file_name=kept.file_name,
        folder=kept.folder,
        sha256=kept.sha256,
        size=kept.size,
        state=FileState.PACKED if kept.is_pack else FileState.WAITING,
        dropped_by=actor.account_id,
        dropped_at=actor.now,
    )
