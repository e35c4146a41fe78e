"""Routes: stopping the weekly mail by the link in it."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.services import reminders
from tracker.web.access import public
from tracker.web.forms import ActForm

pages = Blueprint("stop_reminders", __name__)


@pages.route("/reminders/stop/<public_id:membership>/<token:token>", methods=["GET", "POST"])
@public(takes=ActForm)
def show(membership: str, token: str) -> str | Response:
    """Say what the link stops; a button stops it, so that a mail program that looks at links stops nothing."""
    center, is_stopped = reminders.is_stopped(membership, token)
    form = ActForm()
    if not form.is_submitted():
        return render_template("reminders/stop.html", form=form, of=center, is_stopped=is_stopped)
    with unit_of_work():
        reminders.stop(membership, token, clock.now())
    return redirect(url_for("stop_reminders.show", membership=membership, token=token), 303)
