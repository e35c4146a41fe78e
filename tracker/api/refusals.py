"""What is wrong with a request, in plain words that name the field; what a parser said never gets out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from tracker.api.shapes.base import FORMS
from tracker.web.problems import Problem

MOST_TOLD = 20
Facts = Mapping[str, Any]
_NO_JSON = "The body could not be read as JSON."


def unprocessable(errors: Sequence[tuple[str, str]]) -> Problem:
    """Return the problem that says what is wrong with which field."""
    return Problem(422, " ".join(words for _, words in errors[:MOST_TOLD]), errors[:MOST_TOLD])


def told(wrong: ValidationError) -> Problem:
    """Return a refusal of pydantic's in our words. Of what was sent, nothing is said again but names of fields."""
    found = wrong.errors(include_url=False, include_input=False)
    return unprocessable([_words(error["loc"], error["type"], error.get("ctx", {})) for error in found])


def unknown(name: str) -> str:
    """Say that there is no such field."""
    return f"There is no {name[:60]!r} here. Leave it out."


def _words(place: tuple[int | str, ...], kind: str, facts: Facts) -> tuple[str, str]:
    name = ".".join(str(part)[:60] for part in place)
    if kind in {"json_invalid", "json_type"}:
        return "", _NO_JSON
    if kind == "extra_forbidden":
        return name, unknown(name)
    if kind == "missing":
        return name, f"{name} is missing."
    if not name:
        return "", "Send a JSON object."
    if kind == "value_error":
        return name, f"{name} {facts['error']}"
    return name, f"{name} must be {_must_be(kind, facts)}."


def _must_be(kind: str, facts: Facts) -> str:
    for beginning, words in _MUST_BE.items():
        if kind.startswith(beginning):
            return words(facts)
    return "something else: see the document of this API"


_MUST_BE: dict[str, Callable[[Facts], str]] = {
    "string_pattern": lambda facts: FORMS.get(facts["pattern"], "of the stated form"),
    "string_too_long": lambda facts: f"{facts['max_length']} characters or fewer",
    "string_too_short": lambda _facts: "more than nothing",
    "string": lambda _facts: "text",
    "date": lambda _facts: "a day such as 2026-11-24",
    "enum": lambda facts: f"one of {facts['expected']}",
    "literal": lambda facts: f"one of {facts['expected']}",
    "greater_than_equal": lambda facts: f"{facts['ge']} or more",
    "less_than_equal": lambda facts: f"{facts['le']} or less",
    "int": lambda _facts: "a whole number",
    "bool": lambda _facts: "true or false",
    "list": lambda _facts: "a list",
    "too_long": lambda facts: f"a list of at most {facts['max_length']}",
    "model": lambda _facts: "an object",
}
