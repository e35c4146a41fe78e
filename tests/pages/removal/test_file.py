"""A director removes a file for good; the page says what goes and what stays, and the record says it afterwards."""

import os
from collections.abc import Callable

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import errors_of, submit, text_of
from tests.services.archives.made import made
from tests.services.files import attached, row_of
from tracker.models import Evidence
from tracker.services import archives

Browse = Callable[..., FlaskClient]


def test_a_director_removes_a_file_and_the_record_says_why(center: CenterWorld, browse: Browse) -> None:
    file = attached(center, center.completion(), making.pdf() + os.urandom(8).hex().encode())
    client, page = browse(center.director), center.path(f"evidence/{file}/remove")
    _names_what_else_may_hold_it(client.get(page))
    answer = submit(client, page, why="about_a_child", sure="y", words="A report.")
    assert answer.status_code == 303
    for address in ("file", "pages/1"):
        gone = client.get(center.path(f"evidence/{file}/{address}"))
        assert gone.status_code == 410
        assert "This file was removed for good" in text_of(gone)
        assert "It tells about a child, a family or a case. A report." in text_of(gone)
    assert "It was removed on" in text_of(client.get(page))
    _names_what_else_may_hold_it(client.get(page))


def _names_what_else_may_hold_it(answer: TestResponse) -> None:
    text = text_of(answer)
    assert "Backups hold it longer" in text
    assert "in the folder “Read by the tracker”, for 30 days" in text
    assert "Copies that somebody took along stay where they are" in text


def test_everything_of_the_center_as_one_file_is_not_there_afterwards(center: CenterWorld, browse: Browse) -> None:
    file = attached(center, center.completion(), making.pdf() + os.urandom(8).hex().encode())
    archive, client = made(center), browse(center.director)
    page = center.path(f"evidence/{file}/remove")
    assert "Everything of the center as one file goes too" in text_of(client.get(page))
    with client.get(center.path(f"archive/{archive}/everything.zip")) as whole:
        assert whole.status_code == 200
    assert submit(client, page, why="about_a_child", sure="y").status_code == 303
    assert client.get(center.path(f"archive/{archive}/everything.zip")).status_code == 404
    with center.app.app_context():
        assert not archives.asking.folder().holds(archive)


def test_nothing_goes_before_somebody_says_that_they_know(center: CenterWorld, browse: Browse) -> None:
    file = attached(center, center.completion(), making.pdf())
    client, page = browse(center.director), center.path(f"evidence/{file}/remove")
    answer = submit(client, page, why="about_a_child")
    assert answer.status_code == 422
    assert errors_of(answer)
    assert row_of(center, file, Evidence).removed_at is None
