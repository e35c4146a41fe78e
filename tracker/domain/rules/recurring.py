"""The verdict that all recurring rules share: hours, events of a person, trainings of the team."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from tracker.domain.context import Context
from tracker.domain.rules.amounts import Tally, Unit, sentences
from tracker.domain.rules.cycles import Window, WindowKind, is_fixed, visit_of
from tracker.domain.rules.lateness import due_later
from tracker.domain.rules.recurrence import QUARTER, Reckoning, reckon
from tracker.domain.rules.selection import NOTHING, Gathered, Selection
from tracker.domain.rules.standing import Standing
from tracker.domain.told import Told
from tracker.domain.value import value
from tracker.domain.verdict import Counted, NotCounted, Verdict
from tracker.domain.windows import Period
from tracker.domain.wording import count, day, number

_ONE = Decimal(1)


class Recurring(Protocol):
    """What a recurring rule must say about itself."""

    @property
    def window(self) -> Window: ...
    @property
    def counts(self) -> Selection: ...
    @property
    def title(self) -> str: ...


@value
class Measure:
    """How much is needed in each window, in which unit; `once_each` counts completions instead of their hours."""

    needed: Decimal
    unit: Unit
    once_each: bool = False

    @property
    def step(self) -> Decimal:
        """What a share is rounded up to a whole number of."""
        return _ONE if self.once_each else QUARTER

    def facts(self, entries: Iterable[Counted]) -> list[tuple[date, Decimal]]:
        """Return the day and the amount of each completion."""
        if self.once_each:
            return [(entry.completion.completed_on, _ONE) for entry in entries]
        return [(entry.completion.completed_on, entry.hours or NOTHING) for entry in entries]


def recurring_verdict(rule: Recurring, gathered: Gathered, measure: Measure, as_of: date, context: Context) -> Verdict:
    """Reckon what was gathered against the rule's window."""
    allotment = context.allotment
    reckoning = reckon(rule.window, measure.facts(gathered.eligible), measure.needed, as_of, context, measure.step)
    review_closes, waiting = _after_review(rule.window, gathered, measure, reckoning, as_of, context)
    standing = Standing(
        as_of=as_of,
        context=context,
        satisfied=reckoning.satisfied,
        holds_through=reckoning.holds_through,
        due_on=reckoning.due_on,
        review_closes=allotment.review_closes if allotment else review_closes,
        held_through=allotment.held_through
        if allotment
        else _held_then(rule.window, gathered.eligible, measure, reckoning, context),
    )
    status = standing.status
    first, last = _inside(gathered.eligible, reckoning, as_of)
    tally = _tally(rule.window, measure, reckoning, waiting, as_of, context)
    reason, gap = sentences(status, tally, standing)
    return Verdict(
        status=status,
        title=rule.title,
        reason=reason,
        gap=gap,
        counted=gathered.told(gathered.eligible[first:last]),
        not_counted=Told(_outside, gathered, first, last, reckoning, as_of),
        hours_needed=None if measure.once_each else reckoning.needed,
        hours_counted=None if measure.once_each else reckoning.amount,
        due_on=standing.fine_through if standing.satisfied else standing.due_through,
        lapses_on=standing.lapses_on,
        cautions=(
            *rule.counts.cautions,
            *_share_words(measure, reckoning, context),
            *(_leave_words(rule.window, reckoning, as_of, context) if context.pauses.periods else ()),
            *(allotment.cautions if allotment else ()),
        ),
    )


def _held_then(
    window: Window, eligible: Sequence[Counted], measure: Measure, reckoning: Reckoning, context: Context
) -> date | None:
    """Return the last day on which it held, by what counted on that very day: a part of a whole may count only later.

    Each look back starts from a day on which it may have held at the latest, and finds an earlier one or that it did.
    """
    held = reckoning.held_through
    if held is None or not any(entry.since for entry in eligible):
        return held
    while held is not None:
        facts = measure.facts(entry for entry in eligible if entry.counts_from <= held)
        then = reckon(window, facts, measure.needed, held, context, measure.step)
        if then.satisfied:
            break
        earlier = then.held_through
        # Always earlier, so that it ends; a mistake elsewhere must not let it go round for ever.
        held = earlier if earlier is not None and earlier < held else None
    return held


def _after_review(
    window: Window, gathered: Gathered, measure: Measure, reckoning: Reckoning, as_of: date, context: Context
) -> tuple[bool, Decimal]:
    """Tell whether accepting all that waits would satisfy the rule, and how much of it lies in the window."""
    if not gathered.waiting:
        return reckoning.satisfied, NOTHING
    awaited = measure.facts(gathered.waiting)
    reviewed = reckoning
    if not reckoning.satisfied:
        facts = sorted(measure.facts(gathered.eligible) + awaited)
        reviewed = reckon(window, facts, measure.needed, as_of, context, measure.step)
    return reviewed.satisfied, sum((share for on, share in awaited if reviewed.window.holds(on)), NOTHING)


