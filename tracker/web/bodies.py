"""How much a request may carry, judged before anything of it is read.

Werkzeug reads a form that is not multipart into memory whole, whatever its size; only files need more than a little.
"""

from flask import Flask, current_app, request
from werkzeug.exceptions import BadRequest, HTTPException

from tracker.web.access import Permission, permission_of

_FORMS = {"multipart/form-data", "application/x-www-form-urlencoded"}
KILOBYTE = 1024
LARGEST_SENT = 64 * KILOBYTE
# A file of 25 MB, and what stands around it.
LARGEST_SENT_FILE = 25 * KILOBYTE * KILOBYTE + LARGEST_SENT


def install(app: Flask, *, largest_form: int) -> None:
    """Let only forms with files, on pages that ask for a sign-in, carry more than `largest_form` bytes."""

    def limit() -> None:
        permission = permission_of(current_app, request.endpoint) if request.endpoint else None
        if permission is not None and permission.token:
            _limit_a_program(permission)
        elif request.mimetype != "multipart/form-data" or permission is None or not permission.signed_in:
            request.max_content_length = largest_form
        if "Transfer-Encoding" in request.headers:
            _read_chunks()

    app.before_request(limit)


def _read_chunks() -> None:
    """Read a form that comes in chunks. Raises BadRequest where they are none, which the server sees only now."""
    try:
        _ = request.form if request.mimetype in _FORMS else request.get_data()
    except HTTPException:
        raise
    except Exception as broken:
        raise BadRequest from broken  # each web server has errors of its own for it


def _limit_a_program(permission: Permission) -> None:
    """Take one file where the route takes files, and otherwise no more than a completion has letters."""
    request.max_content_length = LARGEST_SENT_FILE if permission.takes_file else LARGEST_SENT
