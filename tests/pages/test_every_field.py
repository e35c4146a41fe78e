"""Every field that `routes --json` lists, filled with what no form foresaw.

Whatever is sent, the answer is a page with words, never a fault. Where a form is refused, its summary says so, and what
was typed is still there; a password never is.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.factories import PASSWORD, CenterWorld, begin_center, make_account, open_session
from tests.house import things
from tests.house.addresses import path_of
from tests.house.doors import ADMINISTRATOR, DOORS, MEMBERS, PUBLIC, SIGNED_IN
from tests.house.things import Owner
from tests.pages.forms import errors_of, page_of, text_of
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.models import Account, Person, Training
from tracker.services import centers, standards

Field = dict[str, Any]
Sent = dict[str, list[bytes]]

# What is sent, and what a page then shows of it where the kind of field keeps words.
HOSTILE: dict[str, tuple[list[bytes], str]] = {
    "nothing": ([b""], ""),
    "10,000 characters": ([b"x" * 10_000], "x" * 10_000),
    "right to left, and emoji": (["مريم \u200fعلي 👩‍👧".encode()], "مريم \u200fعلي 👩‍👧"),
    "a character that ends strings": ([b"a\0b"], "ab"),
    "the first day there is": ([b"0001-01-01"], "0001-01-01"),
    "the last day there is": ([b"9999-12-31"], "9999-12-31"),
    "less than nothing": ([b"-1"], "-1"),
    "a number in short": ([b"1e9"], "1e9"),
    "no number": ([b"NaN"], "NaN"),
    "more than a database holds": ([str(2**63).encode()], str(2**63)),
    "not UTF-8": ([b"\xff\xfe"], "%FF%FE"),
    "a list": ([b"one", b"two"], "one"),
}
WORDS, MEASURES = {"text", "suggest", "textarea"}, {"date", "hours"}
LONGEST_MEASURE = 60
ORDINARY = {"date": "2026-03-02", "hours": "1.5", "checkbox": "yes", "password": PASSWORD}
SHAPED = {"email": "visitor{}@example.org", "link": "https://example.org/{}"}
_numbers = count(1)


def version_of_settings(center: CenterWorld, _owner: Owner) -> str:
    """Return the version of the center's settings, of which there is one only."""
    actor = center.actor()
    with center.working():
        return str(centers.settings(actor).version)


def linked_training(center: CenterWorld, owner: Owner) -> str:
    """Make an entry of the catalog whose link can be reported."""
    public_id = things.training(center, owner)
    with center.working():
        db.session.execute(update(Training).where(Training.public_id == public_id).values(url="https://example.org"))
    return public_id


def long_here(center: CenterWorld, _owner: Owner) -> str:
    """Make a person who has held a role for years."""
    return center.public_id_of(Person, center.person())


# What only a center knows, or what the kind of field does not tell.
KNOWN = {
    "people": things.person,
    "into": things.training,
    "standard": things.standard,
    "time_zone": things.always("America/Chicago"),
    "version": things.always("1"),
    "<term>-version": things.always("1"),
    "settings.show:version": version_of_settings,
}
# Where a form is for some things only, another one than the door's.
OWN_THINGS = {"catalog.report": {"training": linked_training}, "people.leave": {"person": long_here}}


@dataclass(frozen=True)
class Walk:
    """A center whose director goes through every form, and what `routes --json` says of each route."""

    app: Flask
    center: CenterWorld
    administrator: int
    rules: dict[str, Rule]
    fields: dict[str, list[Field]]

    def browser(self, name: str) -> FlaskClient:
        """Return the browser of one who may use a route."""
        client = self.app.test_client()
        if DOORS[name].who != PUBLIC:
            who = self.administrator if DOORS[name].who == ADMINISTRATOR else self.center.director
            open_session(self.app, client, who)
        return client

    def owner(self, name: str) -> Owner:
        """Return whose things the address of a route names: the one's who browses, or somebody's of their team."""
        if DOORS[name].who in {MEMBERS, SIGNED_IN}:
            return Owner(self.center.director, self.center.director_person)
        return things.somebody(self.center)


@pytest.fixture(scope="module")
def walk(app: Flask) -> Walk:
    administrator, center = make_account(app), begin_center(app)
    with app.app_context(), unit_of_work():
        db.session.get_one(Account, administrator).is_administrator = True
    actor = center.actor()
    with center.working():
        standards.follow(actor, "nca-csec", "2023")
    listed = json.loads(app.test_cli_runner().invoke(args=["routes", "--json"]).output)
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    return Walk(app, center, administrator, rules, {row["endpoint"]: row["fields"] for row in listed})


