"""A page asks the database as often for many people with many completions as for few."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.application import make_app
from tests.pages.forms import submit
from tests.statements import counted
from tests.tables import make_tables
from tracker.db import db
from tracker.services import assessments, seeding
from tracker.services.kept_assessments import KeptAssessments

# Without a database of its own a test is not repeated on PostgreSQL.
pytestmark = pytest.mark.usefixtures("database_url")

FEW, MANY = (8, 8), (24, 16)
PAGES = (
    *("home", "matrix", "my-training", "my-record", "queue", "people", "agencies", "events", "catalog", "resources"),
    *("standards", "packets", "packets/new", "history", "members", "settings", "completions/new", "events/new"),
)
Browser = tuple[FlaskClient, str]


@pytest.fixture(scope="module")
def app(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An installation of its own: what other tests made of theirs must not count here."""
    made = make_app(new_database(), Path(tmp_path_factory.mktemp("counts")))
    with made.app_context():
        make_tables()
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def browsers(app: Flask) -> tuple[Browser, Browser]:
    """The directors of a center of few people and of one of many, with the addresses of their centers."""
    return _director(app, 1, FEW), _director(app, 2, MANY)


def _director(app: Flask, seed: int, size: tuple[int, int]) -> Browser:
    with app.app_context():
        login = seeding.fill(1, seed, *size, datetime.now(UTC)).logins[1]
    client = app.test_client()
    assert submit(client, "/sign-in", email=login.email, password=login.password).status_code == 303
    return client, f"/c/{login.center}"


def reads(statement: str) -> bool:
    """Whether it reads rows: not the touch of a session, which falls due once a minute, wherever that falls."""
    return statement.startswith("SELECT") and "set_config" not in statement


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("state", ["changed", "as it was"])
def test_a_page_takes_as_many_statements_for_many_as_for_few(
    app: Flask, browsers: tuple[Browser, Browser], monkeypatch: pytest.MonkeyPatch, page: str, state: str
) -> None:
    counts = []
    for client, center in browsers:
        if state == "changed":
            monkeypatch.setattr(assessments, "_kept", KeptAssessments())
        with app.app_context(), counted() as asked:
            assert client.get(f"{center}/{page}").status_code == 200
        counts.append([statement for statement in asked if reads(statement)])
    few, many = (set(asked) for asked in counts)
    assert len(counts[0]) == len(counts[1]), f"only for few: {few - many}\nonly for many: {many - few}"
