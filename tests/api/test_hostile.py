"""What an attacker sends who holds a token that may write: fields on the side, wrong kinds, depth, sheer size."""

import json
import re
import unicodedata
from typing import Annotated

import pytest
from pydantic import StringConstraints, TypeAdapter, ValidationError

from tests.factories import CenterWorld
from tests.programs import Program, new_key, program_of
from tracker.api.shapes.base import SOMETHING_PATTERN
from tracker.domain.access import TokenMay
from tracker.models import Person
from tracker.web.fields.text import clean_line

BODY = {"title": "Told by a program", "completed_on": "2026-03-02"}
DEEP = 100_000


@pytest.fixture
def program(center: CenterWorld) -> Program:
    return program_of(center, TokenMay.WRITE)


@pytest.fixture
def whole(center: CenterWorld) -> dict[str, object]:
    return {**BODY, "person": center.public_id_of(Person, center.director_person)}


def status_of(program: Program, body: object) -> int:
    answer = program.send("POST", "/completions", body, Idempotency_Key=new_key())
    assert answer.mimetype in {"application/json", "application/problem+json"}
    return answer.status_code


def test_the_body_of_the_tests_below_would_do(program: Program, whole: dict[str, object]) -> None:
    assert status_of(program, whole) == 201


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("recorded_by", 1), ("center", "x"), ("center_id", 1), ("grade", "verified"), ("decided_by", 1)),
        *(("version", 9), ("id", "2" * 20), ("submitted_at", "2020-01-01T00:00:00Z"), ("__class__", {})),
        ("stated_by", "Another center"),
    ],
)
def test_no_field_is_set_on_the_side(program: Program, whole: dict[str, object], name: str, value: object) -> None:
    answer = program.send("POST", "/completions", {**whole, name: value}, Idempotency_Key=new_key())
    assert answer.status_code == 422
    assert answer.get_json()["errors"] == [{"field": name, "message": f"There is no '{name}' here. Leave it out."}]


@pytest.mark.parametrize("state", ["accepted", "withdrawn", "returned", "", None, 1])
def test_no_state_is_taken_that_only_people_give(program: Program, whole: dict[str, object], state: object) -> None:
    assert status_of(program, {**whole, "state": state}) == 422


BLANKS = ("\x19", " \t\n", "\u202e\ufeff ", "\x85")
WRONG: list[tuple[str, object]] = [
    *(("title", value) for value in (None, 1, [], {}, "", "x" * 301)),
    *(("completed_on", value) for value in (20260302, "2026-02-30", "2026-03-02T00:00:00", "today", None)),
    *(("hours", value) for value in (1.5, 1, "-1", "1e3", "NaN", "Infinity", "1,5", "99999", "1.005", True)),
    *(("topics", value) for value in ("trauma", ["nothing"], [1], {"trauma": 1}, ["trauma"] * 100)),
    *(("credits", value) for value in ([[]], [{"body": ""}], [{"amount": "1"}], [{"body": "x"}] * 21, "x")),
    *(("person", value) for value in (1, "1", "' OR 1=1 --", "2" * 21, None)),
    *(("even_if_alike", value) for value in ("yes", 1, None)),
    ("kind", "protocol"),
    *(("title", value) for value in BLANKS),
    *(("credits", [{"body": value}]) for value in BLANKS),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_value_of_another_kind_is_refused_by_its_name(
    program: Program, whole: dict[str, object], name: str, value: object
) -> None:
    answer = program.send("POST", "/completions", {**whole, name: value}, Idempotency_Key=new_key())
    assert answer.status_code == 422
    assert all(str(each["field"]).split(".")[0] == name for each in answer.get_json()["errors"])


@pytest.mark.parametrize("words", BLANKS)
def test_words_of_which_nothing_is_left_are_no_reason(program: Program, center: CenterWorld, words: str) -> None:
    path = f"/completions/{center.completion()}/withdraw"
    answer = program.send("POST", path, {"reason": words}, If_Match='"1"')
    assert answer.status_code == 422
    assert answer.get_json()["errors"] == [{"field": "reason", "message": "reason must be more than blanks."}]


def test_the_document_takes_for_blank_what_cleaning_does() -> None:
    letters = [chr(number) for number in range(0x3100) if not unicodedata.combining(chr(number))]
    said = TypeAdapter(Annotated[str, StringConstraints(pattern=SOMETHING_PATTERN)])
    taken = {letter for letter in letters if _is_taken(said, letter)}
    assert taken == {letter for letter in letters if clean_line(letter)}
    assert taken == {letter for letter in letters if re.search(SOMETHING_PATTERN, letter)}


def _is_taken(said: TypeAdapter[str], text: str) -> bool:
    try:
        return bool(said.validate_python(text))
    except ValidationError:
        return False


@pytest.mark.parametrize(
    "body",
    [
        *("", "null", "[]", '"text"', "1", "{", "\x00", "{'a': 1}", '{"title": "\\ud800"}'),
        "[" * DEEP,
        '{"a":' * DEEP,
        '{"title":' + "1" * 4_000 + "}",
    ],
    ids=lambda body: body[:12],
)
def test_what_is_no_completion_in_json_is_refused(program: Program, body: str) -> None:
    assert status_of(program, body) in {413, 422}


def test_nothing_is_read_of_a_body_beyond_its_size(program: Program, whole: dict[str, object]) -> None:
    assert status_of(program, {**whole, "note": "x" * 100_000}) == 413
    assert status_of(program, json.dumps(whole) + " " * 3_000_000) == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
def test_what_is_not_sent_as_json_is_not_guessed_at(program: Program, whole: dict[str, object], kind: str) -> None:
    headers = {"Idempotency-Key": new_key()}
    answer = program.call("POST", "/completions", data=json.dumps(whole), content_type=kind, headers=headers)
    assert answer.status_code == 415


def test_words_are_cleaned_as_those_of_people(program: Program, whole: dict[str, object]) -> None:
    title = "  A\u0000B \u202e name\n of two  lines "
    answer = program.send("POST", "/completions", {**whole, "title": title}, Idempotency_Key=new_key())
    assert answer.get_json()["title"] == "AB name of two lines"


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "white space here", "'; DROP TABLE"])
def test_a_key_is_letters_and_digits_of_some_length(program: Program, whole: dict[str, object], key: str) -> None:
    answer = program.send("POST", "/completions", whole, Idempotency_Key=key)
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == "Idempotency-Key"


def test_a_form_holds_one_file_with_a_name_and_nothing_else(program: Program, center: CenterWorld) -> None:
    path, headers = f"/completions/{center.completion()}/files", {"Idempotency-Key": new_key()}
    for form in ({}, {"file": "text"}, {"other": "x"}):
        answer = program.call("POST", path, data=form, content_type="multipart/form-data", headers=headers)
        assert answer.status_code == 422, form
    assert program.add(path, b"x", center="x").status_code == 422
