"""Rules made of rules, and how the parts' verdicts become one."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.build import done, event, found, found_team, person, term, whys
from tracker.domain.record import Completion, CompletionKind, Record
from tracker.domain.rules import (
    AllOf,
    AnyOf,
    ApprovedList,
    AtLeast,
    Hours,
    Item,
    RecurringHours,
    Selection,
    TeamTraining,
    TopicCoverage,
    Window,
    leaves,
)
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState

DEGREE = Item(title="Degree", what="a degree", counts=Selection(kinds=frozenset({CompletionKind.DEGREE})))
LICENSE = Item(title="License", what="a license", counts=Selection(kinds=frozenset({CompletionKind.LICENSE})))
HOURS = Hours(title="Core hours", hours=Decimal(8))
LATER_HOURS = Hours(title="Core hours", hours=Decimal(8), due_days=90)
PARTS = (DEGREE, LICENSE, HOURS)

degree = done("2018-05-20", None, kind=CompletionKind.DEGREE, title="Master of social work")
license_ending_soon = done("2024-01-01", None, kind=CompletionKind.LICENSE, title="License", expires_on="2026-12-31")
license_ended = done("2024-01-01", None, kind=CompletionKind.LICENSE, title="License", expires_on="2026-11-23")
waiting_license = done(
    "2026-01-01", None, kind=CompletionKind.LICENSE, title="License", state=CompletionState.SUBMITTED
)
eight_hours = done("2026-01-01", "8", title="Course")

TREES = [
    ("all: every part", AllOf(parts=PARTS), [degree, license_ending_soon, eight_hours], Status.DUE_SOON),
    ("all: one part lapsed", AllOf(parts=PARTS), [degree, license_ended, eight_hours], Status.LAPSED),
    ("all: one part missing decides before one lapsed", AllOf(parts=PARTS), [degree, license_ended], Status.NOT_MET),
    ("all: one part waits", AllOf(parts=PARTS), [degree, waiting_license, eight_hours], Status.IN_REVIEW),
    ("any: one part", AnyOf(parts=PARTS), [degree], Status.MET),
    ("any: the best of two", AnyOf(parts=PARTS), [degree, license_ending_soon], Status.MET),
    ("any: only one that ends soon", AnyOf(parts=PARTS), [license_ending_soon], Status.DUE_SOON),
    ("any: one that ended is nearer than none", AnyOf(parts=PARTS), [license_ended], Status.LAPSED),
    ("any: one that waits", AnyOf(parts=PARTS), [waiting_license], Status.IN_REVIEW),
    ("any: nothing", AnyOf(parts=PARTS), [], Status.NOT_MET),
    ("two of three: two", AtLeast(count=2, parts=PARTS), [degree, eight_hours], Status.MET),
    (
        "two of three: one that stays, one that ends",
        AtLeast(count=2, parts=PARTS),
        [degree, license_ending_soon],
        Status.DUE_SOON,
    ),
    ("two of three: one", AtLeast(count=2, parts=PARTS), [degree], Status.NOT_MET),
]


@pytest.mark.parametrize(
    ("rule", "completions", "status"), [case[1:] for case in TREES], ids=[case[0] for case in TREES]
)
def test_the_nth_best_part_decides(
    rule: AllOf | AnyOf | AtLeast, completions: list[Completion], status: Status
) -> None:
    finding = found(rule, person(*completions), "2026-11-24")
    assert finding.status is status
    assert [child.title for child in finding.children] == ["Degree", "License", "Core hours"]


def test_all_of_says_how_many_hold_and_what_the_others_need() -> None:
    finding = found(AllOf(parts=PARTS), person(degree), "2026-11-24")
    assert finding.reason == (
        "1 of 3 parts met. License: Needs a license; none is recorded. "
        "Core hours: Needs 8 more hours: 0 of 8 hours counted."
    )
    assert finding.gap == "Record a license. Complete 8 more hours."


def test_all_of_names_the_part_that_is_due_soon() -> None:
    finding = found(AllOf(parts=PARTS), person(degree, license_ending_soon, eight_hours), "2026-11-24")
    assert finding.reason.startswith("All 3 parts are met. License: Met through Dec 31, 2026")
    assert finding.gap == "Renew a license by Dec 31, 2026."
    assert str(finding.lapses_on) == "2027-01-01"


def test_any_of_says_which_part_holds_or_every_way_there_is() -> None:
    met = found(AnyOf(parts=PARTS), person(degree), "2026-11-24")
    none = found(AnyOf(parts=PARTS), person(), "2026-11-24")
    assert met.reason == "Degree: “Master of social work” of May 20, 2018."
    assert none.reason == "One of 3 ways is needed. Nearest: Degree: Needs a degree; none is recorded."
    assert none.gap == "Record a degree. Or: Record a license. Or: Complete 8 more hours."


def test_of_ways_that_are_missing_alike_that_is_the_nearest_of_whose_hours_most_are_done() -> None:
    sixteen = Hours(title="More training", hours=Decimal(16))
    eight = Hours(title="Training", hours=Decimal(8))
    somebody = person(done("2026-05-01", "6"))
    for parts in ((LICENSE, sixteen, eight), (eight, LICENSE, sixteen)):
        finding = found(AnyOf(parts=parts), somebody, "2026-11-24")
        assert finding.reason == (
            "One of 3 ways is needed. Nearest: Training: Needs 2 more hours: 6 of 8 hours counted."
        )
        assert finding.gap == "Complete 2 more hours. Or: Complete 10 more hours. Or: Record a license."
    two = found(AtLeast(count=2, parts=(LICENSE, sixteen, eight)), somebody, "2026-11-24")
    assert two.gap == "Complete 2 more hours. Complete 10 more hours."


def test_any_of_lapses_with_the_part_that_lasts_longest_and_all_of_with_the_first() -> None:
    rolling = RecurringHours(title="Yearly", hours=Decimal(8), window=Window(12))
    somebody = person(license_ending_soon, eight_hours)
    assert str(found(AnyOf(parts=(LICENSE, rolling)), somebody, "2026-11-24").lapses_on) == "2027-01-01"
    assert str(found(AllOf(parts=(LICENSE, rolling)), somebody, "2026-11-24").lapses_on) == "2027-01-01"
    later = person(license_ending_soon, done("2026-10-01", "8"))
    assert str(found(AnyOf(parts=(LICENSE, rolling)), later, "2026-11-24").lapses_on) == "2027-10-01"
    assert str(found(AllOf(parts=(LICENSE, rolling)), later, "2026-11-24").lapses_on) == "2027-01-01"


def test_a_part_that_is_not_yet_due_gives_the_whole_its_deadline() -> None:
    joiner = person(degree, terms=[term("2026-11-01")])
    finding = found(AllOf(parts=(DEGREE, LATER_HOURS)), joiner, "2026-11-24")
    assert finding.status is Status.NOT_YET_DUE
    assert str(finding.due_on) == "2027-01-30"


@pytest.mark.parametrize("parts", [(30, 90), (90, 30)])
def test_while_one_way_is_open_the_deadline_is_that_of_the_way_that_is_open_longest(parts: tuple[int, int]) -> None:
    ways = AnyOf(parts=tuple(Hours(hours=Decimal(8), due_days=within) for within in parts))
    joiner = person(terms=[term("2026-11-01")])
    assert str(found(ways, joiner, "2026-11-24").due_on) == "2027-01-30"
    assert found(ways, joiner, "2027-01-30").status is Status.NOT_YET_DUE
    assert found(ways, joiner, "2027-01-31").status is Status.NOT_MET


def test_what_waits_for_review_gives_no_deadline_to_what_is_not_yet_due() -> None:
    licensed = Item(what="a license", counts=LICENSE.counts, due_days=10)
    joiner = person(waiting_license, terms=[term("2026-11-01")])
    finding = found(AllOf(parts=(licensed, LATER_HOURS)), joiner, "2026-11-24")
    assert (finding.status, str(finding.due_on)) == (Status.NOT_YET_DUE, "2027-01-30")


def test_where_one_part_is_a_gap_another_that_is_not_yet_due_gives_no_time() -> None:
    joiner = person(terms=[term("2026-11-01")])
    finding = found(AllOf(parts=(DEGREE, LATER_HOURS)), joiner, "2026-11-24")
    assert (finding.status, finding.due_on) == (Status.NOT_MET, None)


def test_what_any_part_counts_the_whole_counts_once() -> None:
    screening = TopicCoverage(title="Screening", counts=Selection(topics=frozenset({"screening"})))
    both = done("2026-01-01", "8", "screening")
    neither = done("2026-01-02", None)
    finding = found(AllOf(parts=(HOURS, screening)), person(both, neither), "2026-11-24")
    assert [entry.completion for entry in finding.counted] == [both]
    assert whys(finding) == ["hours unknown"]


def test_trees_nest() -> None:
    inner = AllOf(title="Degree and license", parts=(DEGREE, LICENSE))
    finding = found(AnyOf(parts=(inner, HOURS)), person(degree, license_ending_soon), "2026-11-24")
    assert finding.status is Status.DUE_SOON
    assert [child.title for child in finding.children[0].children] == ["Degree", "License"]


def test_a_part_without_a_title_says_only_its_reason() -> None:
    parts = (Hours(hours=Decimal(8)), DEGREE)
    assert found(AllOf(parts=parts), person(), "2026-11-24").reason == (
        "0 of 2 parts met. Needs 8 more hours: 0 of 8 hours counted. Degree: Needs a degree; none is recorded."
    )


def test_what_must_be_told_of_a_part_that_decides_is_told_of_the_whole() -> None:
    unentered = ApprovedList("NCA's list")
    listed = Hours(hours=Decimal(8), counts=Selection(approved=unentered))
    assert found(AllOf(parts=(listed, listed, DEGREE)), person(), "2026-11-24").cautions == (unentered.caution,)


def test_the_parts_that_look_at_completions_are_found_however_deep_they_stand() -> None:
    deep = AllOf(parts=(DEGREE, AnyOf(parts=(LICENSE, AtLeast(count=1, parts=(HOURS,))))))
    assert [part for part, _ in leaves(deep)] == [DEGREE, LICENSE, HOURS]
    assert [counts for _, counts in leaves(deep)] == [DEGREE.counts, LICENSE.counts, HOURS.counts]


def test_a_document_and_an_event_with_one_key_are_two_things() -> None:
    protocol = Item(what="a protocol", counts=Selection(kinds=frozenset({CompletionKind.PROTOCOL})))
    rule = AllOf(parts=(TeamTraining(count=1, window=Window(12)), protocol))
    held = replace(event("2026-03-10"), key="7")
    document = done("2026-02-01", None, kind=CompletionKind.PROTOCOL, key="7")
    finding = found_team(rule, Record(events=(held,), documents=(document,)), "2026-11-24")
    assert [entry.completion for entry in finding.counted] == [held, document]
