"""Routes: people, their roles from a day to a day, and partner agencies."""

from flask import Blueprint

from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.web.access import requires

pages = Blueprint("people", __name__)


@pages.get("/people", endpoint="list")
@requires(Action.VIEW_TEAM)
def show_list() -> str:
    """Show the page."""
    raise NotFound("This page is not there yet.")
