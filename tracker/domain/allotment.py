"""What came to one requirement of hours that may serve only one: see `allocation`, which decides it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.wording import hours, listed, number, quoted

Elsewhere = tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """The hours of one completion that count here, and how many count towards which other requirement, by title."""

    hours: Decimal
    elsewhere: Elsewhere = ()

    def why_not(self) -> str:
        """Say why none of it counts here, after the completion's title."""
        return f"its hours count towards {listed(quoted(title) for title, _ in self.elsewhere)}"

    def note(self, whole: Decimal) -> str:
        """Say how much of it counts here: "2 of 6 hours; the other 4 count towards “Core hours”"."""
        told = [f"{number(amount)} towards {quoted(title)}" for title, amount in self.elsewhere]
        if len(self.elsewhere) == 1 and self.hours + self.elsewhere[0][1] == whole:
            title, amount = self.elsewhere[0]
            verb = "counts" if amount == 1 else "count"
            told = [f"the other {number(amount)} {verb} towards {quoted(title)}"]
        return "; ".join([f"{number(self.hours)} of {hours(whole)}", *told])


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotment:
    """A requirement's shares, by key of the completion: of those not named here it may use everything.

    `review_closes` says that it would be met if all that waits were accepted and shared out once more; `held_through`
    is the last day before on which it was met. `first_met` is the first day on which it was, where that may be late.
    `cautions` are sentences that must stand beside the verdict.
    """

    shares: Mapping[str, Share]
    waiting: Mapping[str, Share]
    review_closes: bool
    held_through: date | None = None
    first_met: date | None = None
    cautions: tuple[str, ...] = ()
