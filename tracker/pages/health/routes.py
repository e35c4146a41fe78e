"""Routes: whether the application answers, for whoever watches over it."""

from flask import Blueprint, Response, jsonify

from tracker.services import health
from tracker.web.access import public

pages = Blueprint("health", __name__)


@pages.get("/healthz")
@public()
def show() -> tuple[Response, int]:
    """Say whether pages can be served: 200, or 503 where the database does not answer. Names nobody and no version."""
    if health.database_answers():
        return jsonify(status="ok"), 200
    return jsonify(status="the database does not answer"), 503
