"""Routes: looking at a completion, correcting it, sending it in, withdrawing it, adding files to it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound, Refused, TrackerError
from tracker.domain.vocabulary import CompletionState
from tracker.pages.completions.blueprint import Answer, pages
from tracker.pages.completions.entries import correct_form, entry_of, is_unfolded
from tracker.pages.completions.forms import AddFilesForm, CorrectForm, SendForm, WithdrawForm
from tracker.pages.completions.words import timeline_of
from tracker.services import citations, completions, evidence, reviews
from tracker.services import uploads as waiting_files
from tracker.services.actor import Actor
from tracker.services.completions import CompletionView
from tracker.web import uploads
from tracker.web.access import actor, requires
from tracker.web.forms import BaseForm
from tracker.web.noting import Act, Subject, seen
from tracker.web.uploads import Received

NOT_YOURS = "You may see this completion, but not change it."


@pages.get("/completions/<public_id:completion>")
@requires(Action.VIEW_OWN_TRAINING)
def show(completion: str) -> str:
    """Show a completion with its dates, files, decisions and history."""
    view = completions.get(actor(), completion)
    seen(Act.LOOK, Subject.COMPLETION, completion, view.person)
    return _page(actor(), view, AddFilesForm())


@pages.route("/completions/<public_id:completion>/correct", methods=["GET", "POST"])
@requires(Action.RECORD_COMPLETION, takes=CorrectForm)
def correct(completion: str) -> Answer:
    """Show a completion as a form, and save the correction."""
    who, view = actor(), _to_change(completion)
    form = correct_form(who, view)
    if not form.is_submitted():
        return _correcting(form, view)
    received = uploads.receive(who, form.files)
    if form.adds_row():
        return _correcting(form, view)
    valid = form.validate()
    received.refuse_on(form)
    if not valid or received.refusals:
        return _correcting(form, view), 422
    try:
        _save(who, completion, form, received)
    except Refused:
        raise
    except TrackerError as problem:
        return _clash(form, completion, problem)
    waiting_files.discard(who, received.tokens)
    flash("The correction is saved.", "success")
    return redirect(url_for("completions.show", completion=completion), 303)


@pages.post("/completions/<public_id:completion>/submit")
@requires(Action.RECORD_COMPLETION, takes=SendForm)
def submit(completion: str) -> Answer:
    """Send in a draft or a returned completion."""
    form = SendForm()
    if not form.validate():
        return _refused(completion, form)
    try:
        with unit_of_work():
            completions.submit(actor(), completion, form.version.data)
    except Conflict as clash:
        flash(clash.message, "error")
    else:
        flash("Sent in. It counts as soon as a second person has accepted it.", "success")
    return redirect(url_for("completions.show", completion=completion), 303)


@pages.route("/completions/<public_id:completion>/withdraw", methods=["GET", "POST"])
@requires(Action.RECORD_COMPLETION, takes=WithdrawForm)
def withdraw(completion: str) -> Answer:
    """Ask why a completion is withdrawn, and withdraw it."""
    view = completions.get(actor(), completion)
    form = WithdrawForm(data={"version": view.version})
    if not form.is_submitted():
        return render_template("completions/withdraw.html", form=form, it=_to_change(completion))
    if form.validate():
        try:
            with unit_of_work():
                completions.withdraw(actor(), completion, form.reason.data, form.version.data)
        except Conflict as clash:
            form.refuse(clash.message, clash.field)
            form.version.data = completions.get(actor(), completion).version
        else:
            flash("Withdrawn. It counts no more, and stays in the record with your reason.", "success")
            return redirect(url_for("completions.show", completion=completion), 303)
    return render_template("completions/withdraw.html", form=form, it=view), 422


@pages.post("/completions/<public_id:completion>/files")
@requires(Action.RECORD_COMPLETION, takes=AddFilesForm)
def add_files(completion: str) -> Answer:
    """Add files to a completion."""
    who, view, form = actor(), _to_change(completion), AddFilesForm()
    made = uploads.taken_along(who, form, lambda files: evidence.attach(who, files, completion=completion))
    if made is None:
        return _page(who, view, form), 422
    flash("The files are added." if made else "This file is there already.", "success" if made else "info")
    return redirect(url_for("completions.show", completion=completion), 303)


def _save(who: Actor, completion: str, form: CorrectForm, received: Received) -> None:
    files = waiting_files.store(who, received.tokens)
    with unit_of_work():
        submits = form.pressed("as") == "submit"
        completions.correct(who, completion, entry_of(form), form.version.data, files, submit=submits)


def _clash(form: CorrectForm, completion: str, problem: TrackerError) -> Answer:
    """Show what is there now beside what was typed; saving once more is then done knowingly."""
    now = completions.get(actor(), completion)
    changed = now.version != form.version.data
    form.refuse_for(problem)
    form.version.data = now.version
    status = 409 if changed else 422 if isinstance(problem, Conflict | NotFound) else 503
    return _correcting(form, now, changed=changed), status


def _refused(completion: str, form: BaseForm) -> Response:
    for _, message in form.error_list():
        flash(message, "error")
    return redirect(url_for("completions.show", completion=completion), 303)


def _to_change(completion: str) -> CompletionView:
    view = completions.get(actor(), completion)
    if view.state is CompletionState.WITHDRAWN:
        raise Conflict("This completion was withdrawn. Log it anew if it counts after all.")
    if not view.may_change:
        raise Refused(NOT_YOURS)
    return view


def _correcting(form: CorrectForm, view: CompletionView, *, changed: bool = False) -> str:
    return render_template("completions/correct.html", form=form, it=view, unfolded=is_unfolded(form), changed=changed)


def _page(who: Actor, view: CompletionView, form: AddFilesForm) -> str:
    given: dict[str, Any] = {
        "send": SendForm(formdata=None, data={"version": view.version}),
        "together": completions.logged_with(who, view),
        "timeline": timeline_of(completions.history_of(who, view.public_id)),
        "signed": citations.of_completion(view.public_id) if who.may(Action.VIEW_TEAM) else (),
        "decides": view.state is CompletionState.SUBMITTED and reviews.may_take(who, view.public_id),
    }
    return render_template("completions/show.html", it=view, form=form, **given)
