"""Making a backup while people work: first the database of one moment, then the files that its rows name.

Files are never changed once a row names them, so copying them later is still that moment.
"""

import contextlib
import importlib.metadata
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from tracker.db import db
from tracker.domain.errors import Refused, TrackerError, UnreadableFile
from tracker.services import installation
from tracker.services.backup import contents, genuine, keys, postgres_copy, sqlite_copy
from tracker.services.backup.contents import Contents
from tracker.services.installation import Installation
from tracker.services.packets.sealing import packet_store
from tracker.storage.backups import BackupFolder, Draft, Manifest, Part, Recipients, Table
from tracker.storage.backups.failures import told_of
from tracker.storage.backups.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Made:
    """A finished backup: its folder, what it holds, and which files were gone or damaged already."""

    folder: Path
    manifest: Manifest

    @property
    def size(self) -> int:
        """How many bytes the backup refers to, those shared with others included."""
        return sum(part.size for part in (*self.manifest.parts, *self.manifest.objects))


@dataclass(frozen=True, slots=True)
class _Moment:
    """The database of one moment: its files, and what it says of itself."""

    schema: str
    kind: str
    files: tuple[tuple[str, Path], ...]
    tables: tuple[Table, ...]
    contents: Contents


def make(root: Path, recipients: Recipients, *, with_keys: bool, now: datetime) -> Made:
    """Make a backup below `root`; returns once it outlives a power cut.

    Keys go along where it is encrypted or `with_keys` says so. Costs reading the database and, of the files, those that
    no earlier backup has; those that one has are read there. Raises StorageFailed, Conflict while another is being
    made, Refused for a folder inside the installation.
    """
    here = installation.current()
    if root.resolve().is_relative_to(here.data.resolve()):
        raise Refused(f"{root} is inside TRACKER_DATA: what harms the one would harm the other. Name another folder.")
    if not here.history_key:
        raise Refused(
            "This installation is not ready, so there is nothing to back up. Run `flask --app wsgi init` first."
        )
    folder = BackupFolder(root)
    with told_of(root), folder.begin() as draft:
        _refuse_anothers(folder, keys.fingerprints(keys.held(here)))
        manifest = _fill(draft, here, recipients, now, with_keys=with_keys, complete=True)
        if manifest is None:
            # A file may have been removed by right since the database was copied; the next copy says so.
            manifest = _fill(draft, here, recipients, now, with_keys=with_keys, complete=False)
        assert manifest is not None  # noqa: S101 only where all files are insisted on
        manifest = genuine.marked(manifest, here.history_key)
        return Made(draft.finish(folder.new_name(now), manifest), manifest)


def _fill(
    draft: Draft, here: Installation, recipients: Recipients, now: datetime, *, with_keys: bool, complete: bool
) -> Manifest | None:
    """Copy everything of one moment into a draft; None where `complete` is asked for and a file is missing."""
    with _moment(here) as moment:
        shared, missing = _share(draft, here, moment.contents.digests, recipients)
        if missing and complete:
            return None
        parts = _parts(draft, moment, here if with_keys or recipients else None, recipients)
        return _manifest(here, moment, now, recipients, (parts, shared, missing), inside=with_keys or bool(recipients))


@contextmanager
def _moment(here: Installation) -> Iterator[_Moment]:
    with contextlib.ExitStack() as stack:
        with told_of(here.data):
            workspace = stack.enter_context(Workspace(here.data))
            try:
                found = _copied(workspace)
            except (DatabaseError, psycopg.Error) as fault:
                raise TrackerError(f"The database could not be read ({type(fault).__name__}). Run `check`.") from fault
        yield found


def _copied(workspace: Workspace) -> _Moment:
    if db.engine.dialect.name == "sqlite":
        file = workspace.path / sqlite_copy.FILE
        sqlite_copy.copy(Path(str(db.engine.url.database)), file)
        with sqlite_copy.reading(file) as connection:
            return _seen(connection, ((sqlite_copy.FILE, file),), ())
    with postgres_copy.reading(db.engine) as connection:
        tables = postgres_copy.copy_out(connection, workspace.write)
        files = tuple((f"tables/{path.name}", path) for _, path in tables)
        return _seen(connection, files, tuple(table for table, _ in tables))


def _seen(connection: Connection, files: tuple[tuple[str, Path], ...], tables: tuple[Table, ...]) -> _Moment:
    return _Moment(postgres_copy.revision(connection), connection.dialect.name, files, tables, contents.of(connection))


def _share(
    draft: Draft, here: Installation, digests: tuple[str, ...], recipients: Recipients
) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    found, missing = [], []
    for digest in digests:
        name = keys.object_name(here.history_key, recipients.keys, digest) if recipients else digest
        with contextlib.ExitStack() as opened:
            source = None
            with contextlib.suppress(TrackerError):
                source = opened.enter_context(packet_store().open(digest))
            part = draft.share(name, digest, source, recipients)
        if part is None:
            missing.append(digest)
        else:
            found.append(part)
    return tuple(found), tuple(missing)


def _parts(draft: Draft, moment: _Moment, of_keys: Installation | None, recipients: Recipients) -> tuple[Part, ...]:
    found = []
    for name, path in moment.files:
        with path.open("rb") as stream:
            found.append(draft.add(name, stream, recipients))
    for name, key in keys.held(of_keys).items() if of_keys else ():
        found.append(draft.add(f"{keys.FOLDER}/{name}", io.BytesIO(key), recipients))
    return tuple(found)


def _manifest(
    here: Installation,
    moment: _Moment,
    now: datetime,
    recipients: Recipients,
    files: tuple[tuple[Part, ...], tuple[Part, ...], tuple[str, ...]],
    *,
    inside: bool,
) -> Manifest:
    return Manifest(
        product=importlib.metadata.version("tracker"),
        schema=moment.schema,
        database=moment.kind,
        made_at=now,
        recipients=recipients.keys,
        keys=keys.fingerprints(keys.held(here)),
        keys_inside=inside,
        counts=moment.contents.counts,
        heads=moment.contents.heads,
        last_change_at=moment.contents.last_change_at,
        parts=files[0],
        objects=files[1],
        missing=files[2],
        tables=moment.tables,
    )


def _refuse_anothers(folder: BackupFolder, own: dict[str, str]) -> None:
    """Refuse a folder of another installation: keeping only the latest there would remove what is not ours."""
    for each in folder.kept():
        with contextlib.suppress(UnreadableFile):
            if folder.manifest(each.name).keys.get("history") != own["history"]:
                raise Refused(f"{folder.root} holds backups of another installation. Give each a folder of its own.")
