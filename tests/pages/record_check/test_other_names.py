"""A certificate that names somebody else is asked about, from the form by which it came to the line that mends it."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, file, page_of, send, submit, text_of
from tests.pages.ladder import Browse
from tests.reports import files
from tests.services.files import names_kept, row_of
from tracker.db import db
from tracker.models import Evidence
from tracker.services import removing_files
from tracker.services.removing_files import Why

TYPED = {"title": "Ethics in Practice", "completed_on": "2026-03-02", "hours": "1.5"}
MARIAS = files.pdf(words="This certifies that Maria Lopez has completed Ethics in Practice")


@pytest.fixture
def author(center: CenterWorld, browse: Browse) -> FlaskClient:
    """A member of the staff, who is called Robin Vale."""
    return browse(center.member(person_id=center.person("Robin Vale")))


def log(client: FlaskClient, center: CenterWorld, content: bytes = MARIAS) -> Any:
    """Log a completion with a file; what was read is looked at and sent once more."""
    path = center.path("completions/new")
    answer = submit(client, path, **TYPED, files=[file(content)])
    for _ in range(2):
        if answer.status_code == 422:
            assert errors_of(answer)
            answer = send(client, answer, path)
    assert answer.status_code == 303, errors_of(answer)
    return str(answer.location).rsplit("/", 1)[1]


def asked(center: CenterWorld, browse: Browse) -> str:
    return text_of(browse(center.director).get(center.path("record-check?check=other-name")))


def test_it_is_asked_about_until_the_name_is_theirs(center: CenterWorld, browse: Browse, author: FlaskClient) -> None:
    log(author, center)
    assert names_kept(center) == [("Maria Lopez",)]
    assert "names Maria Lopez, and not Robin Vale" in asked(center, browse)
    director = browse(center.director)
    page = page_of(director.get(center.path("record-check?check=other-name")))
    (edit,) = (str(link["href"]) for link in page.select("main .card a") if "Add a name" in link.get_text())
    assert submit(director, edit, other_names="Maria Lopez").status_code == 303
    assert "Maria Lopez" not in asked(center, browse)


def test_somebody_who_is_called_so_is_not_asked_about(center: CenterWorld, browse: Browse, author: FlaskClient) -> None:
    log(author, center, files.pdf(words="This certifies that ROBIN VALE has completed Ethics in Practice"))
    assert names_kept(center) == [("Robin Vale",)]
    assert "not Robin Vale" not in asked(center, browse)


def test_a_file_that_looks_like_one_of_a_case_keeps_no_name(center: CenterWorld, author: FlaskClient) -> None:
    log(author, center, files.pdf(words="Case number: 26-004711. This certifies that Maria Lopez has completed Ethics"))
    assert names_kept(center) == [()]


def test_with_a_file_that_is_removed_for_good_its_names_go(center: CenterWorld, author: FlaskClient) -> None:
    log(author, center)
    with center.working():
        its = db.session.scalars(db.select(Evidence.public_id)).one()
        removing_files.remove(center.actor(), its, Why.ABOUT_A_CHILD, "A report.")
    assert row_of(center, its, Evidence).named == ()
