"""What a program gets: JSON, with the version of what it is in the ETag, or a file; never kept on the way."""

from pathlib import Path
from typing import BinaryIO

from flask import Response, send_file

from tracker.api.shapes.base import Shape
from tracker.web.headers import shut_in

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


def handed(content: Path | BinaryIO, mime: str, name: str) -> Response:
    """Return a file as an answer, to be saved under a name."""
    answer = send_file(content, mimetype=mime, as_attachment=True, download_name=name, conditional=False, etag=False)
    return shut_in(answer)
