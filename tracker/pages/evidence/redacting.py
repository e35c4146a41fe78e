"""Routes: boxes of a file that go into no printed copy, the copy as it is printed, and printing a box after all."""

from flask import flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.domain.place import WHOLE, Box
from tracker.formatting import join_names
from tracker.pages.evidence.blueprint import Answer, pages, record_page, send
from tracker.pages.evidence.forms import PrintAgainForm, RedactForm
from tracker.services import evidence_reading, redactions
from tracker.services.packets import out_of_print
from tracker.web.access import actor, requires
from tracker.web.noting import Act, Subject, seen
from tracker.web.query import asked

ALL = Box(0, 0, WHOLE, WHOLE)
HERE = "/evidence/<public_id:evidence>/not-printed"


@pages.route(HERE, methods=["GET", "POST"])
@requires(Action.DECIDE, takes=RedactForm, reads=("page",))
def redact(evidence: str) -> Answer:
    """Show what of a page is not printed, and mark another box."""
    form = RedactForm()
    if not form.is_submitted():
        form.part.data = "own"
        number = int(asked("page")) if asked("page").isdecimal() and len(asked("page")) < 4 else 1
        return _page(evidence, number, form)
    number = form.page.data or 1
    if form.validate():
        try:
            box = form.box() or ALL
            with unit_of_work():
                redactions.mark(actor(), evidence, number, box, form.reason.data, form.submission_key.data)
        except Conflict as clash:
            form.refuse_for(clash)
        else:
            flash("It is not printed any more. The original is kept as it is.", "success")
            return redirect(url_for("evidence.redact", evidence=evidence, page=number), 303)
    return _page(evidence, number, form)


@pages.get("/evidence/<public_id:evidence>/printed/<int:number>")
@requires(Action.DECIDE)
def printed(evidence: str, number: int) -> Answer:
    """Show a page of the redacted copy as a picture, numbered from 1."""
    opened = redactions.printed_page(actor(), evidence, number)
    seen(Act.OPEN, Subject.EVIDENCE, evidence, opened.person)
    return send(opened, save=False)


@pages.route("/evidence/not-printed/<public_id:redaction>", methods=["GET", "POST"])
@requires(Action.DECIDE, takes=PrintAgainForm)
def print_again(redaction: str) -> Answer:
    """Ask why a box may be printed after all, and take the mark back."""
    (it, evidence), form = redactions.get(actor(), redaction), PrintAgainForm()
    back = url_for("evidence.redact", evidence=evidence, page=it.page)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                redactions.take_back(actor(), redaction, form.reason.data)
        except Conflict as clash:
            form.refuse_for(clash)
        else:
            flash("It is printed again.", "success")
            return redirect(back, 303)
    page = render_template("evidence/print_again.html", form=form, it=it, back=back)
    return (page, 422) if form.is_submitted() else page


def _page(evidence: str, number: int, form: RedactForm) -> Answer:
    found = redactions.of_file(actor(), evidence)
    file = evidence_reading.file_of(actor(), evidence, number)
    number = file.number
    if not form.is_submitted():
        form.page.data = number
    seen(Act.OPEN, Subject.EVIDENCE, evidence, file.person)
    page = render_template(
        "evidence/redact.html",
        form=form,
        file=file,
        number=number,
        found=found,
        marks=[(at, it.box) for at, it in enumerate(found, start=1) if it.page == number],
        packets=join_names(f"Packet {each.number}" for each in out_of_print.still_printing(actor(), evidence)),
        back=record_page(evidence),
    )
    return (page, 422) if form.is_submitted() else page
