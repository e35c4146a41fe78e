"""Routes: who did what at the center."""

from flask import Blueprint

from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.web.access import requires

pages = Blueprint("history", __name__)


@pages.get("/history", endpoint="list")
@requires(Action.VIEW_HISTORY)
def show_list() -> str:
    """Show the page."""
    raise NotFound("This page is not there yet.")
