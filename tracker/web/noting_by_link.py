"""Noting that somebody saw something who came by a link and signed in nowhere: after the answer, never at its cost."""

from collections.abc import Callable

from flask import Response, after_this_request, current_app

from tracker.db.work import Collided, unit_of_work
from tracker.domain.errors import TrackerError
from tracker.services import seen_by_link
from tracker.services.seen_by_link import Onlooker
from tracker.services.sightings import Act, Sight, Subject

__all__ = ["Act", "Sight", "Subject", "seen"]

LEADS_ON = 300


def seen(who: Callable[[], Onlooker], *sights: Sight) -> None:
    """Note, once the page is answered, what was seen; `who` is asked then, and not where nothing was shown."""

    def note(answer: Response) -> Response:
        if sights and answer.status_code < LEADS_ON:
            try:
                with unit_of_work():
                    seen_by_link.note(who(), sights)
            except (TrackerError, Collided):
                current_app.logger.warning("What somebody saw who came by a link could not be noted.")
        return answer

    after_this_request(note)
