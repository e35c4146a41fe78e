"""Removing a file that must not be kept: its bytes go for good; that it was there, its SHA-256 and why it went stay.

The row is marked first, in a unit of work; then the bytes go, with every copy made of them. Whoever dies in between
leaves a marked row, and the clean-up finishes. Bytes that another row names, here or at another center, stay for that
row. So do those that somebody is adding again at this moment; the clean-up looks at them again.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, select, update

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.models import Completion, Evidence
from tracker.services import archives, completion_rows, file_copies, history, imports, letterhead
from tracker.services.actor import Actor
from tracker.services.evidence_reading import NO_FILE
from tracker.services.packets.withdrawing import Printing, printing

log = logging.getLogger(__name__)
NOT_YOURS = "Only a director removes files for good."
OUT_OF_ARCHIVES = "A file of the center was removed for good."
# A request puts a file into the store and commits its row within minutes; younger files are left to the clean-up.
ADDING_LASTS = timedelta(minutes=10)


class Why(StrEnum):
    """Why a file must not be kept."""

    ABOUT_A_CHILD = "about_a_child"
    OTHER_PERSON = "other_person"
    TOO_PRIVATE = "too_private"

    @property
    def label(self) -> str:
        """The words people choose by."""
        return _LABELS[self]

    @property
    def is_everywhere(self) -> bool:
        """Whether it must go from every record of the center: nobody's record may hold it."""
        return self is not Why.OTHER_PERSON


_LABELS = {
    Why.ABOUT_A_CHILD: "It tells about a child, a family or a case",
    Why.OTHER_PERSON: "It belongs to the record of somebody else",
    Why.TOO_PRIVATE: "It shows private things that prove nothing",
}


@dataclass(frozen=True, slots=True)
class Removal:
    """What removing a file means: its name, the other records here that hold the same one, packets that print it."""

    file_name: str
    removed_at: datetime | None
    others: int
    packets: tuple[Printing, ...]


def ahead(actor: Actor, public_id: str) -> Removal:
    """Say what removing a file would mean. Costs reading the sealed inputs of each issued packet. Raises NotFound."""
    actor.must(Action.MANAGE_CENTER, NOT_YOURS)
    row = _row(public_id)
    same = db.session.scalars(select(Evidence.id).where(*_kept(row.sha256), Evidence.id != row.id)).all()
    return Removal(row.file_name, row.removed_at, len(same), printing(row.sha256))


def remove(actor: Actor, public_id: str, why: Why, words: str = "") -> None:
    """Mark a file as removed, with a line of history for each record that it stood behind; `finish` takes the bytes.

    Where nobody's record may hold it, it goes from what came with spreadsheets too. A completion that was accepted by
    it waits for a new decision. Everything of the center as one file, which may hold it, ends. Raises Refused,
    NotFound, Conflict where it went.
    """
    actor.must(Action.MANAGE_CENTER, NOT_YOURS)
    history.hold(actor)
    row = _row(public_id)
    if row.removed_at is not None:
        raise Conflict("This file was removed already.")
    reason = f"{why.label}. {words.strip()}".strip()
    those = _kept(row.sha256) if why.is_everywhere else (*_kept(row.sha256), Evidence.id == row.id)
    for each in db.session.scalars(select(Evidence).where(*those).order_by(Evidence.id)).all():
        _mark(actor, each, reason)
    if why.is_everywhere:
        imports.let_go_of(row.sha256)
    archives.end_all(actor, OUT_OF_ARCHIVES)


def finish(now: datetime) -> int:
    """Remove the bytes of files that are marked and that no row names; return how many. Safe to repeat."""
    living = select(Evidence.sha256).where(Evidence.removed_at.is_(None))
    with everywhere(db.session()):
        marked = db.session.scalars(
            select(Evidence.sha256).where(Evidence.removed_at.is_not(None), Evidence.sha256.not_in(living)).distinct()
        ).all()
        named = letterhead.logos_in_use() | imports.files_in_use()
        db.session.rollback()
    store = file_copies.store()
    gone = sum(
        store.discard(digest, now - ADDING_LASTS) for digest in set(marked) - named if store.holds_any_of(digest)
    )
    if gone:
        log.info("removed for good: %d files", gone)
    return gone


def _mark(actor: Actor, row: Evidence, reason: str) -> None:
    db.session.execute(
        update(Evidence)
        .where(Evidence.id == row.id)
        .values(
            removed_at=actor.now,
            removed_reason=reason,
            named=(),
            withdrawn_at=row.withdrawn_at or actor.now,
            withdrawn_reason=row.withdrawn_reason or reason,
        )
    )
    detail = {"file": row.public_id, "sha256": row.sha256}
    if row.completion_id is None:
        if row.event_id is not None:
            completion_rows.regrade_event(row.event_id)
        history.append(actor, "remove_file", "evidence", row.public_id, detail=detail, reason=reason)
        return
    owner = db.session.get_one(Completion, row.completion_id)
    completion_rows.reopen(actor, owner)
    completion_rows.regrade(owner)
    db.session.flush()
    history.append(
        actor, "remove_file", "completion", owner.public_id, person_id=owner.person_id, detail=detail, reason=reason
    )


def _kept(sha256: str) -> tuple[ColumnElement[bool], ...]:
    return (Evidence.sha256 == sha256, Evidence.removed_at.is_(None))


def _row(public_id: str) -> Evidence:
    row: Evidence | None = db.session.scalar(select(Evidence).where(Evidence.public_id == public_id))
    if row is None:
        raise NotFound(NO_FILE)
    return row
