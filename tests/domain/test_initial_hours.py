"""Hours asked for once: deadlines, grace, topics, approved lists, and everything that does not count, with why."""

from decimal import Decimal

import pytest

from tests.domain.build import done, found, person, term, whys
from tracker.domain.record import Completion, CompletionKind, Person
from tracker.domain.rules import ApprovedList, Hours, Selection
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState

EIGHT = Hours(hours=Decimal(8))
EIGHT_IN_90_DAYS = Hours(hours=Decimal(8), due_days=90)
ON_SCREENING = Hours(hours=Decimal(8), counts=Selection(topics=frozenset({"screening"})))


def newcomer(*completions: Completion) -> Person:
    """An advocate since Jan 31, 2026, whose 90th day is May 1."""
    return person(*completions, terms=[term("2026-01-31")])


DEADLINES = [
    (
        "nothing on the last day in time",
        [],
        "2026-05-01",
        Status.NOT_YET_DUE,
        "Needs 8 more hours by May 1, 2026: 0 of 8 hours counted.",
    ),
    (
        "nothing on the day after",
        [],
        "2026-05-02",
        Status.NOT_MET,
        "Needs 8 more hours: 0 of 8 hours counted. This was due by May 1, 2026.",
    ),
    (
        "a quarter hour short",
        ["7.75"],
        "2026-06-01",
        Status.NOT_MET,
        "Needs 0.25 more hours: 7.75 of 8 hours counted. This was due by May 1, 2026.",
    ),
    (
        "one hour short",
        ["7"],
        "2026-04-01",
        Status.NOT_YET_DUE,
        "Needs 1 more hour by May 1, 2026: 7 of 8 hours counted.",
    ),
    ("exactly enough", ["5.5", "2.5"], "2026-04-01", Status.MET, "8 of 8 hours counted."),
    ("more than enough", ["9.5"], "2026-04-01", Status.MET, "9.5 hours counted, 8 needed."),
]


@pytest.mark.parametrize(
    ("hours", "day", "status", "reason"), [case[1:] for case in DEADLINES], ids=[case[0] for case in DEADLINES]
)
def test_hours_are_due_within_days_of_the_role_s_start(hours: list[str], day: str, status: Status, reason: str) -> None:
    finding = found(EIGHT_IN_90_DAYS, newcomer(*(done("2026-03-01", amount) for amount in hours)), day)
    assert (finding.status, finding.reason) == (status, reason)


def test_without_a_deadline_a_gap_counts_from_the_first_day() -> None:
    assert found(EIGHT, newcomer(), "2026-01-31").status is Status.NOT_MET


@pytest.mark.parametrize(("day", "status"), [("2026-03-02", Status.NOT_YET_DUE), ("2026-03-03", Status.NOT_MET)])
def test_grace_after_joining_holds_through_its_last_day(day: str, status: Status) -> None:
    assert found(EIGHT, newcomer(), day, grace_days=30).status is status


def test_the_later_of_grace_and_deadline_holds() -> None:
    assert str(found(EIGHT_IN_90_DAYS, newcomer(), "2026-02-01", grace_days=30).due_on) == "2026-05-01"
    assert str(found(EIGHT_IN_90_DAYS, newcomer(), "2026-02-01", grace_days=120).due_on) == "2026-05-31"


def test_the_gap_says_what_to_do_and_is_empty_once_met() -> None:
    short = found(EIGHT_IN_90_DAYS, newcomer(done("2026-02-02", "5.5")), "2026-03-01")
    met = found(EIGHT_IN_90_DAYS, newcomer(done("2026-02-02", "8")), "2026-03-01")
    assert (short.gap, met.gap) == ("Complete 2.5 more hours by May 1, 2026.", "")
    assert (short.hours_needed, short.hours_counted) == (Decimal(8), Decimal("5.5"))


LEFT_OUT = [
    (done("2026-11-25"), "completed after Nov 24, 2026"),
    (done("2026-11-24", state=CompletionState.DRAFT), "still a draft"),
    (done("2026-11-24", state=CompletionState.RETURNED), "returned for correction"),
    (done("2026-11-24", state=CompletionState.WITHDRAWN), "withdrawn"),
    (done("2026-11-24", "1", "screening", state=CompletionState.SUBMITTED), "waiting for review"),
    (done("2026-11-24", None, "screening"), "hours unknown"),
    (done("2026-11-24", "1", "boys"), "covers none of the topics asked for"),
    (done("2026-11-24", "1", "screening", kind=CompletionKind.PEER_REVIEW), "recorded as peer review, not as training"),
    (done("2026-11-24", "2", "screening", "boys", split={"boys": "2"}), "no hours on the topics asked for"),
]


