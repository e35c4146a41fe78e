"""Routes: the center's name, time zone, visit day and contact."""

from flask import flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.domain.second_factor import Demand
from tracker.pages.settings import printing, reviewing
from tracker.pages.settings.blueprint import Answer, pages
from tracker.pages.settings.forms import SecondFactorForm, SettingsForm
from tracker.services import centers, room
from tracker.web import clashes
from tracker.web.access import actor, requires

__all__ = ["pages", "printing", "reviewing"]


@pages.route("/settings", methods=["GET", "POST"])
@requires(Action.MANAGE_CENTER, takes=SettingsForm)
def show() -> Answer:
    """Show the settings, and save what was changed."""
    who = actor()
    form = SettingsForm(obj=centers.settings(who))
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), 422
    wanted = centers.Settings(
        form.name.data,
        form.time_zone.data,
        form.site_visit_on.data,
        form.contact.data,
        form.own_resources.data,
        form.version.data,
    )
    try:
        with unit_of_work():
            centers.change(who, wanted)
    except Conflict as problem:
        status = clashes.refuse(form, problem, centers.settings(who))
        return _page(form), status
    flash("The settings are saved.", "success")
    return redirect(url_for("settings.show"), 303)


@pages.post("/settings/second-factor")
@requires(Action.MANAGE_CENTER, fresh=True, takes=SecondFactorForm)
def second_factor() -> Answer:
    """Say of whom the center asks a second factor."""
    who, form = actor(), SecondFactorForm()
    if not form.validate():
        return _page(SettingsForm(formdata=None, obj=centers.settings(who)), form), 422
    try:
        with unit_of_work():
            is_less = centers.ask_second_factor_of(who, Demand(form.second_factor.data), form.version.data)
    except Conflict as problem:
        status = clashes.refuse(form, problem, centers.settings(who))
        return _page(SettingsForm(formdata=None, obj=centers.settings(who)), form), status
    if is_less:
        flash("A second factor is asked of fewer people now. Their password alone opens what they may see.", "warning")
    else:
        flash("Saved. Whoever has no second factor is led to set one up at their next click.", "success")
    return redirect(url_for("settings.show"), 303)


def _page(form: SettingsForm, second: SecondFactorForm | None = None) -> str:
    second = second or SecondFactorForm(formdata=None, obj=centers.settings(actor()))
    return render_template("settings/show.html", form=form, second=second, taken=room.of(actor()))
