"""Programs with tokens of the first center, which name what is the other's: in addresses, queries, headers, bodies."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import update
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.house.addresses import path_of
from tests.house.calls import CALLS, NAMES_NOTHING
from tests.house.things import Owner
from tests.intake import making
from tests.pages.walking import Field
from tests.programs import PREFIX, Program, new_key, program_of
from tests.promises.figures import Size
from tests.promises.walking_answers import plainly
from tests.promises.walking_centers import FOREIGN, Ids, Street
from tests.promises.walking_findings import Findings
from tracker import clock
from tracker.db import db
from tracker.domain.access import TokenMay
from tracker.models import ApiToken, Person

ABSENT = "x" * 20  # no number, as the ids that it is held against are none
OTHER_METHODS = ("HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# It names nothing, and the same title twice is asked about.
TYPED = "title"
KEYED, VERSIONED = "Idempotency-Key", "If-Match"
# A token has so many requests a minute; before they are over, the next one is made.
WITH_ONE_TOKEN = 200


def trials(street: Street, size: Size, found: Findings) -> Iterator["ProgramTrial"]:
    """Yield each call of the API as programs with each kind of token try it; one of the other center made something."""
    app = street.here.app
    listed = json.loads(app.test_cli_runner().invoke(args=["routes", "--json"]).output)
    fields = {row["endpoint"]: row["fields"] for row in listed}
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    their_key = _made_there(street.there)
    for may in TokenMay:
        for name in sorted(CALLS):
            yield ProgramTrial(street, Route(name, rules[name], fields[name], their_key), may, size, found)


def _made_there(there: CenterWorld) -> str:
    """Let a program of the other center make something; returns the key under which it did."""
    key, person = new_key(), there.public_id_of(Person, there.director_person)
    body = {"title": "Theirs", "completed_on": "2026-03-02", "person": person}
    answer = program_of(there, TokenMay.WRITE).send("POST", "/completions", body, Idempotency_Key=key)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return key


@dataclass(frozen=True)
class Route:
    """A call, the rule of its address, what it reads, and a key that a program of the other center used."""

    name: str
    rule: Rule
    fields: list[Field]
    their_key: str


class ProgramTrial:
    """One call of the API, as a program with one kind of token tries it."""

    def __init__(self, street: Street, route: Route, may: TokenMay, size: Size, found: Findings) -> None:
        """Try `route`; `size` says with how many ids."""
        self.street, self.route, self.name, self.found = street, route, route.name, found
        self.call, self.size = CALLS[route.name], size
        self.who = f"program that may {may}"
        self._kind, self._left = may, 0
        self._owner = Owner(street.here.director, street.here.director_person)
        self._program: Program | None = None
        self._things: Ids = {}

    def run(self) -> None:
        """Go through the door with what is the center's own, then name what is not."""
        self.found.routes.add(self.name)
        self._things = {part: make(self.street.here, self._owner) for part, make in self.call.things.items()}
        if self._kind is TokenMay.WRITE or self.call.may is TokenMay.READ:
            self.found.reach(f"{self.who}: {self.call.method} {self.name}", self._own())
        for part in self.call.things:
            if part not in NAMES_NOTHING:
                self._in_path(part)
        for row in self.route.fields:
            self._in_field(row)
        if KEYED in self._headers:
            self._under_their_key()

    @property
    def _headers(self) -> list[str]:
        return [row["name"] for row in self.route.fields if row["in"] == "header"]

    def _own(self) -> TestResponse:
        shown = self._ask("GET", self._path(), {}) if VERSIONED in self._headers else None
        version = shown.headers.get("ETag") if shown is not None else None
        return self._ask(self.call.method, self._path(), self._body(), version=version or '"1"')

    def _in_path(self, part: str) -> None:
        more = OTHER_METHODS if self.size is Size.LONG else ("HEAD",)
        for wrong in self._wrong(part):
            for method in dict.fromkeys((self.call.method, *more)):
                self._compare(f"{method} <{part}>", wrong, lambda each, m=method: self._named(m, part, each))

    def _named(self, method: str, part: str, each: str) -> TestResponse:
        return self._ask(method, self._path(**{part: each}), self._body(), each)

    def _in_field(self, row: Field) -> None:
        for wrong in self._wrong(row["name"]):
            self.found.typed.add(wrong)
            if row["in"] == "query":
                self._compare(row["name"], wrong, lambda each: self._asked(row["name"], each))
            if row["in"] in {"json", "multipart"} and row["kind"] != "files" and row["name"] != TYPED:
                self._compare(row["name"], wrong, lambda each: self._sent(row["name"], each))

    def _asked(self, name: str, each: str) -> TestResponse:
        return self._ask(self.call.method, f"{self._path()}?{name}={each}", self._body(), each)

    def _sent(self, name: str, each: str) -> TestResponse:
        return self._ask(self.call.method, self._path(), {**self._body(), name: each}, each)

    def _under_their_key(self) -> None:
        """Send under a key that the other center's program used: as good as any new one."""
        for key in (self.route.their_key, self.route.their_key[::-1]):
            answer = self._ask(self.call.method, self._path(), self._body(), key=key)
            if self._kind is TokenMay.WRITE:
                self.found.reach(f"{self.who}: {self.name} under a key that was used elsewhere", answer)

    def _wrong(self, word: str) -> list[str]:
        """Return the ids that a place meets: all in the long form, else those that it can mean."""
        ids: Ids = self.street.foreign
        if self.size is Size.LONG:
            return list(ids.values())
        return [ids[word]] if word in ids else []

    def _compare(self, where: str, wrong: str, ask: Callable[[str], TestResponse]) -> None:
        absent = ABSENT if len(wrong) <= len(ABSENT) else _of_its_form(wrong)
        told = []
        self._with_requests_left(2)  # a token that is made between the two is a line more in the history they read
        for each in (wrong, absent):
            answer = ask(each)
            told.append((answer.status_code, plainly(answer, each, whole=self.call.may is TokenMay.READ)))
        if told[0] != told[1]:
            self.found.hints.append(f"{self.who}: {self.name} {where}: {told[0]}, absent {told[1]}")

    def _path(self, **named: str) -> str:
        return path_of(self.route.rule, {**self._things, **named}).removeprefix(PREFIX)

    def _body(self) -> dict[str, str]:
        names = {part: make(self.street.here, self._owner) for part, make in self.call.names.items()}
        return {**(self.call.sends or {}), **names}

    def _ask(
        self, method: str, path: str, body: Mapping[str, str], sent: str = "", *, key: str = "", version: str = '"1"'
    ) -> TestResponse:
        headers = {KEYED: key or new_key(), VERSIONED: version}
        program = self._with_requests_left()
        self._left -= 1
        if self.name == "api.add_file" and method == "POST":
            answer = program.add(path, making.pdf(), key=headers[KEYED], **body)
        elif body and method not in {"GET", "HEAD"}:
            named = {name.replace("-", "_"): value for name, value in headers.items()}
            answer = program.send(method, path, body, **named)
        else:
            answer = program.call(method, path, headers=headers)
        forbidden = frozenset({FOREIGN, *self.street.hidden}) - self.found.typed - {sent}
        self.found.judge(f"{self.who}: {method} {self.name}", answer, forbidden)
        return answer

    def _with_requests_left(self, so_many: int = 1) -> Program:
        """Return a program that may ask so many times more in this minute."""
        if self._program is None or self._left < so_many:
            with self.street.here.working():
                db.session.execute(update(ApiToken).values(revoked_at=clock.now()))  # a center has so many at most
            self._program, self._left = program_of(self.street.here, self._kind), WITH_ONE_TOKEN
        return self._program


def _of_its_form(wrong: str) -> str:
    """Return what names nothing and has small and capital letters where a token has them: the form is no secret."""
    return re.sub("[a-z]", "x", re.sub("[A-Z]", "X", wrong))
