"""All date arithmetic. Every end is inclusive: a period's last day belongs to it.

Three decisions settle every month end and every leap day:

* **Adding months.** The same day of the month, n months on. Where that month has no such day the
  anniversary is the first of the month after: Jan 31 plus one month is Mar 1, Feb 29, 2024 plus 24 months
  is Mar 1, 2026. Anniversaries are always counted from the original day, so that they never drift: Feb 29,
  2024 plus 48 months is Feb 29, 2028.
* **The last valid day** of what lasts n months is the day before that anniversary: from Mar 15, 2025 for 24
  months: Mar 14, 2027. From Feb 29, 2024: Feb 28, 2026. From Jan 31 for one month: the last day of
  February.
* **A rolling window** of n months on a day holds exactly what is still valid on that day. It begins on the
  earliest day whose last valid day is not yet past.

A deadline of n days after a start counts the start as day 0 and is itself still in time.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

_ONE_DAY = timedelta(days=1)
# Every day of some twenty years, for a few lengths in months.
_KEPT = 16_384


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From a first day to a last day, both within; a last day of None is open."""

    starts_on: date
    ends_on: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the day lies within."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def meets(self, other: "Period") -> bool:
        """Tell whether the two share a day."""
        return self.starts_on <= (other.ends_on or date.max) and other.starts_on <= (self.ends_on or date.max)


def next_day(day: date) -> date:
    """Return the day after; the calendar's last day stays itself."""
    return day if day == date.max else day + _ONE_DAY


def day_before(day: date) -> date:
    """Return the day before; the calendar's first day stays itself."""
    return day if day == date.min else day - _ONE_DAY


def add_days(day: date, amount: int) -> date:
    """Return the day so many days on, held within the calendar."""
    try:
        return day + timedelta(days=amount)
    except OverflowError:
        return date.max if amount > 0 else date.min


def anniversary(day: date, months: int) -> date:
    """Return the day n months on; the first of the next month where that month has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    if year < MINYEAR:
        return date.min
    month += 1
    if day.day <= monthrange(year, month)[1]:
        return date(year, month, day.day)
    return date(year, month + 1, 1)  # only months before December lack days


@lru_cache(maxsize=_KEPT)
def last_valid_day(day: date, months: int) -> date:
    """Return the last day on which what began on a day and lasts n months still holds."""
    return day_before(anniversary(day, months))


@lru_cache(maxsize=_KEPT)
def rolling_start(day: date, months: int) -> date:
    """Return the first day of the rolling window of n months that ends on a day.

    It is the earliest day whose last valid day is not before the given one: the day after the same day n
    months back, or after that month's last day where it is shorter.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < MINYEAR:
        return date.min
    month += 1
    return next_day(date(year, month, min(day.day, monthrange(year, month)[1])))


def years(first: int, last: int) -> Period:
    """Return the whole calendar years from the first to the last."""
    return Period(date(max(first, MINYEAR), 1, 1), date(min(last, MAXYEAR), 12, 31))


def months_between(start: date, day: date) -> int:
    """Return how many whole months of anniversaries of the start have come by a day (0 before the first)."""
    months = (day.year - start.year) * 12 + day.month - start.month
    return max(0, months - (day.day < start.day))


def latest(*days: date | None) -> date | None:
    """Return the latest of the days given, None if there is none."""
    last = None
    for day in days:
        if day is not None and (last is None or day > last):
            last = day
    return last
