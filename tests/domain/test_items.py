"""One thing that must be there: a license, a degree, a protocol; with or without an end."""

import pytest

from tests.domain.build import done, found, found_team, person, term, whys
from tracker.domain.record import Completion, CompletionKind, Record
from tracker.domain.rules import Before, Item, Selection
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState

LICENSE = Item(what="a license", counts=Selection(kinds=frozenset({CompletionKind.LICENSE})))
LICENSE_IN_30_DAYS = Item(what="a license", counts=LICENSE.counts, due_days=30)
YEARLY = Item(what="a check", counts=Selection(kinds=frozenset({CompletionKind.DOCUMENT})), valid_months=12)

COURSE_A = Before("Course A", Selection(titled=("Course A",)))
COURSE_B = Item(what="Course B", counts=Selection(titled=("Course B",)), after=COURSE_A)


def license_of(
    day: str, expires_on: str | None = None, state: CompletionState = CompletionState.ACCEPTED
) -> Completion:
    """A license from a day."""
    return done(day, None, kind=CompletionKind.LICENSE, title="License", expires_on=expires_on, state=state)


def check_of(day: str, expires_on: str | None = None) -> Completion:
    """A document that the yearly rule asks for."""
    return done(day, None, kind=CompletionKind.DOCUMENT, title="Check", expires_on=expires_on)


CASES = [
    ("without an end", LICENSE, [license_of("2001-05-05")], Status.MET, "“License” of May 5, 2001."),
    (
        "last valid day",
        LICENSE,
        [license_of("2024-01-01", "2026-11-24")],
        Status.DUE_SOON,
        "Met through Nov 24, 2026: “License” of Jan 1, 2024.",
    ),
    (
        "the day after",
        LICENSE,
        [license_of("2024-01-01", "2026-11-23")],
        Status.LAPSED,
        "“License” of Jan 1, 2024 was valid only through Nov 23, 2026.",
    ),
    (
        "far from its end",
        LICENSE,
        [license_of("2024-01-01", "2028-01-01")],
        Status.MET,
        "“License” of Jan 1, 2024. Met through Jan 1, 2028.",
    ),
    (
        "the one that lasts longest",
        LICENSE,
        [license_of("2024-01-01", "2028-01-01"), license_of("2025-01-01", "2026-12-01")],
        Status.MET,
        "Met through Jan 1, 2028",
    ),
    ("none", LICENSE, [], Status.NOT_MET, "Needs a license; none is recorded."),
    ("another kind", LICENSE, [check_of("2026-01-01")], Status.NOT_MET, "Needs a license; none is recorded."),
    (
        "waiting",
        LICENSE,
        [license_of("2026-01-01", state=CompletionState.SUBMITTED)],
        Status.IN_REVIEW,
        "“License” of Jan 1, 2026 waits for review and would be enough.",
    ),
    (
        "waiting on its last valid day",
        LICENSE,
        [license_of("2026-01-01", "2026-11-24", CompletionState.SUBMITTED)],
        Status.IN_REVIEW,
        "“License” of Jan 1, 2026 waits for review and would be enough.",
    ),
    (
        "waiting, but it has ended",
        LICENSE,
        [license_of("2020-01-01", "2025-01-01", CompletionState.SUBMITTED)],
        Status.NOT_MET,
        "Needs a license",
    ),
    (
        "the rule's own length, last valid day",
        YEARLY,
        [check_of("2025-11-25")],
        Status.DUE_SOON,
        "Met through Nov 24, 2026",
    ),
    (
        "the rule's own length, the day after",
        YEARLY,
        [check_of("2025-11-24")],
        Status.LAPSED,
        "only through Nov 23, 2026",
    ),
    (
        "whichever ends first: its own end",
        YEARLY,
        [check_of("2026-06-01", "2026-11-23")],
        Status.LAPSED,
        "only through Nov 23, 2026",
    ),
    (
        "whichever ends first: the rule's length",
        YEARLY,
        [check_of("2025-01-01", "2030-01-01")],
        Status.LAPSED,
        "only through Dec 31, 2025",
    ),
]


