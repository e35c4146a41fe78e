"""What a rule knows besides the ledger.

Since when the person serves, how much grace, which visit is ahead.
"""

from datetime import date

from tracker.domain.allotment import Allotment
from tracker.domain.pauses import NO_PAUSES, Pauses
from tracker.domain.value import value
from tracker.domain.windows import Period


@value
class Context:
    """The circumstances of one judgement; `service` is None for the team, which has no first day.

    `allotment` is what came to the requirement of hours that may serve only one; None where every hour may serve it.
    `pauses` are the days of leave on which the clock stands still; `leave_stops` tells whether those of the people on a
    team do.
    """

    service: Period | None = None
    grace_until: date | None = None
    visit_on: date | None = None
    due_soon_days: int = 90
    allotment: Allotment | None = None
    pauses: Pauses = NO_PAUSES
    leave_stops: bool = False
