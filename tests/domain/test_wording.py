"""Days, hours and lists as the sentences of a finding say them."""

from decimal import Decimal

import pytest

from tests.domain.build import on
from tracker.domain import wording


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-03-01", "2026-03-01", "on Mar 1, 2026"),
        ("2026-03-01", "2026-04-30", "from Mar 1 to Apr 30, 2026"),
        ("2025-12-31", "2026-01-01", "from Dec 31, 2025 to Jan 1, 2026"),
    ],
)
def test_a_span_names_its_year_once_where_it_is_one(first: str, last: str, words: str) -> None:
    assert wording.span(on(first), on(last)) == words


@pytest.mark.parametrize(
    ("value", "number", "hours", "more"),
    [
        ("2.50", "2.5", "2.5 hours", "2.5 more hours"),
        ("1", "1", "1 hour", "1 more hour"),
        ("1.00", "1", "1 hour", "1 more hour"),
        ("0.25", "0.25", "0.25 hours", "0.25 more hours"),
        ("100", "100", "100 hours", "100 more hours"),
        ("1E+2", "100", "100 hours", "100 more hours"),
    ],
)
def test_hours_are_said_without_idle_zeros(value: str, number: str, hours: str, more: str) -> None:
    amount = Decimal(value)
    assert (wording.number(amount), wording.hours(amount), wording.hours(amount, "more")) == (number, hours, more)


def test_a_thing_is_counted_in_its_own_plural() -> None:
    assert [wording.count(1, "peer review"), wording.count(2, "peer review")] == ["1 peer review", "2 peer reviews"]
    assert [wording.count(1, "person", "people"), wording.count(0, "person", "people")] == ["1 person", "0 people"]


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a and b"], "a and b"),
        (["a and b", "c"], "a and b; and c"),
        (["a", "b", "c and d"], "a; b; and c and d"),
    ],
)
def test_a_list_reads_as_a_sentence_and_a_pair_in_it_stays_one(words: list[str], listed: str) -> None:
    assert wording.listed(words) == listed


def test_either_of_two_is_joined_by_or() -> None:
    assert wording.listed(["a", "b", "c"], "or") == "a, b or c"
    assert wording.topics(["trauma", "screening"], "or") == "screening or trauma"


def test_topics_stand_in_the_order_of_the_controlled_list() -> None:
    assert wording.topics(["screening", "mdt_response", "trauma"]) == "screening, trauma and MDT response"


def test_a_name_keeps_its_capitals_inside_a_sentence() -> None:
    assert [wording.inside_a_sentence(label) for label in ("Not met", "MDT response", "VA", "A", "")] == [
        "not met",
        "MDT response",
        "VA",
        "a",
        "",
    ]


def test_a_title_is_set_apart() -> None:
    assert wording.quoted("Core course") == "“Core course”"
