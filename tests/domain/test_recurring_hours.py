"""Hours asked for again and again: the rolling window, periods from the role's start, calendar years, the visit."""

from decimal import Decimal

import pytest

from tests.domain.build import done, found, on, person, term, whys
from tracker.domain.record import Completion
from tracker.domain.rules import FirstDue, RecurringHours, Window, WindowKind
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState
from tracker.domain.windows import next_day


def eight_hours(kind: WindowKind = WindowKind.ROLLING, months: int = 24, **more: FirstDue) -> RecurringHours:
    """8 hours in each window."""
    return RecurringHours(hours=Decimal(8), window=Window(months, kind, **more))


ROLLING = [
    # completed on, hours; the day asked about; what it comes to
    ("on the last valid day", [("2025-03-15", "8")], "2027-03-14", Status.DUE_SOON),
    ("the day after", [("2025-03-15", "8")], "2027-03-15", Status.LAPSED),
    ("91 days before it lapses", [("2025-03-15", "8")], "2026-12-14", Status.MET),
    ("90 days before it lapses", [("2025-03-15", "8")], "2026-12-15", Status.DUE_SOON),
    ("on the day of the training", [("2025-03-15", "8")], "2025-03-15", Status.MET),
    ("the day before the training", [("2025-03-15", "8")], "2025-03-14", Status.NOT_MET),
    ("from a leap day, last valid day", [("2024-02-29", "8")], "2026-02-28", Status.DUE_SOON),
    ("from a leap day, the day after", [("2024-02-29", "8")], "2026-03-01", Status.LAPSED),
    ("never enough at once", [("2022-01-10", "4"), ("2024-06-01", "4")], "2024-07-01", Status.NOT_MET),
    ("once enough, long ago", [("2022-01-10", "4"), ("2023-06-01", "4")], "2026-07-01", Status.LAPSED),
    ("the newest alone would do", [("2024-12-01", "8"), ("2026-06-01", "8")], "2026-11-24", Status.MET),
]


@pytest.mark.parametrize(
    ("completed", "day", "status"), [case[1:] for case in ROLLING], ids=[case[0] for case in ROLLING]
)
def test_a_rolling_window_of_24_months(completed: list[tuple[str, str]], day: str, status: Status) -> None:
    assert found(eight_hours(), person(*(done(*one) for one in completed)), day).status is status


def test_the_window_of_a_joiner_begins_with_the_role_and_is_first_due_when_it_is_full() -> None:
    joiner = person(done("2025-04-01", "5.5"), terms=[term("2025-03-15")])
    finding = found(eight_hours(), joiner, "2026-11-24")
    assert finding.status is Status.NOT_YET_DUE
    assert finding.reason == "Needs 2.5 more hours by Mar 14, 2027: 5.5 of 8 hours counted since Mar 15, 2025."
    assert finding.gap == "Complete 2.5 more hours by Mar 14, 2027."
    assert found(eight_hours(), joiner, "2027-03-14").status is Status.NOT_YET_DUE
    assert found(eight_hours(), joiner, "2027-03-15").status is Status.NOT_MET


def test_hours_that_will_have_left_the_window_by_the_deadline_are_not_counted_on() -> None:
    joiner = person(done("2024-06-01", "6"), terms=[term("2025-03-15")])
    finding = found(eight_hours(), joiner, "2025-04-01")
    assert "Needs 8 more hours by Mar 14, 2027: 0 of 8 hours counted since Mar 15, 2025." in finding.reason
    assert whys(finding) == ["outside the window that began Mar 15, 2025"]


def test_a_standard_may_ask_it_of_joiners_at_once() -> None:
    at_once = eight_hours(first_due=FirstDue.AT_ONCE)
    joiner = person(terms=[term("2026-11-24")])
    assert found(at_once, joiner, "2026-11-24").status is Status.NOT_MET
    assert found(at_once, joiner, "2026-12-24", grace_days=30).status is Status.NOT_YET_DUE
    assert found(at_once, joiner, "2026-12-25", grace_days=30).status is Status.NOT_MET


