"""A SQLite database as it is at one moment, copied while others write into it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine

from tracker.db import engine
from tracker.domain.errors import TrackerError, UnreadableFile
from tracker.storage import StorageFailed

FILE = "database.sqlite"
PAGES_A_STEP = 2_000
SCHEME = "sqlite:///"


def copy(source: Path, target: Path) -> None:
    """Copy a database.

    Raises TrackerError where it cannot be read or the copy is not whole, StorageFailed where there is no room.
    """
    try:
        said = _copied(source, target)
    except sqlite3.DatabaseError as fault:
        if fault.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise StorageFailed(
                f"{target.parent.parent}: its disk is full. Free some space; then try again."
            ) from fault
        raise TrackerError(f"The database could not be copied ({fault.sqlite_errorname}). Run `check`.") from fault
    if said != ["ok"]:
        raise TrackerError(f"The database is damaged, so it was not backed up: {'; '.join(said)}. Run `check`.")


def _copied(source: Path, target: Path) -> list[str]:
    """Copy it, and return what the copy says of itself."""
    with closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True, isolation_level=None)) as read:
        # The snapshot is taken here and held: without it, each write of another process would start the copy anew.
        read.execute("BEGIN")
        read.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(target)) as write:
            read.backup(write, pages=PAGES_A_STEP)
            # A copy in one file, which needs no other beside it.
            write.execute("PRAGMA journal_mode=DELETE")
            return _said(write)


def refuse_damaged(file: Path) -> None:
    """Raise UnreadableFile for a file that is no whole database. It may come from anybody: nothing in it is run."""
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as read:
            read.execute("PRAGMA trusted_schema=OFF")
            said = _said(read)
    except sqlite3.DatabaseError as fault:
        raise UnreadableFile(f"{FILE}: it is no database that can be read ({fault.sqlite_errorname}).") from fault
    if said != ["ok"]:
        raise UnreadableFile(f"{FILE}: {'; '.join(said)}")


def _said(connection: sqlite3.Connection) -> list[str]:
    return [line for (line,) in connection.execute("PRAGMA integrity_check(3)")]


@contextmanager
def reading(file: Path) -> Iterator[Connection]:
    """Read a copy."""
    opened = create_engine(f"{SCHEME}{file}", **engine.OPTIONS)
    try:
        with opened.connect() as connection:
            yield connection
    finally:
        opened.dispose()


@contextmanager
def writing(file: Path) -> Iterator[Connection]:
    """Write into a database that nobody uses yet, as the application would."""
    opened = create_engine(f"{SCHEME}{file}", **engine.OPTIONS)
    engine.prepare(opened)
    try:
        with opened.connect() as connection:
            yield connection
            connection.commit()
    finally:
        opened.dispose()
