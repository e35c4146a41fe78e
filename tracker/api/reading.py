"""A request of a program, read before its view runs: its query, headers and body as the route declares them.

What a route does not declare is refused, so nothing is taken for something else and no field is set on the side.
"""

import re
from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import current_app, g, request
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import FileStorage

from tracker.api import refusals
from tracker.web.access import Permission, permission_of
from tracker.web.problems import Problem

Read = TypeVar("Read", bound=BaseModel)
JSON, FORM = "application/json", "multipart/form-data"
_HEADERS: dict[str, tuple[re.Pattern[str], int, str]] = {
    "Idempotency-Key": (
        re.compile(r"[A-Za-z0-9_-]{8,64}"),
        422,
        "Send the header Idempotency-Key: 8 to 64 letters, digits, - or _, new for each thing that is to be made.",
    ),
    "If-Match": (
        re.compile(r'"[0-9]{1,9}"'),
        428,
        "Send the header If-Match with the ETag under which you read this, in its quotes.",
    ),
}


def read() -> None:
    """Read the request as its route declares it. Raises Problem naming what will not do."""
    permission = permission_of(current_app, request.endpoint or "")
    if permission is None or not permission.token:
        raise RuntimeError(f"{request.endpoint} is no call of the API.")
    g.headers = {name: _header(name) for name in permission.headers}
    g.query = _query(permission.query)
    g.file = None
    g.body = _body(permission)


def asked(shape: type[Read]) -> Read:
    """Return what the query of the address asks for."""
    return _as_declared(g.query, shape)


def sent(shape: type[Read]) -> Read:
    """Return what was sent."""
    return _as_declared(g.body, shape)


def header(name: str) -> str:
    """Return a header that the route declares."""
    return str(g.headers[name])


def version() -> int:
    """Return the version that the caller read, from If-Match."""
    return int(header("If-Match").strip('"'))


def file() -> FileStorage:
    """Return the file that was sent."""
    return cast("FileStorage", g.file)


def _as_declared(read: BaseModel | None, shape: type[Read]) -> Read:
    if not isinstance(read, shape):
        raise RuntimeError(f"{request.endpoint} does not declare {shape.__name__}.")
    return read


def _header(name: str) -> str:
    pattern, status, words = _HEADERS[name]
    value = request.headers.get(name, "")
    if not pattern.fullmatch(value):
        raise Problem(status if not value else 422, words, [(name, words)])
    return value


def _query(shape: type[BaseModel] | None) -> BaseModel | None:
    doubled = [name for name, values in request.args.lists() if len(values) > 1]
    if doubled:
        raise refusals.unprocessable([(name, f"{name} stands in the address more than once.") for name in doubled])
    if shape is None:
        unknown = [(name, refusals.unknown(name)) for name in request.args]
        if unknown:
            raise refusals.unprocessable(unknown)
        return None
    return _judged(lambda: shape.model_validate_strings(request.args.to_dict(), strict=True))


def _body(permission: Permission) -> BaseModel | None:
    shape = permission.body
    if permission.takes_file:
        return _form(shape)
    if shape is None:
        if request.get_data():
            raise refusals.unprocessable([("", "This address takes no body. Send none.")])
        return None
    if request.mimetype != JSON:
        raise Problem(415, "Send a JSON object, with the header Content-Type: application/json.")
    return _judged(lambda: shape.model_validate_json(request.get_data()))


def _form(shape: type[BaseModel] | None) -> BaseModel | None:
    if request.mimetype != FORM:
        raise Problem(415, "Send the file in a form, with the header Content-Type: multipart/form-data.")
    files = request.files.getlist("file")
    if len(files) != 1 or not files[0].filename or len(request.files) > 1:
        words = "Send one file, in the field file, with its name."
        raise refusals.unprocessable([("file", words)])
    g.file = files[0]
    values = request.form.to_dict()
    return _judged(lambda: shape.model_validate_strings(values, strict=True)) if shape else None


def _judged(read: Callable[[], Any]) -> BaseModel:
    try:
        return cast("BaseModel", read())
    except ValidationError as wrong:
        raise refusals.told(wrong) from None
