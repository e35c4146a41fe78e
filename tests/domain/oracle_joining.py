"""What is asked of somebody who joined in the middle: of a calendar year, month by month, and before a visit."""

from datetime import date
from decimal import Decimal

from tests.domain.oracle_leave import DAY, DaysOfLeave, last_day
from tracker.domain.rules import FirstDue, Window, WindowKind


def asked_of_years(window: Window, began: date, needed: Decimal, step: Decimal, span: range) -> Decimal:
    """Return how much some calendar years ask for: of the year of joining a share may do."""
    months = whole_months_left(window, began)
    if not months or list(span) != [began.year]:
        return needed
    share = step
    while share * 12 < needed * months:
        share += step
    return share


def whole_months_left(window: Window, began: date) -> int:
    """Return how many months of the year of joining begin in service, where a share is asked for; else none."""
    if window.first_due is not FirstDue.SHARE or window.months != 12:
        return 0
    return sum(date(began.year, month, 1) >= began for month in range(1, 13))


def visit_in_service(
    window: Window, began: date, grace_days: int, visit_on: date | None, leave: DaysOfLeave
) -> date | None:
    """Return the visit that a window ends on; none where whoever joined owes nothing until after it."""
    if window.kind is not WindowKind.VISIT or visit_on is None:
        return None
    full = leave.last_in_time(began, last_day(began, window.months))
    grace = leave.last_in_time(began, began + grace_days * DAY) if grace_days else began
    is_new = grace > visit_on or (window.first_due is not FirstDue.AT_ONCE and full > visit_on)
    return None if is_new else visit_on
