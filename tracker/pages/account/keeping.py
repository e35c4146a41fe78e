"""Routes: what is stored of people, why, and for how long."""

from flask import render_template

from tracker.pages.account.blueprint import pages
from tracker.services import retention
from tracker.web.access import public, signed_in


@pages.get("/what-is-kept")
@public()
def kept_here() -> str:
    """Show the same to whoever has no account yet, without how this machine is backed up."""
    return render_template("account/kept.html", rows=retention.kept(with_backups=False), outside=True)


@pages.get("/account/what-is-kept")
@signed_in()
def kept() -> str:
    """Show the table that the clean-up goes by."""
    return render_template("account/kept.html", rows=retention.kept())
