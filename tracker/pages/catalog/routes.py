"""Routes: the center's catalog of trainings."""

from flask import Blueprint

from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.web.access import requires

pages = Blueprint("catalog", __name__)


@pages.get("/catalog", endpoint="list")
@requires(Action.VIEW_CATALOG)
def show_list() -> str:
    """Show the page."""
    raise NotFound("This page is not there yet.")
