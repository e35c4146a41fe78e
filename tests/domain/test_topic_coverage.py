"""Each of a list of topics, gathered over any number of trainings."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.build import done, found, person, term, whys
from tracker.domain.record import Completion
from tracker.domain.rules import Selection, TopicCoverage
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState

ASKED = Selection(topics=frozenset({"screening", "trauma", "csam_technology"}))
ONE_EACH = TopicCoverage(counts=ASKED)
IN_90_DAYS = TopicCoverage(counts=ASKED, due_days=90)
TWO_HOURS_EACH = TopicCoverage(counts=ASKED, hours_each=Decimal(2))


def test_topics_add_up_across_trainings_whatever_their_hours() -> None:
    somebody = person(
        done("2025-01-01", None, "screening", "boys"), done("2026-01-01", "1", "trauma", "csam_technology")
    )
    finding = found(ONE_EACH, somebody, "2026-11-24")
    assert (finding.status, finding.reason) == (Status.MET, "3 of 3 topics covered.")
    assert [sorted(entry.topics) for entry in finding.counted] == [["screening"], ["csam_technology", "trauma"]]


def test_what_is_missing_is_named() -> None:
    finding = found(ONE_EACH, person(done("2025-01-01", "6", "screening")), "2026-11-24")
    assert finding.status is Status.NOT_MET
    assert finding.reason == "Needs training on trauma; and CSAM and technology: 1 of 3 topics covered."
    assert finding.gap == "Complete training on trauma; and CSAM and technology."
    assert finding.topics_missing == ("csam_technology", "trauma")


@pytest.mark.parametrize(
    ("day", "status", "words"),
    [
        ("2026-05-01", Status.NOT_YET_DUE, "by May 1, 2026: 0 of 3 topics covered."),
        ("2026-05-02", Status.NOT_MET, "0 of 3 topics covered. This was due by May 1, 2026."),
    ],
)
def test_topics_are_due_within_days_of_the_role_s_start(day: str, status: Status, words: str) -> None:
    finding = found(IN_90_DAYS, person(terms=[term("2026-01-31")]), day)
    assert finding.status is status
    assert finding.reason.endswith(words)


@pytest.mark.parametrize(
    ("topics", "status"), [(("trauma", "csam_technology"), Status.IN_REVIEW), (("trauma",), Status.NOT_MET)]
)
def test_what_waits_for_review_must_cover_all_that_is_missing(topics: tuple[str, ...], status: Status) -> None:
    waiting = done("2026-01-01", "1", *topics, state=CompletionState.SUBMITTED)
    finding = found(ONE_EACH, person(done("2025-01-01", "1", "screening"), waiting), "2026-11-24")
    assert finding.status is status
    assert whys(finding) == ["waiting for review"]


HOURS_EACH = [
    ("one topic, all hours", [done("2025-01-01", "2", "screening")], ("csam_technology", "trauma")),
    (
        "several topics without a split count for none",
        [done("2025-01-01", "6", *ASKED.topics)],
        tuple(sorted(ASKED.topics)),
    ),
    (
        "several topics with a split",
        [done("2025-01-01", "6", split={"screening": "2", "trauma": "2", "csam_technology": "2"})],
        (),
    ),
    (
        "what a split leaves belongs to the one topic without a share",
        [done("2025-01-01", "4", "screening", "trauma", split={"screening": "2"})],
        ("csam_technology",),
    ),
    ("too little of one", [done("2025-01-01", "1.75", "screening")], tuple(sorted(ASKED.topics))),
    (
        "two trainings on one topic",
        [done("2025-01-01", "1", "screening"), done("2025-01-02", "1", "screening")],
        ("csam_technology", "trauma"),
    ),
]


@pytest.mark.parametrize(
    ("completions", "missing"), [case[1:] for case in HOURS_EACH], ids=[case[0] for case in HOURS_EACH]
)
def test_hours_for_each_topic_are_never_counted_twice(completions: list[Completion], missing: tuple[str, ...]) -> None:
    assert found(TWO_HOURS_EACH, person(*completions), "2026-11-24").topics_missing == missing


def test_hours_that_a_topic_lacks_are_named() -> None:
    somebody = person(
        done("2025-01-01", "1.5", "screening"),
        done("2025-01-01", "2", "trauma"),
        done("2025-01-02", "9", *ASKED.topics),
    )
    finding = found(TWO_HOURS_EACH, somebody, "2026-11-24")
    assert finding.gap == "Complete 2 more hours on CSAM and technology; and 0.5 more hours on screening."
    assert whys(finding) == ["hours for each topic unknown"]


def test_of_hours_on_each_topic_only_those_are_counted_that_are_known_to_be_on_one() -> None:
    known, unsplit = done("2025-01-01", "1.5", "screening"), done("2025-01-02", "9", *ASKED.topics)
    other = done("2025-01-03", "2", "boys")
    finding = found(TWO_HOURS_EACH, person(known, unsplit, other), "2026-11-24")
    assert [entry.completion for entry in finding.counted] == [known]
    assert [entry.completion for entry in finding.not_counted] == [unsplit, other]


def test_hours_left_over_on_a_single_topic_are_that_topics() -> None:
    one = TopicCoverage(counts=Selection(topics=frozenset({"screening"})), hours_each=Decimal(3))
    split = done("2026-01-01", "8", "screening", "trauma", split={"trauma": "6"})
    finding = found(one, person(split), "2026-11-24")
    assert finding.reason == "Needs 1 more hour on screening: 0 of 1 topic covered."


def test_what_waits_is_told_beside_what_cannot_be_given_to_a_topic() -> None:
    unsplit = done("2026-01-01", "4", "screening", "trauma")
    waiting = [done("2026-02-01", "2", topic, state=CompletionState.SUBMITTED) for topic in sorted(ASKED.topics)]
    finding = found(TWO_HOURS_EACH, person(unsplit, *waiting), "2026-11-24")
    assert finding.status is Status.IN_REVIEW
    assert finding.not_counted[0] == (unsplit, "hours for each topic unknown")


def test_what_is_covered_is_due_no_more_and_asks_for_nothing() -> None:
    covered = done("2026-02-01", "6", *ASKED.topics)
    finding = found(IN_90_DAYS, person(covered, terms=[term("2026-01-31")]), "2026-11-24")
    assert (finding.status, finding.gap, finding.due_on) == (Status.MET, "", None)


def test_topics_from_before_the_role_count_unless_the_rule_says_otherwise() -> None:
    own = replace(ONE_EACH, counts=replace(ASKED, before_role=False))
    earlier = person(done("2026-01-30", "6", *ASKED.topics), terms=[term("2026-01-31")])
    assert [found(rule, earlier, "2026-11-24").status for rule in (ONE_EACH, own)] == [Status.MET, Status.NOT_MET]
