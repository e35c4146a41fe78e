"""At a desk: what the packet does not print is not shown, nor what was marked as not printed after it was issued."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests import desks as making
from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.services.files import kept_out
from tests.services.packets.conftest import proved
from tests.services.redacting import WORDS_AT, box_of, file_with_words, is_black
from tests.undrawn import draw_nothing, issue
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.place import Box
from tracker.models import Evidence
from tracker.services import file_copies, redactions

Browse = Callable[..., FlaskClient]
AROUND = Box(0, 0, 1000, 60)


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    draw_nothing(monkeypatch)


@pytest.fixture
def file(center: CenterWorld) -> str:
    """A file with words behind a completion that counts."""
    values = {"title": "Foundations", "hours": 4, "topics": frozenset({"screening"})}
    proved(center, file_with_words(), person_id=center.person("Ana Reyes"), **values)
    with center.working():
        return str(db.session.scalar(select(Evidence.public_id)))


def at_desk_of(app: Flask, center: CenterWorld, packet: str) -> tuple[FlaskClient, str]:
    """Return a browser in which a desk of a packet is open, and where that is."""
    desk, _ = making.given(center, packet)
    return making.sit_down(app, app.test_client(), desk), f"/desk/{desk}"


def is_hidden(answer: TestResponse, box: Box = WORDS_AT) -> bool:
    assert answer.status_code == 200
    return is_black(box_of(Image.open(io.BytesIO(answer.data)).convert("RGB"), box))


def test_a_packet_of_before_is_shown_without_what_was_marked_since(
    app: Flask, center: CenterWorld, browse: Browse, file: str
) -> None:
    client, desk = at_desk_of(app, center, packet := issue(center))
    assert not is_hidden(client.get(f"{desk}/exhibits/1/pages/1", buffered=True))
    assert client.get(f"{desk}/packet", buffered=True).mimetype == "application/pdf"
    mark = kept_out(center, file, WORDS_AT)
    assert is_hidden(client.get(f"{desk}/exhibits/1/pages/1", buffered=True))
    assert "It is painted out here" in text_of(client.get(f"{desk}/exhibits/1"))
    summary = client.get(desk)
    assert "No PDF any more" in text_of(summary)
    assert not page_of(summary).select("a[href$='/packet']")
    refused = client.get(f"{desk}/packet")
    assert (refused.status_code, "Ask the center for a new packet" in text_of(refused)) == (409, True)
    register = text_of(browse(center.director).get(center.path(f"packets/{packet}")))
    assert "A part of exhibit 1 was marked as not printed since this packet was made" in register
    with center.working():
        redactions.take_back(center.actor(), mark, "It is the agency's address.")
    assert not is_hidden(client.get(f"{desk}/exhibits/1/pages/1", buffered=True))
    assert client.get(f"{desk}/packet", buffered=True).status_code == 200


def test_a_packet_of_after_shows_its_own_copy_whatever_is_marked_later(
    app: Flask, center: CenterWorld, file: str
) -> None:
    mark = kept_out(center, file, WORDS_AT)
    client, desk = at_desk_of(app, center, issue(center))
    assert is_hidden(client.get(f"{desk}/exhibits/1/pages/1", buffered=True))
    assert "Redacted copy: a part is painted out" in text_of(client.get(f"{desk}/exhibits/1"))
    assert client.get(f"{desk}/packet", buffered=True).status_code == 200, "its PDF prints nothing that was marked"
    with center.working():
        redactions.take_back(center.actor(), mark, "It is the agency's address.")
    assert is_hidden(client.get(f"{desk}/exhibits/1/pages/1", buffered=True)), "it stays as it was issued"
    kept_out(center, file, AROUND)
    both = client.get(f"{desk}/exhibits/1/pages/1", buffered=True)
    assert is_hidden(both)
    assert is_hidden(both, AROUND)
    assert client.get(f"{desk}/packet", buffered=True).status_code == 409


def test_a_copy_that_cannot_be_made_shows_nothing_rather_than_the_file(
    app: Flask, center: CenterWorld, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, desk = at_desk_of(app, center, issue(center))
    kept_out(center, file, WORDS_AT)

    def fails(*_: object) -> None:
        raise NotFound("gone")

    monkeypatch.setattr(file_copies, "redacted_copy", fails)
    assert client.get(f"{desk}/exhibits/1/pages/1").status_code == 404
    assert "cannot be shown on screen" in text_of(client.get(f"{desk}/exhibits/1"))


def test_a_mark_of_another_center_changes_nothing_here(
    app: Flask, center: CenterWorld, other_center: CenterWorld, file: str
) -> None:
    client, desk = at_desk_of(app, center, issue(center))
    proved(other_center, file_with_words(), person_id=other_center.person("Lee Park"), title="Foundations")
    with other_center.working():
        theirs = str(db.session.scalar(select(Evidence.public_id)))
    assert theirs != file
    kept_out(other_center, theirs, WORDS_AT)
    assert not is_hidden(client.get(f"{desk}/exhibits/1/pages/1", buffered=True))
    assert client.get(f"{desk}/packet", buffered=True).status_code == 200
