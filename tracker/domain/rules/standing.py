"""How far a rule is satisfied, and the one function that turns it into a status."""

from datetime import date

from tracker.domain.context import Context
from tracker.domain.value import value
from tracker.domain.verdict import Status
from tracker.domain.windows import Period, latest, next_day
from tracker.domain.wording import day

NEEDS_A_DECISION = "Nothing more to complete: what waits for review needs a decision."


@value
class Standing:
    """What every kind of rule finds out, whatever it asks.

    `holds_through` is the last day on which a satisfied rule stays so if nothing more is done, None for
    good. `due_on` is the last day on which a gap is not yet one, None if it always is. `review_closes` says
    that accepting what waits would close the gap; `held_through` is the last day on which it held before,
    if it ever did. On a day of leave in the context's `pauses` nothing is due.
    """

    as_of: date
    context: Context
    satisfied: bool
    holds_through: date | None = None
    due_on: date | None = None
    review_closes: bool = False
    held_through: date | None = None

    @property
    def paused(self) -> Period | None:
        """The leave that the day lies in, where leave stops the clock."""
        pauses = self.context.pauses
        return pauses.around(self.as_of) if pauses.periods else None

    @property
    def fine_through(self) -> date | None:
        """The last day that is free of a gap for a satisfied rule.

        What holds, or the first deadline if that is later, and the leave that follows. None for good.
        """
        last = self.holds_through
        if last is None:
            return None
        if self.due_on is not None and self.due_on > last:
            last = self.due_on
        fine = self.context.pauses.through(last)
        return None if fine == date.max else fine

    @property
    def holds_to_its_end(self) -> bool:
        """Tell whether it stays satisfied through `fine_through`, rather than only not being due until then."""
        return self.fine_through == self.holds_through

    @property
    def due_through(self) -> date | None:
        """The last day on which what is missing is not a gap yet, None where there is none or nobody knows."""
        paused = self.paused
        last = latest(self.due_on, paused.ends_on or date.max) if paused else self.due_on
        return None if last == date.max else last

    @property
    def by(self) -> str:
        """Say by when what is missing and not yet due must be there: " by Mar 14, 2027"; it begins with a space."""
        return f" by {day(self.due_through)}" if self.due_through else " after the leave"

    @property
    def on_leave(self) -> str:
        """Say that the day lies in a leave, before whatever else is said; empty where it does not."""
        if self.paused is None:
            return ""
        until = f", through {day(self.paused.ends_on)}" if self.paused.ends_on else ""
        return f"On leave since {day(self.paused.starts_on)}{until}. "

    @property
    def lapses_on(self) -> date | None:
        """The first day on which a satisfied rule no longer holds."""
        through = self.fine_through
        if not self.satisfied or through is None:
            return None
        return next_day(through)

    @property
    def status(self) -> Status:
        """How it stands. Nothing else in the product decides that for a single rule."""
        if self.satisfied:
            lapse = self.lapses_on
            soon = lapse is not None and (lapse - self.as_of).days <= self.context.due_soon_days
            return Status.DUE_SOON if soon else Status.MET
        if self.review_closes:
            return Status.IN_REVIEW
        if self.paused or (self.due_on is not None and self.as_of <= self.due_on):
            return Status.NOT_YET_DUE
        return Status.LAPSED if self.held_through is not None else Status.NOT_MET