def test_a_joiner_who_has_the_hours_is_not_told_to_renew_them_before_the_first_deadline() -> None:
    joiner = person(done("2024-12-10", "8"), terms=[term("2026-06-01")])
    finding = found(eight_hours(), joiner, "2026-11-24")
    assert finding.status is Status.MET
    assert finding.reason == "8 of 8 hours counted since Nov 25, 2024. Nothing more is due before May 31, 2028."


def test_due_soon_says_how_much_keeps_it() -> None:
    finding = found(eight_hours(), person(done("2024-12-15", "5"), done("2025-08-01", "4")), "2026-11-24")
    assert finding.status is Status.DUE_SOON
    assert finding.reason == "Met through Dec 14, 2026: 9 hours counted since Nov 25, 2024, 8 needed."
    assert finding.gap == "Complete 4 more hours by Dec 14, 2026 to stay met."
    assert (str(finding.due_on), str(finding.lapses_on)) == ("2026-12-14", "2026-12-15")


def test_a_lapse_says_through_which_day_it_was_met() -> None:
    finding = found(eight_hours(), person(done("2024-11-01", "5"), done("2025-08-01", "4")), "2026-11-24")
    assert finding.status is Status.LAPSED
    assert (
        finding.reason == "Met only through Oct 31, 2026. Needs 4 more hours: 4 of 8 hours counted since Nov 25, 2024."
    )
    assert whys(finding) == ["outside the window that began Nov 25, 2024"]


def test_the_days_before_due_soon_are_the_standard_s() -> None:
    somebody = person(done("2025-03-15", "8"))
    assert found(eight_hours(), somebody, "2027-03-01", due_soon_days=13).status is Status.MET
    assert found(eight_hours(), somebody, "2027-03-01", due_soon_days=14).status is Status.DUE_SOON


FROM_ROLE_START = [
    # an advocate from Feb 29, 2024, so periods to Feb 28, 2026 and Feb 28, 2028
    ("first period, nothing yet", [], "2026-02-28", Status.NOT_YET_DUE, "Needs 8 more hours by Feb 28, 2026"),
    ("first period missed", [], "2026-03-01", Status.NOT_MET, "0 of 8 hours counted since Mar 1, 2026"),
    ("done on the first day", [("2024-02-29", "8")], "2026-02-28", Status.MET, "Met through Feb 28, 2028"),
    ("second period runs", [("2024-02-29", "8")], "2026-03-01", Status.MET, "asks for 8 more hours by Feb 28, 2028"),
    ("second period ends", [("2024-02-29", "8")], "2028-02-28", Status.DUE_SOON, "Met through Feb 28, 2028"),
    ("second period missed", [("2024-02-29", "8")], "2028-02-29", Status.LAPSED, "Met only through Feb 28, 2028"),
    ("too late for the first, made up in the second", [("2026-03-01", "8")], "2026-03-01", Status.MET, "8 of 8"),
    ("halves on two sides", [("2026-02-28", "4"), ("2026-03-01", "4")], "2026-03-02", Status.NOT_MET, "4 of 8"),
    ("from before the role", [("2024-02-28", "8")], "2026-03-01", Status.NOT_MET, "0 of 8"),
]


@pytest.mark.parametrize(
    ("completed", "day", "status", "words"),
    [case[1:] for case in FROM_ROLE_START],
    ids=[case[0] for case in FROM_ROLE_START],
)
def test_periods_from_the_role_s_start(completed: list[tuple[str, str]], day: str, status: Status, words: str) -> None:
    somebody = person(*(done(*one) for one in completed), terms=[term("2024-02-29")])
    finding = found(eight_hours(WindowKind.ROLE_START), somebody, day)
    assert finding.status is status
    assert words in finding.reason


