"""Two installations to compare: a center alone, and the same center among a thousand others."""

import secrets
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import select

from tests.factories import open_session
from tracker import clock
from tracker.app import create_app
from tracker.config import load_settings
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.models import Account
from tracker.services import seeding

SEED = 1
LOT = 50
REFERRING = ("evidence", "review", "credit")


@dataclass(frozen=True)
class Size:
    """How many people a center has, with how many completions each."""

    people: int
    completions: int


@dataclass(frozen=True)
class Installation:
    """An installation, and the center in it that is measured."""

    app: Flask
    environment: dict[str, str]
    center: str
    director: int

    def path(self, page: str) -> str:
        """Return the address of a page of the center."""
        return f"/c/{self.center}/{page}"

    def browse(self) -> FlaskClient:
        """Return a client signed in as the center's director."""
        client = self.app.test_client()
        open_session(self.app, client, self.director)
        return client


def alone(folder: Path, size: Size) -> Installation:
    """Make an installation that holds nothing but the center."""
    app, environment = _application(folder)
    with app.app_context():
        upgrade()
        return _measured(app, environment, size)


def among_others(folder: Path, size: Size, others: int, other_size: Size) -> Installation:
    """Make an installation with the center in the middle of others. Costs about 0.2 s for each of them."""
    app, environment = _application(folder)
    with app.app_context():
        upgrade()
        _others(others // 2, SEED + 1, other_size)
        made = _measured(app, environment, size)
        _others(others - others // 2, SEED + 1 + others, other_size)
        db.session.remove()
        db.engine.dispose()
    _scatter(folder / "tracker.sqlite", made.center)
    return made


def _application(folder: Path) -> tuple[Flask, dict[str, str]]:
    folder.mkdir(mode=0o700)
    environment = {
        "TRACKER_DATA": str(folder),
        "SECRET_KEY": secrets.token_urlsafe(48),
        "HISTORY_KEY": "the same for both installations, since one process opens both",
        "BASE_URL": "http://localhost",
    }
    return create_app(load_settings(environment)), environment


def _measured(app: Flask, environment: dict[str, str], size: Size) -> Installation:
    made = seeding.fill(1, SEED, size.people, size.completions, clock.now())
    login = next(login for login in made.logins if login.center)
    with everywhere(db.session()):
        account = db.session.scalar(select(Account.id).where(Account.email == login.email))
    return Installation(app, environment, login.center, account)


def _others(count: int, seed: int, size: Size) -> None:
    for begun in range(0, count, LOT):
        lot = min(LOT, count - begun)
        seeding.fill(lot, seed + begun, size.people, size.completions, clock.now())
        print(f"  {begun + lot} of {count} centers made", file=sys.stderr)


def _scatter(database: Path, center: str) -> None:
    """Let the center's completions change places with others all over the table.

    Seeding writes a center's rows side by side. In an installation that grew over years they lie far apart, each on
    a page of its own; leaving that out would flatter the figures.
    """
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA foreign_keys=OFF")
    (number,) = connection.execute("SELECT id FROM center WHERE public_id = ?", [center]).fetchone()
    own = [row for (row,) in connection.execute("SELECT id FROM completion WHERE center_id = ?", [number])]
    (last,) = connection.execute("SELECT max(id) FROM completion").fetchone()
    others = sorted(set(range(1, last + 1)).difference(own))
    with connection:
        for mine, other in zip(own, Random(SEED).sample(others, min(len(own), len(others))), strict=False):
            _swap(connection, number, mine, other)
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise RuntimeError("Changing places broke a reference.")
    connection.execute("ANALYZE")
    connection.close()


def _swap(connection: sqlite3.Connection, center: int, mine: int, other: int) -> None:
    (others_center,) = connection.execute("SELECT center_id FROM completion WHERE id = ?", [other]).fetchone()
    moves = ((center, mine, 0), (others_center, other, mine), (center, 0, other))
    for whose, before, after in moves:
        connection.execute("UPDATE completion SET id = ? WHERE id = ?", [after, before])
        for table in REFERRING:
            connection.execute(
                f"UPDATE {table} SET completion_id = ? WHERE center_id = ? AND completion_id = ?",  # noqa: S608 our names
                [after, whose, before],
            )
