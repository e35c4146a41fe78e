"""Noting which texts of standards a center's directors have seen first: after the answer, and never at its cost.

Following a standard says it, and so does `init`. What is left is an edition that came to hold by its day alone, and an
installation that was brought up to date in another way: there a director's first look says it.
"""

from collections.abc import Sequence

from flask import Response, after_this_request, current_app

from tracker.db.work import Collided, unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import TrackerError
from tracker.services import shipped_changes
from tracker.services.standards import Followed
from tracker.web.access import actor


def first_look(followed: Sequence[Followed]) -> None:
    """Note, once the page is answered, that a director looked at standards of which it is not known what was seen."""
    who = actor()
    if not (who.may(Action.MANAGE_STANDARDS) and shipped_changes.is_unknown(followed)):
        return

    def note(answer: Response) -> Response:
        try:
            with unit_of_work():
                shipped_changes.begin(who)
        except (TrackerError, Collided):
            words = "Account %s looked at the standards of center %s, and it could not be noted."
            current_app.logger.warning(words, who.account_id, who.center)
        return answer

    after_this_request(note)