CALENDAR = [
    # an advocate from Sep 1, 2024: the first whole year is 2025
    ("joined within the year", [], "2024-12-31", Status.NOT_YET_DUE, "by Dec 31, 2025"),
    ("last day of the first whole year", [], "2025-12-31", Status.NOT_YET_DUE, "by Dec 31, 2025"),
    ("New Year after it", [], "2026-01-01", Status.NOT_MET, "0 of 8 hours counted since Jan 1, 2026"),
    ("on its last day", [("2025-12-31", "8")], "2026-12-31", Status.DUE_SOON, "from Jan 1, 2025 to Dec 31, 2025"),
    ("a year without", [("2025-12-31", "8")], "2027-01-01", Status.LAPSED, "Met only through Dec 31, 2026"),
    ("held only before the role", [("2022-12-31", "8")], "2026-01-01", Status.NOT_MET, "Needs 8 more hours"),
    ("held into the role", [("2023-01-01", "8")], "2026-01-01", Status.LAPSED, "Met only through Dec 31, 2024"),
    ("done in the present year", [("2026-01-01", "8")], "2026-11-24", Status.MET, "Met through Dec 31, 2027"),
    ("halves in two years", [("2025-12-31", "4"), ("2026-01-01", "4")], "2026-11-24", Status.NOT_MET, "4 of 8"),
]


@pytest.mark.parametrize(
    ("completed", "day", "status", "words"), [case[1:] for case in CALENDAR], ids=[case[0] for case in CALENDAR]
)
def test_calendar_years(completed: list[tuple[str, str]], day: str, status: Status, words: str) -> None:
    somebody = person(*(done(*one) for one in completed), terms=[term("2024-09-01")])
    finding = found(eight_hours(WindowKind.CALENDAR_YEARS, 12), somebody, day)
    assert finding.status is status
    assert words in finding.reason


def test_a_year_begun_on_its_first_day_is_a_whole_one() -> None:
    somebody = person(terms=[term("2025-01-01")])
    assert str(found(eight_hours(WindowKind.CALENDAR_YEARS, 12), somebody, "2025-06-01").due_on) == "2025-12-31"


def test_two_calendar_years_hold_the_hours_of_both() -> None:
    two_years = eight_hours(WindowKind.CALENDAR_YEARS, 24)
    somebody = person(done("2025-01-01", "4"), done("2026-12-31", "4"), terms=[term("2023-01-01")])
    assert found(two_years, somebody, "2026-12-31").status is Status.MET
    assert str(found(two_years, somebody, "2026-12-31").lapses_on) == "2028-01-01"


BEFORE_THE_VISIT = [
    # 24 months to the visit on Mar 15, 2027: from Mar 16, 2025
    ("not there yet", [("2025-03-16", "5")], "2026-11-24", Status.NOT_YET_DUE, "Needs 3 more hours by Mar 15, 2027"),
    ("on the visit's day itself", [("2025-03-16", "5")], "2027-03-15", Status.NOT_YET_DUE, "Needs 3 more hours"),
    ("after it", [("2025-03-16", "5")], "2027-03-16", Status.NOT_MET, "This was due by Mar 15, 2027"),
    ("enough", [("2025-03-16", "8")], "2026-11-24", Status.MET, "from Mar 16, 2025 to the visit on Mar 15, 2027"),
    ("a day too early", [("2025-03-15", "8")], "2026-11-24", Status.NOT_YET_DUE, "0 of 8 hours"),
    ("too late", [("2027-03-16", "8")], "2027-04-01", Status.NOT_MET, "0 of 8 hours"),
]


@pytest.mark.parametrize(
    ("completed", "day", "status", "words"),
    [case[1:] for case in BEFORE_THE_VISIT],
    ids=[case[0] for case in BEFORE_THE_VISIT],
)
def test_the_window_before_the_visit(completed: list[tuple[str, str]], day: str, status: Status, words: str) -> None:
    somebody = person(*(done(*one) for one in completed))
    finding = found(eight_hours(WindowKind.VISIT), somebody, day, visit_on="2027-03-15")
    assert finding.status is status
    assert words in finding.reason


