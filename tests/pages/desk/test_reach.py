"""A desk reaches one packet: the cookie that opens it opens no other address, and ends when anything about it ends."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from tests import desks as making
from tests.factories import CenterWorld, begin_center
from tests.house.addresses import path_of
from tests.house.calls import CALLS
from tests.house.door import DESK, PUBLIC
from tests.house.doors import DOORS
from tests.house.things import Owner
from tests.pages.doors import later
from tests.pages.forms import page_of, submit, text_of
from tests.reports import samples
from tracker.db import db
from tracker.domain.vocabulary import PacketState
from tracker.models import Desk, Packet
from tracker.reports.context import Citation
from tracker.services import desks


@pytest.fixture
def seated(app: Flask, center: CenterWorld) -> tuple[FlaskClient, str]:
    """A browser in which a desk is open, and that desk."""
    desk, _ = making.given(center)
    return making.sit_down(app, app.test_client(), desk), desk


def test_the_link_opens_the_packet_and_leaves_the_address(app: Flask, center: CenterWorld) -> None:
    desk, token = making.given(center)
    client = app.test_client()
    offered = client.get(f"/desk/open/{token}")
    assert "Sam Ortiz" in text_of(offered)
    assert offered.headers["Referrer-Policy"] == "no-referrer"
    assert client.get(f"/desk/{desk}").status_code == 404, "looking at the link opens nothing"
    opened = submit(client, f"/desk/open/{token}")
    assert (opened.status_code, opened.location) == (303, f"/desk/{desk}")
    (cookie,) = [each for each in opened.headers.getlist("Set-Cookie") if each.startswith("desk=")]
    assert f"Path=/desk/{desk}" in cookie
    assert "HttpOnly" in cookie
    page = client.get(f"/desk/{desk}")
    assert page.status_code == 200
    assert token not in page.get_data(as_text=True)
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Cache-Control"] == "no-store"


def test_it_reaches_no_page_of_the_center_and_no_other_desk(
    app: Flask, center: CenterWorld, seated: tuple[FlaskClient, str]
) -> None:
    client, desk = seated
    secret = client.get_cookie("desk", path=f"/desk/{desk}")
    assert secret is not None
    client.set_cookie("desk", secret.value, path="/")  # as if it went everywhere
    owner = Owner(center.director, center.director_person)
    others = making.given(center)[0], making.given(begin_center(app))[0]
    for rule in app.url_map.iter_rules():
        if rule.endpoint in CALLS:
            path = path_of(rule, {})
            assert client.open(path, method=CALLS[rule.endpoint].method).status_code == 401, rule
            continue
        door = DOORS[rule.endpoint]
        things = {name: make(center, owner) for name, make in door.things.items()} if door.who == DESK else {}
        for verb in door.methods.split():
            if door.who == DESK:
                answers = [
                    client.open(path_of(rule, {**things, "desk": each}), method=verb, buffered=True)
                    for each in (*others, "2" * 20)
                ]
                found = {(each.status_code, text_of(each)) for each in answers if verb == "GET"}
                assert len(found) <= 1, rule
                assert {each.status_code for each in answers} <= {404, 400}, rule
            elif door.who != PUBLIC:
                path = path_of(rule, {"center": center.public_id})
                assert client.open(path, method=verb, buffered=True).status_code in {302, 400}, rule


def test_every_page_of_it_opens_and_names_nothing_of_the_record(
    app: Flask, center: CenterWorld, seated: tuple[FlaskClient, str]
) -> None:
    client, desk = seated
    for rule in app.url_map.iter_rules():
        door = DOORS.get(rule.endpoint)
        if door and door.who == DESK and "GET" in door.methods:
            owner = Owner(center.director, center.director_person)
            things = {name: make(center, owner) for name, make in door.things.items() if name != "desk"}
            answer = client.get(path_of(rule, {**things, "desk": desk}), buffered=True)
            assert answer.status_code == 200, rule
            if answer.mimetype == "text/html":
                assert center.public_id not in answer.get_data(as_text=True), rule


@pytest.mark.parametrize("ending", ["revoked", "withdrawn", "over", "idle"])
def test_what_ends_it_ends_it_at_the_next_request(
    ending: str, app: Flask, center: CenterWorld, seated: tuple[FlaskClient, str]
) -> None:
    client, desk = seated
    assert client.get(f"/desk/{desk}").status_code == 200
    with center.working():
        if ending == "revoked":
            desks.revoke(center.actor(), desk)
        elif ending == "withdrawn":
            db.session.execute(update(Packet).values(state=PacketState.WITHDRAWN))
        elif ending == "over":
            db.session.execute(update(Desk).values(ends_on=center.actor().today - timedelta(days=1)))
    with later(minutes=31 if ending == "idle" else 0):
        ended, absent = client.get(f"/desk/{desk}"), client.get(f"/desk/{'2' * 20}")
    assert (ended.status_code, text_of(ended)) == (404, text_of(absent))


def test_a_wrong_passphrase_is_counted_and_slowed(app: Flask, center: CenterWorld) -> None:
    desk, token = making.given(center, passphrase="harbor lantern")
    client = app.test_client()
    statuses = [submit(client, f"/desk/open/{token}", passphrase="wrong words").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    assert submit(client, f"/desk/open/{token}", passphrase="harbor lantern").status_code == 429
    with later(minutes=2):
        assert submit(client, f"/desk/open/{token}", passphrase=" harbor  lantern ").location == f"/desk/{desk}"


def test_leaving_closes_it_in_this_browser_and_the_link_opens_it_again(
    app: Flask, seated: tuple[FlaskClient, str]
) -> None:
    client, desk = seated
    assert submit(client, f"/desk/{desk}", action=f"/desk/{desk}/leave").location == "/desk/left"
    assert client.get(f"/desk/{desk}").status_code == 404


def test_from_a_verdict_to_the_page_of_its_proof_takes_two_clicks(seated: tuple[FlaskClient, str]) -> None:
    client, desk = seated
    summary = page_of(client.get(f"/desk/{desk}"))
    met = next(row for row in summary.select("tbody tr") if "Met" in row.get_text())
    requirement = page_of(client.get(str(met.select("a")[0]["href"])))
    proof = next(link for link in requirement.select("tbody a") if link.get_text().startswith("Exhibit"))
    shown = page_of(client.get(str(proof["href"])))
    picture = shown.select_one("img.marked__picture")
    assert picture is not None
    assert client.get(str(picture["src"]), buffered=True).mimetype == "image/jpeg"


def test_what_was_pointed_at_is_led_to_and_outlined_on_its_page(app: Flask, center: CenterWorld) -> None:
    packet = samples.packet(certificates=1)
    places = (
        Citation(number=1, exhibit=1, label="hours", first_page=2, last_page=2, box=(100, 400, 600, 450)),
        Citation(number=2, exhibit=1, label="all of it", first_page=1, last_page=2),
    )
    findings = tuple(replace(each, citations=(1, 2)) if 1 in each.exhibits else each for each in packet.findings)
    desk, _ = making.given(center, making.issued_packet(center, citations=places, findings=findings))
    client = making.sit_down(app, app.test_client(), desk)
    resting = next(each for each in findings if each.citations)
    shown = page_of(client.get(f"/desk/{desk}/requirements/{resting.requirement_id}"))
    led = next(link for link in shown.select("a") if link.get_text() == "hours")
    assert str(led["href"]).endswith("/exhibits/1#page-2")
    exhibit = page_of(client.get(str(led["href"])))
    assert [box["id"] for box in exhibit.select("rect.marked__box")] == ["page-2-box-1"]
    assert [item.get_text() for item in exhibit.select("main ol li")][-1] == "hours"
    assert exhibit.get_text().count("The whole page: all of it") == 2
