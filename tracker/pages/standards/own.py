"""Routes: a center's own standards, applied from a file and taken away."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, InvalidStandard
from tracker.pages.standards.blueprint import HOLDS, ONE, Answer, pages
from tracker.pages.standards.own_forms import OwnFileForm
from tracker.services import own_standards
from tracker.services.own_standards import Ahead
from tracker.web.access import actor, requires
from tracker.web.forms import ActForm

MOST_TOLD = 20


@pages.route("/standards/own", methods=["GET", "POST"])
@requires(Action.MANAGE_STANDARDS, takes=OwnFileForm)
def own() -> Answer:
    """Take a standard that somebody wrote; say first what is wrong with it, or whom it changes."""
    form = OwnFileForm()
    if not form.is_submitted():
        return _page(form)
    if not form.validate() or not form.taken():
        return _page(form), 422
    who, text = actor(), form.text.data
    try:
        if form.pressed("decision") != "save":
            return _page(form, own_standards.ahead(who, text, form.name))
        with unit_of_work():
            standard = own_standards.apply(who, text, form.name, form.seen.data, form.reason.data)
    except InvalidStandard as fault:
        _refuse(form, fault.message.splitlines())
        return _page(form), 422
    except Conflict as problem:
        form.refuse_for(problem)
        return _page(form, own_standards.ahead(who, text, form.name)), 409
    flash(f"Applied. {HOLDS}", "success")
    return redirect(url_for("standards.show", key=standard.id, edition=standard.edition), 303)


@pages.post(f"{ONE}/take-away")
@requires(Action.MANAGE_STANDARDS, takes=ActForm)
def take_away(key: str, edition: str) -> Response:
    """Take a file of the center's own off the list."""
    try:
        with unit_of_work():
            own_standards.take_away(actor(), key, edition)
    except Conflict as problem:
        flash(problem.message, "error")
        return redirect(url_for("standards.list"), 303)
    flash("Taken away. Packets and waivers that name it stay as they are.", "info")
    return redirect(url_for("standards.list"), 303)


def _refuse(form: OwnFileForm, problems: list[str]) -> None:
    """Put what is wrong with a file on the form, a line each."""
    for line in problems[:MOST_TOLD]:
        form.refuse(line)
    if len(problems) > MOST_TOLD:
        form.refuse(f"And {len(problems) - MOST_TOLD} more. Mend these first.")


def _page(form: OwnFileForm, ahead: Ahead | None = None) -> str:
    if ahead is not None:
        form.seen.data = ahead.replaces
    return render_template("standards/own.html", form=form, ahead=ahead)
