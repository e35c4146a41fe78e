"""A training of several parts that counts only whole: no part alone, all of them from the day the last was done."""

from decimal import Decimal

import pytest

from tests.domain.build import done, found, person, whys
from tracker.domain.record import Completion, CompletionKind
from tracker.domain.rules import (
    Composite,
    Hours,
    Item,
    Part,
    RecurringEvents,
    RecurringHours,
    Selection,
    TopicCoverage,
    Window,
)
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState

COURSE = Composite("State course", (Part("part one", "part-1"), Part("part two", "part-2")))
ONLY_WHOLE = Selection(only_whole=(COURSE,))
THIRTY_TWO = Hours(hours=Decimal(32), counts=ONLY_WHOLE)
A_DAY = "2026-11-24"


def first(day: str = "2026-01-10", hours: str = "16", *topics: str, **other: object) -> Completion:
    return done(day, hours, *topics, training="part-1", title="Part one", **other)  # type: ignore[arg-type]


def second(day: str = "2026-03-10", hours: str = "16", *topics: str, **other: object) -> Completion:
    return done(day, hours, *topics, training="part-2", title="Part two", **other)  # type: ignore[arg-type]


CASES = [
    ("both parts", [first(), second()], Status.MET, "32 of 32"),
    ("the first alone", [first()], Status.NOT_MET, "0 of 32"),
    ("the second alone", [second()], Status.NOT_MET, "0 of 32"),
    ("the first twice", [first(), first("2026-02-10")], Status.NOT_MET, "0 of 32"),
    ("both, the second first", [second("2026-01-10"), first("2026-03-10")], Status.MET, "32 of 32"),
    ("the first alone beside another training", [first(), done("2026-01-01", "8")], Status.NOT_MET, "8 of 32"),
    ("other trainings count as ever", [done("2026-01-01", "32")], Status.MET, "32 of 32"),
    ("a second part that is a draft", [first(), second(state=CompletionState.DRAFT)], Status.NOT_MET, "0 of 32"),
    ("a second part that was withdrawn", [first(), second(state=CompletionState.WITHDRAWN)], Status.NOT_MET, "0 of 32"),
    ("a second part still to come", [first(), second("2026-11-25")], Status.NOT_MET, "0 of 32"),
    ("both, then the first again", [first(), second(), first("2026-06-01", "4")], Status.MET, "36 hours counted"),
]


