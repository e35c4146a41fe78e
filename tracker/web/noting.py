"""Noting that somebody saw what is another's: after the answer is decided, and never at its cost.

A look changes nothing of the record, so an address that is only looked at stays safe to open again. What cannot be
noted, because the database is busy or its disk is full, is logged; the page was read all the same.
"""

from flask import Response, after_this_request, current_app

from tracker.db.work import Collided, unit_of_work
from tracker.domain.errors import TrackerError
from tracker.services import sightings
from tracker.services.sightings import Act, Sight, Subject
from tracker.web.access import actor

__all__ = ["Act", "Subject", "seen"]

LEADS_ON = 300


def seen(act: Act, subject: Subject, subject_id: str, person: str | None = None) -> None:
    """Note, once the page is answered, that whoever asked for it saw something; `person`: whose record it is."""
    sight = Sight(act, subject, subject_id, person)

    def note(answer: Response) -> Response:
        # A page that was refused, or led on to the question for a password, showed nothing.
        if answer.status_code < LEADS_ON:
            _note(sight)
        return answer

    after_this_request(note)


def _note(sight: Sight) -> None:
    who = actor()
    if not sightings.is_news(who, sight):
        return
    try:
        with unit_of_work():
            sightings.note(who, sight)
    except (TrackerError, Collided):
        words = "Account %s saw %s %s at center %s, and it could not be noted."
        current_app.logger.warning(words, who.account_id, sight.subject.value, sight.subject_id, who.center)
