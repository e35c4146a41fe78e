"""Routes: looking at an event, correcting it, adding attendance and files, withdrawing it."""

from flask import flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.formatting import format_count
from tracker.pages.events.blueprint import Answer, pages
from tracker.pages.events.forms import AttendanceForm, CorrectForm, FilesForm, WithdrawForm
from tracker.services import events, evidence, evidence_reading
from tracker.services.events import EventView
from tracker.web import clashes, options, uploads
from tracker.web.access import actor, requires
from tracker.web.event_entry import entry_of
from tracker.web.forms import BaseForm

ONE = "/events/<public_id:event>"


@pages.get(ONE)
@requires(Action.VIEW_TEAM)
def show(event: str) -> str:
    """Show an event with its files, and who was there by professional field."""
    return _page(event)


@pages.route(f"{ONE}/correct", methods=["GET", "POST"])
@requires(Action.MANAGE_EVENTS, takes=CorrectForm)
def correct(event: str) -> Answer:
    """Show an event as a form, and save the correction."""
    who = actor()
    view = _standing(event)
    form = CorrectForm(today=who.today, obj=view)
    form.title.suggest_url = url_for("catalog.suggest")
    if not form.is_submitted():
        return render_template("events/correct.html", form=form, event=view)
    if not form.validate():
        return render_template("events/correct.html", form=form, event=view), 422
    try:
        with unit_of_work():
            events.correct(who, event, entry_of(form), form.version.data)
    except Conflict as problem:
        status = clashes.refuse(form, problem, events.get(who, event))
        return render_template("events/correct.html", form=form, event=view), status
    flash("The correction is saved.", "success")
    return redirect(url_for("events.show", event=event), 303)


@pages.post(f"{ONE}/attendance")
@requires(Action.MANAGE_EVENTS, takes=AttendanceForm)
def attendance(event: str) -> Answer:
    """Add people who were there."""
    form = _attendance_form(events.get(actor(), event))
    if not form.validate():
        return _page(event, attendance=form), 422
    with unit_of_work():
        added = events.add_attendance(actor(), event, tuple(form.people.data))
    flash(f"{format_count(added, 'person')} added.", "success")
    return redirect(url_for("events.show", event=event), 303)


@pages.post(f"{ONE}/files")
@requires(Action.MANAGE_EVENTS, takes=FilesForm)
def add_files(event: str) -> Answer:
    """Add a signed sheet, or the document itself."""
    who, form = actor(), FilesForm()
    if uploads.taken_along(who, form, lambda files: evidence.attach(who, files, event=event)) is None:
        return _page(event, files=form), 422
    flash("Added.", "success")
    return redirect(url_for("events.show", event=event), 303)


@pages.route(f"{ONE}/withdraw", methods=["GET", "POST"])
@requires(Action.MANAGE_EVENTS, takes=WithdrawForm)
def withdraw(event: str) -> Answer:
    """Ask for the reason, and withdraw an event with the completions that rest on it."""
    who = actor()
    view = events.get(who, event)
    form = WithdrawForm(obj=view)
    if not form.is_submitted():
        return render_template("events/withdraw.html", form=form, event=_standing(event))
    if not form.validate():
        return render_template("events/withdraw.html", form=form, event=view), 422
    try:
        with unit_of_work():
            events.withdraw(who, event, form.reason.data, form.version.data)
    except Conflict as problem:
        now = events.get(who, event)
        status = clashes.refuse(form, problem, now)
        return render_template("events/withdraw.html", form=form, event=now), status
    flash("Withdrawn, with the reason.", "success")
    return redirect(url_for("events.show", event=event), 303)


def _standing(event: str) -> EventView:
    view = events.get(actor(), event)
    if view.withdrawn:
        raise Conflict("This was withdrawn. There is nothing left to change; its history stays.")
    return view


def _attendance_form(view: EventView, formdata: bool = True) -> AttendanceForm:
    form = AttendanceForm() if formdata else AttendanceForm(formdata=None)
    there = {each.person for each in view.attendees if each.state != "withdrawn"}
    form.people.options = [option for option in options.people_by_agency(actor()) if option.value not in there]
    return form


def _page(event: str, *, attendance: AttendanceForm | None = None, files: FilesForm | None = None) -> str:
    who = actor()
    view = events.get(who, event)
    wrong: list[BaseForm] = [form for form in (attendance, files) if form is not None]
    return render_template(
        "events/show.html",
        event=view,
        files=[each for each in evidence_reading.of_event(who, event) if each.withdrawn_at is None],
        attendance=attendance or _attendance_form(view, formdata=False),
        files_form=files or FilesForm(formdata=None),
        wrong=wrong,
    )
