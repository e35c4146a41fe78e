"""Which completions a rule looks at: their kind, their topics, the list they stand on, and from when."""

from decimal import Decimal

import pytest

from tests.domain.build import away, done, found, person, term, whys
from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import Completion
from tracker.domain.rules import ApprovedList, Hours, Item, RecurringHours, Selection, Window
from tracker.domain.standard import Rule
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState

TODAY = "2026-11-24"
OWN = Selection(before_role=False)
INTERVIEWS = Selection(also_topics=frozenset({"forensic_interview"}))
LISTED = Selection(approved=ApprovedList("NCA's list", frozenset({"core"})))


def left_out(counts: Selection, *completions: Completion) -> list[str]:
    """Why each was left out for somebody whose role began on Mar 1, 2026."""
    return whys(found(Hours(hours=Decimal(8), counts=counts), person(*completions, terms=[term("2026-03-01")]), TODAY))


@pytest.mark.parametrize(
    "rule",
    [
        Hours(hours=Decimal(8), counts=OWN),
        RecurringHours(hours=Decimal(8), window=Window(12), counts=OWN),
        Item(what="a course", counts=OWN),
    ],
)
def test_where_a_rule_says_so_what_came_before_the_role_is_left_out(rule: Rule) -> None:
    for day, status in (("2026-02-28", {Status.NOT_MET, Status.NOT_YET_DUE}), ("2026-03-01", {Status.MET})):
        assert found(rule, person(done(day, "8"), terms=[term("2026-03-01")]), TODAY).status in status
    assert left_out(OWN, done("2026-02-28", "8")) == ["completed before the role began on Mar 1, 2026"]


def test_else_what_was_learned_before_the_role_counts_on_a_list_or_not() -> None:
    assert left_out(LISTED, done("2026-02-28", "8", training="core")) == []
    assert left_out(INTERVIEWS, done("2026-02-28", "8", "forensic_interview")) == []


def test_a_topic_that_must_be_there_besides_is_named_where_it_is_not() -> None:
    both = Selection(topics=frozenset({"trauma"}), also_topics=frozenset({"forensic_interview", "boys"}))
    assert left_out(both, done("2026-04-01", "8", "trauma", "boys")) == ["not on forensic interview"]
    assert left_out(both, done("2026-04-01", "8", "forensic_interview", "boys")) == [
        "covers none of the topics asked for"
    ]
    assert left_out(both, done("2026-04-01", "8", "trauma", "boys", "forensic_interview")) == []


def test_what_is_not_on_the_list_is_left_out() -> None:
    assert left_out(LISTED, done("2026-04-01", "8", training="other")) == ["not on the approved list"]


def test_what_waits_from_before_the_role_is_left_out_for_that() -> None:
    waiting = done("2026-02-28", "8", state=CompletionState.SUBMITTED)
    assert left_out(OWN, waiting) == ["completed before the role began on Mar 1, 2026"]


def test_what_is_recorded_as_something_else_says_as_what() -> None:
    either = Selection(kinds=frozenset({"training", "peer_review", "supervision"}))
    assert left_out(either, done("2026-04-01", None, kind="license")) == [
        "recorded as license, not as peer review, supervision or training"
    ]


def test_what_has_no_hours_says_so_and_on_what() -> None:
    split = done("2026-04-01", "8", "trauma", split={"trauma": "0"})
    assert left_out(Selection(), done("2026-04-01", "0"), done("2026-04-01", None)) == ["no hours", "hours unknown"]
    assert left_out(Selection(topics=frozenset({"trauma"})), split) == ["no hours on the topics asked for"]
    waiting = done("2026-04-01", "0", state=CompletionState.SUBMITTED)
    assert left_out(Selection(), waiting) == ["no hours"]


@pytest.mark.parametrize(
    ("asked", "hours"), [("trauma", "2"), ("boys", "5"), ("trauma boys", "7"), ("", "8"), ("boys screening", "6")]
)
def test_hours_that_are_split_count_by_topic_and_what_is_left_over_on_the_other_topics(asked: str, hours: str) -> None:
    split = done("2026-04-01", "8", "trauma", "boys", split={"trauma": "2", "screening": "1"})
    rule = Hours(hours=Decimal(40), counts=Selection(topics=frozenset(asked.split())))
    assert found(rule, person(split), TODAY).hours_counted == Decimal(hours)


def test_from_a_list_too_only_the_hours_on_the_topics_count_and_unknown_ones_do_not() -> None:
    on_trauma = Selection(topics=frozenset({"trauma"}), approved=LISTED.approved)
    split = done("2026-04-01", "8", "trauma", split={"trauma": "2"}, training="core")
    unknown = done("2026-04-02", None, "trauma", training="core")
    finding = found(Hours(hours=Decimal(8), counts=on_trauma), person(split, unknown), TODAY)
    assert [(entry.completion, entry.hours) for entry in finding.counted] == [(split, Decimal(2))]
    assert finding.not_counted == ((unknown, "hours unknown"),)


@pytest.mark.parametrize(
    ("hours", "topics", "reason"),
    [
        ("1", "boys screening trauma", "on screening; trauma; or boys and young men"),
        ("1", "boys screening trauma medical", "on the topics asked for"),
        ("2", "boys screening trauma medical", "on the topics asked for"),
    ],
)
def test_up_to_three_topics_are_named_and_more_are_the_requirements_own(hours: str, topics: str, reason: str) -> None:
    rule = Hours(hours=Decimal(hours), counts=Selection(topics=frozenset(topics.split())))
    noun = "hour" if hours == "1" else "hours"
    assert found(rule, person(), TODAY).reason == (
        f"Needs {hours} more {noun} {reason}: 0 of {hours} {noun} {reason} counted."
    )


LICENSES = Selection(kinds=frozenset({"license"}))
WITHIN_A_YEAR = Item(what="a license", counts=LICENSES, due_days=364)
IN_30_DAYS = Item(what="a license", counts=LICENSES, due_days=30)


def license_of(day: str, expires_on: str | None = None) -> Completion:
    return done(day, None, kind="license", title="License", expires_on=expires_on)


@pytest.mark.parametrize(
    ("rule", "completions", "day", "reason"),
    [
        (
            WITHIN_A_YEAR,
            [license_of("2026-03-01", "2026-04-30")],
            "2026-03-15",
            "“License” of Mar 1, 2026. Valid through Apr 30, 2026; nothing more is due before Feb 28, 2027.",
        ),
        (
            WITHIN_A_YEAR,
            [license_of("2026-03-01", "2026-04-30")],
            "2026-05-01",
            "Needs a license by Feb 28, 2027; none is recorded.",
        ),
        (IN_30_DAYS, [], "2026-03-31", "Needs a license by Mar 31, 2026; none is recorded."),
        (IN_30_DAYS, [], "2026-04-01", "Needs a license; none is recorded. This was due by Mar 31, 2026."),
    ],
)
def test_a_license_that_is_first_due_later_says_how_long_it_is_valid_and_until_when_none_is_needed(
    rule: Item, completions: list[Completion], day: str, reason: str
) -> None:
    finding = found(rule, person(*completions, terms=[term("2026-03-01")]), day)
    assert finding.reason == reason


def test_in_a_leave_without_an_end_a_license_says_only_how_long_it_is_valid() -> None:
    somebody = person(license_of("2026-03-01", "2026-04-30"), leaves=[away("2026-04-01")])
    finding = found(Item(what="a license", counts=LICENSES), somebody, "2026-04-15", leave=LeaveEffect.STOPS_THE_CLOCK)
    assert finding.reason == "“License” of Mar 1, 2026. Valid through Apr 30, 2026."
