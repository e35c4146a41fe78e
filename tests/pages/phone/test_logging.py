"""Logging from a phone by a link, as somebody without an account and without scripts does it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import errors_of, file, form_in, page_of, send, submit, text_of, values_of
from tests.services.entries import training
from tests.services.phone_links import handed
from tracker.db import db
from tracker.models import Completion
from tracker.services import completions, phone_links
from tracker.services.phone_links import sending

FILES = Path(__file__).parents[2] / "intake" / "reading" / "files"
TYPED = {"title": "Trauma-informed care", "completed_on": "2026-03-02", "hours": "1:30", "provider": "A state chapter"}


def photo(name: str = "IMG_1.png", width: int = 400) -> Any:
    return file(making.saved(making.photo(width), "PNG"), name)


def certificate(name: str = "labels") -> Any:
    (path,) = (each for each in FILES.glob(f"*-{name}-*.pdf") if each.name[:2] < "36")
    return file(path.read_bytes(), f"{name}.pdf")


@pytest.fixture
def path(center: CenterWorld) -> str:
    return f"/log/{handed.give(center, center.person('Ana Reyes'))[1]}"


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    return app.test_client()


def logged(center: CenterWorld) -> int:
    with center.working():
        return db.session.scalar(select(func.count(Completion.id)).where(Completion.by_link)) or 0


def test_a_photo_and_four_fields_are_sent_without_a_password(
    center: CenterWorld, phone: FlaskClient, path: str
) -> None:
    assert "For Ana Reyes" in text_of(phone.get(path))
    answer = submit(phone, path, files=photo(), **TYPED)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{path}/done")
    assert "A second person at your center looks at it now" in text_of(phone.get(f"{path}/done"))
    assert logged(center) == 1
    with center.working():
        row = db.session.scalars(select(Completion).where(Completion.by_link)).one()
        assert (row.title, row.hours, row.provider) == ("Trauma-informed care", 1.5, "A state chapter")


def test_a_kept_photo_is_there_when_the_link_is_opened_anew(center: CenterWorld, phone: FlaskClient, path: str) -> None:
    kept = submit(phone, path, files=photo(), **{"as": "read"})
    assert kept.status_code == 200
    again = page_of(phone.get(path))
    assert "IMG_1.png" in again.select_one(".files__kept").get_text()  # type: ignore[union-attr]
    assert phone.get(f"{path}/files/1", buffered=True).mimetype == "image/jpeg"
    assert submit(phone, path, **TYPED).status_code == 303
    assert logged(center) == 1


def test_a_page_that_was_left_out_is_not_sent(center: CenterWorld, phone: FlaskClient, path: str) -> None:
    kept = submit(phone, path, files=[photo(), photo("IMG_2.png", 300)], **{"as": "read"})
    first = values_of(form_in(kept)).getlist("files-kept")[0]
    assert send(phone, kept, path, **{**TYPED, "files-kept": [first]}).status_code == 303
    with center.working():
        (row,) = db.session.scalars(select(Completion).where(Completion.by_link))
        public_id = row.public_id
    client = phone.application.test_client()
    assert client.get(f"{path}/files/1").status_code == 404
    with center.working():
        assert [each.file_name for each in completions.get(center.actor(), public_id).files] == ["IMG_1.png"]


def test_a_page_that_another_request_brought_meanwhile_is_not_lost(
    center: CenterWorld, phone: FlaskClient, path: str
) -> None:
    """A phone sends two photos side by side: the form of the one knows nothing of the other."""
    opened = phone.get(path)
    send(phone, opened, path, files=photo(), **{"as": "read"})
    second = send(phone, opened, path, files=photo("IMG_2.png", 300), **{"as": "read"})
    assert len(values_of(form_in(second)).getlist("files-kept")) == 2


def test_a_certificate_fills_what_is_empty_and_leaves_what_was_typed(phone: FlaskClient, path: str) -> None:
    answer = submit(phone, path, files=certificate(), title="My own title", **{"as": "read"})
    values = values_of(form_in(answer))
    assert (values["title"], values["completed_on"], values["hours"]) == ("My own title", "2024-06-21", "8")
    assert values["provider"] == "National Network of Advocates"


def test_the_words_that_were_read_are_outlined_in_the_picture(phone: FlaskClient, path: str) -> None:
    answer = submit(phone, path, files=[photo(), certificate()], **{"as": "read"})
    (shown,) = page_of(answer).select("[data-read-into=read] .read")
    (picture,) = shown.select(".marked__picture")
    assert str(picture["src"]).endswith("/files/2")
    shown_picture = phone.get(picture["src"])
    assert shown_picture.mimetype == "image/jpeg"
    shown_picture.close()
    lines = [line.get_text(" ", strip=True) for line in shown.select(".read__list li")]
    assert len(shown.select(".marked__box")) == len(lines) >= 4
    assert any("Title:" in line for line in lines)


def test_what_was_read_is_looked_at_before_it_is_sent(center: CenterWorld, phone: FlaskClient, path: str) -> None:
    answer = submit(phone, path, files=certificate())
    assert answer.status_code == 422
    assert "then send it once more" in errors_of(answer)[0]
    assert logged(center) == 0
    assert send(phone, answer, path).status_code == 303


def test_a_certificate_in_another_name_is_told(phone: FlaskClient, path: str) -> None:
    assert "Another name on the certificate" in text_of(submit(phone, path, files=certificate(), **{"as": "read"}))


def test_an_error_keeps_the_photo_and_what_was_typed(center: CenterWorld, phone: FlaskClient, path: str) -> None:
    answer = submit(phone, path, files=photo(), **{**TYPED, "completed_on": ""})
    assert answer.status_code == 422
    assert errors_of(answer) == ["Enter the completion date."]
    values = values_of(form_in(answer))
    assert values["title"] == TYPED["title"]
    assert len(values.getlist("files-kept")) == 1
    assert send(phone, answer, path, completed_on="2026-03-02").status_code == 303
    assert logged(center) == 1


def test_a_form_without_a_file_is_refused(center: CenterWorld, phone: FlaskClient, path: str) -> None:
    answer = submit(phone, path, **TYPED)
    assert answer.status_code == 422
    assert "photo" in errors_of(answer)[0]
    assert logged(center) == 0


def test_the_same_form_sent_twice_makes_one_and_says_both_times_that_it_was_sent(
    center: CenterWorld, phone: FlaskClient, path: str
) -> None:
    opened = phone.get(path)
    first, second = (send(phone, opened, path, files=photo(), **TYPED) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"] == f"{path}/done"
    assert logged(center) == 1


def test_another_form_finds_a_used_link_closed(center: CenterWorld, phone: FlaskClient, path: str) -> None:
    other = phone.get(path)
    submit(phone, path, files=photo(), **TYPED)
    answer = send(phone, other, path, files=photo(), submission_key="b" * 32, **TYPED)
    assert answer.status_code == 404
    assert "This link opens nothing" in text_of(answer)
    assert logged(center) == 1


@pytest.mark.parametrize("rest", ["", "/done", "/suggest?q=tr", "/files/1"])
def test_a_link_that_there_is_not_answers_as_one_that_ended(
    center: CenterWorld, phone: FlaskClient, path: str, rest: str
) -> None:
    public_id, secret = handed.give(center)
    with center.working():
        phone_links.revoke(center.actor(), public_id)
    answers = [phone.get(f"/log/{each}{rest}") for each in (secret, "A" * 43)]
    assert [each.status_code for each in answers] == [404, 404]
    assert text_of(answers[0]) == text_of(answers[1])


def test_titles_of_the_catalog_are_proposed_and_no_more_of_them(
    center: CenterWorld, phone: FlaskClient, path: str
) -> None:
    training(center, title="Trauma-informed care for advocates", note="A note of the center")
    found = phone.get(f"{path}/suggest?q=trauma-informed").get_json()["results"]
    assert {name for each in found for name in each} == {"id", "title", "detail"}
    assert "Trauma-informed care for advocates" in {each["title"] for each in found}
    assert "A note" not in str(found)


def test_a_link_is_held_to_so_many_sendings(phone: FlaskClient, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SENDING", replace(sending.SENDING, free=2))
    answers = [submit(phone, path, files=photo(), **{"as": "read"}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert "IMG_1.png" in text_of(phone.get(path))


def test_the_page_leaves_no_trace_of_its_address(phone: FlaskClient, path: str) -> None:
    answer = phone.get(path)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
