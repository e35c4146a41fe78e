"""Bringing a center back from its archive, into an installation that nobody has set up yet: all of it, or nothing.

Everything is read and held against the manifest first. Then the files come into the store, where no row names them yet
and a break leaves them to the clean-up; then the rows, in one transaction, which is the moment at which it is there.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from sqlalchemy import Connection, Table, bindparam, insert, select, update
from sqlalchemy.exc import DBAPIError

from tracker.db import Base, db
from tracker.db.tenancy import everywhere, working_for
from tracker.db.work import unit_of_work
from tracker.domain.errors import Refused, UnreadableFile
from tracker.formatting import format_size
from tracker.models import Account, Center, HistoryHead, Packet
from tracker.services import centers, history, installation, one_time_links
from tracker.services.archives import arriving, holdings
from tracker.services.archives.chaining import Chain
from tracker.services.archives.snapshot import ACCOUNT, BATCH, CENTER, Snapshot
from tracker.services.archives.writing import ROOM_LEFT
from tracker.services.backup import postgres_copy
from tracker.services.one_time_links import Purpose
from tracker.services.packets import signing
from tracker.services.packets.sealing import packet_store
from tracker.storage.archives import ArchiveReader, Manifest

HISTORY, PACKET = "history_entry", "packet"
NOT_READY = "This installation is not ready. Run `flask --app wsgi init` first."
NOT_EMPTY = (
    "Somebody set this installation up already. A center comes back into an empty one: set TRACKER_DATA to a new"
    " folder, and DATABASE_URL to an empty database where you use that, and run `init` there."
)
DO_NOT_FIT = "Its rows do not fit together ({}), so it was changed. Nothing of it is here."
NOT_BY_THIS_KEY = "Its manifest was not sealed with the key that you named. Nothing was changed here."


@dataclass(frozen=True, slots=True)
class Brought:
    """What is here now. `sealed_by`: the fingerprint of the key that vouches for the manifest."""

    manifest: Manifest
    sealed_by: str
    lines: int


def bring(path: Path, now: datetime, key: bytes | None = None) -> Brought:
    """Bring a center back from an archive. `key`: the public key of packets that its installation had, to insist on.

    Raises Refused where something is here already, UnreadableFile naming what is wrong, StorageFailed; nothing is here
    then.
    """
    if not installation.current().history_key:
        raise Refused(NOT_READY)
    with ArchiveReader(path) as archive:
        sealed_by = _sealed_by(archive, key)
        with unit_of_work():
            _refuse_full()
            _refuse_another_form(archive.manifest, db.session.connection())
        _refuse_without_room(archive)
        archive.verify()
        _lay_files(archive)
        try:
            with unit_of_work():
                _refuse_full()
                lines = _lay_rows(archive, now)
        except DBAPIError as fault:
            raise UnreadableFile(DO_NOT_FIT.format(type(fault).__name__)) from fault
        return Brought(archive.manifest, sealed_by, lines)


def _refuse_full() -> None:
    if db.session.scalar(select(Center.id).limit(1)) or db.session.scalar(select(Account.id).limit(1)):
        raise Refused(NOT_EMPTY)


def _refuse_another_form(manifest: Manifest, connection: Connection) -> None:
    if manifest.form != holdings.FORM:
        raise UnreadableFile(
            f"This archive has form {manifest.form}, made by version {manifest.product}; this version reads form"
            f" {holdings.FORM}. Install that version, bring it in there, and update then."
        )
    if manifest.schema != (here := postgres_copy.revision(connection)):
        raise UnreadableFile(
            f"This archive was made by version {manifest.product} with tables of {manifest.schema}; here they are at"
            f" {here}. Bring it into an installation of that version, and update that."
        )
    if set(manifest.rows) != {*holdings.KEPT, ACCOUNT}:
        raise UnreadableFile("Its tables are not those that an archive of this version has.")


def _refuse_without_room(archive: ArchiveReader) -> None:
    packet_store()  # which makes its folder
    free = shutil.disk_usage(installation.current().evidence).free
    if free < archive.size + ROOM_LEFT:
        raise Refused(
            f"There is no room for it: unpacked it takes {format_size(archive.size)}, and {format_size(free)} are free."
        )


def _sealed_by(archive: ArchiveReader, key: bytes | None) -> str:
    """Return the fingerprint of the key that vouches for the manifest. Raises UnreadableFile where none does."""
    try:
        told = json.loads(archive.seal)
        there, seal = bytes.fromhex(told["key"]), bytes.fromhex(told["seal"])
    except (ValueError, KeyError, TypeError):
        raise UnreadableFile("manifest.seal is not what an archive of a center has.") from None
    if not signing.vouched(archive.manifest_told, there, seal):
        raise UnreadableFile("manifest.json was changed after the archive was made: its seal does not fit.")
    if key is not None and key != there:
        raise UnreadableFile(NOT_BY_THIS_KEY)
    return signing.fingerprint(there)


def _lay_files(archive: ArchiveReader) -> None:
    for member in archive.manifest.members:
        if member.name.startswith("files/"):
            with archive.open(member.name) as source:
                packet_store().put(cast("BinaryIO", source))


def _lay_rows(archive: ArchiveReader, now: datetime) -> int:
    """Write every row, in the order of their references; return how many lines of history there were."""
    (of_center,) = _all_of(archive, CENTER, 0, most=1)
    sealed = {row["history_number"]: row["history_digest"] for row in _all_of(archive, PACKET, 0)}
    chain = Chain(of_center["public_id"], sealed)
    with everywhere(db.session()):
        for table in Base.metadata.sorted_tables:
            if table.name in {*holdings.KEPT, ACCOUNT}:
                _lay_table(archive, table, of_center["id"], chain)
        _point_at_the_new_chain(chain, of_center["id"], archive.manifest.history)
        if db.session.get_bind().dialect.name == "postgresql":
            postgres_copy.set_serials(db.session.connection())
        _refuse_lost_files(archive.manifest, of_center["id"])
        one_time_links.end_all(Purpose.SETUP, None, now)
        center = db.session.get_one(Center, of_center["id"])
    with working_for(db.session(), center.id):
        told = {"made_at": archive.manifest.made_at.isoformat(), "lines": chain.number, "digest": chain.end_before}
        history.append(centers.command_actor(center, now), "bring", "archive", center.public_id, detail=told)
    return chain.number


def _lay_table(archive: ArchiveReader, table: Table, center_id: int, chain: Chain) -> None:
    found = arriving.of(table.name)
    rows, count = found.rows(archive, center_id), 0
    later: list[tuple[int, str, int]] = []
    for batch in _batches(chain.carry(rows) if table.name == HISTORY else rows):
        count += len(batch)
        for column in found.within:
            later += [(row["id"], column, row[column]) for row in batch if row[column] is not None]
        alone = dict.fromkeys(found.within)
        db.session.execute(insert(table), [row | alone for row in batch])
    for number, column, target in later:
        db.session.execute(update(table).where(table.c.id == number).values({column: target}))
    if count != archive.manifest.rows[table.name]:
        raise UnreadableFile(f"data/{table.name}.json: it has {count} rows, and the manifest says another number.")


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _point_at_the_new_chain(chain: Chain, center_id: int, told: tuple[int, str]) -> None:
    """Write the end of the chain, and into each packet the new digest of the line that it was sealed on."""
    chain.end(told)
    db.session.execute(insert(HistoryHead).values(center_id=center_id, number=chain.number, digest=chain.digest))
    if chain.anew:
        anew = update(Base.metadata.tables[PACKET]).where(Packet.history_number == bindparam("line"))
        moved = [{"line": number, "now": digest} for number, digest in chain.anew.items()]
        db.session.connection().execute(anew.values(history_digest=bindparam("now")), moved)


def _refuse_lost_files(manifest: Manifest, center_id: int) -> None:
    """Raise UnreadableFile where a row names a file that is neither in the archive nor told as missing."""
    there = {it.name.removeprefix("files/") for it in manifest.members if it.name.startswith("files/")}
    named = set(Snapshot(db.session.connection(), center_id).digests())
    if lost := sorted(named - there - set(manifest.missing)):
        raise UnreadableFile(f"files/{lost[0]}: a row names it, and it is not there. The archive is not complete.")


def _all_of(archive: ArchiveReader, name: str, center_id: int, most: int | None = None) -> list[dict[str, Any]]:
    """Return the rows of a small table. Raises UnreadableFile where there are more, or fewer, than it must have."""
    found = list(arriving.of(name).rows(archive, center_id))
    if most is not None and len(found) != most:
        raise UnreadableFile(f"data/{name}.json: it has {len(found)} rows, and must have {most}.")
    return found
