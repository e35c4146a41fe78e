"""Routes: the plan for a day to come, and what a change would do. Both only show; nothing is saved."""

from flask import Blueprint, render_template

from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.plan.forms import SupposeForm
from tracker.services import assessments, completions, plans, plans_changed
from tracker.services.plans_changed import Outcome
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.query import asked, search

pages = Blueprint("plan", __name__)


@pages.get("/plan")
@requires(Action.VIEW_TEAM, reads=("as_of",))
def show() -> str:
    """Show who will have lapsed by the visit or another day, and the smallest set of trainings for each."""
    who = actor()
    ahead = plans.ahead(who, assessments.record(who).visit_on)
    on_day = max(assessments.day_asked(asked("as_of"), ahead), who.today)
    return render_template("plan/show.html", plan=plans.of_team(who, on_day))


@pages.get("/my-training/plan")
@requires(Action.VIEW_OWN_TRAINING)
def mine() -> str:
    """Show the smallest set of trainings that closes one's own gaps by the visit."""
    return render_template("plan/mine.html", own=plans.own(actor()))


@pages.get("/plan/what-if")
@requires(Action.VIEW_TEAM, searches=SupposeForm)
def what_if() -> str:
    """Show what would stand otherwise after a change."""
    who, form = actor(), search(SupposeForm)
    people = completions.people_to_choose(who)
    form.person.options = [Option(each.public_id, each.name) for each in people]
    supposed = form.supposed(who.today, assessments.record(who).visit_on)
    outcomes: tuple[Outcome, ...] = ()
    problem = said = ""
    if supposed:
        said = plans_changed.words({each.public_id: each.name for each in people}, supposed)
        try:
            outcomes = plans_changed.outcomes(who, supposed)
        except Conflict as wrong:
            problem = wrong.message
    return render_template(
        "plan/what_if.html", form=form, supposed=supposed, said=said, outcomes=outcomes, problem=problem
    )
