"""What a joiner owes of the year of joining, where a standard asks for a share of it."""

from decimal import Decimal

import pytest

from tests.domain.build import done, found, on, person, term
from tracker.domain.finding import Finding
from tracker.domain.record import Completion
from tracker.domain.rules import FirstDue, RecurringEvents, RecurringHours, Selection, Window, WindowKind
from tracker.domain.verdict import Status

SHARE = Window(12, WindowKind.CALENDAR_YEARS, FirstDue.SHARE)
EIGHT = RecurringHours(hours=Decimal(8), window=SHARE)


def eight(*completions: Completion, day: str = "2026-11-24", since: str, grace_days: int = 0) -> Finding:
    """Judge somebody by a share of 8 hours."""
    return found(EIGHT, person(*completions, terms=[term(since)]), day, grace_days=grace_days)


def test_the_year_of_joining_asks_for_its_share_and_says_so() -> None:
    share = ("8 hours a year; 4.75 for 2026, joined on May 4, 2026.",)
    in_2026, in_2027 = (
        eight(done("2026-06-10", "5"), since="2026-05-04", day=day) for day in ("2026-11-24", "2027-02-01")
    )
    assert in_2026.reason == "5 hours counted since Jan 1, 2026, 4.75 needed. Met through Dec 31, 2027."
    assert in_2027.reason == (
        "5 hours counted from Jan 1, 2026 to Dec 31, 2026, 4.75 needed. Met through Dec 31, 2027. "
        "The present period asks for 8 more hours by Dec 31, 2027."
    )
    assert (in_2026.cautions, in_2027.cautions) == (share, share)


@pytest.mark.parametrize(
    ("grace_days", "by", "needs"),
    [
        (46, "2026-12-31", "Needs 0.75 more hours by Dec 31, 2026: 0 of 0.75 hours counted since Jan 1, 2026."),
        (
            47,
            "2027-12-31",
            "Needs 8 more hours by Dec 31, 2027: 0 of 8 hours counted from Jan 1, 2027 to Dec 31, 2027.",
        ),
    ],
)
def test_no_share_is_asked_for_where_grace_goes_on_into_the_next_year(grace_days: int, by: str, needs: str) -> None:
    finding = eight(since="2026-11-15", grace_days=grace_days)
    assert (finding.status, finding.due_on) == (Status.NOT_YET_DUE, on(by))
    assert finding.reason == needs


@pytest.mark.parametrize(("hours", "done_of_it"), [("4.5", "4.5 were"), ("1", "1 was"), (None, "0 were")])
def test_once_the_year_of_joining_is_over_its_share_is_told_beside_what_is_owed_now(
    hours: str | None, done_of_it: str
) -> None:
    there = [done("2026-09-01", hours)] if hours else []
    finding = eight(*there, since="2026-05-04", day="2027-01-01")
    assert finding.status is Status.NOT_MET
    assert finding.reason == (
        "Needs 8 more hours: 0 of 8 hours counted since Jan 1, 2027. "
        f"4.75 hours were due by Dec 31, 2026; {done_of_it} done."
    )


def test_a_whole_year_that_was_missed_is_told_by_its_last_day() -> None:
    finding = eight(since="2026-12-02", day="2028-01-01")
    assert finding.reason == (
        "Needs 8 more hours: 0 of 8 hours counted since Jan 1, 2028. This was due by Dec 31, 2027."
    )


def test_who_brings_a_full_year_along_is_asked_for_the_share_of_the_year_of_joining_only() -> None:
    finding = eight(done("2025-06-10", "8"), since="2026-05-04", day="2026-06-01")
    assert finding.reason == (
        "8 of 8 hours counted from Jan 1, 2025 to Dec 31, 2025. Met through Dec 31, 2026. "
        "The present period asks for 4.75 more hours by Dec 31, 2026."
    )


SHARES = [
    # joined on, what 8 hours a year come to for 2026
    ("2026-01-01", "8"),
    ("2026-01-02", "7.5"),
    ("2026-05-01", "5.5"),
    ("2026-05-04", "4.75"),
    ("2026-06-01", "4.75"),
    ("2026-11-30", "0.75"),
    ("2026-12-01", "0.75"),
]


@pytest.mark.parametrize(("joined", "share"), SHARES)
def test_a_joiner_owes_a_share_of_the_year_by_its_whole_months_rounded_up_to_a_quarter(joined: str, share: str) -> None:
    nothing, enough = person(terms=[term(joined)]), person(done("2026-12-15", share), terms=[term(joined)])
    short = person(done("2026-12-15", str(Decimal(share) - Decimal("0.25"))), terms=[term(joined)])
    owed = found(EIGHT, nothing, "2026-12-31")
    assert (owed.status, owed.due_on, owed.hours_needed) == (Status.NOT_YET_DUE, on("2026-12-31"), Decimal(share))
    assert found(EIGHT, nothing, "2027-01-01").status is Status.NOT_MET
    assert found(EIGHT, short, "2027-01-01").status is Status.NOT_MET
    assert found(EIGHT, enough, "2027-12-31").status is Status.DUE_SOON
    assert found(EIGHT, enough, "2028-01-01").status is Status.LAPSED


def test_a_share_is_told_with_the_whole_amount_and_the_day_of_joining() -> None:
    finding = found(EIGHT, person(done("2026-09-01", "2"), terms=[term("2026-05-04")]), "2026-10-01")
    assert finding.reason == "Needs 2.75 more hours by Dec 31, 2026: 2 of 4.75 hours counted since Jan 1, 2026."
    assert finding.cautions == ("8 hours a year; 4.75 for 2026, joined on May 4, 2026.",)
    after = found(EIGHT, person(done("2026-09-01", "4.75"), terms=[term("2026-05-04")]), "2027-02-01")
    assert "The present period asks for 8 more hours by Dec 31, 2027." in after.reason


def test_who_joins_after_the_first_of_december_owes_the_next_year_whole() -> None:
    finding = found(EIGHT, person(terms=[term("2026-12-02")]), "2027-06-01")
    assert (finding.status, finding.due_on, finding.cautions) == (Status.NOT_YET_DUE, on("2027-12-31"), ())


def test_of_events_a_share_is_a_whole_number() -> None:
    reviews = RecurringEvents(count=2, window=SHARE, counts=Selection(), one="review", many="reviews")
    assert "Needs 2 more reviews" in found(reviews, person(terms=[term("2026-05-04")]), "2026-10-01").reason
    finding = found(reviews, person(terms=[term("2026-07-01")]), "2026-10-01")
    assert "Needs 1 more review by Dec 31, 2026" in finding.reason
    assert finding.cautions == ("2 reviews a year; 1 for 2026, joined on Jul 1, 2026.",)
