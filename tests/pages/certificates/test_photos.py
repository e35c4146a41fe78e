"""A photo of a certificate is read where that is installed, and the page says so where it is not."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.intake.test_read_photos import CERTIFICATE_LINES, PATIENT, page_of
from tests.pages.forms import errors_of, file, form_in, send, submit, text_of, values_of
from tests.pages.forms import page_of as page_in
from tests.services.entries import how_many
from tests.services.phone_links import handed
from tracker.domain.errors import UnreadableFile
from tracker.intake import photos
from tracker.intake.words import Refusal

Browse = Callable[..., FlaskClient]


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    center.person(name="Hannah Brandt")
    center.person(name="Sam Okafor")
    return browse(center.director)


def photo(*lines: str, name: str = "IMG_1.JPG") -> Any:
    return file(page_of(*(lines or CERTIFICATE_LINES)), name)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is slow, not wrong."""
    monkeypatch.setattr(photos, "certificate_on", partial(photos.certificate_on, limits=PATIENT))


@pytest.mark.photos
@pytest.mark.usefixtures("patient")
def test_a_photo_fills_the_form_marked_as_read_from_a_picture(center: CenterWorld, client: FlaskClient) -> None:
    answer = submit(client, center.path("completions/new"), files=photo(), **{"as": "read"})
    values = values_of(form_in(answer))
    assert (values["title"], values["completed_on"]) == (CERTIFICATE_LINES[4], "2025-03-14")
    assert "Read from a picture of the certificate." in text_of(answer)
    assert "Read from a picture. Hold each against the certificate" in text_of(answer)
    assert len(page_in(answer).select(".read rect")) >= 4
    assert how_many(center) == 0, "nothing is logged by reading"


@pytest.mark.photos
@pytest.mark.usefixtures("patient")
def test_a_photo_sent_by_a_link_is_marked_as_read_from_a_picture_too(center: CenterWorld, app: Flask) -> None:
    path = f"/log/{handed.give(center, center.person('Hannah Brandt'))[1]}"
    answer = submit(app.test_client(), path, files=photo(), **{"as": "read"})
    assert values_of(form_in(answer))["title"] == CERTIFICATE_LINES[4]
    assert "Read from a picture of the certificate." in text_of(answer)
    assert "Read from the certificate." not in text_of(answer)


@pytest.mark.photos
@pytest.mark.usefixtures("patient")
def test_a_photo_in_the_list_is_proposed_like_any_certificate(center: CenterWorld, client: FlaskClient) -> None:
    assert submit(client, center.path("certificates"), files=[photo()]).status_code == 303
    opened = client.get(center.path("certificates"))
    values = values_of(form_in(opened, "/certificates/log"))
    assert (values["rows-0-title"], values["rows-0-hours"]) == (CERTIFICATE_LINES[4], "6")
    assert values["rows-0-act"] == "wait", "a photo is set to be logged by a person, however clear it is"
    assert "hold each field against the certificate" in text_of(opened)
    assert how_many(center) == 0


@pytest.mark.photos
@pytest.mark.usefixtures("patient")
def test_a_photo_of_a_case_is_asked_about_once(center: CenterWorld, client: FlaskClient) -> None:
    of_a_case = photo("Forensic interview report", "Case number: 26-004711", "Date of birth: 04/12/2017")
    answer = submit(client, center.path("completions/new"), files=of_a_case, **{"as": "read"})
    assert any("looks like a file about a case" in line for line in errors_of(answer))
    assert "004711" not in text_of(answer)
    again = send(client, answer, center.path("completions/new"), **{"as": "read"})
    assert errors_of(again) == []


def busy(*_: object, **__: object) -> None:
    raise UnreadableFile(Refusal.BUSY.words)


@pytest.mark.photos
def test_while_another_photo_is_read_the_form_says_so_and_goes_on(
    center: CenterWorld, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos, "certificate_on", busy)
    answer = submit(client, center.path("completions/new"), files=photo(), **{"as": "read"})
    assert answer.status_code == 200
    assert "could not be read just now" in text_of(answer)


def test_where_photos_are_not_read_the_page_says_so(center: CenterWorld, client: FlaskClient) -> None:
    answer = submit(client, center.path("completions/new"), files=photo(), **{"as": "read"})
    assert "those are not read on this installation" in text_of(answer)
    assert submit(client, center.path("certificates"), files=[photo()]).status_code == 303
    assert "those are not read on this installation" in text_of(client.get(center.path("certificates")))
