"""What the plan still lacks for each person if everything that was agreed on or is planned by its day were done."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tracker.domain.finding import Finding
from tracker.domain.forecast_agreed import Agreement, still_missing
from tracker.domain.forecast_offers import Offer
from tracker.domain.forecast_trial import Days
from tracker.domain.record import Person
from tracker.services import assessments, plans, standards
from tracker.services.actor import Actor
from tracker.services.kept_at_head import KeptAtHead
from tracker.services.plan_line_views import PlanLineView
from tracker.services.planned_offers import Expected
from tracker.services.plans import OwnPlan, TeamPlan

Missing = Mapping[str, tuple[Finding, ...]]
_kept: KeptAtHead[Missing] = KeptAtHead(plans.MOST_KEPT)


def of_team(actor: Actor, plan: TeamPlan, lines: Iterable[PlanLineView]) -> Missing:
    """Return what is missing still, by the key of each person for whom a training is agreed on.

    Judges each of them once for a day and a state of the record; two statements otherwise.
    """
    agreed = _agreements(lines)
    asked = (plan.on_day, actor.today)
    days = Days(today=actor.today, on_day=plan.on_day, visit_on=plan.visit_on)
    people = [each.person for each in plan.people if each.person.key in agreed]
    agreed = _with_planned(agreed, plan.expected)
    return _kept.get(actor.center, asked, assessments.stamp(actor), lambda: _missing(actor, people, days, agreed))


def of_own(actor: Actor, own: OwnPlan, lines: Iterable[PlanLineView]) -> Missing:
    """Return the same of one's own plan."""
    person = own.plan.person
    agreed = {key: those for key, those in _agreements(lines).items() if key == person.key}
    days = Days(today=actor.today, on_day=own.on_day, visit_on=own.visit_on)
    return _missing(actor, [person], days, _with_planned(agreed, own.expected)) if agreed else {}


def _missing(actor: Actor, people: Iterable[Person], days: Days, agreed: Mapping[str, list[Agreement]]) -> Missing:
    asked = [each.standard for each in standards.followed(actor)]
    return {person.key: still_missing(asked, person, days, agreed[person.key]) for person in people}


def _with_planned(agreed: Mapping[str, list[Agreement]], expected: Expected) -> dict[str, list[Agreement]]:
    """Return what is agreed on with what is planned for the same people, each on its day."""
    return {
        person: [*those, *(Agreement(offer, offer.on) for offer in expected.get(person, ()) if offer.on)]
        for person, those in agreed.items()
    }


def _agreements(lines: Iterable[PlanLineView]) -> dict[str, list[Agreement]]:
    """Return the trainings agreed on, by person; a task, and what is the team's, no assessment knows."""
    found: defaultdict[str, list[Agreement]] = defaultdict(list)
    for each in lines:
        if each.told and each.state.is_to_do:
            offer = Offer(key=each.training_key, title=each.title, topics=each.topics, hours=each.hours)
            found[each.person].append(Agreement(offer, each.due_on, each.booked_on))
    return dict(found)