def test_who_joined_within_the_window_before_the_visit_is_not_due_at_it() -> None:
    finding = found(
        eight_hours(WindowKind.VISIT), person(terms=[term("2026-06-01")]), "2027-03-16", visit_on="2027-03-15"
    )
    assert finding.status is Status.NOT_YET_DUE
    assert str(finding.due_on) == "2028-05-31"


def test_without_a_visit_the_window_rolls() -> None:
    finding = found(eight_hours(WindowKind.VISIT), person(done("2025-03-15", "8")), "2027-03-15")
    assert finding.status is Status.LAPSED


WAITING = [
    (WindowKind.ROLLING, "2026-03-01", Status.IN_REVIEW),
    (WindowKind.ROLLING, "2023-03-01", Status.NOT_MET),
    (WindowKind.CALENDAR_YEARS, "2026-03-01", Status.IN_REVIEW),
    (WindowKind.CALENDAR_YEARS, "2024-01-01", Status.IN_REVIEW),
    (WindowKind.CALENDAR_YEARS, "2023-12-31", Status.NOT_MET),
]


@pytest.mark.parametrize(("kind", "day", "status"), WAITING)
def test_in_review_needs_a_date_that_would_close_the_gap(kind: WindowKind, day: str, status: Status) -> None:
    waiting: Completion = done(day, "8", state=CompletionState.SUBMITTED)
    assert found(eight_hours(kind), person(waiting), "2026-11-24").status is status


JOINED = [
    # joined on, kind of window of 12 months, the last day on which the whole amount is not due yet
    ("2026-05-04", WindowKind.ROLLING, "2027-05-03"),
    ("2026-05-04", WindowKind.ROLE_START, "2027-05-03"),
    ("2026-05-04", WindowKind.CALENDAR_YEARS, "2027-12-31"),
    ("2026-01-02", WindowKind.CALENDAR_YEARS, "2027-12-31"),
    ("2026-01-01", WindowKind.CALENDAR_YEARS, "2026-12-31"),
    ("2026-12-31", WindowKind.CALENDAR_YEARS, "2027-12-31"),
    ("2026-05-04", WindowKind.VISIT, "2027-05-03"),
]


@pytest.mark.parametrize(("joined", "kind", "last"), JOINED)
def test_who_joins_in_the_middle_owes_the_whole_amount_after_one_full_window(
    joined: str, kind: WindowKind, last: str
) -> None:
    joiner = person(terms=[term(joined)])
    on_the_day, after = (
        found(eight_hours(kind, 12), joiner, day, visit_on="2026-11-24")
        for day in (last, next_day(on(last)).isoformat())
    )
    assert (on_the_day.status, on_the_day.due_on) == (Status.NOT_YET_DUE, on(last))
    assert after.status is Status.NOT_MET


@pytest.mark.parametrize("kind", [WindowKind.ROLLING, WindowKind.ROLE_START, WindowKind.CALENDAR_YEARS])
def test_at_once_waits_for_nothing_but_grace(kind: WindowKind) -> None:
    joiner, at_once = person(terms=[term("2026-05-04")]), eight_hours(kind, 12, first_due=FirstDue.AT_ONCE)
    assert found(at_once, joiner, "2026-05-04").status is Status.NOT_MET
    assert found(at_once, joiner, "2026-06-03", grace_days=30).status is Status.NOT_YET_DUE
    assert found(at_once, joiner, "2026-06-04", grace_days=30).status is Status.NOT_MET


def test_at_once_waits_for_the_visit_where_the_window_is_the_one_before_it() -> None:
    joiner = person(terms=[term("2026-05-04")])
    at_once = eight_hours(WindowKind.VISIT, 12, first_due=FirstDue.AT_ONCE)
    assert found(at_once, joiner, "2026-11-24", visit_on="2026-11-24").status is Status.NOT_YET_DUE
    assert found(at_once, joiner, "2026-11-25", visit_on="2026-11-24").status is Status.NOT_MET
