"""Routes: logging, correcting and withdrawing completions."""

from flask import Blueprint

from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.web.access import requires

pages = Blueprint("completions", __name__)


@pages.get("/completions/new", endpoint="new")
@requires(Action.RECORD_COMPLETION)
def new() -> str:
    """Show the page."""
    raise NotFound("This page is not there yet.")
