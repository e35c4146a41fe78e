"""Routes: checking in by the code of an event. Every answer is the same, whoever is typed."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict, Refused
from tracker.pages.check_in.forms import CheckInForm
from tracker.services import planned_events
from tracker.services.planned_events import Door, Offered
from tracker.web.access import public

pages = Blueprint("check_in", __name__)
Answer = str | Response | tuple[str, int]


@pages.route("/check-in/<token:token>", methods=["GET", "POST"])
@public(takes=CheckInForm)
def show(token: str) -> Answer:
    """Show what one checks in at, and take the name."""
    offer, form = planned_events.offered(token, clock.now()), CheckInForm()
    if not form.is_submitted():
        return _page(offer, form)
    if not form.validate():
        return _page(offer, form), 422
    try:
        with unit_of_work():
            planned_events.check_in(offer, form.name.data, form.agency.data, form.submission_key.data)
    except Refused as hurry:
        form.refuse(hurry.message)
        return _page(offer, form), 429
    except Conflict as closed:
        form.refuse(closed.message)
        return _page(offer, form), 409
    return redirect(url_for("check_in.done", token=token), 303)


@pages.get("/check-in/<token:token>/done")
@public()
def done(token: str) -> str:
    """Say that it is noted, and by whom it is confirmed."""
    return render_template("check_in/done.html", offer=planned_events.offered(token, clock.now()), token=token)


def _page(offer: Offered, form: CheckInForm) -> str:
    return render_template("check_in/show.html", offer=offer, form=form, is_open=offer.door is Door.OPEN)
