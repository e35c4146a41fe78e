"""The blueprint of planned events, and what its routes share."""

from flask import Blueprint
from werkzeug.wrappers import Response

from tracker.domain.errors import Conflict
from tracker.services import planned_events
from tracker.services.planned_events import PlannedView
from tracker.web.access import actor

pages = Blueprint("planned", __name__)

Answer = str | Response | tuple[str, int]
ONE = "/events/planned/<public_id:planned>"


def ahead(planned: str) -> PlannedView:
    """Return a planned event that waits to be recorded still. Raises NotFound, Conflict."""
    view = planned_events.get(actor(), planned)
    if not view.is_ahead:
        raise Conflict("This was canceled." if view.canceled else "This was recorded already.")
    return view
