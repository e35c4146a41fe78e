"""Routes: the director's first page: readiness, the queue, what lapses next, the biggest gaps."""

from flask import Blueprint

from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.web.access import requires

pages = Blueprint("home", __name__)


@pages.get("/home", endpoint="director")
@requires(Action.VIEW_TEAM)
def director() -> str:
    """Show the page."""
    raise NotFound("This page is not there yet.")
