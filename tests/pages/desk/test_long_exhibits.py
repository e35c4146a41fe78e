"""A long file at a desk: every page has its picture, ten at a time, and a place on a late page is led to."""

import secrets
from dataclasses import replace

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import desks as making
from tests.factories import CenterWorld
from tests.intake import making as files
from tests.pages.forms import page_of, text_of
from tests.reports import samples
from tests.services.files import stored
from tracker.domain.errors import UnreadableFile
from tracker.intake.words import Refusal
from tracker.reports.context import Citation
from tracker.services import file_copies

LONG, CITED = 15, 14


@pytest.fixture
def sha256(center: CenterWorld) -> str:
    with center.app.app_context():
        return stored(center.actor(), files.pdf(LONG, change=_its_own))[0].sha256


def _its_own(document: pikepdf.Pdf) -> None:
    """Make a file that no other test has, so that none of its later pages was drawn before."""
    document.docinfo["/Title"] = secrets.token_hex(8)


@pytest.fixture
def at(app: Flask, center: CenterWorld, sha256: str) -> tuple[FlaskClient, str]:
    """A desk of a packet whose first exhibit is a file of 15 pages, with a place on page 14."""
    told = samples.packet(certificates=1, digests=(sha256,))
    exhibits = (replace(told.exhibits[0], pages=LONG), *told.exhibits[1:])
    place = Citation(number=1, exhibit=1, label="hours", first_page=CITED, last_page=CITED, box=(100, 400, 600, 450))
    findings = tuple(replace(each, citations=(1,)) if 1 in each.exhibits else each for each in told.findings)
    packet = making.issued_packet(center, exhibits=exhibits, citations=(place,), findings=findings)
    desk, _ = making.given(center, packet)
    return making.sit_down(app, app.test_client(), desk), f"/desk/{desk}"


def test_a_place_on_a_late_page_is_led_to_and_pictured(at: tuple[FlaskClient, str]) -> None:
    client, desk = at
    asked = page_of(client.get(f"{desk}/requirements/{making.REQUIREMENT}"))
    link = next(each for each in asked.select("a[href*='#page-']") if each.get_text() == "hours")
    address, _, anchor = str(link["href"]).partition("#")
    page = page_of(client.get(address))
    assert page.select_one(f"#{anchor}") is not None
    assert page.select_one(f"#{anchor}-box-1") is not None
    assert [each.get_text() for each in page.select("h2[id^='page-']")] == [
        f"Page {number} of {LONG}" for number in range(11, LONG + 1)
    ]
    for picture in page.select("img.marked__picture"):
        sent = client.get(str(picture["src"]), buffered=True)
        assert (sent.status_code, sent.data[:3]) == (200, b"\xff\xd8\xff")
    assert len(page.select("img.marked__picture")) == LONG - 10


def test_the_pages_come_ten_at_a_time_each_with_its_picture(at: tuple[FlaskClient, str]) -> None:
    client, desk = at
    first = client.get(f"{desk}/exhibits/1")
    spans = page_of(first).select("nav[aria-label='Pages'] li a")
    assert [str(each["href"]).partition("?")[2] for each in spans] == ["page=1", "page=11"]
    assert len(page_of(first).select("img.marked__picture")) == 10
    for asked in ("0", "99", "nonsense", "-1"):
        assert client.get(f"{desk}/exhibits/1?page={asked}").status_code == 200
    assert client.get(f"{desk}/exhibits/1/pages/16").status_code == 404


def test_pages_that_were_drawn_are_kept(at: tuple[FlaskClient, str], sha256: str) -> None:
    client, desk = at
    client.get(f"{desk}/exhibits/1?page=14")
    with client.application.app_context():
        assert all(file_copies.store().has_derived(sha256, f"page-{number}.jpg") for number in range(11, LONG + 1))


def test_a_page_that_cannot_be_drawn_says_so_and_takes_no_other_along(
    at: tuple[FlaskClient, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page 14 takes more than a file may: who draws it with others gets none of them, and nothing of it alone."""
    client, desk = at
    real = file_copies.later_pages

    def fails_at_14(path: object, inspection: object, first: int, **limits: object) -> tuple[bytes, ...]:
        if first == CITED or (not limits and first < CITED):
            raise UnreadableFile(Refusal.TOO_SLOW.words)
        return real(path, inspection, first, **limits)  # type: ignore[arg-type]

    monkeypatch.setattr(file_copies, "later_pages", fails_at_14)
    for number in (11, 12, 13):
        assert f"Draw page {number}" not in text_of(client.get(f"{desk}/exhibits/1?page={number}"))
    page = client.get(f"{desk}/exhibits/1?page=14")
    assert "This page takes longer to draw. Draw page 14" in text_of(page)
    drawn = [str(each["alt"])[:7] for each in page_of(page).select("img.marked__picture")]
    assert drawn == ["Page 11", "Page 12", "Page 13"]
    assert page_of(page).select_one("#page-14") is not None


def test_another_desk_and_another_center_reach_no_late_page(
    at: tuple[FlaskClient, str], app: Flask, center: CenterWorld, other_center: CenterWorld
) -> None:
    _, desk = at
    for whose in (center, other_center):
        other, _ = making.given(whose)
        stranger = making.sit_down(app, app.test_client(), other)
        assert stranger.get(f"{desk}/exhibits/1/pages/{CITED}").status_code == 404
        assert stranger.get(f"{desk}/exhibits/1?page={CITED}").status_code == 404
        assert stranger.get(f"/desk/{other}/exhibits/1/pages/{CITED}").status_code == 404
