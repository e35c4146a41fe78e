"""What a rule knows besides the ledger.

Since when the person serves, how much grace, which visit is ahead.
"""

from dataclasses import dataclass
from datetime import date

from tracker.domain.windows import Period


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of one judgement; `service` is None for the team, which has no first day."""

    service: Period | None = None
    grace_until: date | None = None
    visit_on: date | None = None
    due_soon_days: int = 90
