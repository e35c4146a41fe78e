"""Finding a planned event by the code that its sign-in sheet carries: the address of its page, and no secret."""

import re

from tracker.domain.access import Action
from tracker.domain.errors import NotFound, TrackerError
from tracker.intake.inspection import codes_in
from tracker.services import uploads
from tracker.services.actor import Actor
from tracker.services.planned_events.rows import NOT_YOURS, found

NO_CODE = (
    "No code was found on it. Scan the first page of the sheet flat and sharp, or add the file at the event by hand."
)
ELSEWHERE = "The code on it is of no planned event of this center. Add the file at the event by hand."


def address(center: str, public_id: str) -> str:
    """Return the path that the code of a sheet holds."""
    return f"/c/{center}/events/planned/{public_id}/record"


def event_of(actor: Actor, tokens: list[str]) -> str:
    """Return the planned event whose code is on one of the files that wait, by public id.

    Costs a child process a file. Raises NotFound saying what to do where there is none.
    """
    actor.must(Action.MANAGE_EVENTS, NOT_YOURS)
    seen = False
    for token in tokens:
        for code in codes_in(uploads.path_waiting(actor, token)):
            seen = True
            if public_id := _named(actor, code):
                return public_id
    raise NotFound(ELSEWHERE if seen else NO_CODE)


def _named(actor: Actor, code: str) -> str:
    """Return which planned event of the actor's center an address names; what it says beside that is not followed."""
    named = re.search(rf"/c/{re.escape(actor.center)}/events/planned/([0-9a-z]{{20}})/record$", code)
    try:
        return found(named[1]).public_id if named else ""
    except TrackerError:
        return ""
