"""Routes: the first visit to a new installation."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.second_factor import Proof
from tracker.pages.set_up.forms import SetUpForm
from tracker.services import one_time_links, setting_up
from tracker.services.one_time_links import Purpose
from tracker.web import entering
from tracker.web.access import public

pages = Blueprint("set_up", __name__)

Answer = str | Response | tuple[str, int]


@pages.get("/set-up")
@public()
def waiting() -> Answer:
    """Say where the set-up link is, as long as nobody used it."""
    if not setting_up.is_needed():
        return redirect(url_for("start.show"), 303)
    return render_template("set_up/waiting.html")


@pages.route("/set-up/<token:code>", methods=["GET", "POST"])
@public(takes=SetUpForm)
def show(code: str) -> Answer:
    """Set up the first center and its director."""
    if not setting_up.is_needed():
        return redirect(url_for("start.show"), 303)
    if not one_time_links.is_open(Purpose.SETUP, code, clock.now()):
        raise NotFound(setting_up.DEAD_CODE)
    form = SetUpForm()
    if not form.is_submitted():
        return render_template("set_up/show.html", form=form)
    if not form.validate():
        return render_template("set_up/show.html", form=form), 422
    given = (form.center_name.data, form.time_zone.data, form.name.data, form.email.data, form.password.data)
    try:
        with unit_of_work():
            account, _ = setting_up.set_up(code, *given, clock.now(), form.measured_by.data)
    except Conflict as problem:
        form.refuse_for(problem)
        return render_template("set_up/show.html", form=form), 422
    return entering.enter(account, Proof.JOINED, say="Your center is ready.")
