"""Routes: a list of certificates that were added at once, read, corrected in place, and logged in one act."""

from flask import flash, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound, Refused, TrackerError
from tracker.formatting import format_count
from tracker.pages.certificates.blueprint import Answer, pages
from tracker.pages.certificates.confirming import Confirmation
from tracker.pages.certificates.forms import AddForm, ListForm
from tracker.services import certificates
from tracker.services.actor import Actor
from tracker.services.completions import PersonChoice, people_for
from tracker.web import uploads
from tracker.web.access import actor, requires
from tracker.web.headers import shut_in
from tracker.web.read_panels import panel_of

__all__ = ["pages"]

NO_PERSON = (
    "Your account is not tied to a person of this center yet, so there is nobody to log this for. Ask the director."
)


@pages.route("/certificates", methods=["GET", "POST"], endpoint="list")
@requires(Action.RECORD_COMPLETION, takes=AddForm)
def show() -> Answer:
    """Show the certificates that wait to be logged, and add some to them."""
    who, form = actor(), AddForm()
    people = _people(who)
    if not form.is_submitted():
        return _page(who, people, form)
    received = uploads.receive(who, form.files, certificates.take)
    form.validate()
    received.refuse_on(form)
    # What was taken waits in the list below, not with the form.
    form.files.kept, form.files.kept_keys = [], []
    if form.error_list():
        return _page(who, people, form), 422
    added = format_count(len(received.waiting), "certificate")
    flash(f"{added} added. Look at what was read; nothing is logged yet.", "info")
    return redirect(url_for("certificates.list"), 303)


@pages.post("/certificates/log")
@requires(Action.RECORD_COMPLETION, takes=ListForm)
def log() -> Answer:
    """Log what was confirmed, all of it or nothing; take off what is to go, and leave the rest in the list."""
    who, form = actor(), ListForm()
    people = _people(who)
    form.offer(people)
    asked = Confirmation(who, form, certificates.listed(who, people))
    if not form.validate() or not asked.judge():
        return _page(who, people, AddForm(formdata=None), form), 422
    try:
        made = _log(who, asked)
    except Refused:
        raise
    except TrackerError as problem:
        form.refuse(problem.message)
        status = 422 if isinstance(problem, Conflict | NotFound) else 503
        return _page(who, people, AddForm(formdata=None), form), status
    certificates.take_off(who, asked.over)
    _tell(made + asked.logged_before, asked.taken_off)
    return redirect(url_for("certificates.list"), 303)


@pages.get("/certificates/waiting/<upload:waiting>/pages/<int:number>")
@requires(Action.RECORD_COMPLETION)
def picture(waiting: str, number: int) -> Response:
    """Show a page of one's own waiting file as a picture, numbered from 1."""
    answer = send_file(certificates.page_of(actor(), waiting, number), mimetype="image/jpeg", etag=False)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return shut_in(answer)


def _log(who: Actor, asked: Confirmation) -> int:
    files = certificates.store(who, asked.chosen)
    with unit_of_work():
        return certificates.log_listed(who, asked.chosen, files)


def _people(who: Actor) -> list[PersonChoice]:
    people = people_for(who)
    if not people:
        raise Refused(NO_PERSON)
    return people


def _tell(logged: int, taken_off: int) -> None:
    if logged:
        words = format_count(logged, "completion")
        flash(f"{words} logged. Each counts as soon as a second person has accepted it.", "success")
    if taken_off:
        flash(f"{format_count(taken_off, 'certificate')} taken off the list.", "info")
    if not logged and not taken_off:
        flash("Nothing was logged: every certificate was left in the list.", "info")


def _page(who: Actor, people: list[PersonChoice], adding: AddForm, form: ListForm | None = None) -> str:
    lines = certificates.listed(who, people)
    form = form or ListForm.of(lines, people)
    waiting = {line.file.token: line for line in lines}
    rows = [entry.form for entry in form.rows.entries]
    # What was typed for a file that no longer waits is shown all the same: nothing typed is lost.
    shown = [(waiting.get(row.token.data), row) for row in rows]
    panels = {line.file.token: panel_of(line.read) for line in lines}
    missing = len(set(waiting) - {row.token.data for row in rows})
    for row in rows:
        # Asked of what is to be logged, not of what stays: the form lets it pass, and the page does not say optional.
        row.person.required = row.title.required = row.completed_on.required = True
    # The summary of the page holds the errors of both forms.
    for _, message in adding.error_list():
        form.refuse(message)
    return render_template(
        "certificates/list.html", form=form, adding=adding, lines=shown, panels=panels, missing=missing
    )