def _tally(
    window: Window, measure: Measure, reckoning: Reckoning, waiting: Decimal, as_of: date, context: Context
) -> Tally:
    return Tally(
        unit=measure.unit,
        have=reckoning.amount,
        need=reckoning.needed,
        short=reckoning.short,
        waiting=waiting,
        since=_since(window, reckoning.window, as_of, context),
        resting_on=_resting_on(reckoning, measure.unit),
        missed=_missed(reckoning, measure.unit),
    )


def _inside(eligible: Sequence[Counted], reckoning: Reckoning, as_of: date) -> tuple[int, int]:
    """Return from where to where what may count, earliest first, lies in the window; the second is past the last."""
    window = reckoning.window
    first = bisect_left(eligible, window.starts_on, key=_completed_on)
    if window.ends_on is None or window.ends_on >= as_of:
        return first, len(eligible)
    return first, bisect_right(eligible, window.ends_on, key=_completed_on)


def _outside(gathered: Gathered, first: int, last: int, reckoning: Reckoning, as_of: date) -> Iterator[NotCounted]:
    """Say of what lies outside the window on which side of it, then what else does not count."""
    window, eligible = reckoning.window, gathered.eligible
    begins = "begins" if window.starts_on > as_of else "began"
    before = f"outside the window that {begins} {day(window.starts_on)}"
    yield from (NotCounted(entry.completion, before) for entry in eligible[:first])
    if window.ends_on is not None:
        after = _after(window.ends_on, reckoning.running)
        yield from (NotCounted(entry.completion, after) for entry in eligible[last:])
    yield from gathered.not_counted


def _share_words(measure: Measure, reckoning: Reckoning, context: Context) -> tuple[str, ...]:
    """Say that the year of joining asks for a share: "8 hours a year; 4.75 for 2026, joined on May 4, 2026."."""
    if reckoning.needed == measure.needed or context.service is None:
        return ()
    joined = context.service.starts_on
    return (
        f"{measure.unit.amount(measure.needed)} a year; {number(reckoning.needed)} for {joined.year}, "
        f"joined on {day(joined)}.",
    )


def _leave_words(window: Window, reckoning: Reckoning, as_of: date, context: Context) -> tuple[str, ...]:
    """Say what leave did: that the first deadline moved while it is ahead, else that the window is longer."""
    due_on, period = reckoning.due_on, reckoning.window
    if not reckoning.satisfied and due_on and as_of <= due_on and _counts_from_start(window, due_on, context):
        return due_later(due_on, context)
    if is_fixed(window, context) or period.ends_on is None:
        return ()
    words = context.pauses.longer_words(period.starts_on, period.ends_on)
    return (f"Window of {count(window.months, 'month')}, {words}.",) if words else ()


def _counts_from_start(window: Window, due_on: date | None, context: Context) -> bool:
    """Tell whether the last day in time counts from the first day of service, rather than being the calendar's."""
    of_visit = due_on is not None and due_on == visit_of(window, context)
    of_year = window.kind is WindowKind.CALENDAR_YEARS and due_on != context.grace_until
    return not of_visit and not of_year


def _after(ends_on: date, running: Period | None) -> str:
    if running is None or running.ends_on in {None, date.max}:
        return f"completed after {day(ends_on)}"
    return f"counts towards the next period, which ends {day(running.ends_on)}"


def _since(window: Window, period: Period, as_of: date, context: Context) -> str:
    if (visit_on := visit_of(window, context)) is not None:
        return f" in the window from {day(period.starts_on)} to the visit on {day(visit_on)}"
    if period.ends_on is not None and (period.ends_on < as_of or period.starts_on > as_of):
        return f" from {day(period.starts_on)} to {day(period.ends_on)}"
    return f" since {day(period.starts_on)}"


def _resting_on(reckoning: Reckoning, unit: Unit) -> str:
    """Say what the present period still asks for, where the one before carries the verdict."""
    ends_on = reckoning.running.ends_on if reckoning.running else None
    if ends_on is None or not reckoning.short:
        return ""
    return f" The present period asks for {unit.more(reckoning.short)} by {day(ends_on)}."


def _missed(reckoning: Reckoning, unit: Unit) -> str:
    """Say of the year of joining how much was due by its end and how much was done, where that was a share."""
    if reckoning.missed is None or reckoning.due_on is None:
        return ""
    asked, done = reckoning.missed
    was, were = ("was" if each == 1 else "were" for each in (asked, done))
    return f" {unit.amount(asked)} {was} due by {day(reckoning.due_on)}; {number(done)} {were} done."


def _completed_on(entry: Counted) -> date:
    return entry.completion.completed_on
