"""Month ends, leap days and the last valid day, as a table; then what ties them together on every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.build import on
from tracker.domain.windows import (
    Period,
    add_days,
    anniversary,
    day_before,
    last_valid_day,
    months_between,
    next_day,
    rolling_start,
    years,
)

ANNIVERSARIES = [
    # what began on     months  comes round on
    ("2025-03-15", 24, "2027-03-15"),
    ("2025-01-31", 1, "2025-03-01"),  # February has no 31st
    ("2024-01-31", 1, "2024-03-01"),  # nor in a leap year
    ("2025-08-31", 6, "2026-03-01"),
    ("2025-10-31", 1, "2025-12-01"),  # nor has November
    ("2024-02-29", 12, "2025-03-01"),
    ("2024-02-29", 24, "2026-03-01"),
    ("2024-02-29", 48, "2028-02-29"),  # counted from the first day, so it does not drift
    ("2025-12-31", 2, "2026-03-01"),
    ("2025-12-15", 1, "2026-01-15"),
    ("2026-11-24", 0, "2026-11-24"),
]

LAST_VALID_DAYS = [
    ("2025-03-15", 24, "2027-03-14"),
    ("2025-03-01", 24, "2027-02-28"),
    ("2026-03-01", 24, "2028-02-29"),
    ("2024-02-29", 24, "2026-02-28"),
    ("2024-02-28", 24, "2026-02-27"),
    ("2025-01-31", 1, "2025-02-28"),
    ("2025-01-29", 1, "2025-02-28"),
    ("2025-01-28", 1, "2025-02-27"),
    ("2025-01-01", 12, "2025-12-31"),
]

ROLLING_STARTS = [
    # on the day    months  the window began on
    ("2027-03-14", 24, "2025-03-15"),
    ("2026-02-28", 24, "2024-02-29"),
    ("2026-03-01", 24, "2024-03-02"),
    ("2025-02-28", 1, "2025-01-29"),
    ("2025-03-31", 1, "2025-03-01"),
    ("2025-03-30", 1, "2025-03-01"),
    ("2024-03-31", 1, "2024-03-01"),
    ("2025-12-31", 12, "2025-01-01"),
]

WHOLE_MONTHS = [
    ("2025-03-15", "2025-04-14", 0),
    ("2025-03-15", "2025-04-15", 1),
    ("2025-01-31", "2025-02-28", 0),
    ("2025-01-31", "2025-03-01", 1),
    ("2024-02-29", "2025-02-28", 11),
    ("2024-02-29", "2025-03-01", 12),
    ("2025-03-15", "2024-01-01", 0),
]

anytime = st.dates(date(1990, 1, 1), date(2090, 12, 31))
lengths = st.integers(1, 72)


@pytest.mark.parametrize(("start", "months", "expected"), ANNIVERSARIES)
def test_an_anniversary_falls_on_the_same_day_or_the_first_after(start: str, months: int, expected: str) -> None:
    assert anniversary(on(start), months) == on(expected)


@pytest.mark.parametrize(("start", "months", "expected"), LAST_VALID_DAYS)
def test_the_last_valid_day_is_the_day_before_the_anniversary(start: str, months: int, expected: str) -> None:
    assert last_valid_day(on(start), months) == on(expected)


@pytest.mark.parametrize(("day", "months", "expected"), ROLLING_STARTS)
def test_a_rolling_window_begins_on_the_earliest_day_still_valid(day: str, months: int, expected: str) -> None:
    assert rolling_start(on(day), months) == on(expected)


@pytest.mark.parametrize(("start", "day", "expected"), WHOLE_MONTHS)
def test_months_count_by_their_anniversaries(start: str, day: str, expected: int) -> None:
    assert months_between(on(start), on(day)) == expected


@given(anytime, anytime, lengths)
def test_what_is_in_the_rolling_window_is_what_is_still_valid(done: date, day: date, months: int) -> None:
    assert (done >= rolling_start(day, months)) == (last_valid_day(done, months) >= day)


@given(anytime, lengths)
def test_periods_from_a_start_follow_each_other_without_a_gap(start: date, months: int) -> None:
    ends_on = last_valid_day(start, months)
    assert next_day(ends_on) == anniversary(start, months)
    assert months_between(start, ends_on) == months - 1
    assert months_between(start, next_day(ends_on)) == months


@given(anytime, lengths)
def test_a_later_start_is_never_valid_less_long(start: date, months: int) -> None:
    assert last_valid_day(start, months) <= last_valid_day(start + timedelta(days=1), months)


def test_both_ends_of_a_period_belong_to_it() -> None:
    year = years(2026, 2026)
    assert [year.holds(on(day)) for day in ("2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01")] == [
        False,
        True,
        True,
        False,
    ]


def test_a_period_without_an_end_goes_on() -> None:
    assert Period(on("2026-01-01")).holds(date.max)


def test_two_periods_meet_where_they_share_a_day() -> None:
    may = Period(on("2026-05-01"), on("2026-05-31"))
    for other, shares in (
        (Period(on("2026-05-31"), on("2026-06-30")), True),
        (Period(on("2026-06-01"), on("2026-06-30")), False),
        (Period(on("2026-06-01")), False),
        (Period(on("2020-01-01")), True),
    ):
        assert (may.meets(other), other.meets(may)) == (shares, shares), other


def test_the_calendars_ends_hold() -> None:
    assert next_day(date.max) == date.max
    assert day_before(date.min) == date.min
    assert anniversary(on("9990-01-01"), 240) == date.max
    assert anniversary(date(5, 1, 1), -240) == date.min
    assert rolling_start(date(1, 6, 1), 12) == date.min
    assert add_days(date.max, 1) == date.max
    assert add_days(date.min, -1) == date.min
    assert years(0, 10_000) == Period(date.min, date.max)
