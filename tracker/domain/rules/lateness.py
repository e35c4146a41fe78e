"""Whether what is met was met in time: late stays met, and whoever reads the finding reads how late.

And where leave moved the last day in time, whoever reads the finding reads that too.
"""

from collections.abc import Callable, Sequence
from datetime import date

from tracker.domain.context import Context
from tracker.domain.verdict import Counted
from tracker.domain.wording import day


def lateness(
    counted: Sequence[Counted], due_on: date | None, is_enough: Callable[[Sequence[Counted]], bool], context: Context
) -> tuple[str, ...]:
    """Return the sentences for a last day in time: what became enough only after it, and that leave moved it.

    The second stands where something is missing, or came later than it would have been due without the leave. Cost:
    nothing more than one look where it was in time, else one for each later day.
    """
    if due_on is None or not is_enough(counted):
        return due_later(due_on, context)
    if is_enough(_through(counted, without_leave(due_on, context))):
        return ()
    if is_enough(_through(counted, due_on)):
        return due_later(due_on, context)
    later = sorted({entry.counts_from for entry in counted if entry.counts_from > due_on})
    first = next(found for found in later if is_enough(_through(counted, found)))
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


def _through(counted: Sequence[Counted], last: date) -> list[Counted]:
    return [entry for entry in counted if entry.counts_from <= last]
