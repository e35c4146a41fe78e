"""Putting a backup onto an empty machine: everything is verified before anything is written that could be served.

While it is under way a note lies in the data folder, and nothing starts there. Broken off, it begins anew when run
again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.db.work import unit_of_work
from tracker.domain.errors import Refused, UnreadableFile
from tracker.services import installation, schema_inspection
from tracker.services.backup import contents, doors, emptiness, genuine, keys, postgres_copy, sqlite_copy
from tracker.services.backup.contents import Contents
from tracker.services.backup.reading import Opened, refuse_unreadable
from tracker.services.installation import Installation
from tracker.storage import EvidenceStore
from tracker.storage.backups import Part, Table, marker
from tracker.storage.backups.failures import told_of
from tracker.storage.backups.writing import move_in, open_into
from tracker.storage.durable import make_root

HEAD = "head"


@dataclass(frozen=True, slots=True)
class Migrations:
    """What the application knows of its schemas: every revision, and the way to bring a database to one."""

    known: frozenset[str]
    upgrade: Callable[[Connection, str], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """What is there now, and how the backup says that it was."""

    opened: Opened
    contents: Contents


def unfinished(data: Path) -> bool:
    """Tell whether a restore into a data folder has not come to its end: nothing may start there."""
    return marker.is_there(data)


def restore(opened: Opened, migrations: Migrations, *, without_keys: bool = False) -> None:
    """Verify a backup, then lay its files, its database brought to today's tables, and its keys. `finish` comes next.

    Raises Refused, UnreadableFile naming what is damaged, StorageFailed; nothing that looks whole is left then.
    """
    here = installation.current()
    _refuse_newer(opened, migrations)
    refuse_unreadable(opened)
    emptiness.refuse_wrong_keys(here, opened.manifest, without_keys=without_keys)
    genuine.refuse_forged(opened.manifest, here.history_key)
    emptiness.refuse_full(here, opened.manifest)
    emptiness.refuse_damaged(opened)
    may_begin = partial(emptiness.refuse_begun, here, opened.manifest)
    with told_of(here.data), marker.under_way(here.data, may_begin) as scratch, _database_told_of(opened):
        _lay_evidence(opened, here)
        if db.engine.dialect.name == "sqlite":
            _lay_sqlite(opened, migrations)
        else:
            _lay_postgres(opened, migrations, scratch)
        if opened.manifest.keys_inside:
            _lay_keys(opened, here)


def finish(opened: Opened, now: datetime) -> Restored:
    """Close what a backup must not bring back, write the restore into history, and let the installation be served."""
    here = installation.current()
    of_folder = keys.kept(here.data)
    here = replace(
        here,
        history_key=here.history_key or of_folder.get("history", b""),
        secret_key=here.secret_key or of_folder.get("secret", b""),
    )
    installation.configure(here)
    with unit_of_work():
        doors.close(opened.manifest.made_at, now)
        if db.engine.dialect.name == "postgresql":
            postgres_copy.mark(db.session.connection(), finished=True)
    with told_of(here.data):
        marker.remove(here.data)
    with everywhere(db.session()):
        return Restored(opened, contents.of(db.session.connection()))


def _refuse_newer(opened: Opened, migrations: Migrations) -> None:
    it = opened.manifest
    if it.schema not in migrations.known:
        raise Refused(
            f"{opened.path} was made by version {it.product} of the tracker, newer than this one. Install that."
        )
    if it.database != db.engine.dialect.name:
        raise Refused(
            f"{opened.path} was made from {it.database}, and DATABASE_URL names {db.engine.dialect.name}. Restore it"
            f" into {it.database}."
        )


def _lay_evidence(opened: Opened, here: Installation) -> None:
    store = EvidenceStore(here.evidence)
    for part in opened.manifest.objects:
        _open(opened, part, store.path_of, (here.evidence, here.evidence / "incoming"))


def _lay_sqlite(opened: Opened, migrations: Migrations) -> None:
    target = Path(str(db.engine.url.database))
    scratch = target.parent / marker.SCRATCH  # on the disk of the database, which need not be that of the data
    make_root(scratch)
    (part,) = (each for each in opened.manifest.parts if each.path.removesuffix(".age") == sqlite_copy.FILE)
    staged = scratch / target.name
    staged.unlink(missing_ok=True)
    _open(opened, part, _always(staged), (scratch, scratch))
    sqlite_copy.refuse_damaged(staged)
    with sqlite_copy.writing(staged) as connection:
        # Before anything is changed: what acts by itself would act on that.
        _refuse(schema_inspection.strangers(connection))
        if (revision := postgres_copy.revision(connection)) != opened.manifest.schema:
            raise UnreadableFile(f"{sqlite_copy.FILE}: its tables are at {revision}, not at what the manifest says.")
        migrations.upgrade(connection, HEAD)
        _refuse(schema_inspection.problems(connection))
        _refuse_anothers(opened, connection)
    move_in(staged, target)


def _lay_postgres(opened: Opened, migrations: Migrations, scratch: Path) -> None:
    parts = {part.path.removesuffix(".age"): part for part in opened.manifest.parts}

    def file_of(table: Table) -> Path:
        target = scratch / f"{table.name}.csv"
        _open(opened, parts[f"tables/{table.name}.csv"], _always(target), (scratch, scratch))
        return target

    # One transaction: broken off at any point, the database is as empty as it was.
    with db.engine.begin() as connection:
        if postgres_copy.is_unfinished(connection):
            postgres_copy.clear(connection)
        migrations.upgrade(connection, opened.manifest.schema)
        postgres_copy.copy_in(connection, opened.manifest.tables, file_of)
        migrations.upgrade(connection, HEAD)
        _refuse_anothers(opened, connection)
        postgres_copy.mark(connection, finished=False)


@contextmanager
def _database_told_of(opened: Opened) -> Iterator[None]:
    """Turn what a database says of a backup that does not fit it into words. The note of the restore stays."""
    try:
        yield
    except DatabaseError as fault:
        raise UnreadableFile(
            f"{opened.path}: its database cannot be read ({type(fault.orig).__name__}). It is not served: restore"
            " another backup into the same place."
        ) from fault


def _refuse(found: Iterator[str]) -> None:
    for problem in found:
        raise UnreadableFile(f"{problem} Nobody knows what it does: restore another backup into the same place.")


def _refuse_anothers(opened: Opened, connection: Connection) -> None:
    """Raise UnreadableFile where a database is another than the one that the manifest was written for."""
    if contents.heads(connection) != opened.manifest.heads:
        raise UnreadableFile(
            f"{opened.path}: its database ends elsewhere in history than its manifest says. Restore another backup"
            " into the same place."
        )


def _lay_keys(opened: Opened, here: Installation) -> None:
    folder = here.data / keys.FOLDER
    for part in opened.manifest.parts:
        inside, _, name = part.path.removesuffix(".age").partition("/")
        target = folder / name
        if inside == keys.FOLDER and not target.exists():
            _open(opened, part, _always(target), (here.data, here.data / marker.SCRATCH))


def _always(target: Path) -> Callable[[str], Path]:
    """Say where a file goes whose place does not follow from what is in it."""
    return lambda _: target


def _open(opened: Opened, part: Part, target: Callable[[str], Path], places: tuple[Path, Path]) -> None:
    identity = opened.identity if opened.manifest.recipients else None
    open_into(opened.place(part), part, identity, target, places)
