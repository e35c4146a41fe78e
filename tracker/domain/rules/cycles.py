"""Windows that follow each other: whole periods from the first day of service, or calendar years.

Periods from the first day grow longer by the days of leave in them, where leave stops the clock. A calendar year does
not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from tracker.domain.context import Context
from tracker.domain.pauses import Pauses
from tracker.domain.windows import (
    Period,
    day_before,
    last_valid_day,
    latest,
    months_between,
    next_day,
    years,
)

_MONTHS_IN_A_YEAR = 12


class WindowKind(StrEnum):
    """Where the windows of a recurring rule begin and end."""

    ROLLING = "rolling"
    ROLE_START = "role_start"
    CALENDAR_YEARS = "calendar_years"
    VISIT = "visit"

    @property
    def words(self) -> str:
        """The words people read: "Calendar years"."""
        return _WINDOW_WORDS[self]


class FirstDue(StrEnum):
    """When somebody who joins first owes something: after one full window of service, at once, or a share at once.

    The share is for single calendar years: of the year of joining, by the whole months that are left of it.
    """

    FULL_WINDOW = "full_window"
    AT_ONCE = "at_once"
    SHARE = "share"

    @property
    def words(self) -> str:
        """The words people read: "After one whole window in the role"."""
        return _FIRST_DUE_WORDS[self]


_WINDOW_WORDS = {
    WindowKind.ROLLING: "The months up to each day",
    WindowKind.ROLE_START: "One period after another from the first day in the role",
    WindowKind.CALENDAR_YEARS: "Calendar years",
    WindowKind.VISIT: "The months up to the site visit",
}
_FIRST_DUE_WORDS = {
    FirstDue.FULL_WINDOW: "After one whole window in the role",
    FirstDue.AT_ONCE: "At once, the whole amount",
    FirstDue.SHARE: "A share for the year of joining, by the months left of it",
}


def splits_years(months: int, kind: str) -> bool:
    """Tell whether a window would end within a calendar year though its years are calendar years, which are whole."""
    return kind == WindowKind.CALENDAR_YEARS and months % _MONTHS_IN_A_YEAR != 0


def shares_no_year(months: int, kind: str, first_due: str) -> bool:
    """Tell whether somebody new would owe a share of a window that is no single calendar year."""
    is_a_year = kind == WindowKind.CALENDAR_YEARS and months == _MONTHS_IN_A_YEAR
    return first_due == FirstDue.SHARE and not is_a_year


@dataclass(frozen=True, slots=True)
class Window:
    """The length in months and the kind of a recurring rule's windows.

    Calendar years take whole years only.
    """

    months: int
    kind: WindowKind = WindowKind.ROLLING
    first_due: FirstDue = FirstDue.FULL_WINDOW


@dataclass(frozen=True, slots=True)
class FromStart:
    """Periods one after another from the first day of service."""

    window: Window
    start: date
    pauses: Pauses

    def period(self, index: int) -> Period:
        """Return a period; the first is 0."""
        first = next_day(self.last_day(index - 1)) if index else self.start
        return Period(first, self.last_day(index))

    def asked(self, _index: int, needed: Decimal, _step: Decimal) -> Decimal:
        """Return how much a period asks for: they are all whole."""
        return needed

    def running(self, day: date) -> int:
        """Return the period that a day lies in."""
        return months_between(self.start, self.pauses.reached(self.start, day)) // self.window.months

    def holding(self, day: date) -> Sequence[int]:
        """Return the periods that something done on a day counts in."""
        return self.held_alike(day)[0]

    def held_alike(self, day: date) -> tuple[Sequence[int], date]:
        """Return those periods, and the last day on which what is done counts in the same."""
        if day < self.start:
            return (), day_before(self.start)
        running = self.running(day)
        return (running,), self.last_day(running)

    @property
    def first(self) -> int | None:
        """The first period that is owed whole, None where it is at once."""
        return None if self.window.first_due is FirstDue.AT_ONCE else 0

    def last_day(self, index: int) -> date:
        """Return the last day of a period."""
        plain = last_valid_day(self.start, (index + 1) * self.window.months)
        return self.pauses.moved(self.start, plain) if self.pauses.periods else plain


@dataclass(frozen=True, slots=True)
class CalendarYears:
    """Spans of n whole calendar years, one ending with each year; the index is the year it ends with."""

    length: int
    first: int | None
    joined: date | None = None

    @classmethod
    def of(cls, window: Window, context: Context) -> "CalendarYears":
        """Return the spans of a window, the first owed whole being the first that begins in service.

        No share is owed where grace goes on into the next year: what is done then would count for that one. An end of
        grace that nobody knows, in an open leave, says nothing of a year.
        """
        length = window.months // 12
        if context.service is None or window.first_due is FirstDue.AT_ONCE:
            return cls(length, None)
        start, grace = context.service.starts_on, context.grace_until
        goes_on = grace is not None and start.year < grace.year and grace != date.max
        if window.first_due is FirstDue.SHARE and length == 1 and months_left(start) and not goes_on:
            return cls(length, start.year, start)
        from_january = (start.month, start.day) == (1, 1)
        return cls(length, start.year + length - (1 if from_january else 0))

    def period(self, index: int) -> Period:
        """Return the span that ends with a year."""
        return years(index - self.length + 1, index)

    def last_day(self, index: int) -> date:
        """Return the last day of a span."""
        return self.period(index).ends_on or date.max

    def asked(self, index: int, needed: Decimal, step: Decimal) -> Decimal:
        """Return how much a span asks for: of the year of joining the share of its whole months, rounded up."""
        if self.joined is None or index != self.joined.year:
            return needed
        share = needed * months_left(self.joined) / _MONTHS_IN_A_YEAR
        return (share / step).to_integral_value(ROUND_CEILING) * step

    def running(self, day: date) -> int:
        """Return the span that ends with a day's year."""
        return day.year

    def holding(self, day: date) -> Sequence[int]:
        """Return the spans that something done on a day counts in."""
        return range(day.year, day.year + self.length)

    def held_alike(self, day: date) -> tuple[Sequence[int], date]:
        """Return those spans, and the last day on which what is done counts in the same."""
        return self.holding(day), date(day.year, _MONTHS_IN_A_YEAR, 31)