@pytest.mark.parametrize(
    ("rule", "completions", "status", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_an_item_on_nov_24_2026(rule: Item, completions: list[Completion], status: Status, words: str) -> None:
    finding = found(rule, person(*completions), "2026-11-24")
    assert finding.status is status
    assert words in finding.reason


def course(
    day: str, name: str, state: CompletionState = CompletionState.ACCEPTED, expires_on: str | None = None
) -> Completion:
    """A course of two, by its title."""
    return done(day, "6", title=f"Course {name} (online)", state=state, expires_on=expires_on)


WAITS = CompletionState.SUBMITTED
IN_ORDER = [
    ("the first a day before", [course("2026-03-02", "A"), course("2026-03-03", "B")], Status.MET, []),
    ("both on one day", [course("2026-03-03", "A"), course("2026-03-03", "B")], Status.MET, []),
    (
        "the second a day before",
        [course("2026-03-03", "A"), course("2026-03-02", "B")],
        Status.NOT_MET,
        ["Course A comes first"],
    ),
    ("the second alone", [course("2026-03-02", "B")], Status.NOT_MET, ["Course A comes first"]),
    (
        "the second again, after the first",
        [course("2026-03-02", "B"), course("2026-03-03", "A"), course("2026-03-04", "B")],
        Status.MET,
        ["Course A comes first"],
    ),
    (
        "the first again, after the second",
        [course("2026-03-02", "A"), course("2026-03-03", "B"), course("2026-03-04", "A")],
        Status.MET,
        [],
    ),
    (
        "the first waits for review",
        [course("2026-03-02", "A", WAITS), course("2026-03-03", "B")],
        Status.IN_REVIEW,
        ["Course A comes first"],
    ),
    (
        "both wait",
        [course("2026-03-02", "A", WAITS), course("2026-03-03", "B", WAITS)],
        Status.IN_REVIEW,
        ["waiting for review"],
    ),
    (
        "both wait, completed on one day",
        [course("2026-03-03", "A", WAITS), course("2026-03-03", "B", WAITS)],
        Status.IN_REVIEW,
        ["waiting for review"],
    ),
    (
        "the second waits, too early",
        [course("2026-03-03", "A"), course("2026-03-02", "B", WAITS)],
        Status.NOT_MET,
        ["waiting for review"],
    ),
]


@pytest.mark.parametrize(
    ("completions", "status", "left_out"), [case[1:] for case in IN_ORDER], ids=[case[0] for case in IN_ORDER]
)
def test_what_must_come_first_comes_first(completions: list[Completion], status: Status, left_out: list[str]) -> None:
    finding = found(COURSE_B, person(*completions), "2026-11-24")
    assert finding.status is status
    titles = "its title does not name “Course B”"
    assert [why for why in whys(finding) if why != titles] == left_out


@pytest.mark.parametrize(
    ("completions", "reason", "gap"),
    [
        ([], "Needs Course B, and Course A before it; neither is recorded.", "Record Course A, then Course B."),
        ([course("2026-03-02", "A")], "Needs Course B; none is recorded.", "Record Course B."),
        (
            [course("2026-03-02", "B")],
            "Needs Course B, and Course A before it; only “Course B (online)” of Mar 2, 2026 is recorded.",
            "Record Course A, then Course B again.",
        ),
        (
            [course("2026-03-02", "B"), course("2026-03-03", "A")],
            "Needs Course B, after Course A; “Course B (online)” of Mar 2, 2026 came before it.",
            "Record Course B again.",
        ),
        (
            [course("2026-03-02", "A", WAITS), course("2026-03-03", "B")],
            "“Course B (online)” of Mar 3, 2026 would be enough once Course A is accepted, which waits for review.",
            "What waits for review needs a decision.",
        ),
        (
            [course("2026-03-02", "A"), course("2026-03-03", "B", WAITS)],
            "“Course B (online)” of Mar 3, 2026 waits for review and would be enough.",
            "What waits for review needs a decision.",
        ),
    ],
)
def test_what_is_missing_of_two_that_follow_each_other_is_named(
    completions: list[Completion], reason: str, gap: str
) -> None:
    finding = found(COURSE_B, person(*completions), "2026-11-24")
    assert (finding.reason, finding.gap) == (reason, gap)


def test_a_course_that_no_list_knows_is_known_by_its_title() -> None:
    rule = Item(what="CSEC 102", counts=Selection(titled=("CSEC 102", "CSEC Two")))
    assert found(rule, person(done("2026-03-02", title="CSEC-102: the second day")), "2026-11-24").status is Status.MET
    finding = found(rule, person(done("2026-03-02", title="CSEC 1020")), "2026-11-24")
    assert finding.status is Status.NOT_MET
    assert whys(finding) == ["its title does not name “CSEC 102” or “CSEC Two”"]


def test_on_its_last_day_it_counts_and_is_not_left_out() -> None:
    license = license_of("2020-01-01", "2026-11-24")
    finding = found(LICENSE, person(license), "2026-11-24")
    assert [entry.completion for entry in finding.counted] == [license]
    assert finding.not_counted == ()


def test_what_holds_is_named_and_not_what_waits_to_take_its_place() -> None:
    holds = license_of("2020-01-01", "2030-12-31")
    finding = found(LICENSE, person(holds, license_of("2026-01-01", "2040-12-31", WAITS)), "2026-11-24")
    assert finding.reason == "“License” of Jan 1, 2020. Met through Dec 31, 2030."


def test_what_comes_first_may_have_no_hours_and_must_itself_count() -> None:
    first = done("2026-03-02", None, title="Course A")
    second = course("2026-03-03", "B")
    assert found(COURSE_B, person(first, second), "2026-11-24").status is Status.MET
    in_the_role = Item(
        what="Course B",
        counts=COURSE_B.counts,
        after=Before("Course A", Selection(titled=("Course A",), before_role=False)),
    )
    late_joiner = person(first, second, terms=[term("2026-03-03")])
    finding = found(in_the_role, late_joiner, "2026-11-24")
    assert finding.reason.startswith("Needs Course B, and Course A before it; only “Course B (online)”")
    assert finding.not_counted[-1] == (second, "Course A comes first")


def test_what_has_ended_is_listed_as_such() -> None:
    finding = found(LICENSE, person(license_of("2020-01-01", "2024-12-31"), license_of("2025-01-01")), "2026-11-24")
    assert finding.status is Status.MET
    assert whys(finding) == ["valid only through Dec 31, 2024"]


@pytest.mark.parametrize(
    ("day", "status", "gap"),
    [
        ("2026-03-02", Status.NOT_YET_DUE, "Record a license by Mar 2, 2026."),
        ("2026-03-03", Status.NOT_MET, "Record a license."),
    ],
)
def test_an_item_may_be_due_within_days_of_the_role_s_start(day: str, status: Status, gap: str) -> None:
    finding = found(LICENSE_IN_30_DAYS, person(terms=[term("2026-01-31")]), day)
    assert (finding.status, finding.gap) == (status, gap)


def test_the_team_s_documents_are_judged_by_the_same_rule() -> None:
    protocol = Item(what="a protocol", counts=Selection(kinds=frozenset({CompletionKind.PROTOCOL})), valid_months=24)
    document = done("2024-11-25", None, kind=CompletionKind.PROTOCOL, title="Protocol")
    record = Record(documents=(document,), people=(person(done("2026-01-01", kind=CompletionKind.PROTOCOL)),))
    assert found_team(protocol, record, "2026-11-24").reason == "Met through Nov 24, 2026: “Protocol” of Nov 25, 2024."
    assert found_team(protocol, record, "2026-11-25").status is Status.LAPSED
    assert found_team(protocol, record, "2024-11-24").status is Status.NOT_MET


def test_what_waits_says_that_a_decision_is_needed() -> None:
    waiting = license_of("2026-01-01", state=CompletionState.SUBMITTED)
    assert found(LICENSE, person(waiting), "2026-11-24").gap == "What waits for review needs a decision."
