"""What would still be missing on a day to come if everything that was agreed on by then were done in time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.assessment import assess_person
from tracker.domain.finding import Finding
from tracker.domain.forecast_offers import Offer
from tracker.domain.forecast_trial import Days
from tracker.domain.record import Person
from tracker.domain.standard import Standard


@dataclass(frozen=True, slots=True)
class Agreement:
    """A training that somebody is to complete by a day, or on the day for which it is booked."""

    offer: Offer
    due_on: date
    booked_on: date | None = None

    def done_on(self, today: date) -> date:
        """Return the day on which it is reckoned as completed: of what is overdue, today."""
        return max(self.booked_on or self.due_on, today)


def still_missing(
    standards: Sequence[Standard], person: Person, days: Days, agreements: Iterable[Agreement]
) -> tuple[Finding, ...]:
    """Return the person's gaps on the day, with what is agreed on completed. Judges each standard once.

    What comes after the day the assessment leaves out by itself; a length that is not stated counts for no hours.
    """
    completed = tuple(each.offer.completed(each.done_on(days.today)) for each in agreements)
    who = replace(person, completions=person.completions + completed)
    found = (finding for each in standards for finding in assess_person(each, who, days.on_day, days.visit_on))
    return tuple(finding for finding in found if finding.status.is_gap)
