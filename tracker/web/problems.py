"""What a program is told when something cannot be done: problem+json (RFC 9457), in the words that people get."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType

from flask import request
from werkzeug.wrappers import Response

API_PREFIX = "/api"
MEDIA_TYPE = "application/problem+json"
NO_TOKEN = "Show a token: Authorization: Bearer, then the token. A director or deputy makes one, in Settings."  # noqa: S105 words about one, no token
WORDS = {
    401: NO_TOKEN,
    403: "This token may not do this. A token that may write is made in Settings.",
    404: "There is nothing here, or it is not this center's.",
    405: "This address does not take that method. The header Allow names those it takes.",
    413: "What was sent is too large.",
}


class Problem(Exception):
    """An answer that a program gets instead of what it asked for; `errors`: what is wrong with which field."""

    def __init__(
        self,
        status: int,
        message: str,
        errors: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Hold what will be answered."""
        super().__init__(message)
        self.status, self.message, self.errors, self.headers = status, message, errors, headers


def is_for_a_program() -> bool:
    """Tell whether the request is one to the API, which answers in JSON whatever a caller accepts."""
    return request.path == API_PREFIX or request.path.startswith(f"{API_PREFIX}/")


def answer(problem: Problem) -> Response:
    """Return a problem as an answer."""
    told: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.message,
    }
    if problem.errors:
        told["errors"] = [{"field": field, "message": message} for field, message in problem.errors]
    return Response(
        json.dumps(told, ensure_ascii=False), status=problem.status, mimetype=MEDIA_TYPE, headers=dict(problem.headers)
    )
