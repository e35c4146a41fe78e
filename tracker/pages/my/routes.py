"""Routes: one's own training: what is met, what is missing, and what would close it."""

from flask import Blueprint

from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.web.access import requires

pages = Blueprint("my", __name__)


@pages.get("/my-training", endpoint="training")
@requires(Action.VIEW_OWN_TRAINING)
def training() -> str:
    """Show the page."""
    raise NotFound("This page is not there yet.")
