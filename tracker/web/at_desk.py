"""A reader at a desk: the cookie that opens it, sent to that desk's own addresses and to no other.

It carries the secret of a visit, a row on the server, and has nothing to do with a sign-in: whoever is signed in and
opens a desk reads there as the reviewer does, and whoever reads at a desk is signed in nowhere.
"""

from contextlib import suppress
from typing import cast

from flask import Response as FlaskResponse
from flask import after_this_request, current_app, g, request
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db import db
from tracker.db.tenancy import put_in_force
from tracker.db.work import Collided, unit_of_work
from tracker.domain.errors import NotFound, TrackerError
from tracker.services import desks, seen_by_link
from tracker.services.desks import Page, Reader
from tracker.services.desks.visiting import CLOSED
from tracker.web.noting_by_link import Sight, seen

LONGEST_SECRET = 100


def enter() -> None:
    """Let in whoever opened the desk that the address names, and put its center in force. Raises NotFound."""
    token = request.cookies.get(_cookie_name(), "")
    if not token or len(token) > LONGEST_SECRET:
        raise NotFound(CLOSED)
    found = desks.find((request.view_args or {})["desk"], token, clock.now())
    put_in_force(db.session(), found.actor.center_id)
    g.reader = found
    if found.is_due_a_touch:
        with suppress(TrackerError, Collided), unit_of_work():
            desks.touch(found)


def reader() -> Reader:
    """Return who reads. Only in views at a desk."""
    return cast("Reader", g.reader)


def open_here(answer: Response, desk: str, token: str) -> None:
    """Let the browser of an answer carry the secret of a visit, to this desk's addresses only."""
    # Lax, not Strict: after the link in a mail, the step to the desk itself must carry the cookie that was just set.
    answer.set_cookie(_cookie_name(), token, path=f"/desk/{desk}", secure=_is_secure(), httponly=True, samesite="Lax")


def close_here(answer: Response) -> None:
    """Take the cookie of the desk shown from the browser of an answer."""
    answer.delete_cookie(
        _cookie_name(), path=f"/desk/{reader().public_id}", secure=_is_secure(), httponly=True, samesite="Lax"
    )


def viewed(page: Page) -> None:
    """Note, once the page is answered, that the reader saw it; what cannot be noted is logged."""
    who = reader()

    def note(answer: FlaskResponse) -> FlaskResponse:
        if answer.status_code < 300:
            try:
                with unit_of_work():
                    desks.note(who, page)
            except (TrackerError, Collided):
                current_app.logger.warning("A look at desk %s could not be noted.", who.public_id)
        return answer

    after_this_request(note)


def saw(*sights: Sight) -> None:
    """Note, once the page is answered, what the reader saw of people's records."""
    who = reader()
    seen(lambda: seen_by_link.reader(who.actor, who.public_id, who.reviewer), *sights)


def _is_secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _cookie_name() -> str:
    """Bound to encryption wherever that is; a name with __Host- would have to go to every address."""
    return "__Secure-desk" if _is_secure() else "desk"
