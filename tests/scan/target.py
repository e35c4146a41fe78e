"""What the tools examine: a served installation with two centers, somebody signed in, and the list of its routes."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from tests.browser.installation import Installation
from tests.requesting import Browser

SEED, PEOPLE, COMPLETIONS = "7", "8", "6"
# They would end the session that the tools work in, and take nothing else from outside.
ENDS_THE_SESSION = {"sign_in.sign_out", "account.end_others", "account.close"}
PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
Route = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """A served installation, its routes, and how to be its first center's director."""

    url: str
    data: Path
    center: str
    other: str
    cookie: str
    token: str
    routes: tuple[Route, ...]

    def ids(self, table: str) -> list[str]:
        """Return public ids of a table, of both centers; none where the table has none."""
        with sqlite3.connect(f"file:{self.data / 'tracker.sqlite'}?mode=ro", uri=True) as connection:
            try:
                return [row for (row,) in connection.execute(f"SELECT public_id FROM {table} LIMIT 12")]  # noqa: S608 ours
            except sqlite3.OperationalError:
                return []

    def headers(self) -> dict[str, str]:
        """Return what each request carries to be the director's."""
        return {"Cookie": self.cookie, "X-CSRFToken": self.token}


@contextmanager
def target(folder: Path) -> Iterator[Target]:
    """Make and serve an installation; its clock stands, so that no sign-in grows old under a long examination."""
    settings = {"TRACKER_ENV": "testing", "TRACKER_NOW": "2026-11-25T15:00:00+00:00"}
    installation = Installation(folder / "data", **settings)
    size = ("--people", PEOPLE, "--completions", COMPLETIONS)
    made = json.loads(installation.run("seed", "--centers", "2", "--seed", SEED, *size, "--json"))
    directors = [login for login in made["logins"] if login["role"] == "director"]
    routes = json.loads(installation.run("routes", "--json"))
    with installation.serving():
        cookie, token = sign_in(installation.url, directors[0]["email"], directors[0]["password"])
        yield Target(
            installation.url,
            installation.data,
            directors[0]["center"],
            directors[1]["center"],
            cookie,
            token,
            tuple(route for route in routes if route["endpoint"] not in {"static", *ENDS_THE_SESSION}),
        )


def sign_in(url: str, email: str, password: str) -> tuple[str, str]:
    """Sign in over HTTP; return the cookie and a token for forms."""
    browser = Browser(url)
    if not browser.sign_in(email, password):
        raise RuntimeError(f"{email} could not sign in.")
    token = BeautifulSoup(browser.get("/account").text, "lxml").select_one('input[name="csrf_token"]')
    cookie = "; ".join(f"{one.name}={one.value}" for one in browser.session.cookies)
    return cookie, str(token["value"]) if token else ""
