"""What a program gets: JSON, with the version of what it is in the ETag, and never kept on the way."""

from flask import Response

from tracker.api.shapes.base import Shape

JSON = "application/json"


def shown(shape: Shape, *, status: int = 200, version: int | None = None, location: str = "") -> Response:
    """Return a shape as an answer; `version`: of the thing, for the If-Match of whoever changes it."""
    answer = Response(shape.model_dump_json(), status=status, mimetype=JSON)
    answer.headers["Cache-Control"] = "private, no-store"
    if version is not None:
        answer.headers["ETag"] = f'"{version}"'
    if location:
        answer.headers["Location"] = location
    return answer
