"""Taking a file in: durable before anybody is told so, read afterwards; and throwing it away again."""

from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import func, select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.formatting import format_size
from tracker.models import Import
from tracker.services import file_copies, history, room, submissions, uploads
from tracker.services.actor import Actor
from tracker.services.imports.rows import remove_parts, row_of
from tracker.services.imports.states import NOT_YOURS, ImportState

LARGEST = 25_000_000
# A center sends a few spreadsheets a year; nobody fills the disk of all with them.
MOST_KEPT = 500_000_000
ENDS = ("xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt", "json", "jsonl", "ndjson")


@dataclass(frozen=True, slots=True)
class Held:
    """A file that lies in the store, before any row names it: its digest, its size, its name as it may be shown."""

    sha256: str
    size: int
    file_name: str


def hold(actor: Actor, source: BinaryIO, file_name: str) -> Held:
    """Keep a file durably, to be called before the unit of work that writes its row; `file_name` as it may be shown.

    What no row comes to name goes after a day. Raises UnreadableFile for what is harmful or too large, Conflict where
    there is no room for it, Refused.
    """
    actor.must(Action.RECORD_FOR_OTHERS, NOT_YOURS)
    token = uploads.take_data(actor, source, file_name, LARGEST)
    try:
        path = uploads.path_waiting(actor, token)
        room.refuse_beyond(actor, {"": path.stat().st_size})
        kept = file_copies.store().put(path)
    finally:
        uploads.discard(actor, [token])
    return Held(kept.sha256, kept.size, file_name)


def begin(actor: Actor, held: Held, key: str = "") -> str:
    """Begin an import of a file that is held; returns its public id. The same form begins one.

    Raises Conflict where the files that are kept take too much room already.
    """
    actor.must(Action.RECORD_FOR_OTHERS, NOT_YOURS)
    if made := submissions.made_by(actor, key):
        return made
    history.hold(actor)
    kept = db.session.scalar(select(func.sum(Import.size)).where(Import.cleared_at.is_(None))) or 0
    if kept + held.size > MOST_KEPT:
        raise Conflict(
            f"The spreadsheets that are kept here take {format_size(kept)} already. Throw some of them away, then drop"
            " this one again.",
            field="files",
        )
    row = Import(
        file_name=held.file_name,
        sha256=held.sha256,
        size=held.size,
        dropped_by=actor.account_id,
        dropped_at=actor.now,
        touched_at=actor.now,
    )
    db.session.add(row)
    db.session.flush()
    history.append(actor, "drop_file", "import", row.public_id, detail={"file": held.file_name})
    submissions.remember(actor, key, row.public_id)
    return row.public_id


def throw_away(actor: Actor, public_id: str, version: int) -> None:
    """Throw a file away, with all that was read of it and what came with it; of one that was brought in what is left.

    Raises NotFound, Refused, Conflict where somebody worked on it meanwhile, or nothing of it is kept any more.
    """
    row = row_of(actor, public_id, version=version)
    if row.state == ImportState.CLEARED:
        raise Conflict("Nothing of this file is kept here any more.")
    if row.state == ImportState.SAVED:
        _throw_away_the_rest(actor, row)
        return
    history.append(actor, "throw_away", "import", public_id, detail={"file": row.file_name})
    remove_parts(row.id)
    db.session.delete(row)
    db.session.flush()


def _throw_away_the_rest(actor: Actor, row: Import) -> None:
    remove_parts(row.id, made_nothing=True)
    row.touched_at = actor.now
    history.append(actor, "throw_away", "import", row.public_id, detail={"file": row.file_name, "rest": True})
