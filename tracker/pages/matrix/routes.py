"""Routes: people by requirements, on any day."""

from flask import Blueprint

from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.web.access import requires

pages = Blueprint("matrix", __name__)


@pages.get("/matrix", endpoint="show")
@requires(Action.VIEW_TEAM)
def show() -> str:
    """Show the page."""
    raise NotFound("This page is not there yet.")
