"""Every call of the API with tokens that may, that may not, of another center, and with none: what each gets."""

import re
from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.factories import CenterWorld, begin_center, open_session
from tests.house.addresses import path_of
from tests.house.calls import CALLS, NAMES_NOTHING
from tests.house.things import Owner
from tests.intake import making
from tests.programs import PREFIX, Program, as_documented, new_key, program_of, told
from tracker.domain.access import Action, TokenMay, granted_to_token
from tracker.services import standards
from tracker.web.access import permission_of

ABSENT = "2" * 20
NAMING = [(name, part) for name, call in CALLS.items() for part in call.things if part not in NAMES_NOTHING]


@dataclass(frozen=True)
class Street:
    """Two centers, and a program of each kind of the first."""

    app: Flask
    here: CenterWorld
    there: CenterWorld
    reader: Program
    writer: Program
    rules: dict[str, Rule]

    def path(self, name: str, center: CenterWorld, **named: str) -> str:
        """Return the address of a call below the prefix, naming things of a center."""
        owner = Owner(center.director, center.director_person)
        made = {part: make(center, owner) for part, make in CALLS[name].things.items() if part not in named}
        return path_of(self.rules[name], {**made, **named}).removeprefix(PREFIX)

    def documented(self, name: str) -> str:
        """Return the address of a call as it stands in the document, below the prefix."""
        return re.sub(r"<\w+:(\w+)>", r"{\1}", self.rules[name].rule).removeprefix(PREFIX)

    def call(self, name: str, path: str, **named: str) -> TestResponse:
        """Call an address as a program that may write, with all that the call needs."""
        call, owner = CALLS[name], Owner(self.here.director, self.here.director_person)
        if name == "api.add_file":
            return self.writer.add(path, making.pdf())
        if call.may is TokenMay.READ:
            return self.writer.get(path)
        shown = self.writer.get(path.rsplit("/", 1)[0] if path.count("/") > 2 else path)
        headers = {"Idempotency_Key": new_key(), "If_Match": shown.headers.get("ETag") or '"1"'}
        names = {field: make(self.here, owner) for field, make in call.names.items()}
        body = {**call.sends, **names, **named} if call.sends else ""
        return self.writer.send(call.method, path, body, **headers)


@pytest.fixture(scope="module")
def street(app: Flask) -> Street:
    here, there = begin_center(app), begin_center(app)
    for center in (here, there):
        actor = center.actor()
        with center.working():
            standards.follow(actor, "nca-csec", "2023")
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    reader, writer = program_of(here), program_of(here, TokenMay.WRITE)
    return Street(app, here, there, reader, writer, rules)


def test_every_call_stands_in_the_table_with_its_method_and_what_it_asks(street: Street) -> None:
    found = {}
    for name, rule in street.rules.items():
        permission = permission_of(street.app, name)
        if permission and permission.token:
            (method,) = set(rule.methods or ()) - {"HEAD", "OPTIONS"}
            may = next(each for each in TokenMay if permission.action in granted_to_token(each))
            found[name] = (method, may)
    assert found == {name: (call.method, call.may) for name, call in CALLS.items()}, "Set tests/house/calls.py right."


def test_no_token_lets_a_program_decide_or_lead() -> None:
    for may in TokenMay:
        assert granted_to_token(may).isdisjoint(
            {Action.DECIDE, Action.MANAGE_TOKENS, Action.MANAGE_ACCOUNTS, Action.MANAGE_CENTER, Action.ISSUE_PACKET}
        )


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if call.method == "GET"])
def test_a_program_reads_by_each_kind_of_token(street: Street, name: str) -> None:
    path = street.path(name, street.here)
    for program in (street.reader, street.writer):
        answer = program.get(path)
        assert answer.status_code == 200, path
        as_documented(street.app, "get", street.documented(name), answer)


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if call.may is TokenMay.WRITE])
def test_a_program_that_may_only_read_changes_nothing(street: Street, name: str) -> None:
    answer = street.reader.call(CALLS[name].method, street.path(name, street.here))
    assert answer.status_code == 403
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("name", list(CALLS))
def test_without_a_token_nothing_opens_whoever_is_signed_in(street: Street, name: str) -> None:
    path, method = f"{PREFIX}{street.path(name, street.here)}", CALLS[name].method
    director, nobody = street.app.test_client(), street.app.test_client()
    open_session(street.app, director, street.here.director)
    for client in (director, nobody):
        answer = client.open(path, method=method)
        assert answer.status_code == 401, path
        assert "Bearer" in answer.headers["WWW-Authenticate"]
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(("name", "part"), NAMING)
def test_what_is_another_centers_answers_as_if_it_did_not_exist(street: Street, name: str, part: str) -> None:
    foreign, absent = street.path(name, street.there), street.path(name, street.here, **{part: ABSENT})
    answers = [told(street.call(name, path)) for path in (foreign, absent)]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, call in CALLS.items() for field in call.names])
def test_what_a_body_names_of_another_center_answers_as_if_it_did_not_exist(
    street: Street, name: str, field: str
) -> None:
    owner = Owner(street.there.director, street.there.director_person)
    path, foreign = street.path(name, street.here), CALLS[name].names[field](street.there, owner)
    answers = [told(street.call(name, path, **{field: each})) for each in (foreign, ABSENT)]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if call.may is TokenMay.WRITE])
def test_a_program_that_may_write_does(street: Street, name: str) -> None:
    answer = street.call(name, street.path(name, street.here))
    assert answer.status_code in {200, 201}, answer.get_data(as_text=True)
    as_documented(street.app, CALLS[name].method.lower(), street.documented(name), answer)
