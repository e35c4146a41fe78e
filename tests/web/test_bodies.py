"""How much a request may carry: files where they are asked for, little elsewhere."""

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import encode_multipart

from tests.factories import CenterWorld
from tests.pages.forms import form_in, values_of
from tracker.app import LARGEST_FORM

Browse = Callable[..., FlaskClient]
LARGE = "x" * LARGEST_FORM


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json", "text/plain", ""])
def test_nobody_fills_the_memory_with_a_form(center: CenterWorld, browse: Browse, kind: str) -> None:
    for client, path in ((browse(), "/sign-in"), (browse(center.director), center.path("completions/new"))):
        assert client.post(path, data=f"email={LARGE}", content_type=kind).status_code == 413


def test_before_signing_in_there_is_no_room_for_files(center: CenterWorld, browse: Browse) -> None:
    client = browse()
    values = values_of(form_in(client.get("/sign-in")))
    boundary, body = encode_multipart({**dict(values.items()), "file": LARGE})
    answer = client.post("/sign-in", data=body, content_type=f'multipart/form-data; boundary="{boundary}"')
    assert answer.status_code == 413
    assert "What was sent is too large." in answer.get_data(as_text=True)


def test_a_form_of_ordinary_size_is_read(center: CenterWorld, browse: Browse) -> None:
    client = browse()
    values = dict(values_of(form_in(client.get("/sign-in"))).items())
    answer = client.post("/sign-in", data={**values, "email": "x" * 100_000, "password": "x" * 100_000})
    assert answer.status_code == 422


class BrokenChunks(io.RawIOBase):
    """A body that turns out to be no chunks while it is read, as the web server tells it."""

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        raise ValueError("Invalid chunk size")


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_body_in_broken_chunks_is_no_fault_of_ours(center: CenterWorld, browse: Browse, kind: str) -> None:
    sent = {"wsgi.input": BrokenChunks(), "wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    for client, path in ((browse(), "/sign-in"), (browse(center.director), center.path("completions/new"))):
        answer = client.post(path, content_type=kind, environ_overrides=sent)
        assert answer.status_code == 400
        assert "This request could not be understood." in answer.get_data(as_text=True)
