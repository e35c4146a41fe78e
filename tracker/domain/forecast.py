"""What a day to come brings if nothing more is done: who holds something now and will not hold it then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.assessment import Assessment
from tracker.domain.finding import Finding
from tracker.domain.windows import add_days
from tracker.domain.wording import day


@dataclass(frozen=True, slots=True)
class Lapse:
    """A requirement that somebody (or the team) meets today and no longer on the day ahead."""

    now: Finding
    then: Finding

    @property
    def last_day(self) -> date | None:
        """The last day on which it still holds, where that is known."""
        return add_days(self.now.lapses_on, -1) if self.now.lapses_on else None

    @property
    def words(self) -> str:
        """Say when it ends: "Holds through Mar 1, 2027."."""
        return f"Holds through {day(self.last_day)}." if self.last_day else self.then.reason


def lapses(today: Assessment, ahead: Assessment) -> tuple[Lapse, ...]:
    """Return what is met today and a gap on the day ahead, the first to end first. Both of one standard."""
    found = list(_lapses(today, ahead))
    return tuple(sorted(found, key=lambda lapse: lapse.last_day or date.max))


def gaps(found: Assessment) -> tuple[Finding, ...]:
    """Return what is not met, or no longer, on an assessment's day."""
    return tuple(finding for finding in found.all_findings if finding.status.is_gap)


def _lapses(today: Assessment, ahead: Assessment) -> Iterator[Lapse]:
    then = {finding.cell: finding for finding in gaps(ahead)}
    for finding in today.all_findings:
        if finding.status.counts_as_met and (later := then.get(finding.cell)):
            yield Lapse(finding, later)
