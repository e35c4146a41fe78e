"""What is wrong between rows that belong together: rows and files, packets and their states, history and things."""

from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any

from sqlalchemy import ForeignKeyConstraint, and_, exists, func, or_, select
from sqlalchemy.sql.schema import Table

from tracker.db import Base, db
from tracker.db.tenancy import everywhere
from tracker.domain.vocabulary import PacketState
from tracker.models import (
    Center,
    Completion,
    Event,
    Evidence,
    HistoryEntry,
    Import,
    ImportFile,
    ImportLine,
    Packet,
    Person,
    Submission,
)
from tracker.services import against_history, file_copies
from tracker.services.packets.sealing import NAMES_FILES

# Things that a line of history says were made, and that no use case ever takes away again.
_MADE: dict[tuple[str, str], Any] = {
    ("completion", "record"): Completion,
    ("event", "record"): Event,
    ("packet", "ask"): Packet,
    ("person", "add"): Person,
    ("center", "begin"): Center,
}


def problems(damaged: Set[str]) -> Iterator[str]:
    """Yield what is wrong, in plain words; nothing about files by these digests, which are told of already.

    Costs a look at each file's size.
    """
    with everywhere(db.session()):
        yield from _file_problems(damaged)
        yield from _packet_problems()
        yield from _history_problems()
        yield from _submission_problems()
        yield from _import_problems()
    yield from against_history.problems()


def dangling() -> Iterator[str]:
    """Yield rows that point at rows that are not there, as the tables' own foreign keys say.

    For databases that have no command for it: the keys hold unless somebody switched them off.
    """
    with everywhere(db.session()):
        for table in Base.metadata.sorted_tables:
            for constraint in sorted(table.foreign_key_constraints, key=lambda each: str(each.name)):
                if count := db.session.scalar(_dangling_rows(table, constraint)):
                    there = constraint.referred_table.name
                    yield f"Database: {count} rows of {table.name} point at a row of {there} that is not there."


def _dangling_rows(table: Table, constraint: ForeignKeyConstraint) -> object:
    there = constraint.referred_table.alias()
    columns = [element.parent for element in constraint.elements]
    matches = [
        there.c[element.column.name] == column for element, column in zip(constraint.elements, columns, strict=True)
    ]
    stated = and_(*(column.is_not(None) for column in columns))
    return select(func.count()).select_from(table).where(stated, ~exists().where(*matches))


def _file_problems(damaged: Set[str]) -> Iterator[str]:
    files = select(Evidence.public_id, Evidence.sha256, Evidence.size, Evidence.pages, Evidence.format)
    for public_id, digest, size, pages, kind in db.session.execute(files.where(Evidence.removed_at.is_(None))):
        if digest in damaged:
            continue
        if (found := _size_of(digest)) not in {None, size}:
            yield f"Evidence {public_id}: its row says {size} bytes, and its file has {found}."
        facts = file_copies.remembered(digest)
        if facts is not None and (facts.pages, facts.format) != (pages, kind):
            yield f"Evidence {public_id}: its row says {pages} pages ({kind}), its file {facts.pages} ({facts.format})."
    living = set(db.session.scalars(select(Evidence.sha256).where(Evidence.removed_at.is_(None))))
    gone = select(Evidence.public_id, Evidence.sha256).where(Evidence.removed_at.is_not(None))
    for public_id, digest in db.session.execute(gone):
        if digest not in living and file_copies.store().holds_any_of(digest):
            yield f"Evidence {public_id}: its row says that it was removed, and its file is still there, or a picture."
    packets = select(Packet.public_id, Packet.sha256, Packet.size).where(NAMES_FILES)
    for public_id, digest, size in db.session.execute(packets):
        if digest and digest not in damaged and (found := _size_of(digest)) not in {None, size}:
            yield f"Packet {public_id}: its row says {size} bytes, and its file has {found}."


def _size_of(digest: str) -> int | None:
    path: Path = file_copies.store().path_of(digest)
    return path.stat().st_size if path.is_file() else None


def _packet_problems() -> Iterator[str]:
    for row in db.session.scalars(select(Packet).order_by(Packet.id)):
        issued = row.state in {PacketState.ISSUED, PacketState.WITHDRAWN}
        sealed = all((row.sha256, row.inputs_sha256, row.size, row.sealed_at, row.history_digest))
        if row.state not in set(PacketState):
            yield f"Packet {row.public_id}: its state is {row.state!r}, which is none."
        elif issued and not sealed:
            yield f"Packet {row.public_id}: its row says that it was issued, and its seal is not whole."
        elif (row.state == PacketState.WITHDRAWN) != bool(row.withdrawn_at and row.withdrawn_reason):
            yield f"Packet {row.public_id}: its state and the note of its withdrawal do not fit together."
        elif not issued and row.sha256:
            yield f"Packet {row.public_id}: it has a file, and its row does not say that it was issued."


def _history_problems() -> Iterator[str]:
    for (subject, action), model in _MADE.items():
        lines = select(HistoryEntry.number, HistoryEntry.subject_id).where(
            HistoryEntry.subject == subject,
            HistoryEntry.action == action,
            ~exists().where(model.public_id == HistoryEntry.subject_id),
        )
        for number, public_id in db.session.execute(lines.order_by(HistoryEntry.center_id, HistoryEntry.number)):
            yield f"History: line {number} tells of {subject} {public_id}, which is not there."
    strangers = select(HistoryEntry.number, Center.public_id).join(Center, Center.id == HistoryEntry.center_id)
    elsewhere = ~exists().where(Person.id == HistoryEntry.person_id, Person.center_id == HistoryEntry.center_id)
    for number, center in db.session.execute(strangers.where(HistoryEntry.person_id.is_not(None), elsewhere)):
        yield f"Center {center}: line {number} is about a person who is not of this center."


def _submission_problems() -> Iterator[str]:
    same = (Submission.center_id, Submission.account_id, Submission.key)
    for center, account, _, count in db.session.execute(
        select(*same, func.count()).group_by(*same).having(func.count() > 1)
    ):
        yield f"Database: a form of account {account} at center {center} was kept {count} times."


def _import_problems() -> Iterator[str]:
    lines = select(Import.public_id, ImportLine.number).join(Import, Import.id == ImportLine.import_id)
    gone = ~exists().where(Completion.public_id == ImportLine.made)
    made = (ImportLine.kind == "completion", ImportLine.made.is_not(None), gone)
    for public_id, number in db.session.execute(lines.where(*made).order_by(ImportLine.id)):
        yield f"Import {public_id}: its row {number} made a completion that is not there."
    files = select(Import.public_id, ImportFile.id).join(Import, Import.id == ImportFile.import_id)
    added = (ImportFile.made.is_not(None), ~exists().where(Evidence.public_id == ImportFile.made))
    for public_id, number in db.session.execute(files.where(*added).order_by(ImportFile.id)):
        yield f"Import {public_id}: its file {number} became evidence that is not there."


def notes() -> Iterator[str]:
    """Yield what is no fault, and worth knowing: what waits, and what the next clean-up takes."""
    with everywhere(db.session()):
        under_way = or_(Packet.state == PacketState.WAITING, Packet.state == PacketState.MAKING)
        waiting = db.session.scalar(select(func.count(Packet.id)).where(under_way))
    if waiting:
        yield f"Packets on their way: {waiting}."
