"""The page of a packet: how far it is, and what was issued; the PDF for whoever may have it, just signed in."""

import shutil
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.factories import CenterWorld
from tests.moments import clock_at
from tests.pages.forms import page_of, send, submit, text_of
from tests.services.packets.conftest import asked
from tests.undrawn import draw_nothing, issue
from tracker import clock
from tracker.db import db
from tracker.domain.errors import TrackerError
from tracker.models import Packet
from tracker.reports.troubles import Trouble
from tracker.services import history, packets
from tracker.services.packets import kept_troubles, making

Browse = Callable[..., FlaskClient]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Let the drawing of packets give an empty page, as quickly as a page test needs; returns it."""
    return draw_nothing(monkeypatch)


def test_an_issued_packet_is_downloaded_as_it_was_sealed(center: CenterWorld, browse: Browse, drawn: bytes) -> None:
    client, packet = browse(center.director), issue(center)
    page = client.get(center.path(f"packets/{packet}"))
    assert "12" in text_of(page)
    link = page_of(page).select_one("main a.button--main")
    assert link is not None
    with client.get(str(link["href"])) as answer:
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        assert answer.data.startswith(drawn), "its seal stands behind it"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "packet-1-nca-csec-2026-09-30.pdf" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_what_could_not_be_printed_is_said_before_it_is_handed_out(
    center: CenterWorld, browse: Browse, drawn: bytes
) -> None:
    client, packet = browse(center.director), issue(center)
    assert "before you hand it out" not in text_of(client.get(center.path(f"packets/{packet}")))
    troubles = kept_troubles.write([Trouble(4, "is protected by a password")])
    with center.working():
        db.session.execute(update(Packet).where(Packet.public_id == packet).values(troubles=troubles))
    shown = text_of(client.get(center.path(f"packets/{packet}")))
    assert "Look at this before you hand it out" in shown
    assert "Exhibit 4 could not be printed: its file is protected by a password." in shown


def test_the_download_asks_who_is_there_after_ten_minutes(center: CenterWorld, browse: Browse, drawn: bytes) -> None:
    packet = issue(center)
    with clock_at("2030-01-01T12:00+00:00"):
        client = browse(center.director)
    with clock_at("2030-01-01T12:11+00:00"):
        answer = client.get(center.path(f"packets/{packet}/file"))
    assert (answer.status_code, "/account/confirm" in answer.location) == (302, True)


def test_a_packet_of_another_center_is_as_absent_as_none(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, drawn: bytes
) -> None:
    client, theirs = browse(center.director), issue(other_center)
    for path in ("", "/file", "/progress"):
        assert client.get(center.path(f"packets/{theirs}{path}")).status_code == 404
        assert client.get(other_center.path(f"packets/{theirs}{path}")).status_code == 404


def test_the_file_of_a_packet_that_was_never_issued_is_absent(center: CenterWorld, browse: Browse) -> None:
    assert browse(center.director).get(center.path(f"packets/{asked(center)}/file")).status_code == 404


def test_the_script_of_the_page_hears_how_far_it_is(center: CenterWorld, browse: Browse) -> None:
    told = browse(center.director).get(center.path(f"packets/{asked(center)}/progress")).get_json()
    assert told == {"under_way": True, "words": "It waits for its turn.", "done": 0, "of": 0}


def test_a_waiting_packet_is_canceled_and_asked_for_again(center: CenterWorld, browse: Browse) -> None:
    client, path = browse(center.director), center.path(f"packets/{asked(center)}")
    assert submit(client, path, action="/cancel").status_code == 303
    assert "Canceled" in text_of(client.get(path))
    assert submit(client, path, action="/ask-again").status_code == 303
    assert "It waits for its turn" in text_of(client.get(path))


def test_canceling_too_late_says_so(center: CenterWorld, browse: Browse, drawn: bytes) -> None:
    client, packet = browse(center.director), asked(center)
    opened = client.get(center.path(f"packets/{packet}"))
    with center.app.app_context():
        assert packets.make(center.center_id, packet, clock.now)
    answer = send(client, opened, "", action="/cancel")
    assert (answer.status_code, "no longer on its way" in text_of(answer)) == (409, True)


def test_what_went_wrong_is_said_with_a_way_on(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(*_: Any, **__: Any) -> None:
        raise TrackerError("The disk is full. Nothing was issued.")

    monkeypatch.setattr(making, "render_packet", draw)
    packet = asked(center)
    with center.app.app_context():
        packets.make(center.center_id, packet, clock.now)
    page = browse(center.director).get(center.path(f"packets/{packet}"))
    assert "The disk is full" in text_of(page)
    assert "Ask for it again" in text_of(page)


def test_it_says_whether_the_record_has_changed_since(center: CenterWorld, browse: Browse, drawn: bytes) -> None:
    client, path = browse(center.director), center.path(f"packets/{issue(center)}")
    assert "as it was when this packet was issued" in text_of(client.get(path))
    with center.working():
        history.append(center.actor(), "change", "center", center.public_id)
    assert "1 change since this packet was issued" in text_of(client.get(path))


def test_a_packet_whose_file_is_gone_is_said_to_be_gone(center: CenterWorld, browse: Browse, drawn: bytes) -> None:
    packet = issue(center)
    with center.working():
        path = packets.file_of(center.actor(), packet).path
    aside = shutil.move(path, path.with_suffix(".aside"))
    try:
        answer = browse(center.director).get(center.path(f"packets/{packet}/file"))
    finally:
        shutil.move(aside, path)
    assert (answer.status_code, "not kept here any more" in text_of(answer)) == (404, True)
