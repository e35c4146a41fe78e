"""Routes: the places in a file that somebody pointed at, shown on its pages; adding, correcting and removing one."""

from flask import flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.evidence.blueprint import Answer, pages, record_page
from tracker.pages.evidence.forms import PlaceForm, RemovePlaceForm
from tracker.services import citations, evidence_reading, redactions
from tracker.services.citations import CitationView, Place
from tracker.web.access import actor, requires
from tracker.web.noting import Act, Subject, seen
from tracker.web.query import asked

ONE = "/evidence/places/<public_id:citation>"


@pages.get("/evidence/<public_id:evidence>/places")
@requires(Action.VIEW_OWN_TRAINING, reads=("page",))
def places(evidence: str) -> Answer:
    """Show a page of a file with the boxes drawn over it, and the form that points at another place."""
    number = int(asked("page")) if asked("page").isdecimal() and len(asked("page")) < 4 else 1
    form = PlaceForm(formdata=None)
    form.show_box(None)
    return _page(evidence, number, form)


@pages.post("/evidence/<public_id:evidence>/places/new")
@requires(Action.RECORD_COMPLETION, takes=PlaceForm)
def cite(evidence: str) -> Answer:
    """Point at a place."""
    form = PlaceForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                citations.add(actor(), evidence, _place(form), form.submission_key.data)
        except Conflict as clash:
            form.refuse_for(clash)
        else:
            flash(f"Pointed at: {form.label.data}.", "success")
            return redirect(url_for("evidence.places", evidence=evidence, page=form.first_page.data or 1), 303)
    return _page(evidence, form.first_page.data or 1, form)


@pages.route(ONE, methods=["GET", "POST"])
@requires(Action.RECORD_COMPLETION, takes=PlaceForm)
def correct_place(citation: str) -> Answer:
    """Correct where a place is, or what is to be seen there."""
    it, form = citations.get(actor(), citation), PlaceForm()
    if not form.is_submitted():
        form.label.data, form.first_page.data = it.place.label, it.place.first_page
        form.last_page.data = it.place.last_page if it.place.last_page != it.place.first_page else None
        form.show_box(it.place.box)
    elif form.validate():
        try:
            with unit_of_work():
                citations.correct(actor(), citation, _place(form))
        except Conflict as clash:
            form.refuse_for(clash)
        else:
            flash("Saved.", "success")
            return redirect(url_for("evidence.places", evidence=it.evidence, page=form.first_page.data or 1), 303)
    return _page(it.evidence, form.first_page.data or it.place.first_page, form, it)


@pages.post(f"{ONE}/remove")
@requires(Action.RECORD_COMPLETION, takes=RemovePlaceForm)
def remove_place(citation: str) -> Answer:
    """Point there no more."""
    it, form = citations.get(actor(), citation), RemovePlaceForm()
    if form.validate_on_submit():
        with unit_of_work():
            citations.remove(actor(), citation)
        flash(f"Removed: {it.place.label}.", "success")
    return redirect(url_for("evidence.places", evidence=it.evidence, page=it.place.first_page), 303)


def _place(form: PlaceForm) -> Place:
    first = form.first_page.data or 1
    return Place(form.label.data, first, form.last_page.data or first, form.box())


def _page(evidence: str, number: int, form: PlaceForm, correcting: CitationView | None = None) -> Answer:
    file = evidence_reading.file_of(actor(), evidence, number)
    number = file.number
    if form.first_page.data is None:
        form.first_page.data = number
    found = citations.of_file(actor(), evidence)
    seen(Act.OPEN, Subject.EVIDENCE, evidence, file.person)
    page = render_template(
        "evidence/places.html",
        form=form,
        file=file,
        number=number,
        found=found,
        marks=[(at, it.place.box) for at, it in enumerate(found, start=1) if it.place.box and it.is_on(number)],
        hidden=redactions.hidden(actor(), evidence, found) if file.redacted else (),
        correcting=correcting,
        removing=RemovePlaceForm(formdata=None),
        back=record_page(evidence),
    )
    return (page, 422) if form.is_submitted() else page
