"""Whether what is met was met in time: late stays met, and whoever reads the finding reads how late.

And where leave moved the last day in time, whoever reads the finding reads that too.
"""

from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter

from tracker.domain.context import Context
from tracker.domain.rules.standing import Standing
from tracker.domain.verdict import Counted
from tracker.domain.wording import day

_COUNTS_FROM = attrgetter("counts_from")


def lateness(standing: Standing, first_met: Callable[[], date]) -> tuple[str, ...]:
    """Return the sentences for a last day in time: what was met only after it, and that leave moved it.

    The second stands where something is missing, or came later than it would have been due without the leave.
    `first_met` is asked for the first day with enough only where there is one, and a last day in time.
    """
    due_on, context = standing.due_on, standing.context
    if due_on is None or not standing.satisfied:
        return due_later(due_on, context)
    first = first_met()
    if first <= without_leave(due_on, context):
        return ()
    return (*due_later(due_on, context), *first_met_late(first, due_on))


def due_later(due_on: date | None, context: Context) -> tuple[str, ...]:
    """Return the sentence for a last day in time that leave moved; nothing where it did not, or nobody knows it."""
    if context.service is None or due_on is None or due_on == date.max:
        return ()
    words = context.pauses.later_words(context.service.starts_on, due_on)
    return (f"Due {words}.",) if words else ()


def without_leave(due_on: date, context: Context) -> date:
    """Return the last day in time as it would be without leave."""
    return context.pauses.reached(context.service.starts_on, due_on) if context.service else due_on


def first_met_late(first: date | None, due_on: date | None) -> tuple[str, ...]:
    """Return the sentence for a first day that came after the last day in time; nothing where it did not."""
    if first is None or due_on is None or first <= due_on:
        return ()
    return (f"First met on {day(first)}; it was due by {day(due_on)}.",)


def in_order(counted: Sequence[Counted]) -> Sequence[Counted]:
    """Put what counts, earliest first, in the order in which it began to: a part of a whole may do so only later."""
    return sorted(counted, key=_COUNTS_FROM) if any(entry.since for entry in counted) else counted