@pytest.mark.parametrize(("completion", "why"), LEFT_OUT, ids=[why for _, why in LEFT_OUT])
def test_what_does_not_count_says_why(completion: Completion, why: str) -> None:
    finding = found(ON_SCREENING, person(completion), "2026-11-24")
    assert whys(finding) == [why]
    assert finding.counted == ()


def test_a_completion_counts_on_its_own_day_and_not_on_the_day_before() -> None:
    somebody = person(done("2026-11-24", "8"))
    assert found(EIGHT, somebody, "2026-11-23").status is Status.NOT_MET
    assert found(EIGHT, somebody, "2026-11-24").status is Status.MET


def test_what_waits_for_review_and_would_suffice_is_in_review() -> None:
    waiting = done("2026-03-01", "3", state=CompletionState.SUBMITTED)
    finding = found(EIGHT, person(done("2026-02-01", "5"), waiting), "2026-11-24")
    assert finding.status is Status.IN_REVIEW
    assert finding.reason == "3 hours wait for review and would be enough: 5 of 8 hours counted."


def test_what_waits_for_review_and_would_not_suffice_is_said() -> None:
    waiting = done("2026-03-01", "1", state=CompletionState.SUBMITTED)
    finding = found(EIGHT, person(done("2026-02-01", "5"), waiting), "2026-11-24")
    assert finding.status is Status.NOT_MET
    assert finding.reason == "Needs 3 more hours: 5 of 8 hours counted. 1 hour waits for review."


def test_completions_from_before_the_role_count_unless_the_rule_says_otherwise() -> None:
    early = newcomer(done("2024-05-05", "8"))
    strict = Hours(hours=Decimal(8), counts=Selection(before_role=False))
    assert found(EIGHT, early, "2026-02-01").status is Status.MET
    assert whys(found(strict, early, "2026-02-01")) == ["completed before the role began on Jan 31, 2026"]


SPLITS = [
    ("no split: all hours of a training on the topic", done("2026-01-01", "3", "screening", "boys"), "3"),
    ("the topic's own share", done("2026-01-01", "3", "screening", "boys", split={"screening": "1"}), "1"),
    ("what the other topics leave", done("2026-01-01", "3", "screening", "boys", split={"boys": "1"}), "2"),
    (
        "a share of a training whose hours are unknown",
        done("2026-01-01", None, "screening", split={"screening": "1.5"}),
        "1.5",
    ),
    ("never more than the whole", done("2026-01-01", "1", "screening", split={"screening": "5"}), "1"),
    ("a topic named only with its hours", done("2026-01-01", "3", split={"screening": "2"}), "2"),
]


@pytest.mark.parametrize(("completion", "hours"), [case[1:] for case in SPLITS], ids=[case[0] for case in SPLITS])
def test_hours_on_a_topic_follow_the_certificate_s_split(completion: Completion, hours: str) -> None:
    finding = found(ON_SCREENING, person(completion), "2026-11-24")
    assert finding.hours_counted == Decimal(hours)
    assert finding.counted[0].hours == Decimal(hours)


def test_a_training_may_have_to_carry_a_further_topic() -> None:
    rule = Hours(
        hours=Decimal(2),
        counts=Selection(topics=frozenset({"screening"}), also_topics=frozenset({"forensic_interview"})),
    )
    finding = found(
        rule,
        person(done("2026-01-01", "2", "screening"), done("2026-01-02", "2", "screening", "forensic_interview")),
        "2026-11-24",
    )
    assert finding.status is Status.MET
    assert whys(finding) == ["not on forensic interview"]


def test_only_trainings_on_the_approved_list_count_and_nothing_more_need_be_said() -> None:
    rule = Hours(hours=Decimal(8), counts=Selection(approved=ApprovedList("the list", frozenset({"course"}))))
    somebody = person(
        done("2026-01-01", "8", training="course"), done("2026-01-02", "8", training="other"), done("2026-01-03", "8")
    )
    finding = found(rule, somebody, "2026-11-24")
    assert (finding.status, finding.hours_counted, finding.cautions) == (Status.MET, Decimal(8), ())
    assert whys(finding) == ["not on the approved list", "not on the approved list"]


def test_a_list_that_nobody_entered_is_never_claimed_to_have_been_checked() -> None:
    rule = Hours(hours=Decimal(8), counts=Selection(approved=ApprovedList("NCA's approved list")))
    finding = found(rule, person(done("2026-01-01", "8")), "2026-11-24")
    assert finding.status is Status.MET
    assert finding.cautions == (
        "Whether the training is on NCA's approved list is not checked here: "
        "the list is not entered, so the director confirms it.",
    )
