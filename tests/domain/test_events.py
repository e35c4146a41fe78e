"""What must happen again and again: a person's peer reviews, the team's trainings with the disciplines that came."""

from dataclasses import replace

import pytest

from tests.domain.build import done, event, found, found_team, person, term, whys
from tracker.domain.record import CompletionKind, Record, TeamEvent
from tracker.domain.rules import ApprovedList, RecurringEvents, Selection, TeamTraining, Window, WindowKind
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState, Discipline

POLICE, PROSECUTION = Discipline.LAW_ENFORCEMENT, Discipline.PROSECUTION
TWICE_A_YEAR = RecurringEvents(
    count=2,
    window=Window(12),
    counts=Selection(kinds=frozenset({CompletionKind.PEER_REVIEW})),
    one="peer review",
    many="peer reviews",
)
YEARLY = TeamTraining(count=1, window=Window(12))
EACH_CALENDAR_YEAR = TeamTraining(count=1, window=Window(12, WindowKind.CALENDAR_YEARS))

PEER_REVIEWS = [
    ([], Status.NOT_MET, "Needs 2 more peer reviews: 0 of 2 peer reviews counted since Nov 25, 2025."),
    (["2026-01-05"], Status.NOT_MET, "Needs 1 more peer review: 1 of 2 peer reviews counted since Nov 25, 2025."),
    (
        ["2026-03-05", "2026-06-05"],
        Status.MET,
        "2 of 2 peer reviews counted since Nov 25, 2025. Met through Mar 4, 2027.",
    ),
    (["2025-11-25", "2026-06-05"], Status.DUE_SOON, "Met through Nov 24, 2026: 2 of 2 peer reviews"),
    (["2025-11-24", "2026-06-05"], Status.LAPSED, "Met only through Nov 23, 2026. Needs 1 more peer review"),
    (["2025-11-24", "2026-03-05", "2026-06-05"], Status.MET, "Met through Mar 4, 2027"),
    (["2026-06-05", "2026-06-05"], Status.MET, "2 of 2"),
    (["2024-01-05", "2025-06-05"], Status.NOT_MET, "0 of 2"),
]


@pytest.mark.parametrize(("days", "status", "words"), PEER_REVIEWS)
def test_peer_review_twice_in_twelve_months_on_nov_24_2026(days: list[str], status: Status, words: str) -> None:
    reviews = [done(day, None, kind=CompletionKind.PEER_REVIEW) for day in days]
    finding = found(TWICE_A_YEAR, person(*reviews), "2026-11-24")
    assert finding.status is status
    assert words in finding.reason
    assert finding.hours_needed is None


def test_a_first_year_is_not_due_before_it_is_over() -> None:
    joiner = person(terms=[term("2026-01-31")])
    assert found(TWICE_A_YEAR, joiner, "2027-01-30").status is Status.NOT_YET_DUE
    assert found(TWICE_A_YEAR, joiner, "2027-01-31").status is Status.NOT_MET


def test_a_peer_review_that_waits_is_in_review_when_it_is_the_one_missing() -> None:
    reviews = [
        done("2026-03-05", None, kind=CompletionKind.PEER_REVIEW),
        done("2026-06-05", None, kind=CompletionKind.PEER_REVIEW, state=CompletionState.SUBMITTED),
    ]
    finding = found(TWICE_A_YEAR, person(*reviews), "2026-11-24")
    assert finding.status is Status.IN_REVIEW
    assert finding.reason.startswith("1 peer review waits for review and would be enough")


TEAM = [
    (
        "none",
        YEARLY,
        [],
        Status.NOT_MET,
        "Needs 1 more team training: 0 of 1 team training counted since Nov 25, 2025.",
    ),
    ("last valid day", YEARLY, [event("2025-11-25")], Status.DUE_SOON, "Met through Nov 24, 2026"),
    ("the day after", YEARLY, [event("2025-11-24")], Status.LAPSED, "Met only through Nov 23, 2026"),
    ("still to come", YEARLY, [event("2026-11-25")], Status.NOT_MET, "0 of 1"),
    (
        "last year, this year runs",
        EACH_CALENDAR_YEAR,
        [event("2025-01-01")],
        Status.DUE_SOON,
        "Met through Dec 31, 2026",
    ),
    ("the year before last", EACH_CALENDAR_YEAR, [event("2024-12-31")], Status.LAPSED, "Met only through Dec 31, 2025"),
    ("this year", EACH_CALENDAR_YEAR, [event("2026-11-24")], Status.MET, "Met through Dec 31, 2027"),
]


@pytest.mark.parametrize(
    ("rule", "events", "status", "words"), [case[1:] for case in TEAM], ids=[case[0] for case in TEAM]
)
def test_a_team_training_each_year_on_nov_24_2026(
    rule: TeamTraining, events: list[TeamEvent], status: Status, words: str
) -> None:
    finding = found_team(rule, Record(events=tuple(events)), "2026-11-24")
    assert finding.status is status
    assert words in finding.reason
    assert finding.person is None


