"""Routes: one's own account: name, password, sessions."""

from flask import Blueprint

from tracker.domain.errors import NotFound
from tracker.web.access import signed_in

pages = Blueprint("account", __name__)


@pages.get("/account")
@signed_in
def show() -> str:
    """Show the page."""
    raise NotFound("This page is not there yet.")


@pages.get("/account/confirm")
@signed_in
def confirm() -> str:
    """Ask for the password again."""
    raise NotFound("This page is not there yet.")
