"""Routes: completions, read."""

from flask import Response

from tracker.api.answering import shown
from tracker.api.blueprint import calls
from tracker.api.declaring import call
from tracker.api.noting import of_list
from tracker.api.reading import asked
from tracker.api.shapes.completions import CompletionsAsked, CompletionShown, CompletionsShown
from tracker.domain.access import Action
from tracker.services import completions as record
from tracker.services import listings
from tracker.web.access import actor
from tracker.web.noting import Act, Subject, seen


@calls.get("/completions")
@call(Action.VIEW_TEAM, gives=CompletionsShown, query=CompletionsAsked)
def completions() -> Response:
    """List completions with their credits, files and decisions, withdrawn ones too."""
    who, wanted = actor(), asked(CompletionsAsked)
    found = listings.completions(who, wanted.piece(), wanted.narrowed())
    of_list(wanted.person, found=bool(found.items))
    return shown(CompletionsShown(items=[CompletionShown.of(each) for each in found.items], next=found.next))


@calls.get("/completions/<public_id:completion>")
@call(Action.VIEW_TEAM, gives=CompletionShown)
def completion(completion: str) -> Response:
    """Show one completion."""
    return one(completion)


def one(public_id: str, status: int = 200, location: str = "") -> Response:
    """Return a completion as an answer, with its version; noted as a look at the record of whose it is."""
    view = record.get(actor(), public_id)
    seen(Act.LOOK, Subject.COMPLETION, public_id, view.person)
    return shown(CompletionShown.of(view), status=status, version=view.version, location=location)
