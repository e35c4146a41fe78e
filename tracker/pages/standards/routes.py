"""Routes: which standards apply, what they ask, and who checked their text."""

from flask import Blueprint

from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.web.access import requires

pages = Blueprint("standards", __name__)


@pages.get("/standards", endpoint="list")
@requires(Action.VIEW_STANDARDS)
def show_list() -> str:
    """Show the page."""
    raise NotFound("This page is not there yet.")
