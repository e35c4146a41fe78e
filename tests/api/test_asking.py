"""What a request may look like: everything else is refused in words that name the field, and opens nothing."""

import pytest
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.programs import PREFIX, Program, program_of
from tracker.db import db
from tracker.models import Attempt
from tracker.services import api_tokens, token_use


@pytest.fixture
def program(center: CenterWorld) -> Program:
    return program_of(center)


def refused(answer: TestResponse, status: int, field: str) -> str:
    """Hold an answer to be a problem about a field; return what it says."""
    told = answer.get_json()
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), told
    assert [each["field"] for each in told["errors"]] == [field]
    return str(told["errors"][0]["message"])


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"limit": "0"}, "limit must be 1 or more."),
        ({"limit": "101"}, "limit must be 100 or less."),
        ({"limit": "many"}, "limit must be a whole number."),
        ({"person": "1"}, "person must be an id as this API gives it."),
        ({"state": "lost"}, "state must be one of 'draft', 'submitted', 'returned', 'accepted' or 'withdrawn'."),
        ({"completed_from": "03/02/2026"}, "completed_from must be a day such as 2026-11-24."),
        ({"sort": "hours"}, "There is no 'sort' here. Leave it out."),
        ({"access_token": "x"}, "There is no 'access_token' here. Leave it out."),
    ],
)
def test_a_word_of_the_address_that_will_not_do_is_named(program: Program, query: dict[str, str], words: str) -> None:
    (field,) = query
    assert refused(program.get("/completions", **query), 422, field) == words


def test_a_word_that_stands_twice_is_refused(program: Program) -> None:
    refused(program.get("/completions?limit=1&limit=2"), 422, "limit")


@pytest.mark.parametrize("path", ["/center", "/standards", "/openapi.json"])
def test_a_token_in_the_address_opens_nothing(center: CenterWorld, program: Program, path: str) -> None:
    client = center.app.test_client()
    for name in ("access_token", "token", "api_key", "Authorization"):
        answer = client.get(f"{PREFIX}{path}", query_string={name: program.token})
        assert answer.status_code == (200 if path == "/openapi.json" else 401)
        assert center.public_id not in answer.get_data(as_text=True)


NO_TOKENS = ["", "Bearer", "Bearer ", "Basic {}", "{}", "Bearer {}x", "Bearer x{}", "Bearer {} {}", "Bearer \xe9"]


@pytest.mark.parametrize("shown", [*NO_TOKENS, "Bearer\t{}"])
def test_what_is_no_token_opens_nothing(center: CenterWorld, program: Program, shown: str) -> None:
    headers = {"Authorization": shown.replace("{}", program.token)}
    answer = center.app.test_client().get(f"{PREFIX}/center", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_token_is_dead_at_the_very_next_request(center: CenterWorld, program: Program) -> None:
    assert program.get("/center").status_code == 200
    actor = center.actor()
    with center.working():
        api_tokens.revoke(actor, api_tokens.listing(actor)[0].public_id)
    assert program.get("/center").status_code == 401


def test_too_many_requests_are_told_when_to_go_on(center: CenterWorld, program: Program) -> None:
    assert program.get("/center").status_code == 200
    with center.working():
        for row in db.session.query(Attempt):
            row.count = token_use.PER_MINUTE
    answer = program.get("/center")
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert program_of(center).get("/center").status_code == 200, "each token has a minute of its own"


@pytest.mark.parametrize(("method", "path"), [("POST", "/center"), ("DELETE", "/people"), ("TRACE", "/center")])
def test_a_method_that_an_address_does_not_take_is_told_with_those_it_does(
    program: Program, method: str, path: str
) -> None:
    answer = program.call(method, path)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert "GET" in answer.headers["Allow"]


def test_nothing_of_an_answer_is_kept_on_the_way(program: Program) -> None:
    assert "no-store" in program.get("/people").headers["Cache-Control"]
