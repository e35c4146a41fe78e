"""Who administers the installation begins centers for others, and reads nothing of their records."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.factories import CenterWorld, make_account
from tests.pages.forms import errors_of, page_of, send, submit, text_of
from tests.pages.ladder import NOBODYS
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.db.work import unit_of_work
from tracker.models import Account, Center, FollowedStandard
from tracker.services import accounts, new_centers

Browse = Callable[..., FlaskClient]
LONGEST = "x" * 10_000


@pytest.fixture
def administrator(app: Flask) -> int:
    """An account that administers the installation and belongs to no center."""
    account_id = make_account(app, name="Ines Porter")
    with app.app_context(), unit_of_work():
        db.session.get_one(Account, account_id).is_administrator = True
    return account_id


def begin(client: FlaskClient, name: str, **values: str) -> TestResponse:
    """Begin a center; what is not named is in order."""
    asked = {"time_zone": "Pacific/Honolulu", "director": "Kai Mahoe", "email": "director@new.example", **values}
    return submit(client, "/installation", action="/installation/centers", center_name=name, **asked)


def test_a_center_is_begun_and_its_director_joins_by_the_link(
    administrator: int, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Other tests of this process may have begun more centers than the page lists.
    monkeypatch.setattr(new_centers, "MOST_LISTED", 100_000)
    answer = begin(browse(administrator), "Mauna House CAC", email="kai@mauna.example")
    assert answer.status_code == 200
    link = re.search(r"/join/[A-Za-z0-9_-]{43}", answer.get_data(as_text=True))
    assert link is not None
    visitor = browse()
    joined = submit(visitor, link[0], name="Kai Mahoe", password="four unrelated pond words")
    assert joined.status_code == 303
    home = visitor.get("/", follow_redirects=True)
    assert "Mauna House CAC" in home.get_data(as_text=True)
    assert "Mauna House CAC" in text_of(browse(administrator).get("/installation"))


@pytest.mark.parametrize("chosen", [[], ["nca-csec"]], ids=["by no optional standard", "by CSEC"])
def test_a_center_begins_with_what_it_is_measured_by(
    app: Flask, administrator: int, browse: Browse, chosen: list[str]
) -> None:
    name = f"Measured House CAC {len(chosen)}"
    assert (
        begin(browse(administrator), name, **dict.fromkeys(["measured_by"] * len(chosen), "nca-csec")).status_code
        == 200
    )
    with app.app_context(), everywhere(db.session()):
        followed = select(FollowedStandard.standard).join(Center, Center.id == FollowedStandard.center_id)
        assert sorted(db.session.scalars(followed.where(Center.name == name))) == sorted(
            [*chosen, "nca-essential-training"]
        )


def test_the_administrator_is_no_member_of_it(app: Flask, administrator: int, browse: Browse) -> None:
    begin(browse(administrator), "Closed House CAC")
    with app.app_context():
        assert accounts.centers_of(administrator) == []


def test_it_lists_names_and_numbers_only(center: CenterWorld, administrator: int, browse: Browse) -> None:
    center.person("Zelda Hidden")
    page = browse(administrator).get("/installation")
    assert "Harbor House CAC" in text_of(page)
    assert "Zelda Hidden" not in page.get_data(as_text=True)
    assert center.public_id not in page.get_data(as_text=True)


def test_nobody_else_finds_the_page(center: CenterWorld, browse: Browse) -> None:
    director = browse(center.director)
    assert director.get("/installation").status_code == 404
    assert browse().get("/installation").status_code == 302
    assert "/installation" not in director.get("/account").get_data(as_text=True)


def test_the_administrator_is_led_there(administrator: int, browse: Browse) -> None:
    for path in ("/", "/account"):
        assert page_of(browse(administrator).get(path)).select_one('a[href="/installation"]'), path


def test_administering_opens_no_center(center: CenterWorld, administrator: int, browse: Browse) -> None:
    for page in ("home", "people", f"people/{NOBODYS}", "packets"):
        assert browse(administrator).get(center.path(page)).status_code == 404


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": ""}, "Enter the name of the center"),
        ({"name": LONGEST}, "120"),
        ({"name": "Zone House CAC", "time_zone": "Mars/Base"}, "Choose a time zone"),
        ({"name": "Mail House CAC", "email": "not an address"}, "email"),
        ({"name": "No House CAC", "director": ""}, "Enter the name of its director"),
    ],
)
def test_what_cannot_be_a_center_is_refused_and_kept(
    administrator: int, browse: Browse, values: dict[str, str], words: str
) -> None:
    answer = begin(browse(administrator), values.pop("name"), **values)
    assert (answer.status_code, any(words in each for each in errors_of(answer))) == (422, True), errors_of(answer)
    kept = page_of(answer).select_one("input[name=email]")
    assert kept is not None
    assert kept["value"]


def test_a_second_center_of_the_same_name_is_refused(administrator: int, browse: Browse) -> None:
    begin(browse(administrator), "Twin House CAC", email="one@twin.example")
    again = begin(browse(administrator), "twin house cac", email="two@twin.example")
    assert errors_of(again) == ["There is a center of this name already. Add its town."]


def test_a_form_sent_again_begins_nothing_more_and_says_so(administrator: int, browse: Browse) -> None:
    client = browse(administrator)
    opened = client.get("/installation")
    entered = {"center_name": "Once House CAC", "time_zone": "Pacific/Honolulu", "director": "Kai Mahoe"}
    first, again = (
        send(client, opened, "/installation", action="/centers", email="kai@once.example", **entered) for _ in range(2)
    )
    assert (first.status_code, again.status_code, again.location) == (200, 303, "/installation")
    assert "This center was begun already." in text_of(client.get("/installation"))
