"""The tables of an installation of a test's own: made by the migrations once, and copied for whoever comes after."""

import sqlite3
from contextlib import closing

from flask_migrate import upgrade

from tracker.db import db

# At head, with nothing in it; of this process.
_head: list[sqlite3.Connection] = []


def make_tables() -> None:
    """Bring the empty database of the application in force to head.

    All migrations take a second and more, on SQLite a copy of what they made 10 ms. On PostgreSQL they run each time.
    """
    on_sqlite = db.engine.dialect.name == "sqlite"
    if not on_sqlite or not _head:
        upgrade()
    if not on_sqlite:
        return
    db.engine.dispose()
    with closing(sqlite3.connect(str(db.engine.url.database))) as here:
        if _head:
            _head[0].backup(here)
        else:
            _head.append(sqlite3.connect(":memory:", check_same_thread=False))
            here.backup(_head[0])