class Visit:
    """A route, as one who may use it sends its form again and again."""

    def __init__(self, walk: Walk, name: str) -> None:
        self.name, self.walk = name, walk
        self.fields = [flat for field in walk.fields[name] for flat in flat_fields(field)]
        self._client, self._owner = walk.browser(name), walk.owner(name)
        opened = self._client.get("/account/confirm", follow_redirects=True)
        self._token = str(page_of(opened).select("input[name=csrf_token]")[0]["value"])
        self._begin()

    def _begin(self) -> None:
        """Make what the address names."""
        if DOORS[self.name].who == PUBLIC:
            self._owner = self.walk.owner(self.name)  # an invitation is for somebody who is not here yet
        makers = DOORS[self.name].things | OWN_THINGS.get(self.name, {})
        self._things = {part: self._make(maker) for part, maker in makers.items()}

    def _make(self, maker: things.Maker) -> str:
        return maker(self.walk.center, self._owner)

    def ordinary(self) -> Sent:
        """Return the form as people fill it in."""
        return {field["name"]: [words.encode()] for field in self.fields if (words := self._ordinary(field))}

    def _ordinary(self, field: Field) -> str:
        if known := KNOWN.get(f"{self.name}:{field['name']}") or KNOWN.get(field["name"]):
            return self._make(known)
        if "submission_key" in field["name"]:
            return f"{next(_numbers):032x}"
        if field.get("shape") in SHAPED:
            return SHAPED[field["shape"]].format(next(_numbers))
        if field.get("options"):
            return str(field["options"][0])
        if field["kind"] in WORDS or (field["kind"] == "hidden" and field.get("required")):
            return f"Words {next(_numbers)}"
        return ORDINARY.get(field["kind"], "")

    def real(self, name: str) -> str:
        """Return the name of a field as it is sent: what stands before it in the list is filled in."""
        for part, value in self._things.items():
            name = name.replace(f"<{part}>", value)
        return name

    def send(self, values: Sent) -> TestResponse:
        """Send a form."""
        named = {self.real(name): value for name, value in values.items()} | {"csrf_token": [self._token.encode()]}
        path = path_of(self.walk.rules[self.name], {"center": self.walk.center.public_id, **self._things})
        body = urlencode(named, doseq=True)
        answer = self._client.post(path, data=body, content_type="application/x-www-form-urlencoded")
        if answer.status_code != 422:
            self._begin()  # what was named may be used up
        return answer


def flat_fields(field: Field) -> Iterator[Field]:
    """Yield a field of a form; of rows, those of the first row, and what else they are sent with."""
    if field["in"] == "form" and field["kind"] not in {"token", "rows"}:
        yield field
    for inner in field.get("fields", ()):
        yield {**inner, "name": f"{field['name']}-0-{inner['name']}"}
    if "kept_as" in field:
        yield {"name": field["kept_as"], "kind": "hidden"}


def judge(visit: Visit, answer: TestResponse, sent: Sent, shown: str) -> set[str]:
    """Hold an answer to what every answer must be; return the names that its summary of errors links to.

    The fields `sent` were filled with what a page shows as `shown`.
    """
    told = f"{visit.name}: {', '.join(sent)} = {shown[:40]!r}: {answer.status}"
    assert answer.status_code < 500, told
    page = page_of(answer)
    assert not [field for field in page.select("input[type=password]") if field.get("value")], told
    if answer.status_code != 422:
        return set()
    assert page.select("[data-error-summary] li"), f"no summary of errors: {told}"
    for field in visit.fields:
        if field["kind"] in WORDS | MEASURES and field["name"] in sent:
            name = visit.real(field["name"])
            kept = [str(each.get("value", each.get_text()[1:])) for each in page.select(f'[name="{name}"]')]
            words = shown[:LONGEST_MEASURE] if field["kind"] in MEASURES else shown
            assert words in kept, f"{name} is not kept but {[each[:60] for each in kept]}: {told}"
    return {str(link["href"])[1:] for link in page.select("[data-error-summary] a[href]")}


SENT_TO = [name for name, door in DOORS.items() if "POST" in door.methods]
# Where ordinary values alone do not suffice, and what does.
NOT_ALONE = {
    "completions.add_files": "a file",
    "events.add_files": "a file",
    "packets.ask_again": "a packet that was not issued",
    "queue.accept_together": "the versions of completions that wait",
    "sign_in.show": "the address of an account",
}


@pytest.mark.parametrize("name", [name for name in SENT_TO if name not in NOT_ALONE])
def test_what_people_fill_in_reaches_the_use_case(walk: Walk, name: str) -> None:
    """Otherwise the walk below would stand at the door of each use case and never go in."""
    visit = Visit(walk, name)
    answer = visit.send(visit.ordinary())
    assert answer.status_code in {200, 303}, (answer.status, errors_of(answer) or text_of(answer)[-300:])
    assert not (answer.location or "").startswith("/account/confirm")


@pytest.mark.parametrize("name", SENT_TO)
def test_no_field_is_a_fault_and_a_refused_form_says_why_and_keeps_the_words(walk: Walk, name: str) -> None:
    visit = Visit(walk, name)
    for values, shown in HOSTILE.values():
        everywhere = {field["name"]: values for field in visit.fields}
        real = {field: visit.real(field) for field in everywhere}
        wrong = judge(visit, visit.send(everywhere), everywhere, shown)
        for field in everywhere:
            # What the form lets through is sent once more with all else right, so that it reaches the use case.
            if real[field] not in wrong and "submission_key" not in field:
                judge(visit, visit.send({**visit.ordinary(), field: values}), {field: values}, shown)


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if "GET" in door.methods])
def test_no_word_of_an_address_is_a_fault(walk: Walk, name: str) -> None:
    read = [field["name"] for field in walk.fields[name] if field["in"] == "query"]
    client, hostile = walk.browser(name), [values for values, _ in HOSTILE.values()]
    owner = walk.owner(name)
    parts = {key: made(walk.center, owner) for key, made in DOORS[name].things.items()}
    path = path_of(walk.rules[name], {"center": walk.center.public_id, **parts})
    for turn in range(len(hostile) if read else 0):
        # Each word meets each value once, beside others that are no better.
        query = {word: hostile[(turn + place) % len(hostile)] for place, word in enumerate(read)}
        answer = client.get(f"{path}?{urlencode(query, doseq=True)}", buffered=True)
        assert answer.status_code in {200, 303}, f"{answer.status}: {path}: {query}"[:500]
