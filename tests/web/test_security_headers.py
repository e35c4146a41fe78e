"""The headers that protect a page stand on every answer, whatever became of the request."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import CenterWorld, begin_center, open_session
from tests.installations import own_installation
from tests.pages.forms import page_of
from tracker.app import LARGEST_FORM
from tracker.db import db
from tracker.web.access import public

Browse = Callable[..., FlaskClient]
TYPED = "Ana Reyes"
# SQLite says of a missing table what it says of a missing disk; to PostgreSQL it is a fault of ours.
GONE = {500, 503}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
}


def refused_reasons(answer: TestResponse) -> list[str]:
    """Return what is missing of an answer's protection."""
    policy = answer.headers.get("Content-Security-Policy", "")
    parts = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    return [
        *(name for name, value in ALWAYS.items() if answer.headers.get(name) != value),
        *(["unsafe"] if "unsafe" in policy or "*" in policy or "http" in policy else []),
        *(["default-src"] if parts.get("default-src") != "'none'" else []),
        *(["frame-ancestors"] if parts.get("frame-ancestors") != "'none'" else []),
        *(["referrer"] if answer.headers.get("Referrer-Policy") not in {"same-origin", "no-referrer"} else []),
        *(["server"] if "X-Powered-By" in answer.headers else []),
    ]


@pytest.fixture
def faulty(empty_database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An installation with a page that fails."""
    with own_installation(empty_database_url, tmp_path) as app:
        begin_center(app)

        @public()
        def fail() -> str:
            raise ValueError(TYPED)

        app.view_functions["health.show"] = fail
        yield app


def answers(client: FlaskClient, center: CenterWorld, staff: FlaskClient) -> dict[int, TestResponse]:
    """Return an answer of each kind."""
    token = page_of(client.get("/account")).select_one("input[name=csrf_token]")
    assert token
    carried = {"csrf_token": token["value"]}
    large = {**carried, "email": "x" * (LARGEST_FORM + 1)}
    return {
        200: client.get(center.path("people")),
        302: client.application.test_client().get(center.path("people")),
        303: client.post("/account/sessions/end-others", data=carried),
        400: client.post("/sign-out"),
        403: staff.get(center.path("people")),
        404: client.get("/nowhere"),
        405: client.delete("/account"),
        413: client.post(center.path("members/invite"), data=large),
        422: client.post("/account/password", data=carried),
    }


def test_every_kind_of_answer_is_protected(center: CenterWorld, browse: Browse) -> None:
    for status, answer in answers(browse(center.director), center, browse(center.member())).items():
        assert answer.status_code == status
        assert refused_reasons(answer) == [], status
        assert answer.headers["Cache-Control"] == "no-store", "a page with names is not kept"


def test_a_fault_of_ours_is_protected_says_sorry_and_quotes_nobody(
    faulty: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    answer = faulty.test_client().get("/healthz")
    assert answer.status_code == 500
    assert refused_reasons(answer) == []
    body = answer.get_data(as_text=True)
    assert "What you saved before is safe." in body
    assert TYPED not in body + caplog.text
    (reference,) = re.findall(r"tell whoever runs this the number ([0-9a-f]{8})", body)
    assert reference in caplog.text, "whoever runs this finds it in the log"


def test_a_database_that_is_gone_is_said_in_plain_words(tmp_path: Path, empty_database_url: str) -> None:
    with own_installation(empty_database_url, tmp_path) as app:
        with app.app_context():
            db.drop_all()
        for path in ("/", "/sign-in"):
            answer = app.test_client().get(path)
            assert answer.status_code in GONE
            assert refused_reasons(answer) == []
            assert "What you saved before is safe." in answer.get_data(as_text=True)


def test_a_database_that_went_while_somebody_worked_is_said_too(tmp_path: Path, empty_database_url: str) -> None:
    with own_installation(empty_database_url, tmp_path) as app:
        client = app.test_client()
        open_session(app, client, begin_center(app).director)
        with app.app_context():
            db.drop_all()
        # The frame around the words would ask who is signed in.
        answer = client.get("/account")
        assert answer.status_code in GONE
        assert refused_reasons(answer) == []
        assert "What you saved before is safe." in answer.get_data(as_text=True)


SERVED = ["/static/js/folds.js", "/styles/pages.css", "/fonts/Roboto-Regular.woff2", "/healthz"]


@pytest.mark.parametrize("path", SERVED)
def test_what_is_served_to_anybody_is_protected_too(browse: Browse, path: str) -> None:
    answer = browse().get(path, buffered=True)
    assert answer.status_code == 200
    assert refused_reasons(answer) == []


def test_no_page_holds_what_the_policy_would_block(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    for path in ("/account", "/account/confirm", center.path("members"), center.path("people"), "/nowhere"):
        page = page_of(client.get(path))
        assert not page.select("style, [style], script:not([src])"), path
        assert not [tag for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")], path


def test_the_guard_sees_an_answer_without_protection(app: Flask) -> None:
    bare = app.response_class("hello")
    assert set(refused_reasons(bare)) >= {"X-Frame-Options", "default-src", "frame-ancestors", "referrer"}  # type: ignore[arg-type]
    bare.headers["Content-Security-Policy"] = "default-src 'none'; script-src 'unsafe-inline'"
    assert "unsafe" in refused_reasons(bare)  # type: ignore[arg-type]
