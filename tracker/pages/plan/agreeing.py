"""Routes: keeping what the plan proposes, and agreeing on what it does not."""

from flask import current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.formatting import format_count
from tracker.pages.plan.blueprint import Answer, pages
from tracker.pages.plan.forms import AgreeForm, KeepForm
from tracker.services import assessments, plan_lines, plans, trainings
from tracker.services.plan_lines import Entry
from tracker.web import options
from tracker.web.access import actor, requires
from tracker.web.query import asked


@pages.post("/plan/keep")
@requires(Action.DECIDE, takes=KeepForm)
def keep() -> Response:
    """Keep what the plan proposes for a person, or for everybody."""
    who, form = actor(), KeepForm()
    on_day = max(assessments.day_asked(form.on.data or "", who.today), who.today)
    if not form.validate():
        flash(form.error_list()[0][1], "error")
    else:
        # Searched before the history is held, so that nobody waits for it; then it is there already.
        plans.of_team(who, on_day)
        try:
            with unit_of_work():
                kept = plan_lines.keep(who, on_day, form.person.data, form.mark.data)
            flash(_kept(kept), "success")
        except Conflict as problem:
            flash(problem.message, "error")
    return redirect(url_for("plan.show", as_of=on_day.isoformat()), 303)


def _kept(number: int) -> str:
    if not number:
        return "Nothing new: all of it was agreed on already."
    return f"Kept: {format_count(number, 'training')}, each with who sees to it and its last day."


@pages.route("/plan/agreed/new", methods=["GET", "POST"])
@requires(Action.DECIDE, takes=AgreeForm, reads=("person", "requirement", "training"))
def agree() -> Answer:
    """Agree on a training or a task that the plan does not propose."""
    form = AgreeForm()
    people = options.people(actor())
    form.person.options = options.with_team(people)
    form.owner.options = people
    form.asked.options = options.requirements(actor())
    form.title.suggest_url = url_for("catalog.suggest") if "catalog.suggest" in current_app.view_functions else ""
    if not form.is_submitted():
        _propose(form)
        return render_template("plan/agree.html", form=form)
    if not form.validate():
        return render_template("plan/agree.html", form=form), 422
    try:
        with unit_of_work():
            made = plan_lines.add(actor(), _entry(form), form.submission_key.data)
    except (Conflict, NotFound) as problem:
        form.refuse_for(problem)
        return render_template("plan/agree.html", form=form), 422
    flash("Agreed on. It stands in the plan until it is done or dropped.", "success")
    return redirect(url_for("plan.line", plan_line=made), 303)


def _entry(form: AgreeForm) -> Entry:
    return Entry(
        title=form.title.data,
        due_on=form.due_on.data,
        person=options.person_of(form.person.data),
        owner=form.owner.data,
        training=form.training.data,
        closes=form.asked.data,
        note=form.note.data,
    )


def _propose(form: AgreeForm) -> None:
    """Fill in what a link to the form names; what is unknown proposes nothing."""
    who = actor()
    form.person.data = asked("person") if asked("person") in form.person.values() else ""
    form.due_on.data = plans.ahead(who, assessments.record(who).visit_on)
    titles = {option.value: option.label for option in form.asked.options}
    if asked("requirement") in titles:
        form.asked.data = asked("requirement")
        form.title.data = titles[asked("requirement")]
    if named := next((each for each in trainings.shelf() if each.public_id == asked("training")), None):
        form.title.data, form.training.data = named.title, named.public_id
