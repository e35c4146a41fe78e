"""Routes: planning an event, changing and canceling it, its sheet; `codes` and `recording` hold the rest."""

from flask import Response as FileResponse
from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, TrackerError
from tracker.formatting import format_count
from tracker.pages.planned import codes, recording
from tracker.pages.planned.blueprint import ONE, Answer, ahead, pages
from tracker.pages.planned.forms import ChangeForm, ExpectForm, PlanForm
from tracker.services import handouts, planned_events
from tracker.services.planned_events import PlannedView
from tracker.web import clashes, handing, options
from tracker.web.access import actor, requires
from tracker.web.event_entry import entry_of
from tracker.web.forms import ActForm

__all__ = ["codes", "pages", "recording"]


@pages.route("/events/planned/new", methods=["GET", "POST"])
@requires(Action.MANAGE_EVENTS, takes=PlanForm)
def new() -> Answer:
    """Plan an event, with who is expected."""
    form = PlanForm()
    form.title.suggest_url = url_for("catalog.suggest")
    form.people.options = options.people_by_agency(actor())
    if form.validate_on_submit():
        try:
            with unit_of_work():
                key = form.submission_key.data
                made = planned_events.plan(actor(), entry_of(form), tuple(form.people.data), key)
        except TrackerError as problem:
            form.refuse_for(problem)
        else:
            flash("Planned. Print its sheet, or show its code on the day.", "success")
            return redirect(url_for("planned.show", planned=made), 303)
    page = render_template("planned/new.html", form=form)
    return (page, 422) if form.is_submitted() else page


@pages.get(ONE)
@requires(Action.VIEW_TEAM)
def show(planned: str) -> str:
    """Show a planned event: who is expected, who checked in, and what to do next."""
    return _page(planned)


@pages.route(f"{ONE}/change", methods=["GET", "POST"])
@requires(Action.MANAGE_EVENTS, takes=ChangeForm)
def change(planned: str) -> Answer:
    """Show what is planned as a form, and save the change."""
    view = ahead(planned)
    form = ChangeForm(obj=view)
    form.title.suggest_url = url_for("catalog.suggest")
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            with unit_of_work():
                planned_events.change(actor(), planned, entry_of(form), form.version.data)
        except Conflict as problem:
            status = clashes.refuse(form, problem, planned_events.get(actor(), planned))
        else:
            flash("The change is saved.", "success")
            return redirect(url_for("planned.show", planned=planned), 303)
    return render_template("planned/change.html", form=form, it=view), status


@pages.post(f"{ONE}/expected")
@requires(Action.MANAGE_EVENTS, takes=ExpectForm)
def expect(planned: str) -> Answer:
    """Expect further people."""
    form = _expect_form(planned_events.get(actor(), planned))
    if not form.validate():
        return _page(planned, form), 422
    with unit_of_work():
        added = planned_events.expect(actor(), planned, tuple(form.people.data))
    flash(f"{format_count(added, 'person')} added.", "success")
    return redirect(url_for("planned.show", planned=planned), 303)


@pages.post(f"{ONE}/cancel")
@requires(Action.MANAGE_EVENTS, takes=ActForm)
def cancel(planned: str) -> Response:
    """Cancel an event to come."""
    with unit_of_work():
        planned_events.cancel(actor(), planned)
    flash("Canceled. Its code opens nothing more.", "success")
    return redirect(url_for("events.list"), 303)


@pages.get(f"{ONE}/sign-in-sheet.{handing.ENDINGS}")
@requires(Action.MANAGE_EVENTS, fresh=True, saves=True)
def take_sheet(planned: str, ending: str) -> FileResponse:
    """Give the sheet to sign: who is expected, each in a row of their own, further rows, and a code that finds it."""
    return handing.handed(handouts.of_planned(actor(), planned), ending)


def _expect_form(view: PlannedView, formdata: bool = True) -> ExpectForm:
    form = ExpectForm() if formdata else ExpectForm(formdata=None)
    there = {each.person for each in view.expected}
    form.people.options = [option for option in options.people_by_agency(actor()) if option.value not in there]
    return form


def _page(planned: str, wrong: ExpectForm | None = None) -> str:
    view = planned_events.get(actor(), planned)
    return render_template(
        "planned/show.html",
        it=view,
        form=wrong,
        expecting=wrong or _expect_form(view, formdata=False),
        act=ActForm(formdata=None),
        is_due=view.held_on <= actor().today,
    )
