"""Whether what is met was met in time: late stays met, and whoever reads the finding reads how late."""

from collections.abc import Callable, Sequence
from datetime import date

from tracker.domain.verdict import Counted
from tracker.domain.wording import day


def lateness(
    counted: Sequence[Counted], due_on: date | None, is_enough: Callable[[Sequence[Counted]], bool]
) -> tuple[str, ...]:
    """Return the sentence for what became enough only after its last day in time; nothing where it did not.

    Cost: nothing more than one look where it was in time, else one for each later day.
    """
    if due_on is None or not is_enough(counted) or is_enough(_through(counted, due_on)):
        return ()
    later = sorted({entry.counts_from for entry in counted if entry.counts_from > due_on})
    first = next(found for found in later if is_enough(_through(counted, found)))
    return first_met_late(first, due_on)


def first_met_late(first: date | None, due_on: date | None) -> tuple[str, ...]:
    """Return the sentence for a first day that came after the last day in time; nothing where it did not."""
    if first is None or due_on is None or first <= due_on:
        return ()
    return (f"First met on {day(first)}; it was due by {day(due_on)}.",)


def _through(counted: Sequence[Counted], last: date) -> list[Counted]:
    return [entry for entry in counted if entry.counts_from <= last]
