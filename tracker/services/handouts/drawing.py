"""Drawing a handout while somebody waits: without holding what others wait for meanwhile."""

from tracker.db import db
from tracker.domain.handout import Handout
from tracker.reports import handout as reports


def as_pdf(handout: Handout) -> bytes:
    """Return a handout as PDF. Raises Conflict where it is too long or others draw, TrackerError where it fails.

    Everything was read, and nothing is written: the connection goes back before the seconds that the drawing takes.
    """
    db.session.rollback()
    return reports.as_pdf(handout)
