"""Whether an amount was reached in each window of a length, and through which day that holds.

A rolling window of n months asks every day about the n months that end on it. Anchored windows are whole
periods, one after another: from the day service began, or calendar years. Work for a period can be done
until its last day, so the period before carries the verdict while the present one runs. The window before a
visit ends on the visit, whatever the day. Cost: linear in completions.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import itemgetter

from tracker.domain.context import Context
from tracker.domain.windows import (
    Period,
    anniversary,
    day_before,
    last_valid_day,
    latest,
    months_between,
    next_day,
    rolling_start,
    years,
)

Facts = Sequence[tuple[date, Decimal]]
_DAY = itemgetter(0)
_NOTHING = Decimal(0)


class WindowKind(StrEnum):
    """Where the windows of a recurring rule begin and end."""

    ROLLING = "rolling"
    ROLE_START = "role_start"
    CALENDAR_YEARS = "calendar_years"
    VISIT = "visit"


class FirstDue(StrEnum):
    """When somebody who joins first owes the whole amount: after one full window of service, or at once."""

    FULL_WINDOW = "full_window"
    AT_ONCE = "at_once"


@dataclass(frozen=True, slots=True)
class Window:
    """The length in months and the kind of a recurring rule's windows.

    Calendar years take whole years only.
    """

    months: int
    kind: WindowKind = WindowKind.ROLLING
    first_due: FirstDue = FirstDue.FULL_WINDOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """What came of it: the window that carries the verdict and the amount in it.

    `short` is what more is needed: to satisfy the rule, or, where it is satisfied, to keep it so past
    `holds_through`. `running` is the present period where the one before carries the verdict.
    """

    window: Period
    amount: Decimal
    satisfied: bool
    short: Decimal
    holds_through: date | None = None
    due_on: date | None = None
    held_through: date | None = None
    running: Period | None = None


def reckon(window: Window, facts: Facts, needed: Decimal, as_of: date, context: Context) -> Reckoning:
    """Reckon the facts (day and amount, earliest first, none after `as_of`) against the amount needed in each
    window.

    Without a visit date the window before the visit is the rolling one; without a first day of service (the
    team) the windows from it are too.
    """
    if window.kind is WindowKind.VISIT and context.visit_on is not None:
        return _before_visit(window, facts, needed, context, context.visit_on)
    if (cycle := _cycle(window, context)) is not None:
        return _in_periods(cycle, facts, needed, as_of, context)
    return _rolling(window, facts, needed, as_of, context)


def spans(window: Window, day: date, context: Context) -> tuple[Period, ...]:
    """Return the windows of which any one that is full satisfies on a day."""
    if window.kind is WindowKind.VISIT and context.visit_on is not None:
        return (_ending_on(context.visit_on, window),)
    cycle = _cycle(window, context)
    if cycle is None:
        return (_ending_on(day, window),)
    running = cycle.running(day)
    before = isinstance(cycle, _FromStart) and running == 0
    return (cycle.period(running),) if before else (cycle.period(running), cycle.period(running - 1))


def carries_through(window: Window, day: date, context: Context) -> date | None:
    """Return the last day on which something completed on a day can still be in a window; None for never."""
    if window.kind is WindowKind.VISIT and context.visit_on is not None:
        return date.max
    cycle = _cycle(window, context)
    if cycle is None:
        return last_valid_day(day, window.months)
    last = max(cycle.holding(day), default=None)
    return None if last is None else cycle.period(last + 1).ends_on


def _cycle(window: Window, context: Context) -> "_FromStart | _CalendarYears | None":
    if window.kind is WindowKind.CALENDAR_YEARS:
        return _CalendarYears.of(window, context)
    if window.kind is WindowKind.ROLE_START and context.service is not None:
        return _FromStart(window, context.service.starts_on)
    return None


def _first_due(window: Window, context: Context) -> date | None:
    if context.service is None or window.first_due is FirstDue.AT_ONCE:
        return context.grace_until
    return latest(last_valid_day(context.service.starts_on, window.months), context.grace_until)


def _rolling(window: Window, facts: Facts, needed: Decimal, as_of: date, context: Context) -> Reckoning:
    present = _ending_on(as_of, window)
    inside = facts[bisect_left(facts, present.starts_on, key=_DAY) :]
    amount = _total(inside)
    due_on = _first_due(window, context)
    if amount < needed:
        return _rolling_short(window, facts, needed, max(as_of, due_on or as_of), context)
    holds = _holds_through(window, inside, needed, amount)
    kept_from = rolling_start(next_day(max(holds, due_on or holds)), window.months)
    kept = _total(inside[bisect_left(inside, kept_from, key=_DAY) :])
    return Reckoning(
        window=present,
        amount=amount,
        satisfied=True,
        short=max(_NOTHING, needed - kept),
        holds_through=holds,
        due_on=due_on,
    )


def _rolling_short(window: Window, facts: Facts, needed: Decimal, by: date, context: Context) -> Reckoning:
    """Count what will still be in the window on the day the amount is owed, not what is today."""
    owed = _ending_on(by, window)
    amount = _total(facts[bisect_left(facts, owed.starts_on, key=_DAY) :])
    return Reckoning(
        window=owed,
        amount=amount,
        satisfied=False,
        short=needed - amount,
        due_on=_first_due(window, context),
        held_through=_in_service(_held_through(window, facts, needed), context),
    )


def _in_service(held: date | None, context: Context) -> date | None:
    """Return the last day on which it held, if that lies within the present service: before it, nobody asked."""
    before = held is not None and context.service is not None and held < context.service.starts_on
    return None if before else held


def _ending_on(day: date, window: Window) -> Period:
    return Period(rolling_start(day, window.months), day)


def _holds_through(window: Window, inside: Facts, needed: Decimal, amount: Decimal) -> date:
    """Drop the oldest facts until too little is left: the day the breaking one is last valid."""
    for day, share in inside:
        amount -= share
        if amount < needed:
            return last_valid_day(day, window.months)
    return date.max


def _held_through(window: Window, facts: Facts, needed: Decimal) -> date | None:
    """Return the last day on which some earlier window was full. Each fact enters and leaves once."""
    amount, oldest, held = _NOTHING, 0, None
    for day, share in facts:
        amount += share
        while amount - facts[oldest][1] >= needed:
            amount -= facts[oldest][1]
            oldest += 1
        through = last_valid_day(facts[oldest][0], window.months)
        if amount >= needed and through >= day:
            held = through
    return held


def _before_visit(window: Window, facts: Facts, needed: Decimal, context: Context, visit_on: date) -> Reckoning:
    span = _ending_on(visit_on, window)
    amount = _total([fact for fact in facts if span.holds(fact[0])])
    return Reckoning(
        window=span,
        amount=amount,
        satisfied=amount >= needed,
        short=max(_NOTHING, needed - amount),
        due_on=latest(visit_on, _first_due(window, context)),
    )


@dataclass(frozen=True, slots=True)
class _FromStart:
    """Periods one after another from the first day of service."""

    window: Window
    start: date

    def period(self, index: int) -> Period:
        months = self.window.months
        last = day_before(anniversary(self.start, (index + 1) * months))
        return Period(anniversary(self.start, index * months), last)

    def running(self, day: date) -> int:
        return months_between(self.start, day) // self.window.months

    def holding(self, day: date) -> Sequence[int]:
        return (self.running(day),) if day >= self.start else ()

    @property
    def first(self) -> int | None:
        return None if self.window.first_due is FirstDue.AT_ONCE else 0


@dataclass(frozen=True, slots=True)
class _CalendarYears:
    """Spans of n whole calendar years, one ending with each year; the index is the year it ends with."""

    length: int
    first: int | None

    @classmethod
    def of(cls, window: Window, context: Context) -> "_CalendarYears":
        length = window.months // 12
        if context.service is None or window.first_due is FirstDue.AT_ONCE:
            return cls(length, None)
        start = context.service.starts_on
        from_january = (start.month, start.day) == (1, 1)
        return cls(length, start.year + length - (1 if from_january else 0))

    def period(self, index: int) -> Period:
        return years(index - self.length + 1, index)

    def running(self, day: date) -> int:
        return day.year

    def holding(self, day: date) -> Sequence[int]:
        return range(day.year, day.year + self.length)


def _in_periods(
    cycle: _FromStart | _CalendarYears, facts: Facts, needed: Decimal, as_of: date, context: Context
) -> Reckoning:
    amounts: defaultdict[int, Decimal] = defaultdict(Decimal)
    for day, share in facts:
        for index in cycle.holding(day):
            amounts[index] += share
    running = cycle.running(as_of)
    full = [index for index, amount in amounts.items() if amount >= needed]
    last_full = max(full, default=None)
    due_on = latest(None if cycle.first is None else cycle.period(cycle.first).ends_on, context.grace_until)
    if last_full is None or last_full < running - 1:
        owed = max(running, cycle.first or running)
        return Reckoning(
            window=cycle.period(owed),
            amount=amounts[owed],
            satisfied=False,
            short=needed - amounts[owed],
            due_on=due_on,
            held_through=None if last_full is None else _in_service(cycle.period(last_full + 1).ends_on, context),
        )
    carrying = running if amounts[running] >= needed else running - 1
    return Reckoning(
        window=cycle.period(carrying),
        amount=amounts[carrying],
        satisfied=True,
        short=max(_NOTHING, needed - amounts[last_full + 1]),
        holds_through=cycle.period(last_full + 1).ends_on,
        due_on=due_on,
        running=None if carrying == running else cycle.period(running),
    )


def _total(facts: Facts) -> Decimal:
    return sum((share for _, share in facts), _NOTHING)
