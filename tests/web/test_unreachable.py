"""Where the database or its disk fails, the page says so and that nothing is lost; it is no fault of the program."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import DatabaseError, OperationalError

from tests.factories import CenterWorld
from tests.pages.forms import text_of
from tracker.db.work import UNREACHABLE
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
