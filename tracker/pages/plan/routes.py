"""Routes: the plan for a day to come, and what a change would do. Agreeing on it stands in `agreeing` and `lines`."""

from collections.abc import Iterable

from flask import render_template

from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.domain.forecast_plan import PersonPlan
from tracker.pages.plan import agreeing, lines
from tracker.pages.plan.blueprint import pages
from tracker.pages.plan.forms import KeepForm, SupposeForm
from tracker.services import assessments, completions, plan_left, plan_lines, plans, plans_changed
from tracker.services.plan_lines import PlanLineView
from tracker.services.plans import TeamPlan
from tracker.services.plans_changed import Outcome
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.query import asked, search

__all__ = ["agreeing", "lines", "pages"]

# Of what was agreed on, above the plan; the rest stands on its own page.
MOST_AGREED = 20
Agreed = dict[str, dict[str, PlanLineView]]


@pages.get("/plan")
@requires(Action.VIEW_TEAM, reads=("as_of",))
def show() -> str:
    """Show who will have lapsed by the visit or another day, the smallest set for each, and what was agreed on."""
    who = actor()
    ahead = plans.ahead(who, assessments.record(who).visit_on)
    on_day = max(assessments.day_asked(asked("as_of"), ahead), who.today)
    plan, to_do = plans.of_team(who, on_day), plan_lines.to_do(who)
    agreed = _agreed(to_do)
    keepable = [*(each.person.key for each in plan.people), *(each.closes for each in plan.team)]
    open_still = [for_whom for for_whom in keepable if any(_is_open(each, agreed) for each in plan.proposed(for_whom))]
    return render_template(
        "plan/show.html",
        plan=plan,
        lines=to_do[:MOST_AGREED],
        agreed_on=len(to_do),
        agreed=agreed,
        missing=plan_left.of_team(who, plan, to_do),
        keep_forms={for_whom: _keep_form(plan, for_whom) for for_whom in open_still},
        keep_all=_keep_form(plan) if open_still else None,
    )


@pages.get("/my-training/plan")
@requires(Action.VIEW_OWN_TRAINING, reads=("as_of",))
def mine() -> str:
    """Show the smallest set of trainings that closes one's own gaps by the visit or another day."""
    who = actor()
    own = plans.own(who, assessments.day_or_none(asked("as_of")))
    to_do = plan_lines.of_own(who) if own else ()
    missing = plan_left.of_own(who, own, to_do) if own else {}
    return render_template("plan/mine.html", own=own, agreed=_agreed(to_do), missing=missing)


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


def _agreed(lines_to_do: Iterable[PlanLineView]) -> Agreed:
    """Return what is agreed on and to do still, by person and by the catalog's key of the training."""
    found: Agreed = {}
    for each in lines_to_do:
        if each.state.is_to_do:
            found.setdefault(each.person, {})[each.training_key] = each
    return found


def _is_open(each: PersonPlan, agreed: Agreed) -> bool:
    return any(step.offer.key not in agreed.get(each.person.key, {}) for step in each.to_book)


def _keep_form(plan: TeamPlan, for_whom: str = "") -> KeepForm:
    mark = plan_lines.seen(plan.proposed(for_whom))
    return KeepForm(formdata=None, data={"person": for_whom, "on": plan.on_day.isoformat(), "mark": mark})
