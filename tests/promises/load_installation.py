"""The installation that is put under load: twenty-five centers with their members, seeded and served."""

import io
import json
import os
import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.browser.installation import Installation
from tests.requesting import PATIENCE, Browser
from tracker.intake.drawing import certificate
from tracker.storage import EvidenceStore

CENTERS, PEOPLE, COMPLETIONS = 25, 40, 50
# What members ask for, and how often among the rest; the braces name a thing of their center.
KINDS = {
    "director": {
        "home": 3,
        "matrix": 3,
        "people": 2,
        "people/{person}": 3,
        "queue": 3,
        "events": 1,
        "history": 1,
        "packets": 1,
        "catalog": 2,
        "completions/{completion}": 3,
        "evidence/{evidence}/pages/1": 1,
        "evidence/{evidence}/file": 2,
        "settings": 1,
        "log": 2,
    },
    "staff": {"my-training": 4, "my-record": 2, "catalog": 3, "completions/new": 3, "resources": 1, "log": 3},
}
LOGGING = "completions/new"
# Read this way, and not as a tree: whoever sends twenty requests a second must not need a processor for it.
_INPUT = re.compile(r"<input[^>]*>")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')


@dataclass
class Member:
    """Somebody signed in at a center."""

    browser: Browser
    role: str
    center: str
    crowd: "Crowd"

    def kind(self, chance: random.Random) -> str:
        """Draw what this member does next."""
        kinds = KINDS[self.role]
        return chance.choices(list(kinds), list(kinds.values()))[0]

    def visit(self, kind: str, chance: random.Random) -> Iterator[tuple[str, requests.Response]]:
        """Do it; yield what was asked for and its answer. A training is logged as people do it: form, then sending."""
        if kind == "log":
            page = self._get(LOGGING)
            yield LOGGING, page
            yield "log", self._log(page.text, chance)
            return
        ids = {name: chance.choice(rows) for name, rows in self.crowd.things[self.center].items()}
        yield kind, self._get(kind.format(**ids))

    def ask_for_packet(self) -> None:
        """Ask for a packet of the whole center by the form."""
        answer = self.browser.send(f"/c/{self.center}/packets/new", {"standard": "nca-csec"})
        if answer.status_code != 303:
            raise RuntimeError(f"Asking for a packet was answered with {answer.status_code}.")

    def _get(self, page: str) -> requests.Response:
        return self.browser.get(f"/c/{self.center}/{page}")

    def _log(self, form: str, chance: random.Random) -> requests.Response:
        typed = _hidden_in(form) | {
            "title": f"Logged under load, number {chance.randrange(10**9)}",
            "completed_on": "2026-03-02",
            "hours": "1.5",
            "kind": "training",
            "format": "unknown",
        }
        if people := [each["value"] for each in _inputs(form, "checkbox") if each.get("name") == "people"]:
            typed["people"] = chance.choice(people)  # staff are not asked for whom
        return self.browser.session.post(
            f"{self.browser.url}/c/{self.center}/{LOGGING}", data=typed, timeout=PATIENCE, allow_redirects=False
        )


@dataclass
class Crowd:
    """Everybody who is signed in, and what they can look at."""

    installation: Installation
    members: list[Member]
    logins: list[dict[str, str]]
    things: dict[str, dict[str, list[str]]]
    words: str

    def somebody(self, chance: random.Random) -> Member:
        """Draw one of the members."""
        return chance.choice(self.members)

    def director(self) -> Member:
        """Return the director whose packets are asked for."""
        return next(member for member in self.members if member.role == "director")

    def packets_waiting(self) -> bool:
        """Tell whether a packet waits or is being made."""
        return bool(self._count("state IN ('waiting', 'making')"))

    def packets_issued(self) -> int:
        """Return how many were issued."""
        return self._count("state = 'issued'")

    def sign_in_anew(self, number: int) -> bool:
        """Sign in as one of those who can, in a browser of its own; tell whether it worked."""
        login = self.logins[number % len(self.logins)]
        browser = Browser(self.installation.url)
        typed = _hidden_in(browser.get("/sign-in").text)
        typed |= {"email": login["email"], "password": login["password"]}
        address = f"{browser.url}/sign-in"
        return browser.session.post(address, data=typed, timeout=PATIENCE, allow_redirects=False).status_code == 303

    def _count(self, condition: str) -> int:
        with closing(_read(self.installation.data)) as connection:
            (count,) = connection.execute(f"SELECT count(*) FROM packet WHERE {condition}").fetchone()  # noqa: S608 ours
            return int(count)


