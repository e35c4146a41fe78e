"""Routes: what a reader does at a desk: marks, notes, samples, questions."""

from collections.abc import Mapping

from flask import flash, redirect, url_for

from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict
from tracker.pages.desk.blueprint import ONE, Answer, at_desk, pages
from tracker.pages.desk.forms import AskForm, MarkForm, SampleForm
from tracker.pages.desk.marked import address, shown
from tracker.services import desks
from tracker.services.desks import About, Among, Mark, Marked
from tracker.web.access import at_a_desk
from tracker.web.at_desk import reader
from tracker.web.query import asked as asked_for

FINDING = f"{ONE}/requirements/<word:requirement>/<int:number>"
PERSON = f"{ONE}/people/<int:number>"
EXHIBIT = f"{ONE}/exhibits/<int:number>"


@pages.post(f"{FINDING}/mark")
@at_a_desk(takes=MarkForm)
def mark(desk: str, requirement: str, number: int) -> Answer:
    """Keep a mark and its note, on a requirement (number 0) or on the finding about a person."""
    return _mark(About(requirement, number))


@pages.post(f"{PERSON}/mark")
@at_a_desk(takes=MarkForm)
def mark_person(desk: str, number: int) -> Answer:
    """Keep a mark and its note on a person."""
    return _mark(About(person=number))


@pages.post(f"{EXHIBIT}/mark")
@at_a_desk(takes=MarkForm, reads=("page",))
def mark_exhibit(desk: str, number: int) -> Answer:
    """Keep a mark and its note on an exhibit, at whichever of its pages."""
    return _mark(About(exhibit=number), asked_for("page"))


@pages.post(f"{FINDING}/ask")
@at_a_desk(takes=AskForm)
def ask(desk: str, requirement: str, number: int) -> Answer:
    """Ask the center about a requirement or a finding."""
    return _ask(About(requirement, number))


@pages.post(f"{PERSON}/ask")
@at_a_desk(takes=AskForm)
def ask_person(desk: str, number: int) -> Answer:
    """Ask the center about a person."""
    return _ask(About(person=number))


@pages.post(f"{EXHIBIT}/ask")
@at_a_desk(takes=AskForm, reads=("page",))
def ask_exhibit(desk: str, number: int) -> Answer:
    """Ask the center about an exhibit, at whichever of its pages."""
    return _ask(About(exhibit=number), asked_for("page"))


def _mark(about: About, page: str = "") -> Answer:
    form = MarkForm()
    how = form.pressed("mark")
    if not how:
        raise Conflict("Choose a mark with one of the buttons.")
    if not form.validate():
        return shown(about, page, marking=form), 422
    with unit_of_work():
        desks.mark(reader(), about, Mark(how), form.note.data)
    flash(f"Kept: {Mark(how).of(about).lower()}.", "success")
    return redirect(address(about, page=page), 303)


def _ask(about: About, page: str = "") -> Answer:
    form = AskForm()
    if not form.validate():
        return shown(about, page, asking=form), 422
    with unit_of_work():
        desks.ask(reader(), about, form.words.data, form.submission_key.data)
    flash("Your question is with the center. The answer will stand here and under My notes.", "success")
    return redirect(address(about, page=page), 303)


@pages.get(f"{ONE}/notes")
@at_a_desk()
def notes(desk: str) -> str:
    """Show what the reader marked, noted and asked, and what is left; good to print."""
    who = reader()
    marked, asked = desks.marks(who), desks.contents(who).packet.requirements
    whole = [About(each.id) for each in asked]
    mine = [
        about
        for each in whole
        for about in dict.fromkeys((each, *(one for one in marked if one.requirement == each.requirement)))
    ]
    values = {
        "left": sum(each not in marked for each in whole),
        "requirements": [_noted(about, marked) for about in mine],
        "proofs": [_noted(about, marked) for about in marked if about.is_proof],
    }
    return at_desk("notes", marked=marked, asked=desks.asked_here(who), drawn=desks.samples(who), **values)


def _noted(about: About, marked: Mapping[About, Marked]) -> tuple[str, str, Marked | None]:
    """Return a line of the notes: the page of a thing, the words for it, and the mark on it."""
    return address(about), desks.in_words(desks.contents(reader()), about), marked.get(about)


@pages.route(f"{ONE}/sample", methods=["GET", "POST"])
@at_a_desk(takes=SampleForm)
def sample(desk: str) -> Answer:
    """Draw some exhibits or people at random, and show what was drawn."""
    form = SampleForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                of, key = Among(form.of.data), form.submission_key.data
                desks.draw(reader(), of, form.size.data, form.seed.data, key)
        except Conflict as clash:
            form.refuse_for(clash)
        else:
            return redirect(url_for("desk.sample", desk=desk), 303)
    page = at_desk("sample", form=form, drawn=desks.samples(reader()), marked=desks.marks(reader()))
    return (page, 422) if form.is_submitted() else page