def months_left(day: date) -> int:
    """Return how many whole months are left of a day's year, the day's own too where it is the first of one."""
    return _MONTHS_IN_A_YEAR - day.month + (day.day == 1)


Cycle = FromStart | CalendarYears


def cycle_of(window: Window, context: Context) -> Cycle | None:
    """Return the windows that follow each other; None where they roll."""
    if window.kind is WindowKind.CALENDAR_YEARS:
        return CalendarYears.of(window, context)
    if window.kind is WindowKind.ROLE_START and context.service is not None:
        return FromStart(window, context.service.starts_on, context.pauses)
    return None


def first_due_on(window: Window, context: Context) -> date | None:
    """Return the last day on which somebody who joins need not have the amount yet; None where it is owed at once."""
    if context.service is None or window.first_due is FirstDue.AT_ONCE:
        return context.grace_until
    start = context.service.starts_on
    return latest(context.pauses.moved(start, last_valid_day(start, window.months)), context.grace_until)


def visit_of(window: Window, context: Context) -> date | None:
    """Return the day of the visit on which a window ends; None where the kind is another or no visit is set.

    None too where somebody came after the visit, or owes the amount first after it: what they do by then cannot be in
    that window.
    """
    if window.kind is not WindowKind.VISIT or context.visit_on is None:
        return None
    first = latest(context.service.starts_on if context.service else None, first_due_on(window, context))
    return context.visit_on if first is None or first <= context.visit_on else None


def is_fixed(window: Window, context: Context) -> bool:
    """Tell whether windows stand in the calendar, so that leave does not make them longer."""
    return window.kind is WindowKind.CALENDAR_YEARS or visit_of(window, context) is not None
