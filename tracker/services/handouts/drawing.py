"""Drawing a handout while somebody waits: without holding what others wait for meanwhile."""

from tracker.db import db
from tracker.domain.handout import Handout
from tracker.reports import handout as reports
from tracker.services import letterhead
from tracker.services.actor import Actor


def as_pdf(actor: Actor, handout: Handout) -> bytes:
    """Return a handout as PDF, on the letterhead of the actor's center.

    Everything was read, and nothing is written: the connection goes back before the seconds that the drawing takes.
    Raises Conflict where it is too long or others draw, TrackerError where it fails.
    """
    held = letterhead.of(actor)
    db.session.rollback()
    return reports.as_pdf(handout, held.accent, held.logo_path)
