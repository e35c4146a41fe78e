"""Routes: a prior center's transcript, read and shown line by line, then taken over as what it states."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, Refused, TrackerError
from tracker.formatting import format_count
from tracker.pages.bring_in.forms import ChooseForm, TranscriptForm
from tracker.services import prior_records, uploads
from tracker.services.prior_records import Brought, Opened
from tracker.web.access import actor, requires

pages = Blueprint("bring_in", __name__)
Answer = str | Response | tuple[str, int]


@pages.route("/people/<public_id:person>/bring-in", methods=["GET", "POST"])
@requires(Action.RECORD_COMPLETION, takes=TranscriptForm)
def transcript(person: str) -> Answer:
    """Ask for a transcript, and show what would come of each line. Nothing is saved yet."""
    _, name = prior_records.whom(actor(), person)
    form = TranscriptForm()
    if not form.is_submitted():
        return _first(person, name, form)
    if not form.validate() or not form.has_a_new_file():
        return _first(person, name, form), 422
    file = form.files.data[0]
    try:
        opened = prior_records.take(actor(), person, file.stream, file.filename or "")
    except Refused:
        raise
    except TrackerError as problem:
        form.refuse(problem.message, "files")
        return _first(person, name, form), 422
    return _second(opened)


@pages.post("/people/<public_id:person>/bring-in/lines")
@requires(Action.RECORD_COMPLETION, takes=ChooseForm)
def save(person: str) -> Answer:
    """Take over what was chosen."""
    who, form = actor(), ChooseForm()
    _, name = prior_records.whom(who, person)
    opened, again = _open_again(person, form.token.data)
    if opened is not None:
        form.offer(prior_records.ahead(who, opened))
    valid = form.validate()
    if opened is None:
        return _first(person, name, again), 422
    if not valid:
        return _second(opened, form), 422
    try:
        brought = _save(opened, form)
    except Conflict as problem:
        form.refuse_for(problem)
        return _second(opened, form), 409
    uploads.discard(who, [opened.token])
    _tell(brought, opened)
    return redirect(url_for("record.of_person", person=person), 303)


def _open_again(person: str, token: str) -> tuple[Opened | None, TranscriptForm]:
    """Read what waits once more; where it is gone, return the form for the file, which says so."""
    again = TranscriptForm(formdata=None)
    try:
        return prior_records.open_again(actor(), person, token), again
    except TrackerError as problem:
        again.refuse(problem.message, "files")
        return None, again


def _save(opened: Opened, form: ChooseForm) -> Brought:
    files = uploads.store(actor(), [opened.token]) if opened.is_pdf else ()
    with unit_of_work():
        return prior_records.bring_in(actor(), opened, files, form.chosen(), is_theirs=form.is_theirs.data)


def _tell(brought: Brought, opened: Opened) -> None:
    if not brought.made:
        flash("Nothing was brought in: what the transcript states is here already, or was left out.", "info")
        return
    made = format_count(brought.made, "completion")
    flash(
        f"{made} brought in as stated by {opened.transcript.center}. Each waits for review before it counts.", "success"
    )


def _first(person: str, name: str, form: TranscriptForm) -> str:
    return render_template("bring_in/transcript.html", form=form, person=person, name=name)


def _second(opened: Opened, form: ChooseForm | None = None) -> str:
    look = prior_records.ahead(actor(), opened)
    form = form or ChooseForm.of(look)
    fields = {entry.form.number.data: entry.form for entry in form.rows.entries}
    return render_template("bring_in/lines.html", form=form, look=look, fields=fields)
