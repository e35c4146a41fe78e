"""Windows that come round again, to the day: what joiners owe, what leave does, what the next one asks for."""

from decimal import Decimal

import pytest

from tests.domain.build import away, done, found, on, person, term, whys
from tracker.domain.context import Context
from tracker.domain.finding import Finding
from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import Completion, Leave
from tracker.domain.rules import FirstDue, RecurringHours, Window, WindowKind, shares_no_year, splits_years
from tracker.domain.rules.recurrence import carries_through, spans
from tracker.domain.verdict import Status
from tracker.domain.windows import Period

TODAY = "2026-11-24"
YEARLY = Window(12, WindowKind.CALENDAR_YEARS)
FROM_ROLE = Window(12, WindowKind.ROLE_START)
ADVOCATE_BEFORE_A_VISIT = Context(service=Period(on("2024-05-04")), visit_on=on("2027-03-15"))


def eight(
    window: Window,
    *completions: Completion,
    day: str = TODAY,
    since: str = "2020-01-01",
    leaves: tuple[Leave, ...] = (),
    grace_days: int = 0,
    visit_on: str | None = None,
) -> Finding:
    """Judge somebody by 8 hours in each window; leave stops the clock."""
    somebody = person(*completions, terms=[term(since)], leaves=leaves)
    rule = RecurringHours(hours=Decimal(8), window=window)
    return found(rule, somebody, day, grace_days=grace_days, visit_on=visit_on, leave=LeaveEffect.STOPS_THE_CLOCK)


@pytest.mark.parametrize(
    ("completed", "through"),
    [
        ([("2022-01-10", "8"), ("2022-06-01", "8")], "May 31, 2024"),
        ([("2022-01-10", "3"), ("2022-02-10", "3"), ("2022-06-01", "8"), ("2023-01-01", "3")], "May 31, 2024"),
        ([("2022-01-10", "1"), ("2022-02-10", "1"), ("2022-03-10", "1"), ("2022-06-01", "8")], "May 31, 2024"),
        ([("2022-01-10", "4"), ("2024-01-09", "4")], "Jan 9, 2024"),
    ],
)
def test_what_rolls_held_until_the_oldest_that_was_needed_left_the_window(
    completed: list[tuple[str, str]], through: str
) -> None:
    finding = eight(Window(24), *(done(*each) for each in completed))
    assert finding.reason == (
        f"Met only through {through}. Needs 8 more hours: 0 of 8 hours counted since Nov 25, 2024."
    )


def test_two_that_never_stood_in_one_window_never_held() -> None:
    assert eight(Window(24), done("2022-01-10", "4"), done("2024-01-10", "4")).status is Status.NOT_MET


@pytest.mark.parametrize(("since", "status"), [("2024-01-09", Status.LAPSED), ("2024-01-10", Status.NOT_MET)])
def test_it_lapsed_if_it_held_on_the_first_day_of_service(since: str, status: Status) -> None:
    assert eight(Window(24), done("2022-01-10", "8"), since=since).status is status


def test_a_grace_beyond_the_first_window_is_when_a_joiner_owes_the_hours() -> None:
    finding = eight(Window(24), done("2026-01-10", "4"), day="2026-03-01", since="2026-01-01", grace_days=900)
    assert finding.reason == (
        "Needs 8 more hours by Jun 19, 2028: 0 of 8 hours counted from Jun 20, 2026 to Jun 19, 2028."
    )
    assert whys(finding) == ["outside the window that begins Jun 20, 2026"]


def test_a_grace_beyond_the_period_that_carries_puts_off_the_next() -> None:
    finding = eight(YEARLY, done("2025-06-10", "8"), since="2026-01-01", grace_days=500)
    assert finding.reason == (
        "8 of 8 hours counted from Jan 1, 2025 to Dec 31, 2025. Nothing more is due before May 16, 2027. "
        "The present period asks for 8 more hours by Dec 31, 2026."
    )
    assert finding.lapses_on == on("2027-05-17")


@pytest.mark.parametrize("window", [YEARLY, Window(12, WindowKind.VISIT)])
def test_leave_makes_no_window_longer_that_stands_in_the_calendar(window: Window) -> None:
    finding = eight(window, done("2026-08-10", "8"), leaves=(away("2026-05-01", "2026-06-30"),), visit_on="2027-03-15")
    assert (finding.status, finding.cautions) == (Status.MET, ())


