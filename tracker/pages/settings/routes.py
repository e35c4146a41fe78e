"""Routes: the center's name, time zone, visit day and contact."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.settings.forms import SettingsForm
from tracker.services import centers
from tracker.web import clashes
from tracker.web.access import actor, requires

pages = Blueprint("settings", __name__)


@pages.route("/settings", methods=["GET", "POST"])
@requires(Action.MANAGE_CENTER, takes=SettingsForm)
def show() -> str | Response | tuple[str, int]:
    """Show the settings, and save what was changed."""
    who = actor()
    form = SettingsForm(obj=centers.settings(who))
    if not form.is_submitted():
        return render_template("settings/show.html", form=form)
    if not form.validate():
        return render_template("settings/show.html", form=form), 422
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
        return render_template("settings/show.html", form=form), status
    flash("The settings are saved.", "success")
    return redirect(url_for("settings.show"), 303)
