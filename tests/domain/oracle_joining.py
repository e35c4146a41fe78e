"""What a calendar year asks of somebody who joined in the middle of it, counted month by month."""

from datetime import date
from decimal import Decimal

from tracker.domain.rules import FirstDue, Window


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