def test_a_leave_on_the_first_day_leaves_the_first_period_where_it_begins() -> None:
    leave = away("2026-01-01", "2026-03-31")
    finding = eight(FROM_ROLE, done("2026-02-10", "8"), since="2026-01-01", leaves=(leave,))
    assert finding.reason == "8 of 8 hours counted since Jan 1, 2026. Met through Mar 30, 2028."
    assert finding.cautions == ("Window of 12 months, 90 days longer for leave from Jan 1 to Mar 31, 2026.",)


@pytest.mark.parametrize(
    ("window", "since", "completed", "day", "reason"),
    [
        (
            YEARLY,
            "2020-05-04",
            [("2025-06-10", "8"), ("2026-06-10", "3")],
            "2026-08-01",
            "8 of 8 hours counted from Jan 1, 2025 to Dec 31, 2025. Met through Dec 31, 2026. "
            "The present period asks for 5 more hours by Dec 31, 2026.",
        ),
        (
            FROM_ROLE,
            "2024-05-04",
            [("2024-06-10", "8"), ("2025-06-10", "3")],
            "2025-12-01",
            "8 of 8 hours counted from May 4, 2024 to May 3, 2025. Met through May 3, 2026. "
            "The present period asks for 5 more hours by May 3, 2026.",
        ),
        (
            FROM_ROLE,
            "2024-05-04",
            [("2024-06-10", "8")],
            "2024-12-01",
            "8 of 8 hours counted since May 4, 2024. Met through May 3, 2026.",
        ),
    ],
)
def test_the_period_before_carries_while_the_present_one_runs(
    window: Window, since: str, completed: list[tuple[str, str]], day: str, reason: str
) -> None:
    finding = eight(window, *(done(*each) for each in completed), since=since, day=day)
    assert finding.reason == reason


@pytest.mark.parametrize(
    ("window", "day", "windows"),
    [
        (Window(12), TODAY, [("2025-11-25", "2026-11-24")]),
        (Window(12, WindowKind.VISIT), TODAY, [("2026-03-16", "2027-03-15")]),
        (FROM_ROLE, "2024-12-01", [("2024-05-04", "2025-05-03")]),
        (FROM_ROLE, "2025-05-04", [("2025-05-04", "2026-05-03"), ("2024-05-04", "2025-05-03")]),
        (FROM_ROLE, TODAY, [("2026-05-04", "2027-05-03"), ("2025-05-04", "2026-05-03")]),
        (YEARLY, TODAY, [("2026-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31")]),
    ],
)
def test_on_a_day_the_present_window_is_enough_or_the_one_before_it(
    window: Window, day: str, windows: list[tuple[str, str]]
) -> None:
    found_then = spans(window, on(day), ADVOCATE_BEFORE_A_VISIT)
    assert found_then == tuple(Period(on(first), on(last)) for first, last in windows)


@pytest.mark.parametrize(
    ("window", "completed", "through"),
    [
        (Window(12), TODAY, "2027-11-23"),
        (Window(12, WindowKind.VISIT), TODAY, "9999-12-31"),
        (FROM_ROLE, "2024-05-03", None),
        (FROM_ROLE, "2024-05-04", "2026-05-03"),
        (Window(24, WindowKind.CALENDAR_YEARS), TODAY, "2028-12-31"),
    ],
)
def test_a_completion_carries_until_the_window_after_its_own_ends(
    window: Window, completed: str, through: str | None
) -> None:
    assert carries_through(window, on(completed), ADVOCATE_BEFORE_A_VISIT) == (on(through) if through else None)


def test_what_lies_outside_the_window_that_carries_says_on_which_side() -> None:
    before, after = done("2024-06-10", "1"), done("2026-06-10", "3")
    assert eight(YEARLY, before, done("2025-06-10", "8"), after).not_counted == (
        (before, "outside the window that began Jan 1, 2025"),
        (after, "counts towards the next period, which ends Dec 31, 2026"),
    )


def test_whoever_owes_it_first_after_the_visit_is_asked_by_the_last_months_and_not_by_those_before_the_visit() -> None:
    window, after_the_visit = Window(12, WindowKind.VISIT), done("2026-10-15", "8")
    counted = eight(window, after_the_visit, since="2026-05-04", visit_on="2026-09-30")
    assert counted.reason == "8 of 8 hours counted since Nov 25, 2025. Met through Oct 14, 2027."
    nothing = eight(window, since="2026-05-04", visit_on="2026-09-30")
    assert (nothing.status, nothing.due_on) == (Status.NOT_YET_DUE, on("2027-05-03"))
    on_its_last_day = eight(window, after_the_visit, since="2026-05-04", visit_on="2027-05-03")
    assert on_its_last_day.reason == "8 of 8 hours counted in the window from May 4, 2026 to the visit on May 3, 2027."


