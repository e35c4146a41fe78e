"""Connections to SQLite are durable and strict, whatever the database file says of itself, or they are none."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from tracker.db import engine
from tracker.db.engine import NotDurable


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'own.sqlite'}"


def prepared(url: str) -> sa.Engine:
    made = sa.create_engine(url)
    engine.prepare(made)
    return made


@pytest.fixture
def own(url: str) -> Iterator[sa.Engine]:
    """An engine as the application has it."""
    made = prepared(url)
    yield made
    made.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", engine.BUSY_TIMEOUT_MS),
        ("trusted_schema", 0),
    ],
)
def test_every_connection_has_what_safety_rests_on(own: sa.Engine, pragma: str, value: object) -> None:
    for _ in range(2):
        with own.connect() as connection:
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
        own.dispose()


@pytest.mark.parametrize(
    ("weaker", "named"),
    [("synchronous=NORMAL", "synchronous"), ("synchronous=OFF", "synchronous"), ("foreign_keys=OFF", "foreign_keys")],
)
def test_a_weaker_connection_is_refused(url: str, monkeypatch: pytest.MonkeyPatch, weaker: str, named: str) -> None:
    """Seen by weakening what we ask: a database, a build or a disk that does not follow looks the same."""
    monkeypatch.setattr(engine, "PRAGMAS", (*engine.PRAGMAS, weaker))
    with pytest.raises(NotDurable, match=named), prepared(url).connect():
        pass


def test_a_database_that_cannot_have_a_log_of_its_own_is_refused() -> None:
    """As where the disk is reached over a network: SQLite then goes on without it and says nothing."""
    with pytest.raises(NotDurable, match="journal_mode"), prepared("sqlite://").connect():
        pass


def test_a_row_that_points_nowhere_is_refused(own: sa.Engine) -> None:
    with own.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE b (a_id INTEGER REFERENCES a (id))")
    with pytest.raises(sa.exc.IntegrityError), own.begin() as connection:
        connection.exec_driver_sql("INSERT INTO b VALUES (1)")


def test_who_will_write_holds_the_lock_from_the_start(own: sa.Engine, tmp_path: Path) -> None:
    """Else two who read first and write later would both fail, instead of the second waiting for its turn."""
    with (
        own.connect().execution_options(**{engine.WRITING: True}) as writing,
        closing(sqlite3.connect(tmp_path / "own.sqlite", timeout=0)) as other,
    ):
        writing.exec_driver_sql("SELECT 1")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        writing.rollback()
        other.execute("BEGIN IMMEDIATE")


def test_who_reads_keeps_nobody_waiting(own: sa.Engine, tmp_path: Path) -> None:
    with own.connect() as reading, closing(sqlite3.connect(tmp_path / "own.sqlite", timeout=0)) as other:
        reading.exec_driver_sql("SELECT * FROM sqlite_schema")
        other.execute("BEGIN IMMEDIATE")
