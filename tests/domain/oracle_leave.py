"""Days of leave once more, one by one: which they are, how many lie between two days, and what they move."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from tracker.domain.record import Leave

DAY = timedelta(days=1)
# Records by chance lie between these; a leave without a last day lasts until the second.
FIRST, END = date(2000, 1, 1), date(2040, 1, 1)


@dataclass(frozen=True)
class DaysOfLeave:
    """The days of leave that stop the clock, and how many there were up to each day."""

    days: frozenset[date] = frozenset()
    up_to: tuple[int, ...] = ()

    @classmethod
    def of(cls, leaves: Iterable[Leave]) -> "DaysOfLeave":
        """Write out every day of some leaves."""
        days = set()
        for leave in leaves:
            day = leave.starts_on
            while day <= (leave.ends_on or END):
                days.add(day)
                day += DAY
        return cls(frozenset(days), _up_to(frozenset(days)) if days else ())

    def __contains__(self, day: date) -> bool:
        """Tell whether a day is of leave."""
        return day in self.days

    def number(self, first: date, last: date) -> int:
        """Return how many days of leave there are from a day to a day."""
        if not self.days or last < first:
            return 0
        return self.up_to[(last - FIRST).days] - self.up_to[(first - FIRST).days - 1]

    def clock(self, start: date, day: date) -> date:
        """Return what a clock shows that was started on a day and stands still on every day of leave."""
        return max(start, day - self.number(start, day) * DAY) if day >= start else day

    def last_in_time(self, start: date, last: date) -> date:
        """Return the last day that is in time, with as many days from the start that are not of leave as without any.

        Days of leave that follow are in time too.
        """
        if not self.days:
            return last
        asked, counted, day = (last - start).days + 1, 0, start
        while day < END and (day in self or counted < asked):
            counted += day not in self
            day += DAY
        return date.max if day == END else day - DAY

    def window_begins(self, day: date, months: int) -> date:
        """Return where the window begins: further back by as many days as there are of leave in it, and no more."""
        further = 0
        while self.number(plain_window_begins(day - further * DAY, months), day) > further:
            further += 1
        return plain_window_begins(day - further * DAY, months)


NO_LEAVE = DaysOfLeave()


def _up_to(days: frozenset[date]) -> tuple[int, ...]:
    found, number, day = [], 0, FIRST
    while day <= END:
        number += day in days
        found.append(number)
        day += DAY
    return tuple(found)


@cache
def plain_window_begins(day: date, months: int) -> date:
    """Return the earliest day whose last day, so many months on, is not over."""
    begins = day
    while last_day(begins - DAY, months) >= day:
        begins -= DAY
    return begins


def last_day(day: date, months: int) -> date:
    """Return the last day of what begins on a day and lasts so many months."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    if day.day <= monthrange(year, month)[1]:
        return date(year, month, day.day) - DAY
    return date(year, month, monthrange(year, month)[1])
