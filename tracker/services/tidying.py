"""Removing what was uploaded and never saved: files that waited in a form, half-written ones, files without a row.

Only what is older than a day goes, and a file of the store only if nothing names it: no row, no sealed packet. Where
that cannot be told for certain, because the inputs of a packet cannot be read, every file stays.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain.errors import TrackerError
from tracker.domain.retention import PERIODS
from tracker.models import Evidence, Packet
from tracker.services import file_copies, imports, letterhead, uploads
from tracker.services.packets.sealing import NAMES_FILES, inputs_kept

log = logging.getLogger(__name__)
KEPT_FOR = PERIODS["uploads"].lasts


@dataclass(frozen=True, slots=True)
class Swept:
    """How many files went: of forms that were not saved, of uploads that died, and of the store.

    `doubt`: why no file of the store went, where that is so.
    """

    waiting: int
    unfinished: int
    unnamed: int
    doubt: str = ""


def sweep(now: datetime) -> Swept:
    """Remove what nothing names and nobody touched for a day. Costs reading the inputs of every packet.

    Where the inputs of a packet cannot be read, every file of the store stays: no named file is mistaken for an unnamed
    one. Raises TrackerError where the disk fails.
    """
    before, store = now - KEPT_FOR, file_copies.store()
    waiting, unfinished = uploads.sweep(now), store.sweep(before)
    try:
        named = named_digests()
    except TrackerError as fault:
        log.warning("tidied: %d waiting, %d unfinished; files stay: %s", waiting, unfinished, fault.message)
        return Swept(waiting, unfinished, 0, fault.message)
    unnamed = sum(store.discard(digest, before) for digest in store.orphans(named, before))
    if waiting or unfinished or unnamed:
        log.info("tidied: %d waiting, %d unfinished, %d unnamed", waiting, unfinished, unnamed)
    return Swept(waiting, unfinished, unnamed)


def named_digests() -> frozenset[str]:
    """Return the digest of every file that a row or a sealed packet names. Raises TrackerError for damaged inputs."""
    with everywhere(db.session()):
        rows = db.session.scalars(select(Evidence.sha256).where(Evidence.removed_at.is_(None)).distinct()).all()
        packets = db.session.execute(select(Packet.sha256, Packet.inputs_sha256).where(NAMES_FILES)).all()
        dropped = imports.files_in_use()
        logos = letterhead.logos_in_use()
        db.session.rollback()
    inputs = {sealed for _, sealed in packets if sealed}
    printed = {digest for sealed in inputs for digest in inputs_kept(sealed).digests}
    return frozenset({*rows, *dropped, *logos, *inputs, *printed, *(made for made, _ in packets if made)})
