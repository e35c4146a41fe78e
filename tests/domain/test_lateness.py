"""What is met late is met, and says when it was first met; what is met in time, or not at all, says nothing."""

from decimal import Decimal

import pytest

from tests.domain.build import done, found, on, person, term
from tracker.domain.record import Completion, Person
from tracker.domain.rules import Hours, Item, Selection, TopicCoverage
from tracker.domain.standard import Rule
from tracker.domain.verdict import Status

EIGHT = Hours(hours=Decimal(8), due_days=90)
TWO_TOPICS = TopicCoverage(counts=Selection(topics=frozenset({"screening", "trauma"})), due_days=90)
ANY = Item(what="a training", counts=Selection(), due_days=90)
LATE = "First met on May 2, 2026; it was due by May 1, 2026."


def newcomer(*completions: Completion) -> Person:
    """An advocate since Jan 31, 2026, whose 90th day is May 1."""
    return person(*completions, terms=[term("2026-01-31")])


CASES = [
    ("hours on the last day in time", EIGHT, [done("2026-02-01", "4"), done("2026-05-01", "4")], ()),
    ("hours a day late", EIGHT, [done("2026-02-01", "4"), done("2026-05-02", "4")], (LATE,)),
    ("a quarter of an hour late", EIGHT, [done("2026-05-01", "7.75"), done("2026-05-02", "0.25")], (LATE,)),
    ("more hours later change nothing", EIGHT, [done("2026-05-02", "8"), done("2026-07-01", "8")], (LATE,)),
    ("hours from before the role began", EIGHT, [done("2020-05-02", "8")], ()),
    ("too few hours, late", EIGHT, [done("2026-05-02", "7.75")], ()),
    (
        "topics a day late",
        TWO_TOPICS,
        [done("2026-02-01", "1", "trauma"), done("2026-05-02", "1", "screening")],
        (LATE,),
    ),
    ("topics in time", TWO_TOPICS, [done("2026-05-01", "1", "trauma", "screening")], ()),
    ("an item a day late", ANY, [done("2026-05-02")], (LATE,)),
    ("an item in time, and another late", ANY, [done("2026-02-02"), done("2026-05-02")], ()),
    (
        "an item in time that ended, and its successor",
        ANY,
        [done("2026-02-02", expires_on="2026-03-01"), done("2026-05-02")],
        (),
    ),
]


@pytest.mark.parametrize(
    ("rule", "completions", "cautions"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_lateness_is_said(rule: Rule, completions: list[Completion], cautions: tuple[str, ...]) -> None:
    assert found(rule, newcomer(*completions), "2026-11-24").cautions == cautions


def test_late_is_met_and_nothing_is_due_any_more() -> None:
    finding = found(EIGHT, newcomer(done("2026-05-02", "8")), "2026-11-24")
    assert (finding.status, finding.due_on) == (Status.MET, None)


def test_an_item_that_came_late_and_has_ended_is_not_said_to_have_been_met_late() -> None:
    finding = found(ANY, newcomer(done("2026-05-02", expires_on="2026-06-01")), "2026-11-24")
    assert (finding.status, finding.cautions) == (Status.LAPSED, ())


def test_what_is_missing_keeps_its_day() -> None:
    for rule in (EIGHT, TWO_TOPICS, ANY):
        assert found(rule, newcomer(), "2026-11-24").due_on == on("2026-05-01")


def test_without_a_deadline_nothing_is_late() -> None:
    assert found(Hours(hours=Decimal(8)), newcomer(done("2026-05-02", "8")), "2026-11-24").cautions == ()


def test_before_it_was_met_nothing_is_said() -> None:
    assert found(EIGHT, newcomer(done("2026-05-02", "8")), "2026-05-01").cautions == ()