def test_a_team_training_needs_its_topics_and_its_disciplines_at_one_event() -> None:
    rule = TeamTraining(
        count=1,
        window=Window(12),
        counts=Selection(topics=frozenset({"screening"})),
        disciplines=frozenset({POLICE, PROSECUTION}),
    )
    events = (
        event("2026-01-10", "boys", disciplines=[POLICE, PROSECUTION]),
        event("2026-02-10", "screening", disciplines=[POLICE]),
        event("2026-03-10", "screening"),
    )
    finding = found_team(rule, Record(events=events), "2026-11-24")
    assert finding.status is Status.NOT_MET
    assert whys(finding) == [
        "covers none of the topics asked for",
        "prosecution was not there",
        "law enforcement and prosecution were not there",
    ]


def test_who_attended_brings_their_discipline() -> None:
    rule = TeamTraining(count=1, window=Window(12), disciplines=frozenset({POLICE, PROSECUTION}))
    lawyer = person(key="lawyer", discipline=PROSECUTION)
    held = event("2026-03-10", disciplines=[POLICE], attendees=["lawyer", "somebody long gone"])
    assert found_team(rule, Record(people=(lawyer,), events=(held,)), "2026-11-24").status is Status.MET


def test_a_team_training_may_have_to_be_on_an_approved_list() -> None:
    approved = ApprovedList("the list", frozenset({"course"}))
    rule = TeamTraining(count=1, window=Window(12), counts=Selection(approved=approved))
    finding = found_team(rule, Record(events=(event("2026-03-10"),)), "2026-11-24")
    assert finding.status is Status.NOT_MET
    assert whys(finding) == ["not on the approved list"]


def test_a_review_that_waits_counts_once_in_the_singular_and_several_in_the_plural() -> None:
    waiting = [
        done(day, None, kind=CompletionKind.PEER_REVIEW, state=CompletionState.SUBMITTED)
        for day in ("2026-03-05", "2026-06-05")
    ]
    assert found(TWICE_A_YEAR, person(*waiting), "2026-11-24").reason == (
        "2 peer reviews wait for review and would be enough: 0 of 2 peer reviews counted since Nov 25, 2025."
    )
    assert found(TWICE_A_YEAR, person(waiting[0]), "2026-11-24").reason == (
        "Needs 2 more peer reviews: 0 of 2 peer reviews counted since Nov 25, 2025. "
        "This was due by Dec 31, 2020. 1 peer review waits for review."
    )


def test_a_review_before_the_role_counts_unless_the_rule_says_otherwise() -> None:
    joiner = person(
        *(done(day, None, kind=CompletionKind.PEER_REVIEW) for day in ("2026-03-05", "2026-06-05")),
        terms=[term("2026-05-01")],
    )
    own = replace(TWICE_A_YEAR, counts=replace(TWICE_A_YEAR.counts, before_role=False))
    assert found(TWICE_A_YEAR, joiner, "2026-11-24").status is Status.MET
    assert whys(found(own, joiner, "2026-11-24")) == ["completed before the role began on May 1, 2026"]


def test_who_was_missing_is_told_in_the_order_of_the_disciplines() -> None:
    everybody = frozenset({Discipline.VICTIM_ADVOCACY, Discipline.CAC, Discipline.MEDICAL, Discipline.COURTS})
    rule = TeamTraining(count=2, window=Window(12), disciplines=everybody)
    finding = found_team(rule, Record(events=(event("2026-03-10"),)), "2026-11-24")
    assert finding.gap == "Complete 2 more team trainings."
    assert whys(finding) == ["Children's Advocacy Center, medical, victim advocacy and courts were not there"]


FIELDS = [
    ([], "nobody is recorded as there"),
    ([Discipline.CAC], "only Children's Advocacy Center is recorded as there"),
    ([POLICE, PROSECUTION], ""),
    ([Discipline.CAC, POLICE, PROSECUTION], ""),
]


@pytest.mark.parametrize(("there", "why"), FIELDS)
def test_a_training_of_the_team_may_ask_for_several_professional_fields(there: list[Discipline], why: str) -> None:
    rule = replace(YEARLY, least_disciplines=2)
    finding = found_team(rule, Record(events=(event("2026-03-03", disciplines=there),)), "2026-11-24")
    assert finding.status is (Status.NOT_MET if why else Status.MET)
    assert whys(finding) == ([why] if why else [])


def test_whoever_attended_brings_a_professional_field() -> None:
    rule = replace(YEARLY, least_disciplines=2)
    people = person(key="ada"), person(key="ben", discipline=POLICE)
    held = event("2026-03-03", attendees=["ada", "ben"])
    assert found_team(rule, Record(people=people, events=(held,)), "2026-11-24").status is Status.MET
