"""Route: a director has seen what an update of the program changed in a standard."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.standards.blueprint import ONE, pages
from tracker.services import shipped_changes
from tracker.web.access import actor, requires
from tracker.web.fields import KeptField
from tracker.web.forms import BaseForm


class SeenForm(BaseForm):
    """The button that a change was seen, and the digest of the text that the page showed."""

    shown = KeptField()


@pages.post(f"{ONE}/seen")
@requires(Action.MANAGE_STANDARDS, takes=SeenForm)
def seen(key: str, edition: str) -> Response:
    """Take what the page showed for seen; where yet another text ships by now, that is shown first."""
    form = SeenForm()
    # What cannot be read names no text that ships, and so is answered as a page of an older version.
    digest = form.shown.data if form.validate() else ""
    try:
        with unit_of_work():
            shipped_changes.see(actor(), key, edition, digest)
    except Conflict as problem:
        flash(problem.message, "error")
    else:
        flash("Noted: the change was seen. The history says by whom.", "success")
    return redirect(url_for("standards.show", key=key, edition=edition), 303)
