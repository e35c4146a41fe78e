"""A certificate that is chosen fills what is empty, says so, and nothing is saved before a person sends it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import errors_of, file, form_in, page_of, send, submit, text_of, values_of
from tests.services.entries import how_many, training
from tracker.domain.access import AccessRole
from tracker.models import Person

Browse = Callable[..., FlaskClient]
FILES = Path(__file__).parents[2] / "intake" / "reading" / "files"
READ = "Read from the certificate."


def certificate(name: str) -> Any:
    (path,) = (each for each in FILES.glob(f"*-{name}-*.pdf") if each.name[:2] < "36")
    return file(path.read_bytes(), f"{name}.pdf")


def other(name: str) -> Any:
    return file((FILES / f"other-{name}.pdf").read_bytes(), f"{name}.pdf")


@pytest.fixture
def path(center: CenterWorld) -> str:
    return center.path("completions/new")


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.member())


def marks_in(answer: TestResponse) -> list[str]:
    return [each.get_text(" ", strip=True) for each in page_of(answer).select(".field__mark")]


def test_empty_fields_are_filled_marked_and_not_saved(center: CenterWorld, client: FlaskClient, path: str) -> None:
    answer = submit(client, path, files=certificate("labels"), **{"as": "read"})
    assert answer.status_code == 200
    values = values_of(form_in(answer))
    assert (values["title"], values["completed_on"]) == ("Introduction to Victim Advocacy", "2024-06-21")
    assert (values["hours"], values["provider"]) == ("8", "National Network of Advocates")
    assert values["certificate_number"] == "CV-20411"
    assert marks_in(answer) == [READ] * 5
    assert how_many(center) == 0


def test_the_words_that_were_read_are_outlined_in_the_picture(client: FlaskClient, path: str) -> None:
    answer = submit(client, path, files=certificate("labels"), **{"as": "read"})
    page = page_of(answer)
    picture = page.select_one(".read img")
    assert picture is not None and "Page 1 of labels.pdf" in str(picture["alt"])
    assert len(page.select(".read rect")) == len(page.select(".read__list li")) == 6
    shown = client.get(str(picture["src"]), buffered=True)
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert shown.headers["Cache-Control"] == "private, no-store"


def test_what_somebody_typed_stays_as_it_is(client: FlaskClient, path: str) -> None:
    answer = submit(client, path, files=certificate("labels"), title="My own title", hours="nine", **{"as": "read"})
    values = values_of(form_in(answer))
    assert (values["title"], values["hours"], values["completed_on"]) == ("My own title", "nine", "2024-06-21")


def test_what_was_read_is_sent_like_anything_typed(center: CenterWorld, client: FlaskClient, path: str) -> None:
    read = submit(client, path, files=certificate("labels"), **{"as": "read"})
    assert send(client, read, path, **{"as": "submit"}).status_code == 303
    assert how_many(center) == 1


def test_a_form_sent_with_the_certificate_alone_comes_back_filled(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    answer = submit(client, path, files=certificate("labels"), **{"as": "submit"})
    assert answer.status_code == 422
    assert errors_of(answer) == ["Look at what was read from the certificate, then send it once more."]
    assert send(client, answer, path, **{"as": "submit"}).status_code == 303


def test_the_catalog_is_matched_by_the_title_read(center: CenterWorld, client: FlaskClient, path: str) -> None:
    entry = training(center, title="INTRODUCTION TO VICTIM ADVOCACY!")
    answer = submit(client, path, files=certificate("labels"), **{"as": "read"})
    values = values_of(form_in(answer))
    assert values["title"] == "INTRODUCTION TO VICTIM ADVOCACY!"
    assert values["training"] == entry


def test_a_director_is_offered_whom_the_certificate_names(center: CenterWorld, browse: Browse, path: str) -> None:
    named = center.public_id_of(Person, center.person(name="Hannah Brandt"))
    answer = submit(browse(center.director), path, files=certificate("labels"), **{"as": "read"})
    assert values_of(form_in(answer)).getlist("people") == [named]
    assert "Another name" not in text_of(answer)


def test_somebody_chosen_otherwise_stays_and_the_other_name_is_told(
    center: CenterWorld, browse: Browse, path: str
) -> None:
    center.person(name="Hannah Brandt")
    chosen = center.public_id_of(Person, center.person(name="Priya Nair"))
    answer = submit(browse(center.director), path, files=certificate("labels"), people=chosen, **{"as": "read"})
    assert values_of(form_in(answer)).getlist("people") == [chosen]
    assert "It is in the name of “Hannah Brandt”" in text_of(answer)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("evaluation", "looks like an evaluation form"),
        ("agenda", "looks like an agenda"),
        ("invoice", "looks like an invoice"),
        ("registration", "looks like a registration"),
    ],
)
def test_a_wrong_document_is_named_and_may_be_sent_all_the_same(
    center: CenterWorld, client: FlaskClient, path: str, name: str, words: str
) -> None:
    answer = submit(client, path, files=other(name), **{"as": "read"})
    assert words in text_of(answer) and marks_in(answer) == []
    typed = {"title": "Something", "completed_on": "2026-03-02"}
    assert send(client, answer, path, **typed, **{"as": "submit"}).status_code == 303
    assert how_many(center) == 1


def test_a_scan_without_text_says_that_the_fields_are_for_a_person(client: FlaskClient, path: str) -> None:
    answer = submit(client, path, files=file(making.phone_jpeg(), "IMG_1.JPG"), **{"as": "read"})
    assert answer.status_code == 200
    assert "those are not read on this installation" in text_of(answer)


def test_a_file_that_is_refused_is_refused_and_the_others_are_read(client: FlaskClient, path: str) -> None:
    answer = submit(client, path, files=[file(b"MZ", "x.pdf"), certificate("labels")], **{"as": "read"})
    assert answer.status_code == 422
    assert any("x.pdf" in line for line in errors_of(answer))
    assert values_of(form_in(answer))["title"] == "Introduction to Victim Advocacy"


def test_the_pages_of_a_waiting_file_are_for_the_account_that_added_it(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, path: str
) -> None:
    answer = submit(browse(center.member()), path, files=certificate("labels"), **{"as": "read"})
    picture = page_of(answer).select_one(".read img")
    assert picture is not None
    address = str(picture["src"])
    assert browse(center.director).get(address).status_code == 404
    elsewhere = address.replace(center.public_id, other_center.public_id)
    assert browse(other_center.director).get(elsewhere).status_code == 404


def test_members_of_every_role_may_have_a_certificate_read(center: CenterWorld, browse: Browse, path: str) -> None:
    for role in AccessRole:
        answer = submit(browse(center.member(role)), path, files=certificate("labels"), **{"as": "read"})
        assert READ in marks_in(answer), role
