"""How far a rolling window reaches over days of leave, held against a look at every single day."""

from datetime import date, timedelta

import pytest

from tests.domain.build import away, on
from tracker.domain.pauses import Pauses
from tracker.domain.record import Leave
from tracker.domain.service import unbroken

SPRING, FALL, STILL_AWAY = away("2026-03-01", "2026-04-30"), away("2026-10-01", "2026-10-20"), away("2026-12-01")
LONG = away("2026-02-01", "2027-09-30")
DAYS = [on("2025-05-01") + timedelta(days=29 * number) for number in range(23)]


def last_by_looking(pauses: Pauses, completed: date, months: int) -> date:
    """Return the last of many days on which what was completed is still in the window."""
    days = (completed + timedelta(days=number) for number in range(1100))
    return max(day for day in days if pauses.window_start(day, months) <= completed)


@pytest.mark.parametrize("months", [1, 6, 12])
@pytest.mark.parametrize("leaves", [[SPRING], [SPRING, FALL], [LONG], [SPRING, away("2026-05-02", "2026-07-01")]])
def test_what_was_completed_leaves_the_window_on_one_day_and_never_comes_back(leaves: list[Leave], months: int) -> None:
    pauses = Pauses(unbroken(leaves))
    for completed in DAYS:
        last = pauses.last_in_window(completed, months)
        assert last == last_by_looking(pauses, completed, months), completed


def test_in_a_leave_without_an_end_what_was_in_the_window_stays_in_it() -> None:
    pauses = Pauses(unbroken([SPRING, STILL_AWAY]))
    assert pauses.last_in_window(on("2026-06-01"), 12) == date.max
    assert pauses.last_in_window(on("2026-06-01"), 6) == date.max
    assert pauses.last_in_window(on("2026-05-30"), 6) == on("2026-11-29")
    assert pauses.last_in_window(on("2026-01-15"), 6) == on("2026-09-13")


def test_what_a_leave_without_an_end_lengthens_says_since_when() -> None:
    pauses = Pauses(unbroken([SPRING, STILL_AWAY]))
    assert pauses.longer_words(on("2026-01-01"), date.max) == "longer for leave since Dec 1, 2026"
    assert pauses.later_words(on("2026-01-01"), on("2026-12-31")) == (
        "92 days later for leave from Mar 1 to Apr 30, 2026 and from Dec 1 to Dec 31, 2026"
    )
