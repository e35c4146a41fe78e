"""Routes: people with their roles."""

from flask import Response

from tracker.api.answering import shown
from tracker.api.blueprint import calls
from tracker.api.declaring import call
from tracker.api.noting import of_list
from tracker.api.reading import asked
from tracker.api.shapes.people import PeopleAsked, PeopleShown, PersonShown
from tracker.domain.access import Action
from tracker.services import listings, people_views
from tracker.web.access import actor
from tracker.web.noting import Act, Subject, seen


@calls.get("/people")
@call(Action.VIEW_TEAM, gives=PeopleShown, query=PeopleAsked)
def people() -> Response:
    """List people with their roles, also who has left."""
    wanted = asked(PeopleAsked)
    found = listings.people(actor(), wanted.piece(), wanted.role, wanted.on)
    of_list(None, found=bool(found.items))
    return shown(PeopleShown(items=[PersonShown.of(each) for each in found.items], next=found.next))


@calls.get("/people/<public_id:person>")
@call(Action.VIEW_TEAM, gives=PersonShown)
def person(person: str) -> Response:
    """Show one person with their roles."""
    view = people_views.get(actor(), person)
    seen(Act.LOOK, Subject.PERSON, person, person)
    return shown(PersonShown.of(view))
