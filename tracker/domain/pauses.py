"""The days of leave on which the clock of a requirement stands still, where its standard says that leave stops it.

A day of leave has the place of the last day before it: nothing runs out on it and nothing grows older. So:

* **A deadline** counts the days that are not of leave. It moves later by the days of leave from the start on, and one
  that would fall on the day before a leave falls on that leave's last day.
* **A rolling window** reaches back as many days further as there are days of leave in it, and no further: on a day it
  begins where the window would begin that ended so many days earlier. It never moves backwards, so that what has left
  it stays out.

Leaves that overlap or follow each other without a free day are one; days that two leaves share count once. A leave
without a last day goes on for ever until somebody enters one. Cost: none without leaves; else linear in leaves, and at
worst in the days of a leave in which a window begins.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from tracker.domain.windows import Period, add_days, day_before, last_valid_day, next_day, rolling_start
from tracker.domain.wording import count, listed, span
from tracker.domain.wording import day as day_words

_ONE_DAY = timedelta(days=1)


class LeaveEffect(StrEnum):
    """What a leave of absence does to a requirement."""

    COUNTS = "counts"
    STOPS_THE_CLOCK = "stops_the_clock"

    @property
    def words(self) -> str:
        """The words people read: "Stops the clock"."""
        return _LEAVE_WORDS[self]


_LEAVE_WORDS = {LeaveEffect.COUNTS: "The clock runs on", LeaveEffect.STOPS_THE_CLOCK: "Stops the clock"}
LEAVE_UNSAID = f"{LeaveEffect.COUNTS.words}; not stated by the source"


@dataclass(frozen=True, slots=True)
class Pauses:
    """Days of leave, earliest first, joined: a free day lies between any two periods."""

    periods: tuple[Period, ...] = ()

    def around(self, day: date) -> Period | None:
        """Return the leave that a day lies in, or None."""
        return next((period for period in self.periods if period.holds(day)), None)

    def days_in(self, first: date, last: date) -> int:
        """Return how many days of leave lie from a day to a day, both included."""
        return sum((part.ends_on - part.starts_on).days + 1 for part in self._parts(first, last) if part.ends_on)

    def moved(self, start: date, last: date) -> date:
        """Return the last day, counted from a start, with the days of leave from the start on left out of the count.

        The end of days where a leave is open.
        """
        for period in self.periods:
            begins = max(period.starts_on, start)
            if period.ends_on is not None and period.ends_on < begins:
                continue
            if begins > next_day(last):
                break
            if period.ends_on is None:
                return date.max
            last = add_days(last, (period.ends_on - begins).days + 1)
        return last

    def through(self, last: date) -> date:
        """Return the last day of the leave that follows a day without a free one; the day itself where none does."""
        return self.moved(next_day(last), last) if self.periods else last

    def reached(self, start: date, day: date) -> date:
        """Return the day that a clock started on a day shows on a later one, as if there were no leave.

        Undoes `moved`. A leave that begins with the clock keeps it on its first day.
        """
        return max(start, add_days(day, -self.days_in(start, day))) if self.periods else day

    def window_start(self, day: date, months: int) -> date:
        """Return the first day of the rolling window of n months that ends on a day."""
        return _window_start(self, day, months) if self.periods else rolling_start(day, months)

    def last_in_window(self, day: date, months: int) -> date:
        """Return the last day on which what was completed on a day is still in the rolling window of n months."""
        plain = last_valid_day(day, months)
        return self._last_in_window(day, months, plain) if self.periods else plain

    def _last_in_window(self, day: date, months: int, low: date) -> date:
        """Look between the plain last day and the latest possible one; a window never moves backwards."""
        high = self.moved(day, low)
        if self.window_start(high, months) <= day:
            return high
        if high == date.max:
            high = max(low, self.periods[-1].starts_on)
        while low < high:
            middle = high - (high - low) // 2
            if self.window_start(middle, months) <= day:
                low = middle
            else:
                high = middle - _ONE_DAY
        return low

    def longer_words(self, first: date, last: date) -> str:
        """Say how much longer something is: "61 days longer for leave from Mar 1 to Apr 30, 2026".

        Empty where no leave lies within.
        """
        return self._words("longer", first, last)

    def later_words(self, first: date, last: date) -> str:
        """Say how much later something is due: "61 days later for leave from Mar 1 to Apr 30, 2026"."""
        return self._words("later", first, last)

    def _words(self, what: str, first: date, last: date) -> str:
        parts = list(self._parts(first, last))
        if not parts:
            return ""
        if last == date.max:
            return f"{what} for leave since {day_words(parts[-1].starts_on)}"
        named = listed(span(part.starts_on, part.ends_on or last) for part in parts)
        return f"{count(self.days_in(first, last), 'day')} {what} for leave {named}"

    def _parts(self, first: date, last: date) -> Iterator[Period]:
        for period in self.periods:
            begins, ends = max(period.starts_on, first), min(period.ends_on or date.max, last)
            if begins <= ends:
                yield Period(begins, ends)


@lru_cache(maxsize=8192)
def _window_start(pauses: Pauses, day: date, months: int) -> date:
    """Reach back by the fewest days that are as many as the days of leave reached."""
    period = pauses.around(day)
    if period is not None:
        day = day_before(period.starts_on)
    further, starts_on = 0, rolling_start(day, months)
    while (found := pauses.days_in(starts_on, day)) > further:
        further = found
        starts_on = rolling_start(add_days(day, -further), months)
    return starts_on


NO_PAUSES = Pauses()
