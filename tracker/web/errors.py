"""What people see when something cannot be done: the right status, plain words, a way on."""

import logging
import secrets
import traceback

from flask import Flask, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from tracker.db import db
from tracker.db.work import OUTDATED, UNREACHABLE, is_outdated, is_unreachable
from tracker.domain.errors import Conflict, NotFound, Outdated, Refused, TrackerError, UnreadableFile
from tracker.web import problems
from tracker.web.problems import Problem

log = logging.getLogger(__name__)
Answer = tuple[str | Response, int]

WORDS = {
    400: "This request could not be understood. Go back and try again.",
    403: "You may see this, but not do it. Ask the center's director.",
    404: "There is nothing here, or it is not yours to see.",
    405: "This address does not take that kind of request.",
    413: "What was sent is too large. A file may have up to 25 MB; send fewer at once.",
    429: "Too many requests. Wait a minute, then try again.",
    500: "Something went wrong on our side. What you saved before is safe. Try again.",
}
STATUS: dict[type[TrackerError], int] = {NotFound: 404, Refused: 403, Conflict: 409, Outdated: 409, UnreadableFile: 422}


def install(app: Flask) -> None:
    """Attach the handlers to an application."""
    app.register_error_handler(Problem, problems.answer)
    app.register_error_handler(TrackerError, _ours)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _ours(error: TrackerError) -> Answer:
    if isinstance(error, Outdated) and problems.is_for_a_program():
        return _page(412, error.message)  # what it said in If-Match holds no more
    return _page(STATUS.get(type(error), 503), error.message, error.field)


def _stale_form(_error: CSRFError) -> Answer:
    return _page(
        400, "This form was open for too long, or the page was from another sign-in. Go back, reload it, send it again."
    )


def _http(error: HTTPException) -> Answer | HTTPException:
    if isinstance(error, SecurityError):
        # The request names a host that is not ours: no address can be built for it, so no page either.
        return _plain("This installation does not answer to that name. Check the address.", 400)
    status = error.code or 500
    if status < 400:
        return error
    if problems.is_for_a_program():
        allowed = getattr(error, "valid_methods", None) or ()
        words = problems.WORDS.get(status) or WORDS.get(status, WORDS[400])
        return problems.answer(Problem(status, words, headers={"Allow": ", ".join(allowed)} if allowed else {})), status
    return _page(status, WORDS.get(status, WORDS[400]))


def _unexpected(error: Exception) -> Answer:
    db.session.rollback()
    if is_unreachable(error):
        log.error("the database did not answer at %s: %s", request.endpoint, type(error).__name__)
        return _page(503, UNREACHABLE)
    if is_outdated(error):
        log.error("the tables are of another version, at %s: run init", request.endpoint)
        return _page(503, OUTDATED)
    reference = secrets.token_hex(4)
    # Type and place, never the message: messages quote what people typed.
    place = "".join(traceback.format_tb(error.__traceback__))
    log.error("fault %s: %s at %s\n%s", reference, type(error).__name__, request.endpoint, place)
    return _page(500, f"{WORDS[500]} If it happens again, tell whoever runs this the number {reference}.")


def _page(status: int, message: str, field: str | None = None) -> Answer:
    if problems.is_for_a_program():
        return problems.answer(Problem(status, message, [(field, message)] if field else ())), status
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(error=message), status
    try:
        return render_template("errors/error.html", status=status, message=message), status
    except Exception as fault:
        # What stands around the words needs the database, which may be the very thing that failed.
        log.error("no page around an error: %s", type(fault).__name__)
        db.session.rollback()
        return _plain(message, status)


def _plain(message: str, status: int) -> Answer:
    return Response(f"{message}\n", mimetype="text/plain"), status
