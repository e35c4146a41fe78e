"""Routes: what was agreed on, and planned events."""

from flask import Response

from tracker.api.answering import shown
from tracker.api.blueprint import calls
from tracker.api.declaring import call
from tracker.api.noting import of_list
from tracker.api.reading import asked
from tracker.api.shapes.base import OfPersonAsked, PieceAsked
from tracker.api.shapes.plans import (
    PlanLineShown,
    PlanLinesShown,
    PlannedEventShown,
    PlannedEventsShown,
    WholePlannedEventShown,
)
from tracker.domain.access import Action
from tracker.services import listings
from tracker.services import plan_lines as agreed
from tracker.services import planned_events as ahead
from tracker.web.access import actor
from tracker.web.noting import Act, Subject, seen


@calls.get("/plan-lines")
@call(Action.VIEW_TEAM, gives=PlanLinesShown, query=OfPersonAsked)
def plan_lines() -> Response:
    """List what was agreed on for people and the team, done and dropped lines too."""
    wanted = asked(OfPersonAsked)
    found = listings.plan_lines(actor(), wanted.piece(), wanted.person)
    of_list(wanted.person, found=bool(found.items), otherwise=Subject.PLAN)
    return shown(PlanLinesShown(items=[PlanLineShown.of(each) for each in found.items], next=found.next))


@calls.get("/plan-lines/<public_id:plan_line>")
@call(Action.VIEW_TEAM, gives=PlanLineShown)
def plan_line(plan_line: str) -> Response:
    """Show one line of the plan."""
    view = agreed.get(actor(), plan_line)
    if view.person:
        seen(Act.LOOK, Subject.PERSON, view.person, view.person)
    return shown(PlanLineShown.of(view), version=view.version)


@calls.get("/planned-events")
@call(Action.VIEW_TEAM, gives=PlannedEventsShown, query=PieceAsked)
def planned_events() -> Response:
    """List events to come, and what was recorded of them or canceled."""
    found = listings.planned_events(actor(), asked(PieceAsked).piece())
    return shown(PlannedEventsShown(items=[PlannedEventShown.of(each) for each in found.items], next=found.next))


@calls.get("/planned-events/<public_id:planned>")
@call(Action.VIEW_TEAM, gives=WholePlannedEventShown)
def planned_event(planned: str) -> Response:
    """Show one planned event with who is expected and who checked in."""
    view = ahead.get(actor(), planned)
    of_list(None, found=True)
    return shown(WholePlannedEventShown.whole(view), version=view.version)
