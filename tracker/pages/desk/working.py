"""Routes: what a reader does at a desk: marks, notes, samples, questions."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict
from tracker.pages.desk.blueprint import ONE, Answer, at_desk, pages
from tracker.pages.desk.forms import AskForm, MarkForm, SampleForm
from tracker.services import desks
from tracker.services.desks import Among, Mark
from tracker.web.access import at_a_desk
from tracker.web.at_desk import reader

ABOUT = f"{ONE}/requirements/<word:requirement>/<int:number>"


@pages.post(f"{ABOUT}/mark")
@at_a_desk(takes=MarkForm)
def mark(desk: str, requirement: str, number: int) -> Answer:
    """Keep a mark and its note, on a requirement (number 0) or on the finding about a person."""
    form = MarkForm()
    how = form.pressed("mark")
    if not how:
        raise Conflict("Choose a mark with one of the buttons.")
    if not form.validate():
        return shown(requirement, number, marking=form), 422
    with unit_of_work():
        desks.mark(reader(), requirement, number, Mark(how), form.note.data)
    flash(f"Kept: {Mark(how).label.lower()}.", "success")
    return _back(requirement, number)


@pages.post(f"{ABOUT}/ask")
@at_a_desk(takes=AskForm)
def ask(desk: str, requirement: str, number: int) -> Answer:
    """Ask the center about a requirement or a finding."""
    form = AskForm()
    if not form.validate():
        return shown(requirement, number, asking=form), 422
    with unit_of_work():
        desks.ask(reader(), requirement, number, form.words.data, form.submission_key.data)
    flash("Your question is with the center. The answer will stand here and under My notes.", "success")
    return _back(requirement, number)


@pages.get(f"{ONE}/notes")
@at_a_desk()
def notes(desk: str) -> str:
    """Show what the reader marked, noted and asked, and what is left; good to print."""
    who = reader()
    return at_desk("notes", marked=desks.marks(who), asked=desks.asked_here(who), drawn=desks.samples(who))


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
    page = at_desk("sample", form=form, drawn=desks.samples(reader()))
    return (page, 422) if form.is_submitted() else page


def shown(requirement: str, number: int, marking: MarkForm | None = None, asking: AskForm | None = None) -> str:
    """Return the page of a requirement (number 0), or of the finding about a person, with its forms."""
    who = reader()
    found = desks.contents(who)
    title, about = desks.subject(found, requirement, number)
    standing = desks.marks(who).get((requirement, number))
    values = {
        "asked": found.requirement(requirement),
        "title": f"{about}: {title}" if about else title,
        "number": number,
        "marking": marking or MarkForm(formdata=None, note=standing.note if standing else ""),
        "asking": asking or AskForm(formdata=None),
        # The one that was sent and is wrong: the page's summary lists its errors.
        "form": marking or asking,
        "standing": standing,
        "questions": [q for q in desks.asked_here(who) if (q.requirement, q.person) == (requirement, number)],
    }
    if number:
        return at_desk("finding", it=found.finding(requirement, number), **values)
    return at_desk("requirement", it=values["asked"], **values)


def _back(requirement: str, number: int) -> Response:
    desk = reader().public_id
    if number:
        return redirect(url_for("desk.finding", desk=desk, requirement=requirement, number=number), 303)
    return redirect(url_for("desk.requirement", desk=desk, requirement=requirement), 303)
