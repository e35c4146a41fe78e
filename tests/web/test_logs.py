"""What is logged carries ids: no name, address, password, secret or anything that somebody typed."""

import io
import logging
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.factories import PASSWORD, CenterWorld
from tests.pages.forms import submit

Browse = Callable[..., FlaskClient]
NAME = "Wilhelmina Okonkwo-Pereira"
ADDRESS = "wilhelmina.okonkwo@example.org"
TYPED = "Peculiar words that nobody else types"


@pytest.fixture
def everything(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """All that any logger says, down to the last detail."""
    caplog.set_level(logging.DEBUG)
    return caplog


def test_a_day_of_ordinary_work_leaves_nobodys_name_in_the_log(
    center: CenterWorld, browse: Browse, everything: pytest.LogCaptureFixture
) -> None:
    director = browse(center.director)
    submit(director, center.path("people/new"), name=NAME, email=ADDRESS, discipline="cac")
    submit(director, center.path("completions/new"), title=TYPED, completed_on="2026-03-02", hours="1", note=TYPED)
    director.get(center.path("catalog?q=" + TYPED.replace(" ", "+")))
    director.get(center.path("my-record.csv"))
    nobody = browse()
    submit(nobody, "/sign-in", email=ADDRESS, password=PASSWORD)
    submit(nobody, "/forgot-password", email=ADDRESS)
    nobody.get("/join/" + "a" * 43)
    said = everything.text
    for secret in (NAME, ADDRESS, TYPED, PASSWORD, "a" * 43, "Okonkwo"):
        assert secret not in said


def test_a_file_that_cannot_be_read_is_not_quoted(
    center: CenterWorld, browse: Browse, everything: pytest.LogCaptureFixture
) -> None:
    file = (io.BytesIO(b"%PDF-1.7 " + TYPED.encode()), f"{NAME}.pdf")
    submit(browse(center.director), center.path("completions/new"), title=TYPED, files=file)
    assert TYPED not in everything.text
    assert NAME not in everything.text


def test_the_guard_hears_what_a_logger_says(everything: pytest.LogCaptureFixture) -> None:
    logging.getLogger("tracker.web.errors").debug("a name: %s", NAME)
    assert NAME in everything.text
