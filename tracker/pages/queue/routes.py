"""Routes: what waits for a second person's decision."""

from flask import Blueprint

from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.web.access import requires

pages = Blueprint("queue", __name__)


@pages.get("/queue", endpoint="list")
@requires(Action.DECIDE)
def show_list() -> str:
    """Show the page."""
    raise NotFound("This page is not there yet.")
