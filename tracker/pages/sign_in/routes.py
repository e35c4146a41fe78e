"""Routes: signing in and out, forgotten passwords, invitations."""

from flask import Blueprint

from tracker.domain.errors import NotFound
from tracker.web.access import public, signed_in

pages = Blueprint("sign_in", __name__)


@pages.get("/sign-in")
@public
def show() -> str:
    """Show the page."""
    raise NotFound("This page is not there yet.")


@pages.post("/sign-out")
@signed_in
def sign_out() -> str:
    """Sign out."""
    raise NotFound("This page is not there yet.")
