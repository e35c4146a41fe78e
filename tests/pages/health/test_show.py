"""Whoever watches over an installation asks one address, signed in or not, and learns yes or no."""

from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient

from tests.application import make_app
from tests.factories import CenterWorld
from tracker.db import db

Browse = Callable[..., FlaskClient]


def test_an_installation_that_works_says_so_and_names_nobody(center: CenterWorld, browse: Browse) -> None:
    for client in (browse(), browse(center.director)):
        answer = client.get("/healthz")
        assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})
        assert answer.headers["Cache-Control"] == "no-store"


def test_asking_starts_no_session(browse: Browse) -> None:
    assert "Set-Cookie" not in browse().get("/healthz").headers


def test_a_database_without_tables_is_a_503(empty_database_url: str, tmp_path: Path) -> None:
    app = make_app(empty_database_url, tmp_path)
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.get_json()) == (503, {"status": "the database does not answer"})
    with app.app_context():
        db.engine.dispose()


def test_a_database_that_cannot_be_opened_is_a_503(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path / 'nowhere' / 'x.sqlite'}", tmp_path)
    assert app.test_client().get("/healthz").status_code == 503
