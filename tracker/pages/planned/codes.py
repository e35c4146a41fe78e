"""Routes: the code by which people check in, when it opens, and the page that is put on the wall."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.planned.blueprint import ONE, Answer, ahead, pages
from tracker.pages.planned.forms import CodeForm
from tracker.services import installation, planned_events
from tracker.services.planned_events import PlannedView
from tracker.web import clashes, qr
from tracker.web.access import actor, requires

SAID = {
    "open": "Saved. The code opens the check-in between these times.",
    "close": "The check-in is closed.",
    "renew": "This is another code. The one before opens nothing more: print it anew.",
}


@pages.route(f"{ONE}/code", methods=["GET", "POST"])
@requires(Action.MANAGE_EVENTS, takes=CodeForm)
def code(planned: str) -> Answer:
    """Show the code of an event, and save when it opens."""
    view = ahead(planned)
    form = CodeForm(data=_times(view))
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            return _act(planned, form)
        except Conflict as problem:
            view = planned_events.get(actor(), planned)
            status = clashes.refuse_act(form, problem, view.version)
    address = _address(planned)
    return render_template(
        "planned/code.html", form=form, it=view, address=address, picture=qr.picture(address)
    ), status


@pages.get(f"{ONE}/wall")
@requires(Action.MANAGE_EVENTS)
def wall(planned: str) -> str:
    """Show the code large, to be printed or put on a screen."""
    view, address = ahead(planned), _address(planned)
    return render_template("planned/wall.html", it=view, address=address, picture=qr.picture(address))


def _act(planned: str, form: CodeForm) -> Answer:
    what, who = form.pressed("decision") or "open", actor()
    with unit_of_work():
        if what == "close":
            planned_events.close(who, planned)
        elif what == "renew":
            planned_events.renew(who, planned, form.version.data)
        else:
            opens, closes = time.fromisoformat(form.opens.data), time.fromisoformat(form.closes.data)
            planned_events.open_between(who, planned, opens, closes, form.version.data)
    flash(SAID[what], "success")
    return redirect(url_for("planned.code", planned=planned), 303)


def _times(view: PlannedView) -> dict[str, object]:
    """Return what the form shows: the window that is set, in half hours."""
    found: dict[str, object] = {"version": view.version}
    if view.opens_at and view.closes_at:
        found |= {"opens": _half_hour(view.opens_at), "closes": _half_hour(view.closes_at)}
    return found


def _half_hour(moment: datetime) -> str:
    at = moment.astimezone(ZoneInfo(actor().zone)).time()
    return at.replace(minute=at.minute // 30 * 30, second=0, microsecond=0).isoformat("minutes")


def _address(planned: str) -> str:
    path = url_for("check_in.show", token=planned_events.secret(actor(), planned))
    return f"{installation.current().base_url}{path}"
