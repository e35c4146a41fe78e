"""Routes: what looks wrong in the record, setting a line aside, and taking that back."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.domain.record_checks import Opens, Thing
from tracker.pages.record_check.forms import AsideForm, TakeBackForm
from tracker.services import record_checks
from tracker.services.record_checks import Check
from tracker.web.access import actor, requires
from tracker.web.query import asked

pages = Blueprint("record_check", __name__)

# Of each kind, where all kinds are shown: a record that was just brought in may have hundreds without a file.
MOST_OF_EACH = 10
ONE = "/record-check/<word:line>"
# What opens where: the page of each form, and the name of the thing in its address.
OPENS = {
    Opens.CORRECT: ("completions.correct", "completion"),
    Opens.WITHDRAW: ("completions.withdraw", "completion"),
    Opens.FILES: ("completions.show", "completion"),
    Opens.EVENT_CORRECT: ("events.correct", "event"),
    Opens.EVENT_FILES: ("events.show", "event"),
    Opens.EVENT_LOG: ("events.new", ""),
    Opens.EVENT_WITHDRAW: ("events.withdraw", "event"),
    Opens.ROLES: ("people.edit", "person"),
    Opens.NAMES: ("people.edit", "person"),
    Opens.LOG: ("completions.new", "person"),
    Opens.WAIVER: ("waivers.show", "waiver"),
}


@pages.get("/record-check")
@requires(Action.VIEW_TEAM, reads=("check",))
def show() -> str:
    """Show every line, or those of one check, and below what was set aside."""
    found = record_checks.found(actor())
    check = asked("check") if asked("check") in set(found.counts) else ""
    return render_template(
        "record_check/show.html",
        found=found,
        check=check,
        checks=list(Check),
        most=MOST_OF_EACH,
        href_of=_href,
        take_back_form=TakeBackForm(formdata=None),
    )


@pages.route(f"{ONE}/set-aside", methods=["GET", "POST"])
@requires(Action.DECIDE, takes=AsideForm)
def set_aside(line: str) -> str | Response | tuple[str, int]:
    """Set a line aside that somebody looked at and found right."""
    form, it = AsideForm(), record_checks.one(actor(), line)
    if not form.is_submitted():
        return render_template("record_check/set_aside.html", form=form, it=it)
    if not form.validate():
        return render_template("record_check/set_aside.html", form=form, it=it), 422
    try:
        with unit_of_work():
            record_checks.set_aside(actor(), line, form.reason.data)
    except Conflict as problem:
        form.refuse(problem.message, problem.field)
        return render_template("record_check/set_aside.html", form=form, it=it), 422
    flash("Set aside. It comes back by itself if what it is about changes.", "success")
    return redirect(url_for("record_check.show"), 303)


@pages.post(f"{ONE}/take-back")
@requires(Action.DECIDE, takes=TakeBackForm)
def take_back(line: str) -> Response:
    """Put a line that was set aside among the others again."""
    if TakeBackForm().validate():
        with unit_of_work():
            record_checks.take_back(actor(), line)
        flash("It is among the others again.", "success")
    return redirect(url_for("record_check.show"), 303)


def _href(thing: Thing) -> str:
    """Return the address of the form that mends a thing."""
    endpoint, parameter = OPENS[thing.opens]
    parameters: dict[str, Any] = {parameter: thing.key} if parameter else {}
    if thing.requirement:
        parameters["requirement"] = thing.requirement
    return url_for(endpoint, **parameters)
