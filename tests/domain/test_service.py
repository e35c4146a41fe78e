"""Since when somebody serves: joining, two roles, moving, leaving, coming back."""

from decimal import Decimal

import pytest

from tests.domain.build import ADVOCATE, done, found, on, person, term
from tracker.domain.record import RoleTerm
from tracker.domain.rules import Hours
from tracker.domain.service import services
from tracker.domain.standard import Applies
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import Discipline, Role
from tracker.domain.windows import Period

INTERVIEWER = Role.FORENSIC_INTERVIEWER
BOTH = Applies(roles=frozenset({ADVOCATE, INTERVIEWER}))
WITHIN_30_DAYS = Hours(hours=Decimal(8), due_days=30)

SERVICES = [
    ("one term, still held", [term("2025-01-06")], [("2025-01-06", None)]),
    (
        "two bound roles at once are one service from the earlier start",
        [term("2025-03-01"), term("2025-01-06", role=INTERVIEWER)],
        [("2025-01-06", None)],
    ),
    (
        "a move from one bound role to the other on the next day goes on",
        [term("2025-01-06", "2025-06-30"), term("2025-07-01", role=INTERVIEWER)],
        [("2025-01-06", None)],
    ),
    (
        "one free day between makes two services",
        [term("2025-01-06", "2025-06-30"), term("2025-07-02")],
        [("2025-01-06", "2025-06-30"), ("2025-07-02", None)],
    ),
    (
        "a short term inside a long one changes nothing",
        [term("2025-01-06", "2025-12-31"), term("2025-03-01", "2025-04-01", role=INTERVIEWER)],
        [("2025-01-06", "2025-12-31")],
    ),
    ("a role that is not bound does not count", [term("2025-01-06", role=Role.VOLUNTEER)], []),
]


@pytest.mark.parametrize(("terms", "expected"), [case[1:] for case in SERVICES], ids=[case[0] for case in SERVICES])
def test_terms_join_to_services(terms: list[RoleTerm], expected: list[tuple[str, str | None]]) -> None:
    periods = services(person(terms=terms), BOTH)
    assert periods == tuple(Period(on(first), on(last) if last else None) for first, last in expected)
    assert services(person(terms=terms[::-1]), BOTH) == periods


def test_a_discipline_narrows_the_roles() -> None:
    of_the_center = Applies(roles=frozenset({ADVOCATE}), disciplines=frozenset({Discipline.CAC}))
    assert services(person(terms=[term("2025-01-06")]), of_the_center)
    assert not services(person(terms=[term("2025-01-06")], discipline=Discipline.PROSECUTION), of_the_center)


def test_without_roles_any_role_of_the_discipline_is_bound() -> None:
    prosecution = Applies(disciplines=frozenset({Discipline.PROSECUTION}))
    lawyer = person(terms=[term("2025-01-06", role=Role.PROSECUTOR)], discipline=Discipline.PROSECUTION)
    assert services(lawyer, prosecution) == (Period(on("2025-01-06")),)


LIFE = [
    # an advocate from Jan 6, 2025 to Jun 30, 2026, and again from Sep 1, 2026
    ("2025-01-05", Status.DOES_NOT_APPLY, "Applies from Jan 6, 2025, when the role begins."),
    ("2025-01-06", Status.NOT_YET_DUE, "by Feb 5, 2025"),
    ("2025-02-05", Status.NOT_YET_DUE, "by Feb 5, 2025"),
    ("2025-02-06", Status.NOT_MET, "This was due by Feb 5, 2025."),
    ("2026-06-30", Status.NOT_MET, "This was due by Feb 5, 2025."),
    ("2026-07-01", Status.DOES_NOT_APPLY, "Applies from Sep 1, 2026, when the role begins."),
    ("2026-09-01", Status.NOT_YET_DUE, "by Oct 1, 2026"),
    ("2026-10-02", Status.NOT_MET, "This was due by Oct 1, 2026."),
]


@pytest.mark.parametrize(("day", "status", "words"), LIFE)
def test_a_rehire_starts_the_clock_again_and_a_past_day_keeps_its_verdict(day: str, status: Status, words: str) -> None:
    rehired = person(terms=[term("2025-01-06", "2026-06-30"), term("2026-09-01")])
    finding = found(WITHIN_30_DAYS, rehired, day)
    assert finding.status is status
    assert words in finding.reason


def test_what_was_completed_before_a_gap_still_counts_after_it() -> None:
    rehired = person(done("2025-02-01", "8"), terms=[term("2025-01-06", "2026-06-30"), term("2026-09-01")])
    assert found(WITHIN_30_DAYS, rehired, "2026-12-01").status is Status.MET


def test_the_day_after_the_last_term_the_requirement_says_when_the_role_ended() -> None:
    leaver = person(terms=[term("2025-01-06", "2026-03-03")])
    finding = found(WITHIN_30_DAYS, leaver, "2026-03-04")
    assert (finding.status, finding.reason, finding.gap) == (
        Status.DOES_NOT_APPLY,
        "The role it applies to ended on Mar 3, 2026.",
        "",
    )


def test_who_never_held_a_bound_role_is_told_so() -> None:
    finding = found(WITHIN_30_DAYS, person(terms=[term("2025-01-06", role=Role.VOLUNTEER)]), "2026-01-01")
    assert finding.reason == "Applies to none of the roles held."
