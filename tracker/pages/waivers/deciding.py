"""Routes: looking at a waiver, deciding on it, adding files, taking it back, ending it early."""

from flask import flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, Refused, TrackerError
from tracker.pages.waivers.blueprint import Answer, pages
from tracker.pages.waivers.forms import DecideForm, EndForm, FilesForm, TakeBackForm
from tracker.services import evidence, evidence_reading, waivers
from tracker.services import uploads as waiting_files
from tracker.web import uploads
from tracker.web.access import actor, requires
from tracker.web.forms import BaseForm, EditForm

ONE = "/waivers/<public_id:waiver>"


@pages.get(ONE)
@requires(Action.VIEW_TEAM)
def show(waiver: str) -> str:
    """Show a waiver with its files, and what can be done with it."""
    return _page(waiver)


@pages.post(f"{ONE}/decide")
@requires(Action.DECIDE, takes=DecideForm)
def decide(waiver: str) -> Answer:
    """Grant or decline what somebody else proposed."""
    form = DecideForm()
    if not form.validate():
        return _page(waiver, form), 422
    grants = form.pressed("decision") == "grant"
    try:
        with unit_of_work():
            if grants:
                waivers.grant(actor(), waiver, form.version.data)
            else:
                waivers.decline(actor(), waiver, form.version.data, form.reason.data)
    except Conflict as problem:
        return _refused(waiver, form, problem)
    flash("Granted. Pages and packets say so from its first day on." if grants else "Declined, with your reason.")
    return redirect(url_for("waivers.show", waiver=waiver), 303)


@pages.post(f"{ONE}/take-back")
@requires(Action.DECIDE, takes=TakeBackForm)
def take_back(waiver: str) -> Answer:
    """Take back what one proposed oneself and nobody decided on yet."""
    form = TakeBackForm()
    if not form.validate():
        return _page(waiver, form), 422
    try:
        with unit_of_work():
            waivers.withdraw(actor(), waiver, form.version.data)
    except Conflict as problem:
        return _refused(waiver, form, problem)
    flash("Taken back.", "success")
    return redirect(url_for("waivers.list"), 303)


@pages.post(f"{ONE}/end")
@requires(Action.DECIDE, takes=EndForm)
def end(waiver: str) -> Answer:
    """End early what was granted, with the reason."""
    form = EndForm()
    if not form.validate():
        return _page(waiver, form), 422
    try:
        with unit_of_work():
            waivers.end(actor(), waiver, form.version.data, form.last_day.data, form.reason.data)
    except Conflict as problem:
        return _refused(waiver, form, problem)
    flash("It ends on the day you chose.", "success")
    return redirect(url_for("waivers.show", waiver=waiver), 303)


@pages.post(f"{ONE}/files")
@requires(Action.DECIDE, takes=FilesForm)
def add_files(waiver: str) -> Answer:
    """Add the letter or the decision behind it."""
    who, form = actor(), FilesForm()
    received = uploads.receive(who, form.files)
    valid = form.validate()
    received.refuse_on(form)
    if not valid or received.refusals:
        return _page(waiver, form), 422
    try:
        stored = waiting_files.store(who, received.tokens)
        with unit_of_work():
            evidence.attach(who, stored, waiver=waiver)
    except Refused:
        raise
    except TrackerError as problem:
        form.refuse(problem.message)
        return _page(waiver, form), 422
    waiting_files.discard(who, received.tokens)
    flash("Added.", "success")
    return redirect(url_for("waivers.show", waiver=waiver), 303)


def _refused(waiver: str, form: EditForm, problem: Conflict) -> Answer:
    """Say what clashes, over the form as it was sent and what is there now."""
    now = waivers.get(actor(), waiver)
    changed = form.version.data != now.version
    form.refuse(problem.message, problem.field if problem.field in form else None)
    form.version.data = now.version
    return _page(waiver, form), 409 if changed else 422


def _page(waiver: str, wrong: BaseForm | None = None) -> str:
    who = actor()
    view = waivers.get(who, waiver)
    forms: dict[type[BaseForm], BaseForm] = {
        kind: kind(formdata=None, data={"version": view.version})
        for kind in (DecideForm, TakeBackForm, EndForm, FilesForm)
    }
    if wrong is not None:
        forms[type(wrong)] = wrong
    return render_template(
        "waivers/show.html",
        it=view,
        files=[each for each in evidence_reading.of_waiver(who, waiver) if each.withdrawn_at is None],
        wrong=wrong,
        decide_form=forms[DecideForm],
        take_back_form=forms[TakeBackForm],
        end_form=forms[EndForm],
        files_form=forms[FilesForm],
    )
