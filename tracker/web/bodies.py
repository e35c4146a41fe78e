"""How much a request may carry, judged before anything of it is read.

Werkzeug reads a form that is not multipart into memory whole, whatever its size; only files need more than a little.
"""

from flask import Flask, current_app, request
from werkzeug.exceptions import BadRequest, HTTPException

from tracker.web.access import permission_of


def install(app: Flask, *, largest_form: int) -> None:
    """Let only forms with files, on pages that ask for a sign-in, carry more than `largest_form` bytes."""

    def limit() -> None:
        if request.mimetype != "multipart/form-data" or not _asks_for_sign_in():
            request.max_content_length = largest_form
        if "Transfer-Encoding" in request.headers:
            _read_chunks()

    app.before_request(limit)


def _read_chunks() -> None:
    """Read a form that comes in chunks. Raises BadRequest where they are none, which the server sees only now."""
    try:
        _ = request.form
    except HTTPException:
        raise
    except Exception as broken:
        raise BadRequest from broken  # each web server has errors of its own for it


def _asks_for_sign_in() -> bool:
    permission = permission_of(current_app, request.endpoint) if request.endpoint else None
    return permission is not None and permission.signed_in
