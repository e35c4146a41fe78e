"""Routes: the catalog of trainings, and the events of the team."""

from flask import Response

from tracker.api.answering import shown
from tracker.api.blueprint import calls
from tracker.api.declaring import call
from tracker.api.reading import asked
from tracker.api.shapes.base import PieceAsked
from tracker.api.shapes.catalog import EventShown, EventsShown, TrainingShown, TrainingsShown, WholeEventShown
from tracker.domain.access import Action
from tracker.services import event_views, evidence_reading, listings
from tracker.services import trainings as catalog
from tracker.web.access import actor


@calls.get("/trainings")
@call(Action.VIEW_CATALOG, gives=TrainingsShown, query=PieceAsked)
def trainings() -> Response:
    """List the catalog, with what is not proposed any more."""
    found = listings.catalog(actor(), asked(PieceAsked).piece())
    return shown(TrainingsShown(items=[TrainingShown.of(each) for each in found.items], next=found.next))


@calls.get("/trainings/<public_id:training>")
@call(Action.VIEW_CATALOG, gives=TrainingShown)
def training(training: str) -> Response:
    """Show one entry of the catalog."""
    return shown(TrainingShown.of(catalog.get(actor(), training)))


@calls.get("/events")
@call(Action.VIEW_TEAM, gives=EventsShown, query=PieceAsked)
def events() -> Response:
    """List the events of the team and the documents it holds, withdrawn ones too."""
    found = listings.events(actor(), asked(PieceAsked).piece())
    return shown(EventsShown(items=[EventShown.of(each) for each in found.items], next=found.next))


@calls.get("/events/<public_id:event>")
@call(Action.VIEW_TEAM, gives=WholeEventShown)
def event(event: str) -> Response:
    """Show one event with who was there and its files."""
    view = event_views.get(actor(), event)
    return shown(WholeEventShown.whole(view, evidence_reading.of_event(actor(), event)), version=view.version)
