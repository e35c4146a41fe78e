"""The application as tests meet it: one for a worker, over its own database; each test makes centers of its own.

Nothing is cleaned up between tests. Centers are isolated from each other below every query, so a test that makes its
own center sees nothing of the others; a test that did would have found a leak.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import providers
from tests.factories import CenterWorld, begin_center, open_session
from tests.sparing import spare_the_disk
from tests.tables import make_tables
from tracker.app import create_app
from tracker.config import load_settings
from tracker.db import db
from tracker.services import installation
from tracker.services.installation import Installation

_made: WeakKeyDictionary[Flask, Installation] = WeakKeyDictionary()


@pytest.fixture(scope="session")
def app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over the worker's database, with its tables made by the migrations."""
    with installed(database_url, tmp_path_factory.mktemp("installation")) as made:
        yield made


@contextmanager
def installed(database_url: str, data: Path) -> Iterator[Flask]:
    """Make an application over an empty database, with its tables made by the migrations."""
    with providers.serving() as local:
        made = make_app(database_url, data, **local.settings)
        with made.app_context():
            make_tables()
        yield made
        with made.app_context():
            db.engine.dispose()


@pytest.fixture(autouse=True)
def served(request: pytest.FixtureRequest) -> None:
    """Let the process serve the application of this test again: a test before this one may have made another."""
    if "app" in request.fixturenames:
        installation.configure(_made[request.getfixturevalue("app")])


def make_app(database_url: str, data: Path, *, durable: bool = False, **settings: str) -> Flask:
    """Make an application for tests over a database and a data folder; `durable`: where the disk is measured."""
    data.chmod(0o700)
    made = create_app(
        load_settings(
            {
                "TRACKER_ENV": "testing",
                "TRACKER_DATA": str(data),
                "DATABASE_URL": database_url,
                "SECRET_KEY": "s" * 48,
                "HISTORY_KEY": "h" * 48,
                "MAIL_OUTBOX": str(data / "mail"),
                "BASE_URL": "http://localhost",
                **settings,
            }
        )
    )
    if not durable:
        spare_the_disk(made)
    _made[made] = installation.current()
    return made


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """An application context, for tests that call use cases."""
    with app.app_context():
        yield app
        db.session.rollback()


@pytest.fixture
def center(app: Flask) -> CenterWorld:
    """A new center with its director."""
    return begin_center(app)


@pytest.fixture
def other_center(app: Flask) -> CenterWorld:
    """Another new center with its director, to whom nothing of the first is visible."""
    return begin_center(app)


@pytest.fixture
def browse(app: Flask) -> Callable[..., FlaskClient]:
    """Return a client signed in as an account: `browse(center.director)`; without one, signed in as nobody."""

    def open_client(account_id: int | None = None) -> FlaskClient:
        client = app.test_client()
        if account_id is not None:
            open_session(app, client, account_id)
        return client

    return open_client
