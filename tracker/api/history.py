"""Routes: the history of the center."""

from flask import Response

from tracker.api.answering import shown
from tracker.api.blueprint import calls
from tracker.api.declaring import call
from tracker.api.reading import asked
from tracker.api.shapes.history import HistoryAsked, HistoryShown
from tracker.domain.access import Action
from tracker.services import listings
from tracker.web.access import actor
from tracker.web.noting import Act, Subject, seen


@calls.get("/history")
@call(Action.VIEW_HISTORY, gives=HistoryShown, query=HistoryAsked)
def history() -> Response:
    """List what was changed at the center, the oldest first.

    The number of the last line that was read is the cursor for what happened since.
    """
    who, wanted = actor(), asked(HistoryAsked)
    part = listings.history(who, wanted.piece(), wanted.person, wanted.about)
    whose = wanted.person if part.lines.items else None
    seen(Act.EXPORT, Subject.HISTORY, whose or who.center, whose)
    return shown(HistoryShown.of(part))
