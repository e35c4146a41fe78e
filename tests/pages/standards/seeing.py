"""Saving what changes a standard, as a director does: see whom it changes, then save."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.pages.forms import send


def see_and_save(client: FlaskClient, path: str, **values: Any) -> TestResponse:
    """Open a page, fill in its form, see whom it changes and save; what is refused is returned as it comes back."""
    opened = client.get(path)
    assert opened.status_code == 200, f"{path} answers {opened.status_code}"
    return send_and_save(client, opened, path, **values)


def send_and_save(client: FlaskClient, opened: TestResponse, path: str, **values: Any) -> TestResponse:
    """Do the same with a page that was opened already."""
    seen = send(client, opened, path, **{**values, "decision": "preview"})
    return send(client, seen, path, decision="save") if seen.status_code == 200 else seen
