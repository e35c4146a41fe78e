"""Routes: an edition beside the one before, and which of them a center keeps to."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.carrying import Carry
from tracker.pages.standards.blueprint import ONE, pages
from tracker.services import assessments, edition_changes
from tracker.web.access import actor, requires
from tracker.web.forms import ActForm
from tracker.web.query import asked


@pages.get(f"{ONE}/before")
@requires(Action.VIEW_STANDARDS, reads=("as_of",))
def before(key: str, edition: str) -> str:
    """Show what became of the edition before, and how each person comes over today or on another day."""
    who = actor()
    change = edition_changes.change(who, key, edition, assessments.day_asked(asked("as_of"), who.today))
    return render_template("standards/before.html", change=change, Carry=Carry)


@pages.post(f"{ONE}/pin")
@requires(Action.MANAGE_STANDARDS, fresh=True, takes=ActForm)
def pin(key: str, edition: str) -> Response:
    """Keep to an edition, whatever the day of the visit."""
    with unit_of_work():
        edition_changes.pin(actor(), key, edition)
    flash(
        "Pinned. Everything is judged by this edition from now on; packets that were issued stay as they are.", "info"
    )
    return redirect(url_for("standards.show", key=key, edition=edition), 303)


@pages.post(f"{ONE}/unpin")
@requires(Action.MANAGE_STANDARDS, fresh=True, takes=ActForm)
def unpin(key: str, edition: str) -> Response:
    """Let the day of the visit pick the edition again."""
    with unit_of_work():
        edition_changes.unpin(actor(), key, edition)
    flash("The day of your site visit picks the edition again.", "info")
    return redirect(url_for("standards.list"), 303)
