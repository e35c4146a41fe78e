"""A file that looks like one about a case: asked about once, kindly, by its name; what was typed and added stays."""

import logging
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, file, form_in, page_of, send, submit, text_of, values_of
from tests.reports.files import pdf
from tests.services.entries import how_many
from tracker.db import db
from tracker.models import Evidence

Browse = Callable[..., FlaskClient]
Asked = tuple[FlaskClient, str, TestResponse]
TYPED = {"title": "Trauma and the brain", "completed_on": "2026-03-02", "hours": "1.5", "note": "Typed by hand"}
SECRET = "26-004711"
OF_A_CASE = pdf(words=f"Case number: {SECRET}")
CERTIFICATE = pdf(words="Certificate: Forensic Interviewing of Children. Child abuse and the law. 12 hours")


def files_of(center: CenterWorld) -> list[str]:
    with center.working():
        return list(db.session.scalars(select(Evidence.file_name)))


@pytest.fixture
def asked(center: CenterWorld, browse: Browse, caplog: pytest.LogCaptureFixture) -> Asked:
    """A form that was sent with such a file and with a certificate: the browser, its address, the answer."""
    caplog.set_level(logging.DEBUG)
    client, path = browse(center.member()), center.path("completions/new")
    both = [file(OF_A_CASE, "scan.pdf"), file(CERTIFICATE, "certificate.pdf")]
    return client, path, submit(client, path, **TYPED, files=both)


def test_it_is_named_with_what_was_noticed_and_everything_else_is_kept(
    center: CenterWorld, asked: Asked, caplog: pytest.LogCaptureFixture
) -> None:
    _, _, answer = asked
    assert answer.status_code == 422
    (error,) = errors_of(answer)
    assert error.startswith("scan.pdf looks like a file about a case. Look at it again")
    (told,) = page_of(answer).select(".files__kept .notice")
    assert "It has a case, referral or report number in it" in told.get_text()
    kept = values_of(form_in(answer))
    assert {field: kept[field] for field in TYPED} == TYPED
    assert len(kept.getlist("files-kept")) == 2, "both wait, ticked"
    assert how_many(center) == 0
    assert SECRET not in answer.get_data(as_text=True)
    logged = " ".join(each.getMessage() for each in caplog.get_records("setup"))
    assert "looks like one about a case: case_number" in logged
    assert SECRET not in logged
    assert "scan.pdf" not in logged


def test_unticked_it_is_left_out_and_nothing_else(center: CenterWorld, asked: Asked) -> None:
    client, path, answer = asked
    kept = values_of(form_in(answer)).getlist("files-kept")
    assert send(client, answer, path, **{"files-kept": [kept[1]]}).status_code == 303
    assert files_of(center) == ["certificate.pdf"]


def test_sent_once_more_it_is_kept_and_whoever_decides_reads_what_was_noticed(
    center: CenterWorld, browse: Browse, asked: Asked
) -> None:
    client, path, answer = asked
    saved = send(client, answer, path)
    assert saved.status_code == 303
    assert sorted(files_of(center)) == ["certificate.pdf", "scan.pdf"]
    record = text_of(browse(center.director).get(saved.headers["Location"]))
    assert record.count("It has a case, referral or report number in it") == 1


def test_with_an_error_elsewhere_it_is_asked_about_once_and_stays_marked(center: CenterWorld, browse: Browse) -> None:
    client, path = browse(center.member()), center.path("completions/new")
    first = submit(client, path, **{**TYPED, "hours": "many"}, files=[file(OF_A_CASE, "scan.pdf")])
    assert len(errors_of(first)) == 2
    second = send(client, first, path)
    assert len(errors_of(second)) == 1, "only the hours are wrong still"
    assert "This looks like a file about a case" in text_of(second)
    assert send(client, second, path, hours="1.5").status_code == 303


def test_a_name_alone_is_asked_about_and_a_certificate_is_not(center: CenterWorld, browse: Browse) -> None:
    client, path = browse(center.member()), center.path("completions/new")
    named = submit(client, path, **TYPED, files=[file(CERTIFICATE, "case-2026-0118.pdf")])
    assert "Its name is like that of a file about a case." in text_of(named)
    assert submit(client, path, **TYPED, files=[file(CERTIFICATE)]).status_code == 303


def test_every_form_that_takes_files_asks(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    values = {"title": "Team day", "held_on": "2026-03-02"}
    path = center.path("events/new")
    answer = submit(client, path, **values, files=[file(OF_A_CASE, "sheet.pdf")])
    assert answer.status_code == 422
    assert "sheet.pdf looks like a file about a case" in " ".join(errors_of(answer))
    assert send(client, answer, path).status_code == 303
