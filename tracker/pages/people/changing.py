"""Routes: correcting a person, giving and ending roles, leave of absence, leaving."""

from flask import flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.pages.people.blueprint import Answer, pages
from tracker.pages.people.entering import entry_of
from tracker.pages.people.forms import AwayDaysForm, AwayForm, LeaveForm, PersonForm, TermDaysForm, TermForm
from tracker.services import leaves, people
from tracker.services.leaves import LeaveView
from tracker.services.people import Term, TermView
from tracker.web import clashes
from tracker.web.access import actor, requires
from tracker.web.forms import BaseForm

ONE = "/people/<public_id:person>"
AWAY_FIELDS = {"starts_on": "away_from", "ends_on": "away_until"}


@pages.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE, takes=PersonForm)
def edit(person: str) -> Answer:
    """Show a person as a form with their roles, and save what was changed."""
    who = actor()
    form = PersonForm(obj=people.get(who, person))
    if not form.is_submitted():
        return _page(person, form)
    if not form.validate():
        return _page(person, form), 422
    entry = entry_of(form)
    try:
        with unit_of_work():
            people.change(who, person, entry, form.version.data)
    except Conflict as problem:
        status = clashes.refuse(form, problem, people.get(who, person))
        return _page(person, form), status
    flash("Saved.", "success")
    return redirect(url_for("person.show", person=person), 303)


@pages.post(f"{ONE}/roles")
@requires(Action.MANAGE_PEOPLE, takes=TermForm)
def give_role(person: str) -> Answer:
    """Give a role from a day on."""
    form = TermForm()
    if form.validate():
        term = Term(form.role.data, form.starts_on.data, form.ends_on.data)
        try:
            with unit_of_work():
                people.give_role(actor(), person, term, form.submission_key.data)
        except Conflict as problem:
            form.refuse(problem.message, problem.field)
        else:
            flash("The role is recorded.", "success")
            return redirect(url_for("people.edit", person=person), 303)
    return _page(person, term=form), 422


@pages.post(f"{ONE}/roles/<public_id:term>")
@requires(Action.MANAGE_PEOPLE, takes=TermDaysForm)
def correct_role(person: str, term: str) -> Answer:
    """Correct the days of a role, or end it."""
    who, form = actor(), TermDaysForm(prefix=term)
    _term(person, term)
    if not form.validate():
        return _page(person, days={term: form}), 422
    try:
        with unit_of_work():
            people.correct_role(who, person, term, form.starts_on.data, form.ends_on.data, form.version.data)
    except Conflict as problem:
        status = clashes.refuse(form, problem, _term(person, term))
        return _page(person, days={term: form}), status
    flash("The days of the role are saved.", "success")
    return redirect(url_for("people.edit", person=person), 303)


@pages.post(f"{ONE}/leaves")
@requires(Action.MANAGE_PEOPLE, takes=AwayForm)
def enter_leave(person: str) -> Answer:
    """Enter a leave of absence."""
    form = AwayForm()
    if form.validate():
        try:
            with unit_of_work():
                leaves.enter(actor(), person, form.away_from.data, form.away_until.data, form.submission_key.data)
        except Conflict as problem:
            form.refuse(problem.message, AWAY_FIELDS.get(problem.field or ""))
        else:
            flash("The leave is entered.", "success")
            return redirect(url_for("people.edit", person=person), 303)
    return _page(person, away=form), 422


@pages.post(f"{ONE}/leaves/<public_id:leave>")
@requires(Action.MANAGE_PEOPLE, takes=AwayDaysForm)
def correct_leave(person: str, leave: str) -> Answer:
    """Correct the days of a leave, end it, or take it back."""
    who, form = actor(), AwayDaysForm(prefix=leave)
    _leave(person, leave)
    if not form.validate():
        return _page(person, away_days={leave: form}), 422
    gone = form.pressed("decision") == "take_back"
    try:
        with unit_of_work():
            if gone:
                leaves.take_back(who, person, leave, form.version.data)
            else:
                leaves.correct(who, person, leave, form.starts_on.data, form.ends_on.data, form.version.data)
    except Conflict as problem:
        status = clashes.refuse(form, problem, _leave(person, leave))
        return _page(person, away_days={leave: form}), status
    flash("The leave is taken back." if gone else "The days of the leave are saved.", "success")
    return redirect(url_for("people.edit", person=person), 303)


@pages.post(f"{ONE}/leave")
@requires(Action.MANAGE_PEOPLE, takes=LeaveForm)
def leave(person: str) -> Answer:
    """End every open role on a last day; or say that somebody left whose roles ended before."""
    form = LeaveForm()
    if form.validate():
        try:
            with unit_of_work():
                people.leave(actor(), person, form.last_day.data)
        except Conflict as problem:
            form.refuse(problem.message, problem.field)
        else:
            flash("The leaving is recorded. The record stays, and counts again for who comes back.", "success")
            return redirect(url_for("person.show", person=person), 303)
    return _page(person, leave=form), 422


def _term(person: str, term: str) -> TermView:
    for each in people.get(actor(), person).terms:
        if each.public_id == term:
            return each
    raise NotFound("There is no such role.")


def _leave(person: str, leave: str) -> LeaveView:
    for each in leaves.of_person(actor(), person):
        if each.public_id == leave:
            return each
    raise NotFound(leaves.NO_SUCH)


def _page(
    person: str,
    form: PersonForm | None = None,
    *,
    term: TermForm | None = None,
    leave: LeaveForm | None = None,
    away: AwayForm | None = None,
    days: dict[str, TermDaysForm] | None = None,
    away_days: dict[str, AwayDaysForm] | None = None,
) -> str:
    view, gone = people.get(actor(), person), leaves.of_person(actor(), person)
    new: list[BaseForm | None] = [term, leave, away]
    wrong = [*filter(None, new), *(days or {}).values(), *(away_days or {}).values()]
    return render_template(
        "people/edit.html",
        person=view,
        form=form or PersonForm(formdata=None, obj=view),
        term_form=term or TermForm(formdata=None),
        leave_form=leave or LeaveForm(formdata=None),
        days={
            each.public_id: (days or {}).get(each.public_id)
            or TermDaysForm(formdata=None, prefix=each.public_id, obj=each)
            for each in view.terms
        },
        leaves=gone,
        away_form=away or AwayForm(formdata=None),
        away_days={
            each.public_id: (away_days or {}).get(each.public_id)
            or AwayDaysForm(formdata=None, prefix=each.public_id, obj=each)
            for each in gone
        },
        wrong=wrong,
    )
