"""Where the database fails, or is of another version, the page says so; it is no fault of the program."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, OperationalError

from tests.factories import CenterWorld
from tests.pages.forms import text_of
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.db.work import OUTDATED, UNREACHABLE
from tracker.services import records

Browse = Callable[..., FlaskClient]


@pytest.mark.parametrize("kind", [OperationalError, DatabaseError])
def test_a_page_that_cannot_be_read_says_so(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise kind("SELECT …", {}, Exception("disk I/O error"))  # type: ignore[call-arg]  # as the driver's wrapper

    client = browse(center.director)
    monkeypatch.setattr(records, "load", fail)
    answer = client.get(center.path("matrix"))
    assert answer.status_code == 503
    assert UNREACHABLE in text_of(answer)


def test_a_page_that_asks_tables_of_another_version_says_what_helps(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*_: object, **__: object) -> None:
        with everywhere(db.session()):
            db.session.execute(text("SELECT tomorrow FROM center"))

    client = browse(center.director)
    monkeypatch.setattr(records, "load", ask)
    answer = client.get(center.path("matrix"))
    assert answer.status_code == 503
    assert OUTDATED in text_of(answer)
