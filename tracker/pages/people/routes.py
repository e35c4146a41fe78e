"""Routes: the list of people, and adding to it; what is done with one afterwards stands in `changing`."""

from flask import flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.domain.vocabulary import Discipline, Role
from tracker.formatting import format_count, join_names
from tracker.pages.people import agencies, changing, removing
from tracker.pages.people.blueprint import Answer, pages
from tracker.pages.people.entering import entry_of
from tracker.pages.people.forms import FilterForm, NewPersonForm, TeamForm
from tracker.services import people
from tracker.services.people import Entry, PersonView, Term
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.query import search

__all__ = ["agencies", "changing", "pages", "removing"]

OWN = "own"
# Where a partner's field is not asked, as when the whole team is entered at once, it follows from the role.
FIELD_OF_ROLE = {
    Role.LAW_ENFORCEMENT_INVESTIGATOR: Discipline.LAW_ENFORCEMENT,
    Role.CHILD_PROTECTIVE_INVESTIGATOR: Discipline.CHILD_PROTECTIVE_SERVICES,
    Role.PROSECUTOR: Discipline.PROSECUTION,
    Role.MEDICAL_PROVIDER: Discipline.MEDICAL,
    Role.MENTAL_HEALTH_PROVIDER: Discipline.MENTAL_HEALTH,
    Role.VICTIM_ADVOCATE: Discipline.VICTIM_ADVOCACY,
    Role.JUVENILE_JUSTICE_OFFICER: Discipline.JUVENILE_JUSTICE,
}


@pages.get("/people", endpoint="list")
@requires(Action.VIEW_TEAM, searches=FilterForm)
def show_list() -> str:
    """Show who is here, who left, and who signs in."""
    who = actor()
    everyone = people.everyone(who)
    filters = search(FilterForm)
    names = sorted({each.agency for each in everyone if each.agency})
    filters.agency.options = [Option(OWN, "The center's own"), *(Option(name, name) for name in names)]
    shown = [each for each in everyone if _fits(each, filters)]
    left = sum(each.has_left(who.today) for each in everyone)
    return render_template(
        "people/list.html", shown=shown, filters=filters, here=len(everyone) - left, left=left, total=len(everyone)
    )


@pages.route("/people/new", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE, takes=NewPersonForm)
def new() -> Answer:
    """Add a person with roles."""
    form = NewPersonForm()
    if not form.is_submitted() or form.adds_row():
        return render_template("people/new.html", form=form, same=())
    if not form.validate():
        return render_template("people/new.html", form=form, same=()), 422
    if same := _unseen(form, [(form.name.data, form.email.data)]):
        return render_template("people/new.html", form=form, same=same), 422
    terms = tuple(Term(row.role.data, row.starts_on.data, row.ends_on.data) for row in form.terms.filled())
    try:
        with unit_of_work():
            made = people.add(actor(), entry_of(form), terms, form.submission_key.data)
    except Conflict as problem:
        form.refuse_for(problem)
        return render_template("people/new.html", form=form, same=()), 422
    flash(f"{form.name.data} is on the list.", "success")
    return redirect(url_for("person.show", person=made), 303)


@pages.route("/people/team", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE, takes=TeamForm)
def team() -> Answer:
    """Add several people in one screen."""
    form = TeamForm()
    if not form.is_submitted():
        while len(form.rows.entries) < 4:
            form.rows.append_entry()
        return render_template("people/team.html", form=form, same=())
    if form.adds_row():
        return render_template("people/team.html", form=form, same=())
    valid, rows = form.validate(), form.rows.filled()
    if valid and not rows:
        form.refuse("Enter at least one person.")
    if not valid or not rows:
        return render_template("people/team.html", form=form, same=()), 422
    if same := _unseen(form, [(row.name.data, "") for row in rows]):
        return render_template("people/team.html", form=form, same=same), 422
    entries = [
        (
            Entry(row.name.data, _field_of(row.role.data, row.agency.data), agency=row.agency.data),
            Term(row.role.data, row.starts_on.data),
        )
        for row in rows
    ]
    try:
        with unit_of_work():
            added = people.add_several(actor(), entries, form.submission_key.data)
    except Conflict as problem:
        form.refuse(problem.message)
        return render_template("people/team.html", form=form, same=()), 422
    flash(f"{format_count(added, 'person')} added.", "success")
    return redirect(url_for("people.list"), 303)


def _unseen(form: NewPersonForm | TeamForm, those: list[tuple[str, str]]) -> list[PersonView]:
    """Return likely the same people where the form has not shown each of them yet, and say so on it."""
    same = people.likely_same(actor(), those, form.submission_key.data)
    ids = [each.public_id for each in same]
    if form.seen.has_shown(ids):
        return []
    form.seen.show(ids)
    names = join_names(dict.fromkeys(each.name for each in same[: form.seen.MOST]))
    form.refuse(f"On the list already: {names}. Compare below, then add anyway or go to that person.")
    return same


def _field_of(role: str, agency: str) -> str:
    if not agency:
        return Discipline.CAC.value
    return FIELD_OF_ROLE.get(Role(role), Discipline.OTHER).value


def _fits(person: PersonView, filters: FilterForm) -> bool:
    today, show = actor().today, filters.chosen("show")
    if show != "all" and person.has_left(today) != (show == "left"):
        return False
    role, agency = filters.chosen("role"), filters.chosen("agency")
    if role and role not in {term.role for term in (person.terms if show else person.current(today))}:
        return False
    return not agency or person.agency == ("" if agency == OWN else agency)
