"""What is to come read piece by piece: the lines of the plan that were agreed on, and planned events."""

from tracker.models import PlanLine, PlannedEvent
from tracker.services import plan_line_views
from tracker.services import planned_events as planned
from tracker.services.actor import Actor
from tracker.services.listings.pieces import Listed, Piece, in_order, of_person, piece_of
from tracker.services.plan_line_views import PlanLineView
from tracker.services.planned_events import PlannedView


def plan_lines(actor: Actor, piece: Piece, person: str | None = None) -> Listed[PlanLineView]:
    """Return lines of the plan, done and dropped ones too, for one person where one is named. Five statements."""
    ids, following = piece_of(actor, PlanLine, piece, of_person(PlanLine.person_id, person))
    return in_order(ids, plan_line_views.some(actor, ids), following)


def planned_events(actor: Actor, piece: Piece) -> Listed[PlannedView]:
    """Return planned events, recorded and canceled ones too, without who is expected. Three statements."""
    ids, following = piece_of(actor, PlannedEvent, piece, [])
    return in_order(ids, planned.some(actor, ids), following)
