"""Routes: the pages of a certificate that waits to be logged, with the words read from it."""

from flask import send_file
from werkzeug.wrappers import Response

from tracker.domain.access import Action
from tracker.pages.certificates.blueprint import pages
from tracker.services import certificates
from tracker.web.access import actor, requires
from tracker.web.headers import shut_in

__all__ = ["pages"]


@pages.get("/certificates/waiting/<upload:waiting>/pages/<int:number>")
@requires(Action.RECORD_COMPLETION)
def picture(waiting: str, number: int) -> Response:
    """Show a page of one's own waiting file as a picture, numbered from 1."""
    answer = send_file(certificates.page_of(actor(), waiting, number), mimetype="image/jpeg", etag=False)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return shut_in(answer)
