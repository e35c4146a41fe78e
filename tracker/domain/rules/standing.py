"""How far a rule is satisfied, and the one function that turns it into a status."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.context import Context
from tracker.domain.verdict import Status
from tracker.domain.windows import next_day

NEEDS_A_DECISION = "Nothing more to complete: what waits for review needs a decision."


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What every kind of rule finds out, whatever it asks.

    `holds_through` is the last day on which a satisfied rule stays so if nothing more is done, None for
    good. `due_on` is the last day on which a gap is not yet one, None if it always is. `review_closes` says
    that accepting what waits would close the gap; `held_through` is the last day on which it held before,
    if it ever did.
    """

    satisfied: bool
    holds_through: date | None = None
    due_on: date | None = None
    review_closes: bool = False
    held_through: date | None = None

    @property
    def fine_through(self) -> date | None:
        """The last day that is free of a gap for a satisfied rule.

        What holds, or the first deadline if that is later.
        """
        if self.holds_through is None or self.due_on is None:
            return self.holds_through
        return max(self.holds_through, self.due_on)

    @property
    def holds_to_its_end(self) -> bool:
        """Tell whether it stays satisfied through `fine_through`, rather than only not being due until then."""
        return self.fine_through == self.holds_through

    @property
    def lapses_on(self) -> date | None:
        """The first day on which a satisfied rule no longer holds."""
        through = self.fine_through
        if not self.satisfied or through is None or through == date.max:
            return None
        return next_day(through)

    def status(self, as_of: date, context: Context) -> Status:
        """Return the status. Nothing else in the product decides one for a single rule."""
        if self.satisfied:
            lapse = self.lapses_on
            soon = lapse is not None and (lapse - as_of).days <= context.due_soon_days
            return Status.DUE_SOON if soon else Status.MET
        if self.review_closes:
            return Status.IN_REVIEW
        if self.due_on is not None and as_of <= self.due_on:
            return Status.NOT_YET_DUE
        return Status.LAPSED if self.held_through is not None else Status.NOT_MET