def _inputs(page: str, kind: str) -> list[dict[str, str]]:
    """Return the attributes of a page's inputs of a kind."""
    found = (dict(_ATTRIBUTE.findall(each)) for each in _INPUT.findall(page))
    return [each for each in found if each.get("type") == kind]


def _hidden_in(page: str) -> dict[str, str]:
    return {each["name"]: each.get("value", "") for each in _inputs(page, "hidden") if "name" in each}


@contextmanager
def crowd(folder: Path) -> Iterator[Crowd]:
    """Seed and serve the installation, every member of its centers signed in."""
    installation = Installation(folder / "data")
    size = ("--people", str(PEOPLE), "--completions", str(COMPLETIONS))
    made = json.loads(installation.run("seed", "--centers", str(CENTERS), "--seed", "25", *size, "--json"))
    files = _own_file_for_each(installation.data)
    logins = [login for login in made["logins"] if login["role"] in KINDS]
    with installation.serving():
        words = f"{CENTERS} centers, {CENTERS * PEOPLE:,} people, {made['completions']:,} completions, {files:,} files"
        people = Crowd(installation, [], logins, _things(installation.data), words)
        for login in logins:
            browser = Browser(installation.url)
            if not browser.sign_in(login["email"], login["password"]):
                raise RuntimeError(f"{login['email']} could not sign in.")
            people.members.append(Member(browser, login["role"], login["center"], people))
        _copies_for_each(people)
        yield people


def _own_file_for_each(data: Path) -> int:
    """Give each certificate bytes of its own, as in life; seeding lets all share one. Returns how many."""
    store = EvidenceStore(data / "evidence")
    drawn = certificate(["Invented for measuring"], "JPEG")
    with closing(sqlite3.connect(data / "tracker.sqlite")) as connection, connection:
        rows = [row for (row,) in connection.execute("SELECT id FROM evidence")]
        for row in rows:
            note = f"{row:010}".encode()
            # A comment after the first marker: another file, the same picture.
            stored = store.put(io.BytesIO(drawn[:2] + b"\xff\xfe\x00\x0c" + note + drawn[2:]))
            connection.execute(
                "UPDATE evidence SET sha256 = ?, size = ? WHERE id = ?", (stored.sha256, stored.size, row)
            )
    return len(rows)


def _copies_for_each(people: Crowd) -> None:
    """Let one file be read and drawn, and give the others the same copies: each was read when it was uploaded."""
    director = people.director()
    evidence = people.things[director.center]["evidence"][0]
    director.browser.get(f"/c/{director.center}/evidence/{evidence}/pages/1")
    store = EvidenceStore(people.installation.data / "evidence")
    with closing(_read(people.installation.data)) as connection:
        (drawn,) = connection.execute("SELECT sha256 FROM evidence WHERE public_id = ?", (evidence,)).fetchone()
        copies = list(store.derived_path(drawn, "facts.json").parent.iterdir())
        for (sha256,) in connection.execute("SELECT sha256 FROM evidence WHERE sha256 <> ?", (drawn,)):
            folder = store.derived_path(sha256, copies[0].name).parent
            folder.mkdir(parents=True)
            for copy in copies:
                os.link(copy, folder / copy.name)


def _things(data: Path) -> dict[str, dict[str, list[str]]]:
    """Return public ids by center and table, at most 200 of each."""
    found: dict[str, dict[str, list[str]]] = {}
    with closing(_read(data)) as connection:
        for number, center in connection.execute("SELECT id, public_id FROM center").fetchall():
            found[center] = {
                table: [
                    row
                    for (row,) in connection.execute(
                        f"SELECT public_id FROM {table} WHERE center_id = ? LIMIT 200",  # noqa: S608 our own names
                        (number,),
                    )
                ]
                for table in ("person", "completion", "evidence")
            }
    return found


def _read(data: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{data / 'tracker.sqlite'}?mode=ro", uri=True, timeout=30)
