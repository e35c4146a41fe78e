"""What wapiti only guessed, by a time or by two answers that were alike, is asked once more before it is a finding."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from tests.scan.again import happens_again

FORM = 'Content-Disposition: form-data; name="csrf_token"\n\nIjI2.awsi.ISUC_R-2\n--boundarystring--'


class Door(BaseHTTPRequestHandler):
    """Refuses a false token where `checks` says so, and whoever does not say who they are."""

    checks = True

    def do_GET(self) -> None:
        self.send_response(200 if self.headers["Cookie"] == "session=1" else 403)
        self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        is_false = b"wapiti" in body or b"csrf_token" not in body
        self.send_response(400 if is_false and self.checks else 422)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Door) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def found(info: str, request: str) -> dict[str, str]:
    return {"info": info, "http_request": request}


@pytest.mark.parametrize("body", [FORM, "version=1&csrf_token=IjI2.awsi.ISUC_R-2&files="])
def test_a_token_that_is_not_checked_is_a_finding_and_one_that_is_checked_is_none(
    url: str, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "CSRF token 'csrf_token' is not properly checked in backend"
    one = found(told, f"POST /files HTTP/1.1\nContent-Type: multipart/form-data\n\n{body}")
    assert not happens_again(one, url, "session=1")
    monkeypatch.setattr(Door, "checks", False)
    assert happens_again(one, url, "session=1")


@pytest.mark.parametrize(("sleeps", "holds"), [(0.0, True), (60.0, False)])
def test_a_database_that_slept_sleeps_again(url: str, sleeps: float, holds: bool) -> None:
    one = found("Blind SQL vulnerability via injection in the parameter as_of", "GET /gaps.pdf?as_of=1 HTTP/1.1")
    assert happens_again(one, url, "session=1", sleeps) is holds


def test_whatever_else_is_found_holds_without_asking() -> None:
    assert happens_again(found("XSS vulnerability", "GET / HTTP/1.1"), "http://127.0.0.1:1", "")
