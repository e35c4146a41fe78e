"""What is asked of somebody who joined in the middle: of a calendar year, month by month, and before a visit."""

from datetime import date
from decimal import Decimal

from tests.domain.oracle_leave import DAY, DaysOfLeave, last_day
from tracker.domain.rules import FirstDue, Window, WindowKind


def asked_of_years(window: Window, began: date, grace: date, needed: Decimal, step: Decimal, span: range) -> Decimal:
    """Return how much some calendar years ask for: of the year of joining a share may do."""
    months = whole_months_left(window, began, grace)
    if not months or list(span) != [began.year]:
        return needed
    share = step
    while share * 12 < needed * months:
        share += step
    return share


def first_years(window: Window, began: date, grace: date) -> int:
    """Return with which year the first calendar years end that are owed, whole or a share."""
    if whole_months_left(window, began, grace):
        return began.year
    first = began.year
    while date(first, 1, 1) < began:
        first += 1
    return first + window.months // 12 - 1


def whole_months_left(window: Window, began: date, grace: date) -> int:
    """Return how many months of the year of joining begin in service, where a share is asked for; else none.

    Where grace goes on into the next year no share is.
    """
    goes_on = grace != date.max and grace.year > began.year
    if window.first_due is not FirstDue.SHARE or window.months != 12 or goes_on:
        return 0
    return sum(date(began.year, month, 1) >= began for month in range(1, 13))


def visit_in_service(
    window: Window, began: date, grace_days: int, visit_on: date | None, leave: DaysOfLeave
) -> date | None:
    """Return the visit that a window ends on; none where whoever joined owes nothing until after it."""
    if window.kind is not WindowKind.VISIT or visit_on is None:
        return None
    full = leave.last_in_time(began, last_day(began, window.months))
    waits = window.first_due is not FirstDue.AT_ONCE and full > visit_on
    is_new = waits or end_of_grace(began, grace_days, leave) > visit_on
    return None if is_new else visit_on


def end_of_grace(began: date, grace_days: int, leave: DaysOfLeave) -> date:
    """Return the last day of grace; where there is none, the first day of service."""
    return leave.last_in_time(began, began + grace_days * DAY) if grace_days else began
