"""Routes: the signed sheet, which finds its event by the code on it, and the one act that records who was there."""

import re

from flask import flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound, Refused, TrackerError
from tracker.formatting import format_count
from tracker.pages.planned.blueprint import ONE, Answer, ahead, pages
from tracker.pages.planned.forms import MOST_FILES, RecordForm, ScanForm, SignedForm
from tracker.pages.planned.ticking import filled, offer, present
from tracker.services import planned_events, uploads
from tracker.services.planned_events import Lines, PlannedView
from tracker.services.uploads import Waiting
from tracker.web import uploads as sent
from tracker.web.access import actor, requires
from tracker.web.query import asked

_TOKENS = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)


@pages.route("/events/planned/scan", methods=["GET", "POST"])
@requires(Action.MANAGE_EVENTS, takes=ScanForm)
def scan() -> Answer:
    """Take a signed sheet, and lead to the event whose code is on it."""
    form = ScanForm()
    if not form.is_submitted():
        return render_template("planned/scan.html", form=form)
    tokens = _received(form)
    if tokens:
        try:
            planned = planned_events.event_of(actor(), tokens)
        except NotFound as problem:
            form.refuse(problem.message, "files")
        else:
            return redirect(_with_sheet(planned, tokens), 303)
    return render_template("planned/scan.html", form=form), 422


@pages.post(f"{ONE}/sheet")
@requires(Action.MANAGE_EVENTS, takes=SignedForm)
def add_sheet(planned: str) -> Answer:
    """Take the signed sheet of this event; it waits until the event is recorded."""
    view, form = ahead(planned), SignedForm()
    if tokens := _received(form):
        return redirect(_with_sheet(planned, tokens), 303)
    return _page(view, RecordForm(formdata=None), signed=form), 422


@pages.route(f"{ONE}/record", methods=["GET", "POST"])
@requires(Action.MANAGE_EVENTS, takes=RecordForm, reads=("scan",))
def record(planned: str) -> Answer:
    """Show whom to tick, and record all of them in one act."""
    form = RecordForm()
    if form.is_submitted() and (made := planned_events.recorded_as(planned)):
        return redirect(url_for("events.show", event=made), 303)
    view = ahead(planned)
    lines = planned_events.lines_of(actor(), view)
    if not form.is_submitted():
        form = filled(view, lines, _waiting(asked("scan")))
        return _page(view, form, lines)
    offer(form, lines)
    if not form.validate():
        return _page(view, form, lines), 422
    try:
        made, count = _record(planned, form, lines)
    except Refused:
        raise
    except TrackerError as problem:
        form.refuse_for(problem)
        return _page(view, form, lines), 409 if isinstance(problem, Conflict) else 422
    flash(f"Recorded: {format_count(count, 'completion')} wait in the queue for a second pair of eyes.", "success")
    return redirect(url_for("events.show", event=made), 303)


def _record(planned: str, form: RecordForm, lines: Lines) -> tuple[str, int]:
    who, tokens = actor(), _tokens(form.scan.data)
    there = present(form, lines)
    files = uploads.store(who, tokens)
    with unit_of_work():
        made = planned_events.record(who, planned, there, files, form.submission_key.data)
    uploads.discard(who, tokens)
    return made, len(there)


def _received(form: ScanForm | SignedForm) -> list[str]:
    """Take in what was sent and judge the form; return the tokens of what waits, none where it is refused."""
    received = sent.receive(actor(), form.files)
    valid = form.validate()
    received.refuse_on(form)
    return received.tokens if valid and not received.refusals else []


def _with_sheet(planned: str, tokens: list[str]) -> str:
    return url_for("planned.record", planned=planned, scan=".".join(tokens))


def _tokens(text: str) -> list[str]:
    return _TOKENS.findall(text or "")[:MOST_FILES]


def _waiting(text: str) -> list[Waiting]:
    """Return the files of the sheet that wait; where one is gone, none: the page then asks for it again."""
    try:
        return list(uploads.waiting(actor(), _tokens(text)))
    except TrackerError:
        return []


def _page(view: PlannedView, form: RecordForm, lines: Lines | None = None, signed: SignedForm | None = None) -> str:
    found = lines or planned_events.lines_of(actor(), view)
    if lines is None:
        form = filled(view, found, [])
    return render_template(
        "planned/record.html",
        it=view,
        form=form,
        signed=signed or SignedForm(formdata=None),
        wrong=[each for each in (signed, form) if each is not None and each.is_submitted()],
        waiting=_waiting(form.scan.data),
        rows=[(entry.form, found.get(entry.form.line.data)) for entry in form.rows.entries],
        is_due=view.held_on <= actor().today,
    )
