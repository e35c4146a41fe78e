"""A transcript of a prior center, brought in: read, held against what is here, and taken over as what it states."""

from tracker.services.prior_records.bringing_in import Brought, bring_in
from tracker.services.prior_records.outcomes import LEAVE, OWN_TITLE, Line, Outcome
from tracker.services.prior_records.reading import Opened, open_again, take, whom
from tracker.services.prior_records.views import Ahead, ahead

__all__ = [
    "LEAVE",
    "OWN_TITLE",
    "Ahead",
    "Brought",
    "Line",
    "Opened",
    "Outcome",
    "ahead",
    "bring_in",
    "open_again",
    "take",
    "whom",
]