def test_whoever_came_after_the_visit_is_not_asked_for_the_months_before_it() -> None:
    window = Window(12, WindowKind.VISIT, FirstDue.AT_ONCE)
    came_on_the_day, came_after = (
        eight(window, since=day, visit_on="2026-09-30") for day in ("2026-09-30", "2026-10-01")
    )
    assert came_on_the_day.reason.startswith("Needs 8 more hours: 0 of 8 hours counted in the window from Oct 1, 2025")
    assert came_after.reason == "Needs 8 more hours: 0 of 8 hours counted since Nov 25, 2025."


def test_what_came_after_the_visit_is_left_out_of_the_window_before_it() -> None:
    window = Window(12, WindowKind.VISIT)
    finding = eight(window, done("2026-02-01", "8"), done("2026-05-01", "3"), visit_on="2026-03-15")
    assert finding.reason == "8 of 8 hours counted in the window from Mar 16, 2025 to the visit on Mar 15, 2026."
    assert whys(finding) == ["completed after Mar 15, 2026"]


def test_a_window_that_begins_today_has_begun() -> None:
    finding = eight(FROM_ROLE, done("2026-11-23", "8"), since=TODAY)
    assert whys(finding) == ["outside the window that began Nov 24, 2026"]


def test_in_a_leave_without_an_end_the_present_period_asks_for_nothing_yet() -> None:
    finding = eight(FROM_ROLE, done("2025-03-01", "8"), since="2025-01-01", leaves=(away("2026-03-01"),))
    assert (finding.status, finding.lapses_on) == (Status.MET, None)
    assert finding.reason == "8 of 8 hours counted from Jan 1, 2025 to Dec 31, 2025."


@pytest.mark.parametrize(
    ("window", "grace_days", "cautions"),
    [
        (Window(12), 0, ("Due 61 days later for leave from Aug 1 to Sep 30, 2026.",)),
        (FROM_ROLE, 0, ("Due 61 days later for leave from Aug 1 to Sep 30, 2026.",)),
        (YEARLY, 0, ()),
        (YEARLY, 900, ("Due 61 days later for leave from Aug 1 to Sep 30, 2026.",)),
        (Window(12, WindowKind.VISIT), 0, ()),
    ],
)
def test_leave_puts_off_what_counts_from_the_first_day_and_no_day_of_the_calendar(
    window: Window, grace_days: int, cautions: tuple[str, ...]
) -> None:
    leaves = (away("2026-08-01", "2026-09-30"),)
    finding = eight(window, since="2026-05-04", leaves=leaves, grace_days=grace_days, visit_on="2027-12-15")
    assert (finding.status, finding.cautions) == (Status.NOT_YET_DUE, cautions)


def test_what_is_overdue_says_how_much_longer_its_window_is() -> None:
    finding = eight(Window(12), leaves=(away("2026-08-01", "2026-09-30"),))
    assert finding.status is Status.NOT_MET
    assert finding.cautions == ("Window of 12 months, 61 days longer for leave from Aug 1 to Sep 30, 2026.",)


def test_a_leave_before_the_window_is_not_spoken_of() -> None:
    finding = eight(Window(12), done("2026-06-01", "8"), leaves=(away("2021-08-01", "2021-09-30"),))
    assert (finding.status, finding.cautions) == (Status.MET, ())


def test_a_title_stays_with_its_verdict() -> None:
    rule = RecurringHours(title="Every year", hours=Decimal(8), window=YEARLY)
    assert found(rule, person(), TODAY).title == "Every year"


def test_what_a_joiner_brought_along_is_due_again_only_when_the_first_window_is_over() -> None:
    finding = eight(Window(12), done("2025-12-10", "8"), since="2025-12-20")
    assert finding.status is Status.DUE_SOON
    assert finding.reason == "Due by Dec 19, 2026: 8 of 8 hours counted since Nov 25, 2025."
    assert finding.gap == "Complete 8 more hours by Dec 19, 2026 to stay met."


@pytest.mark.parametrize(
    ("kind", "months", "splits", "shares"),
    [
        ("calendar_years", 12, False, True),
        ("calendar_years", 24, False, False),
        ("calendar_years", 11, True, False),
        ("calendar_years", 18, True, False),
        ("rolling", 12, False, False),
        ("rolling", 18, False, False),
    ],
)
def test_calendar_years_are_whole_and_a_share_is_of_a_single_one(
    kind: str, months: int, splits: bool, shares: bool
) -> None:
    assert splits_years(months, kind) is splits
    assert shares_no_year(months, kind, "share") is not shares
    assert not shares_no_year(months, kind, "at_once")
