"""Whether an amount was reached in each window of a length, and through which day that holds.

A rolling window of n months asks every day about the n months that end on it. Anchored windows are whole
periods, one after another: from the day service began, or calendar years. Work for a period can be done
until its last day, so the period before carries the verdict while the present one runs. The window before a
visit ends on the visit, whatever the day. Cost: linear in completions.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import itemgetter

from tracker.domain.context import Context
from tracker.domain.rules.cycles import Cycle, FromStart, Window, cycle_of, first_due_on, visit_of
from tracker.domain.value import value
from tracker.domain.windows import Period, latest, next_day, rolling_start

Facts = Sequence[tuple[date, Decimal]]
_DAY = itemgetter(0)
_NOTHING = Decimal(0)
QUARTER = Decimal("0.25")


@value
class Reckoning:
    """What came of it: the window that carries the verdict and the amount in it.

    `short` is what more is needed: to satisfy the rule, or, where it is satisfied, to keep it so past
    `holds_through`. `running` is the present period where the one before carries the verdict. `needed` is what the
    window asks for: a joiner's first may ask for a share. `missed` is that share and what was done of it, where the
    window is a later one.
    """

    window: Period
    needed: Decimal
    amount: Decimal
    satisfied: bool
    short: Decimal
    holds_through: date | None = None
    due_on: date | None = None
    held_through: date | None = None
    running: Period | None = None
    missed: tuple[Decimal, Decimal] | None = None


def reckon(
    window: Window, facts: Facts, needed: Decimal, as_of: date, context: Context, step: Decimal = QUARTER
) -> Reckoning:
    """Reckon the facts (day and amount, earliest first, none after `as_of`) against the amount needed in each
    window. A share of it is rounded up to a whole `step`.

    Without a visit date the window before the visit is the rolling one, and so it is for whoever owes the amount first
    after the visit; without a first day of service (the team) the windows from it are too.
    """
    if (visit_on := visit_of(window, context)) is not None:
        return _before_visit(window, facts, needed, context, visit_on)
    if (cycle := cycle_of(window, context)) is not None:
        return _in_periods(cycle, facts, (needed, step), as_of, context)
    return _rolling(window, facts, needed, as_of, context)


def spans(window: Window, day: date, context: Context) -> tuple[Period, ...]:
    """Return the windows of which any one that is full satisfies on a day."""
    if (visit_on := visit_of(window, context)) is not None:
        return (_before(visit_on, window),)
    cycle = cycle_of(window, context)
    if cycle is None:
        return (_ending_on(day, window, context),)
    running = cycle.running(day)
    before = isinstance(cycle, FromStart) and running == 0
    return (cycle.period(running),) if before else (cycle.period(running), cycle.period(running - 1))


def carries_through(window: Window, day: date, context: Context) -> date | None:
    """Return the last day on which something completed on a day can still be in a window; None for never."""
    if visit_of(window, context) is not None:
        return date.max
    cycle = cycle_of(window, context)
    if cycle is None:
        return context.pauses.last_in_window(day, window.months)
    last = max(cycle.holding(day), default=None)
    return None if last is None else cycle.last_day(last + 1)


def _rolling(window: Window, facts: Facts, needed: Decimal, as_of: date, context: Context) -> Reckoning:
    present = _ending_on(as_of, window, context)
    inside = facts[bisect_left(facts, present.starts_on, key=_DAY) :]
    amount = _total(inside)
    due_on = first_due_on(window, context)
    if amount < needed:
        return _rolling_short(window, facts, needed, max(as_of, due_on or as_of), context)
    holds = _holds_through(window, inside, needed, amount, context)
    kept_from = context.pauses.window_start(next_day(max(holds, due_on or holds)), window.months)
    kept = _total(inside[bisect_left(inside, kept_from, key=_DAY) :])
    return Reckoning(
        window=present,
        needed=needed,
        amount=amount,
        satisfied=True,
        short=max(_NOTHING, needed - kept),
        holds_through=holds,
        due_on=due_on,
    )


def _rolling_short(window: Window, facts: Facts, needed: Decimal, by: date, context: Context) -> Reckoning:
    """Count what will still be in the window on the day the amount is owed, not what is today."""
    owed = _ending_on(by, window, context)
    amount = _total(facts[bisect_left(facts, owed.starts_on, key=_DAY) :])
    return Reckoning(
        window=owed,
        needed=needed,
        amount=amount,
        satisfied=False,
        short=needed - amount,
        due_on=first_due_on(window, context),
        held_through=_in_service(_held_through(window, facts, needed, context), context),
    )


def _in_service(held: date | None, context: Context) -> date | None:
    """Return the last day on which it held, if that lies within the present service: before it, nobody asked."""
    before = held is not None and context.service is not None and held < context.service.starts_on
    return None if before else held


def _ending_on(day: date, window: Window, context: Context) -> Period:
    return Period(context.pauses.window_start(day, window.months), day)


def _before(visit_on: date, window: Window) -> Period:
    """Return the window before a visit: a fixed one, whatever leave lies in it."""
    return Period(rolling_start(visit_on, window.months), visit_on)


def _holds_through(window: Window, inside: Facts, needed: Decimal, amount: Decimal, context: Context) -> date:
    """Drop the oldest facts until too little is left: the last day of the breaking one."""
    for day, share in inside:
        amount -= share
        if amount < needed:
            return context.pauses.last_in_window(day, window.months)
    return date.max


def _held_through(window: Window, facts: Facts, needed: Decimal, context: Context) -> date | None:
    """Return the last day on which some earlier window was full. Each fact enters and leaves once."""
    amount, oldest, found = _NOTHING, 0, None
    for day, share in facts:
        amount += share
        while amount - facts[oldest][1] >= needed:
            amount -= facts[oldest][1]
            oldest += 1
        if amount >= needed and context.pauses.window_start(day, window.months) <= facts[oldest][0]:
            found = facts[oldest][0]
    return None if found is None else context.pauses.last_in_window(found, window.months)


def _before_visit(window: Window, facts: Facts, needed: Decimal, context: Context, visit_on: date) -> Reckoning:
    span = _before(visit_on, window)
    amount = _total([fact for fact in facts if span.holds(fact[0])])
    return Reckoning(
        window=span,
        needed=needed,
        amount=amount,
        satisfied=amount >= needed,
        short=max(_NOTHING, needed - amount),
        due_on=latest(visit_on, first_due_on(window, context)),
    )


def _in_periods(cycle: Cycle, facts: Facts, each: tuple[Decimal, Decimal], as_of: date, context: Context) -> Reckoning:
    amounts = _amounts(cycle, facts)
    running = cycle.running(as_of)
    full = [index for index, amount in amounts.items() if amount >= cycle.asked(index, *each)]
    last_full = max(full, default=None)
    due_on = latest(None if cycle.first is None else cycle.last_day(cycle.first), context.grace_until)
    if last_full is None or last_full < running - 1:
        owed = max(running, cycle.first or running)
        return Reckoning(
            window=cycle.period(owed),
            needed=cycle.asked(owed, *each),
            amount=amounts[owed],
            satisfied=False,
            short=cycle.asked(owed, *each) - amounts[owed],
            due_on=due_on,
            held_through=None if last_full is None else _in_service(cycle.last_day(last_full + 1), context),
            missed=_missed(cycle, owed, amounts, each),
        )
    carrying = running if amounts[running] >= cycle.asked(running, *each) else running - 1
    return Reckoning(
        window=cycle.period(carrying),
        needed=cycle.asked(carrying, *each),
        amount=amounts[carrying],
        satisfied=True,
        short=max(_NOTHING, cycle.asked(last_full + 1, *each) - amounts[last_full + 1]),
        holds_through=cycle.last_day(last_full + 1),
        due_on=due_on,
        running=None if carrying == running else cycle.period(running),
    )


def _missed(
    cycle: Cycle, owed: int, amounts: Mapping[int, Decimal], each: tuple[Decimal, Decimal]
) -> tuple[Decimal, Decimal] | None:
    """Return what a joiner's first period asked for and what was done in it, where that was a share and is over."""
    first = cycle.first
    if first is None or first >= owed:
        return None
    asked = cycle.asked(first, *each)
    return None if asked == each[0] else (asked, amounts.get(first, _NOTHING))


def _amounts(cycle: Cycle, facts: Facts) -> defaultdict[int, Decimal]:
    """Return what each window of a cycle holds. Where it counts is asked once for all that counts alike."""
    amounts: defaultdict[int, Decimal] = defaultdict(Decimal)
    indexes: Sequence[int] = ()
    alike_through = None
    for day, share in facts:
        if alike_through is None or day > alike_through:
            indexes, alike_through = cycle.held_alike(day)
        for index in indexes:
            amounts[index] += share
    return amounts


def _total(facts: Facts) -> Decimal:
    return sum([share for _, share in facts], _NOTHING)
