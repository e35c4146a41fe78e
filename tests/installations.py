"""An installation of a test's own, for what a whole installation decides: its first visit, its address, its mail."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from tests.sparing import spare_the_disk
from tests.tables import make_tables
from tracker import clock
from tracker.app import create_app
from tracker.config import load_settings
from tracker.db import db
from tracker.services import installation


@contextmanager
def own_installation(database_url: str, data: Path, *, tables: bool = True, **settings: str) -> Iterator[Flask]:
    """Make an application with its tables and nobody in it. A process serves one: the shared one is put back after."""
    before = installation.current() if installation._current else None
    data.chmod(0o700)
    keys = {"SECRET_KEY": "s" * 48, "HISTORY_KEY": "h" * 48}
    places = {"TRACKER_ENV": "testing", "TRACKER_DATA": str(data), "DATABASE_URL": database_url}
    app = create_app(load_settings({**keys, **places, "BASE_URL": "http://localhost", **settings}))
    spare_the_disk(app)
    try:
        if tables:
            with app.app_context():
                make_tables()
        yield app
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        if before is not None:
            installation.configure(before)
        clock.fix(None)
