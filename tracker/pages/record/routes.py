"""Routes: everything ever logged for a person: one's own record, or somebody's whose record one may see."""

from flask import Blueprint

from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.web.access import requires

pages = Blueprint("record", __name__)


@pages.get("/my-record", endpoint="mine")
@requires(Action.VIEW_OWN_TRAINING)
def mine() -> str:
    """Show the page."""
    raise NotFound("This page is not there yet.")