@pytest.mark.parametrize(
    ("completions", "status", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_parts_count_together_or_not_at_all(completions: list[Completion], status: Status, words: str) -> None:
    finding = found(THIRTY_TWO, person(*completions), A_DAY)
    assert finding.status is status
    assert words in finding.reason


def test_a_part_that_is_left_out_says_which_part_is_missing() -> None:
    assert whys(found(THIRTY_TWO, person(first()), A_DAY)) == [
        "part of “State course”, which counts only whole: part two missing"
    ]


def test_what_became_whole_later_says_since_when_it_counts() -> None:
    finding = found(THIRTY_TWO, person(first(), second()), A_DAY)
    assert [(entry.completion.title, entry.note) for entry in finding.counted] == [
        ("Part one", "counts since Mar 10, 2026, when “State course” was whole"),
        ("Part two", ""),
    ]


@pytest.mark.parametrize(("day", "status"), [("2026-03-09", Status.NOT_MET), ("2026-03-10", Status.MET)])
def test_it_counts_from_the_day_of_the_last_part(day: str, status: Status) -> None:
    assert found(THIRTY_TWO, person(first(), second()), day).status is status


def test_parts_that_a_review_would_make_whole_are_in_review_both_the_accepted_and_the_waiting() -> None:
    finding = found(THIRTY_TWO, person(first(), second(state=CompletionState.SUBMITTED)), A_DAY)
    assert finding.status is Status.IN_REVIEW
    assert sorted(whys(finding)) == [
        "part of “State course”, which counts only whole: part two missing",
        "waiting for review",
    ]


def test_a_part_that_waits_alone_would_not_be_enough() -> None:
    finding = found(Hours(hours=Decimal(16), counts=ONLY_WHOLE), person(first(state=CompletionState.SUBMITTED)), A_DAY)
    assert finding.status is Status.NOT_MET
    assert "wait" not in finding.reason


def test_whether_the_whole_was_in_time_is_told_by_its_last_part() -> None:
    """Sixteen hours of the first part were done in time, and counted only once the second was there."""
    asked = Hours(hours=Decimal(16), counts=ONLY_WHOLE, due_days=30)
    somebody = person(first("2020-01-10"), second("2020-03-10"))
    assert found(asked, somebody, A_DAY).cautions == ("First met on Mar 10, 2020; it was due by Jan 31, 2020.",)


def test_another_training_that_was_enough_before_the_whole_is_the_first_that_was() -> None:
    asked = Hours(hours=Decimal(8), counts=ONLY_WHOLE, due_days=30)
    somebody = person(first("2020-01-10"), done("2020-02-01", "8"), second("2020-03-10"))
    assert found(asked, somebody, A_DAY).cautions == ("First met on Feb 1, 2020; it was due by Jan 31, 2020.",)


def test_a_part_on_another_topic_makes_the_whole_but_adds_no_hours() -> None:
    asked = Hours(hours=Decimal(16), counts=Selection(topics=frozenset({"trauma"}), only_whole=(COURSE,)))
    somebody = person(first("2026-01-10", "16", "trauma"), second("2026-03-10", "16", "boys"))
    finding = found(asked, somebody, A_DAY)
    assert finding.status is Status.MET
    assert whys(finding) == ["covers none of the topics asked for"]


def test_hours_stay_in_the_window_in_which_they_were_done() -> None:
    asked = RecurringHours(hours=Decimal(8), window=Window(12), counts=ONLY_WHOLE)
    somebody = person(first("2025-11-24", "8"), second("2025-11-25", "8"))
    assert "8 of 8 hours counted since Nov 25, 2025" in found(asked, somebody, A_DAY).reason


HELD = [
    ("the whole came when the first part's year was over", "2025-06-01", Status.NOT_MET, "Needs 8 more hours"),
    ("it came on the last day of that year", "2024-12-31", Status.LAPSED, "Met only through Dec 31, 2024"),
    ("it came the day after", "2025-01-01", Status.NOT_MET, "Needs 8 more hours"),
]


@pytest.mark.parametrize(("whole_on", "status", "words"), [case[1:] for case in HELD], ids=[case[0] for case in HELD])
def test_what_did_not_count_yet_held_nothing(whole_on: str, status: Status, words: str) -> None:
    """The first part's hours are valid through Dec 31, 2024; the second has none that count."""
    counts = Selection(topics=frozenset({"trauma"}), only_whole=(COURSE,))
    asked = RecurringHours(hours=Decimal(8), window=Window(12), counts=counts)
    finding = found(asked, person(first("2024-01-01", "8", "trauma"), second(whole_on, "8", "boys")), A_DAY)
    assert finding.status is status
    assert words in finding.reason


def test_what_held_before_the_part_that_did_not_count_yet_is_told() -> None:
    counts = Selection(topics=frozenset({"trauma"}), only_whole=(COURSE,))
    asked = RecurringHours(hours=Decimal(8), window=Window(12), counts=counts)
    earlier = done("2022-03-01", "8", "trauma")
    somebody = person(earlier, first("2024-01-01", "8", "trauma"), second("2025-06-01", "8", "boys"))
    assert "Met only through Feb 28, 2023" in found(asked, somebody, A_DAY).reason


def test_every_kind_that_looks_at_trainings_leaves_a_lone_part_out() -> None:
    topics = Selection(topics=frozenset({"trauma"}), only_whole=(COURSE,))
    lone = first("2026-01-10", "16", "trauma")
    whole = (lone, second("2026-03-10", "16", "trauma"))
    for asked in (
        TopicCoverage(counts=topics),
        Item(what="a training on trauma", counts=topics),
        RecurringEvents(count=1, window=Window(12), counts=topics),
    ):
        assert not found(asked, person(lone), A_DAY).status.counts_as_met
        assert found(asked, person(*whole), A_DAY).status.counts_as_met


def test_each_of_two_such_trainings_has_parts_of_its_own() -> None:
    other = Composite("Online course", tuple(Part(f"module {name.upper()}", f"module-{name}") for name in "abc"))
    asked = Hours(hours=Decimal(6), counts=Selection(only_whole=(COURSE, other)))
    modules = [done("2026-01-10", "3", training=f"module-{name}") for name in "abc"]
    assert found(asked, person(*modules), A_DAY).status is Status.MET
    finding = found(asked, person(modules[0], first()), A_DAY)
    assert sorted(whys(finding)) == [
        "part of “Online course”, which counts only whole: module B and module C missing",
        "part of “State course”, which counts only whole: part two missing",
    ]


def test_a_document_without_an_entry_of_the_catalog_is_never_a_part() -> None:
    asked = Hours(hours=Decimal(8), counts=Selection(kinds=frozenset(CompletionKind), only_whole=(COURSE,)))
    assert found(asked, person(done("2026-01-01", "8", training=None)), A_DAY).status is Status.MET


def test_a_part_done_again_does_not_move_the_day_on_which_the_whole_was_there() -> None:
    finding = found(THIRTY_TWO, person(first(), second(), first("2026-06-01", "4")), A_DAY)
    assert [entry.note for entry in finding.counted] == [
        "counts since Mar 10, 2026, when “State course” was whole",
        "",
        "",
    ]


def test_what_is_left_out_is_the_part_that_was_done() -> None:
    part = first()
    (left_out,) = found(THIRTY_TWO, person(part), A_DAY).not_counted
    assert left_out == (part, "part of “State course”, which counts only whole: part two missing")


BY_TITLE = Composite(
    "State course",
    (
        Part("part one", "part-1", ("State course, part one", "State course I")),
        Part("part two", titled=("State course, part two",)),
    ),
)
SIXTEEN = Hours(hours=Decimal(16), counts=Selection(only_whole=(BY_TITLE,)))
MISSING_ONE = "part of “State course”, which counts only whole: part one missing"
MISSING_TWO = "part of “State course”, which counts only whole: part two missing"


def titled(title: str, day: str = "2026-01-10", training: str | None = "our-own") -> Completion:
    return done(day, "16", training=training, title=title)


TITLES = [
    ("the center's own entry", [titled("State course, part one")], [MISSING_TWO]),
    ("no entry at all", [titled("State course, part one", training=None)], [MISSING_TWO]),
    ("another case and punctuation", [titled("STATE COURSE: Part One (online)")], [MISSING_TWO]),
    ("another of its names", [titled("State course I")], [MISSING_TWO]),
    ("a name within a word", [titled("State course II")], []),
    ("a title that names none", [titled("Court day")], []),
    ("its key, whatever its title", [titled("Court day", training="part-1")], [MISSING_TWO]),
    ("the other part", [titled("State course, part two")], [MISSING_ONE]),
    ("the same part by key and by title", [first(), titled("State course I", "2026-02-10")], [MISSING_TWO] * 2),
    ("a key and another part's title", [titled("State course, part two", training="part-1")], [MISSING_TWO]),
]


@pytest.mark.parametrize(("completions", "left_out"), [case[1:] for case in TITLES], ids=[case[0] for case in TITLES])
def test_a_part_is_known_by_its_key_or_else_by_its_title(completions: list[Completion], left_out: list[str]) -> None:
    finding = found(SIXTEEN, person(*completions), A_DAY)
    assert whys(finding) == left_out
    assert finding.status is (Status.NOT_MET if left_out else Status.MET)


WHOLES = [
    ("both by title", [titled("State course I"), titled("State course, part two", "2026-03-10")]),
    ("one by key, one by title", [first(), titled("State course, part two", "2026-03-10", training=None)]),
    ("one title that names both", [titled("State course, part one and State course, part two", "2026-03-10")]),
]


@pytest.mark.parametrize("completions", [case[1] for case in WHOLES], ids=[case[0] for case in WHOLES])
def test_it_is_whole_once_each_part_was_completed_however_it_is_known(completions: list[Completion]) -> None:
    for day, status in (("2026-03-09", Status.NOT_MET), ("2026-03-10", Status.MET)):
        assert found(SIXTEEN, person(*completions), day).status is status
