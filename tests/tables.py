"""The tables of an installation of a test's own: made by the migrations once, and copied for whoever comes after."""

import sqlite3

from flask_migrate import upgrade

from tracker.db import db

# At head, with nothing in it; of this process.
_head: list[sqlite3.Connection] = []


def make_tables() -> None:
    """Bring the empty database of the application in force to head.

    All migrations take a second and more, on SQLite a copy of what they made 10 ms. On PostgreSQL they run each time.
    """
    if db.engine.dialect.name != "sqlite":
        upgrade()
        return
    if not _head:
        upgrade()
        _head.append(sqlite3.connect(":memory:", check_same_thread=False))
        _copied(_at_hand(), _head[0])
        return
    _copied(_head[0], _at_hand())


def _at_hand() -> sqlite3.Connection:
    db.engine.dispose()
    return sqlite3.connect(str(db.engine.url.database))


def _copied(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a database whole; closes what is no template."""
    source.backup(target)
    for each in (source, target):
        if each not in _head:
            each.close()
