"""Routes: pDF evidence packets: asking for one, its progress, what was issued."""

from flask import Blueprint

from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.web.access import requires

pages = Blueprint("packets", __name__)


@pages.get("/packets", endpoint="list")
@requires(Action.ISSUE_PACKET)
def show_list() -> str:
    """Show the page."""
    raise NotFound("This page is not there yet.")
