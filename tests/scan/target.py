"""What the tools examine: a served installation, whoever is signed in there, and how each route is asked for."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests import desks, providers
from tests.browser.installation import Installation
from tests.factories import open_session
from tests.pages.forms import page_of
from tests.pages.walking import Walk, begin_walk
from tracker.app import create_app
from tracker.config import load_settings
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.models import Account

SEED, PEOPLE, COMPLETIONS = "7", "8", "6"
NOW = "2026-11-25T15:00:00+00:00"
# They would end the session that the tools work in, and take nothing else from outside.
ENDS_THE_SESSION = ("sign_in.sign_out", "account.end_others", "account.close")
# What programs call is examined with a token, against its own document: see `api`.
NOT_HERE = ("static", "api.", "api_document.", *ENDS_THE_SESSION)
PARAMETER = re.compile(r"<(?:(?P<kind>\w+)(?:\((?P<among>[^)]+)\))?:)?(?P<name>\w+)>")
Route = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """A served installation and its routes; `cookie` and `token` make one its administrator and a center's director.

    `walk`: a center of its own, in which each route finds what its address names; its desk `desk` is open in the
    browser that `cookie` is of.
    """

    url: str
    data: Path
    center: str
    other: str
    cookie: str
    token: str
    routes: tuple[Route, ...]
    walk: Walk
    desk: str

    def ids(self, table: str) -> list[str]:
        """Return some public ids of a table, of all centers; none where the table has none."""
        try:
            return self._asked(f"SELECT public_id FROM {table} LIMIT 12")  # noqa: S608 ours
        except sqlite3.OperationalError:
            return []

    def _asked(self, statement: str) -> list[str]:
        with sqlite3.connect(f"file:{self.data / 'tracker.sqlite'}?mode=ro", uri=True) as connection:
            return [row for (row,) in connection.execute(statement)]

    def headers(self) -> dict[str, str]:
        """Return what each request carries to be the director's."""
        return {"Cookie": self.cookie, "X-CSRFToken": self.token}


@contextmanager
def target(folder: Path) -> Iterator[Target]:
    """Make and serve an installation; its clock stands, so that no sign-in grows old under a long examination."""
    with providers.serving() as local:
        settings = {"TRACKER_ENV": "testing", "TRACKER_NOW": NOW, **local.settings}
        installation = Installation(folder / "data", **settings)
        size = ("--people", PEOPLE, "--completions", COMPLETIONS)
        made = json.loads(installation.run("seed", "--centers", "2", "--seed", SEED, *size, "--json"))
        directors = [login for login in made["logins"] if login["role"] == "director"]
        routes = json.loads(installation.run("routes", "--json"))
        app = _the_same(installation, settings)
        walk, client = begin_walk(app), _leader(app, directors[0]["email"])
        desk, _ = desks.given(walk.center)
        desks.sit_down(app, client, desk)
        with installation.serving():
            yield Target(
                installation.url,
                installation.data,
                directors[0]["center"],
                directors[1]["center"],
                f"{cookie_of(client)}; {cookie_of_desk(client, desk)}",
                token_of(client),
                tuple(route for route in routes if not route["endpoint"].startswith(NOT_HERE)),
                walk,
                desk,
            )


def cookie_of(client: FlaskClient) -> str:
    """Return the cookie of a browser in this process as the header that a tool sends."""
    name = client.application.config["SESSION_COOKIE_NAME"]
    cookie = client.get_cookie(name)
    return f"{name}={cookie.value}" if cookie else ""


def cookie_of_desk(client: FlaskClient, desk: str) -> str:
    """Return the cookie of whoever sits at a desk in that browser; empty where nobody does."""
    kept = client.get_cookie("desk", path=f"/desk/{desk}")
    return f"desk={kept.value}" if kept else ""


def token_of(client: FlaskClient) -> str:
    """Return the token for forms of whoever is signed in there."""
    return str(page_of(client.get("/account")).select('input[name="csrf_token"]')[0]["value"])


def _the_same(installation: Installation, settings: dict[str, str]) -> Flask:
    """Return the installation's application in this process, to make what addresses name: same data, same keys."""
    places = {"TRACKER_DATA": str(installation.data), "MAIL_OUTBOX": str(installation.data / "mail")}
    return create_app(load_settings({**settings, **places, "BASE_URL": "http://localhost"}))


def _leader(app: Flask, email: str) -> FlaskClient:
    """Make a director the installation's administrator too; return a browser that both factors opened."""
    with app.app_context(), unit_of_work():
        account = db.session.scalars(select(Account).where(Account.email == email)).one()
        account.is_administrator = True
        number = account.id
    client = app.test_client()
    open_session(app, client, number)
    return client
