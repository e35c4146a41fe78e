"""What is wrong with an installation, in plain words: database, files and history against each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.errors import Conflict, NotFound, TrackerError
from tracker.models import Center, Evidence, HistoryEntry, Packet
from tracker.services import (
    file_copies,
    history,
    imports,
    installation,
    letterhead,
    row_inspection,
    schema_inspection,
    tidying,
)
from tracker.services.history_chain import ANOTHER_KEY
from tracker.services.packets.sealing import NAMES_FILES, digests_in
from tracker.storage import EvidenceStore

_HEAD = re.compile(r"(?P<center>[0-9a-z]{1,40}):(?P<number>[1-9][0-9]{0,9}):(?P<digest>[0-9a-f]{16,64})")
UNREADABLE = (
    "Database: it could not be read through. Either it is damaged, or `flask --app wsgi init` has not run since the "
    "last update."
)
NOT_COMPARED = (
    "Files, records and history were not compared, for what a damaged database says of them is not to be trusted. "
    "Restore the latest backup that is whole."
)


@dataclass(frozen=True, slots=True)
class ExpectedHead:
    """The end of a center's history as it was once printed: the digest, or its first sixteen characters or more."""

    center: str
    number: int
    digest: str

    @classmethod
    def read(cls, text: str) -> "ExpectedHead":
        """Read CENTER:NUMBER:DIGEST. Raises Conflict where it is written otherwise."""
        found = _HEAD.fullmatch(text.strip().lower())
        if found is None:
            raise Conflict(
                f"{text!r} is no head of history. Write CENTER:NUMBER:DIGEST as a packet's cover or a backup shows it, "
                "with at least 16 characters of the digest."
            )
        return cls(found["center"], int(found["number"]), found["digest"])


def problems() -> list[str]:
    """Check database, files and history against each other. Costs reading all of them.

    Where the database's own pages are damaged, only that is told.
    """
    try:
        if damaged := _damage():
            return [*damaged, NOT_COMPARED]
        troubles = _file_troubles()
        rows = row_inspection.problems(frozenset(troubles))
        return [*database_problems(), *_told(troubles), *rows, *history_problems()]
    except DatabaseError:
        db.session.rollback()
        return [UNREADABLE]


def notes() -> list[str]:
    """Return what is no fault and worth knowing: mail that was not sent, files that no row names, packets on their way.

    Nothing where the database cannot be read: that is a problem, and told as one.
    """
    unsent = sum(1 for _ in (installation.current().data / "unsent").glob("*.eml"))
    found = [f"Mail that could not be sent: {unsent}, in the folder unsent."] if unsent else []
    try:
        unnamed = set(file_copies.store().everything()) - tidying.named_digests()
        if unnamed:
            found.append(f"Files that no row names: {len(unnamed)}. Those older than a day go at the next clean-up.")
        return [*found, *row_inspection.notes()]
    except (DatabaseError, TrackerError):
        db.session.rollback()
        return found


def history_problems(expected: Sequence[ExpectedHead] = ()) -> list[str]:
    """Check every center's chain, against heads that were printed where some are given. One pass over all lines."""
    found: list[str] = []
    centers = db.session.execute(select(Center.id, Center.public_id).order_by(Center.id)).all()
    for center_id, public_id in centers:
        witnesses = [(head.number, head.digest) for head in expected if head.center == public_id]
        with working_for(db.session(), center_id):
            found += [f"Center {public_id}: {problem}" for problem in history.problems(center_id, witnesses)]
    found = _without_repeating(found, len(centers))
    there = {public_id for _, public_id in centers}
    gone = sorted({head.center for head in expected} - there)
    found += [f"Center {center}: its history was written down outside, and it is not there." for center in gone]
    return found + _lines_of_no_center([center_id for center_id, _ in centers])


def _without_repeating(found: list[str], centers: int) -> list[str]:
    """Say of the key once what would be said of every center, where nothing else is wrong."""
    other_key = [problem for problem in found if problem.endswith(ANOTHER_KEY)]
    return [f"Every center: {ANOTHER_KEY}"] if len(other_key) == len(found) == centers > 1 else found


def _lines_of_no_center(centers: list[int]) -> list[str]:
    with everywhere(db.session()):
        owners = set(db.session.scalars(select(HistoryEntry.center_id).distinct()))
    return [f"History: lines name a center {number} that is not there." for number in sorted(owners - set(centers))]


def database_problems() -> list[str]:
    """Ask the database itself whether its tables are ours, and whether each row points at one that is there."""
    strangers = list(schema_inspection.problems(db.session.connection()))
    if db.session.get_bind().dialect.name != "sqlite":
        return [*strangers, *row_inspection.dangling()]
    with everywhere(db.session()):
        orphans = db.session.execute(text("PRAGMA foreign_key_check")).all()
    lines = [f"Database: a row of {row[0]} points at a row of {row[2]} that is not there." for row in orphans]
    return [*strangers, *lines]


def _damage() -> list[str]:
    """Ask SQLite whether its pages, and what stands in the columns, are whole; PostgreSQL has no such question."""
    if db.session.get_bind().dialect.name != "sqlite":
        return []
    with everywhere(db.session()):
        told = db.session.execute(text("PRAGMA integrity_check")).scalars().all()
    return [f"Database: {line}" for line in told if line != "ok"]


def file_problems() -> list[str]:
    """Read every file that a row or a sealed packet names, and compare its digest. Costs reading them all."""
    return _told(_file_troubles())


def _told(troubles: dict[str, str]) -> list[str]:
    return [f"File {digest}: {trouble}" for digest, trouble in troubles.items()]


def _file_troubles() -> dict[str, str]:
    """Return what is wrong with files, by their digests."""
    store = EvidenceStore(installation.current().evidence)
    digests = _digests_of_rows()
    removed = _digests_removed() - digests
    for inputs in _digests_of_inputs():
        digests |= {inputs, *digests_in(inputs)} - removed
    return {digest: trouble for digest in sorted(digests) if (trouble := _trouble(store, digest))}


def _digests_of_rows() -> set[str]:
    with everywhere(db.session()):
        packets = db.session.scalars(select(Packet.sha256).where(Packet.sha256 != "", NAMES_FILES))
        kept = select(Evidence.sha256).where(Evidence.removed_at.is_(None)).distinct()
        return {*db.session.scalars(kept), *packets, *letterhead.logos_in_use(), *imports.files_in_use()}


def _digests_removed() -> set[str]:
    with everywhere(db.session()):
        return set(db.session.scalars(select(Evidence.sha256).where(Evidence.removed_at.is_not(None))))


def _digests_of_inputs() -> list[str]:
    with everywhere(db.session()):
        return list(db.session.scalars(select(Packet.inputs_sha256).where(Packet.inputs_sha256 != "", NAMES_FILES)))


def _trouble(store: EvidenceStore, digest: str) -> str:
    """Return what is wrong with a file; empty where it is whole."""
    try:
        store.open(digest).close()  # as pages open it: a link in its place is not followed
        whole = store.verify(digest)
    except NotFound:
        return "a record names it, and it is not there."
    except TrackerError:
        return "it cannot be read."
    return "" if whole else "its content is not what it was."
