"""How a line of the plan stands: told by the record where a completion can tell it, else by a decision."""

from datetime import date

from tracker.domain.vocabulary import PlanLineState


def state_of(
    *, closed_as: str = "", done_on: date | None = None, waits: bool = False, due_on: date, today: date
) -> PlanLineState:
    """Return how a line stands today; its due day still counts as in time.

    `closed_as` is what a director decided, and holds whatever came later; `done_on` the day of an accepted completion.
    What was sent in waits for whoever decides, and is not overdue: whose it is has done their part.
    """
    if closed_as:
        return PlanLineState(closed_as)
    if done_on is not None:
        return PlanLineState.DONE
    if waits:
        return PlanLineState.WAITING
    return PlanLineState.OVERDUE if due_on < today else PlanLineState.OPEN
