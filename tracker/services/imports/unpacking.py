"""A ZIP that came with a spreadsheet, unpacked some files at a time: these lie in the store before their rows do.

A break at any point leaves the ZIP where it was; what was unpacked already is known by its place in it.
"""

import hashlib
import io
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.db.work import unit_of_work
from tracker.domain.errors import UnreadableFile
from tracker.intake.packed_files import Unpacked, unpack
from tracker.models import ImportFile
from tracker.services.imports.dropping import MOST_FILES, TOO_MANY, packs, put_unharmed
from tracker.services.imports.states import FileState
from tracker.services.imports.unpacked_room import Left, left_for
from tracker.services.virus_scanning import SILENT, Sender
from tracker.storage.failures import plain_failures


def unpack_all(center_id: int, number: int, now: datetime) -> None:
    """Unpack a ZIP whole, from where it was left. Raises UnreadableFile where it is none or too much, or cannot now."""
    with working_for(db.session(), center_id):
        pack: ImportFile | None = db.session.get(ImportFile, number)
        if pack is None or pack.state != FileState.PACKED:
            return
        import_id, sha256, sender = pack.import_id, pack.sha256, Sender(center_id, pack.dropped_by)
        seen = db.session.scalar(select(func.max(ImportFile.entry)).where(*_of(import_id, sha256)))
        db.session.rollback()
    then: int | None = 0 if seen is None else seen + 1
    path = packs().path_of(sha256)
    while then is not None:
        with plain_failures():
            some = unpack(path, then)
        if then >= some.count:
            break
        kept = _kept_of(sender, some.files, _room(sender, import_id, sha256, some.files))
        with unit_of_work(), working_for(db.session(), center_id):
            if not _still_here(number):
                return
            _write(import_id, sha256, sender, kept, now)
        then = some.then
    with unit_of_work(), working_for(db.session(), center_id):
        db.session.execute(
            update(ImportFile)
            .where(ImportFile.id == number, ImportFile.state == FileState.PACKED)
            .values(state=FileState.UNPACKED)
            .execution_options(synchronize_session=False)
        )


def _room(sender: Sender, import_id: int, pack: str, files: Sequence[Unpacked]) -> Left:
    with working_for(db.session(), sender.center_id):
        left = left_for(sender.center_id, import_id, pack, [_digest(each) for each in files])
        db.session.rollback()
    return left


def _kept_of(sender: Sender, files: Sequence[Unpacked], left: Left) -> list[tuple[Unpacked, str]]:
    """Keep files as long as there is room for them: what is too much is named, and fills no disk first.

    What lies there already takes none, and is kept once more all the same: it may be thrown away meanwhile.
    """
    kept = []
    for each in files:
        why = left.why_not(_digest(each), len(each.content))
        digest = f" {why}" if why else _kept(sender, each)
        if not digest.startswith(" "):
            left.take(digest, len(each.content))
        kept.append((each, digest))
    return kept


def _digest(one: Unpacked) -> str:
    return hashlib.sha256(one.content).hexdigest()


def _kept(sender: Sender, one: Unpacked) -> str:
    """Keep a file durably, and return its digest; words that begin with a space say why it is not kept."""
    if one.why is not None:
        return f" {one.why.words}"
    try:
        return put_unharmed(sender, io.BytesIO(one.content)).sha256
    except UnreadableFile as refused:
        if refused.message == SILENT:
            raise
        return f" {refused.message}"


def _write(import_id: int, pack: str, sender: Sender, kept: Sequence[tuple[Unpacked, str]], now: datetime) -> None:
    left = left_for(sender.center_id, import_id, pack, [digest for _, digest in kept if not digest.startswith(" ")])
    for one, digest in kept:
        if digest in left.there:
            continue  # the same content lies here already, from this ZIP or by itself
        failure = digest.strip() if digest.startswith(" ") else ""
        if not failure and len(left.there) >= MOST_FILES:
            failure = TOO_MANY
        # Others may have been let in since it was kept.
        failure = failure or left.why_not(digest, len(one.content))
        db.session.add(
            ImportFile(
                import_id=import_id,
                pack=pack,
                entry=one.entry,
                file_name=one.name,
                folder=one.folder,
                sha256="" if failure else digest,
                size=len(one.content),
                state=FileState.REFUSED if failure else FileState.WAITING,
                failure=failure,
                dropped_by=sender.account_id,
                dropped_at=now,
            )
        )
        if not failure:
            left.take(digest, len(one.content))
    db.session.flush()


def _of(import_id: int, pack: str) -> tuple[ColumnElement[bool], ...]:
    return ImportFile.import_id == import_id, ImportFile.pack == pack


def _still_here(number: int) -> bool:
    """Tell whether nobody threw it away meanwhile."""
    return db.session.scalar(select(ImportFile.id).where(ImportFile.id == number)) is not None
