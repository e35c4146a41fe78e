"""Checking a packet without an account: by its code, and by its file's digest, which is all that is sent."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, page_of, submit, text_of
from tests.services.entries import log
from tests.undrawn import draw_nothing, issue
from tracker import clock
from tracker.db import db
from tracker.models import Packet, Person
from tracker.services.packets import verifying

Browse = Callable[..., FlaskClient]


@pytest.fixture(autouse=True)
def nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    draw_nothing(monkeypatch)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody without an account."""
    return app.test_client()


@pytest.fixture
def ana(center: CenterWorld) -> str:
    """Ana Reyes, whom the standard binds; her public id."""
    row = center.person("Ana Reyes")
    with center.working():
        return str(db.session.scalar(select(Person.public_id).where(Person.id == row)))


def digest_of(center: CenterWorld, packet: str) -> str:
    with center.working():
        return str(db.session.scalar(select(Packet.sha256).where(Packet.public_id == packet)))


def check(client: FlaskClient, digest: str, code: str = "") -> str:
    answer = submit(client, f"/check/{code}".rstrip("/"), digest=digest)
    assert answer.status_code == 200
    return text_of(answer)


def test_the_code_leads_to_what_the_cover_says_and_to_nothing_more(center: CenterWorld, client: FlaskClient) -> None:
    packet = issue(center)
    told = text_of(client.get(f"/check/{packet}"))
    assert "Packet 1" in told
    assert "Issued by Dana Whitfield" in told
    assert "Since it was issued" not in told
    assert digest_of(center, packet) not in told, "whoever has the code only must not pass as having the file"


def test_the_file_as_it_was_issued_is_told_to_be_so_with_what_has_changed(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    packet = issue(center)
    digest = digest_of(center, packet)
    told = check(client, digest)
    assert verifying.GENUINE in told
    assert "one about the same day would say the same now" in told
    log(center, center.actor(), person=ana, title="Screening")
    told = check(client, digest, packet)
    assert "A packet about the same day would differ now." in told
    assert "1 entry of the record behind it was added" in told
    assert "Ana Reyes" not in told


def test_any_other_file_is_told_to_be_none(center: CenterWorld, client: FlaskClient) -> None:
    packet = issue(center)
    told = check(client, "ab" * 32, packet)
    assert verifying.UNKNOWN in told
    assert "It is not Packet 1 as it was issued." in told


def test_a_file_of_another_packet_than_the_code_says_which(center: CenterWorld, client: FlaskClient) -> None:
    first, second = issue(center), issue(center)
    told = check(client, digest_of(center, first), second)
    assert "The code that you opened belongs to Packet 2; your file is Packet 1." in told
    assert "There is a newer packet" in told
    assert "Since it was issued" not in told


def test_a_withdrawn_one_is_told_to_be_withdrawn_by_code_and_by_file(center: CenterWorld, client: FlaskClient) -> None:
    packet = issue(center)
    digest = digest_of(center, packet)
    with center.working():
        values = {"state": "withdrawn", "withdrawn_at": clock.now(), "withdrawn_reason": "It prints a wrong file."}
        db.session.execute(update(Packet).where(Packet.public_id == packet).values(**values))
    for told in (text_of(client.get(f"/check/{packet}")), check(client, digest)):
        assert "because: It prints a wrong file." in told


def test_what_is_no_digest_is_kept_and_told(client: FlaskClient) -> None:
    answer = submit(client, "/check", digest="packet.pdf")
    assert answer.status_code == 422
    assert errors_of(answer) == ["This is no SHA-256: it has 64 digits and letters from a to f. Copy the whole of it."]
    assert page_of(answer).select_one("input[name=digest]")["value"] == "packet.pdf"


def test_a_code_that_nobody_printed_is_not_found(client: FlaskClient) -> None:
    assert client.get(f"/check/{'2' * 20}").status_code == 404


def test_the_center_sees_what_would_differ_with_names(center: CenterWorld, browse: Browse, ana: str) -> None:
    packet, director = issue(center), browse(center.director)
    page = center.path(f"packets/{packet}/changes")
    assert "Nothing would differ" in text_of(director.get(page))
    log(center, center.actor(), person=ana, title="Screening")
    assert "See what would differ" in text_of(director.get(center.path(f"packets/{packet}")))
    assert "Ana Reyes Added : Screening, completed Mar 2, 2026" in text_of(director.get(page))
