"""Routes: a private calendar, for a program that cannot sign in."""

from flask import Blueprint
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Refused
from tracker.services import reminders
from tracker.web.access import public

pages = Blueprint("calendar", __name__)


@pages.get("/calendar/<token:token>.ics")
@public()
def show(token: str) -> Response:
    """Send the calendar of whoever has the address; how often is limited."""
    try:
        with unit_of_work():
            reminders.count_read(token, clock.now())
    except Refused as hurry:
        return Response(hurry.message, 429, {"Retry-After": "60"}, mimetype="text/plain")
    answer = Response(reminders.read_calendar(token, clock.now()), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = "inline; filename=training.ics"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
