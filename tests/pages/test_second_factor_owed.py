"""Whoever owes a second factor is led to set one up and reaches nothing of the center or the installation before."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.factories import CenterWorld, begin_center, make_account, open_session
from tests.house.addresses import EXISTING, path_of
from tests.house.doors import DOORS
from tests.pages.doors import email_of, is_in, later, sign_in
from tests.pages.forms import submit, text_of
from tests.pages.passkey_device import Device, add_passkey
from tests.pages.second_factor import set_up_app, sign_in_twice
from tests.statements import counted
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole
from tracker.domain.second_factor import Demand
from tracker.models import Account, Center, SignInSession

Browse = Callable[..., FlaskClient]
SET_UP = "/account/signing-in"
# The one door to a center's pages at which nobody is stopped: it leads to them.
OPEN = {"start.show"}


@pytest.fixture
def strict(app: Flask) -> CenterWorld:
    """A center that asks its leaders, as every new one does."""
    return begin_center(app, second_factor=Demand.LEADERS)


def owing(center: CenterWorld, account: int) -> FlaskClient:
    """Return a browser that is signed in with a password alone."""
    client = center.app.test_client()
    open_session(center.app, client, account, proved_twice=False)
    return client


def ask_of(center: CenterWorld, demand: Demand) -> None:
    with center.working():
        db.session.execute(update(Center).where(Center.id == center.center_id).values(second_factor=demand))


@pytest.mark.parametrize(
    ("demand", "asked"),
    [
        (Demand.LEADERS, {"deputy", "director"}),
        (Demand.EVERYBODY, {"staff", "deputy", "director"}),
        (Demand.NOBODY, set()),
    ],
)
def test_it_is_asked_of_those_whom_the_center_names(strict: CenterWorld, demand: Demand, asked: set[str]) -> None:
    ask_of(strict, demand)
    who = {role.value: strict.member(role) for role in AccessRole}
    stopped = {
        name
        for name, account in who.items()
        if owing(strict, account).get(strict.path("my-training")).status_code == 303
    }
    assert stopped == asked


def test_every_page_of_the_center_leads_to_setting_one_up(app: Flask, strict: CenterWorld) -> None:
    client = owing(strict, strict.director)
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in DOORS or not rule.rule.startswith("/c/"):
            continue
        path = path_of(rule, {"center": strict.public_id, **EXISTING})
        for verb in DOORS[rule.endpoint].methods.split():
            answer = client.open(path, method=verb, data={"csrf_token": token_of(client)} if verb == "POST" else None)
            assert (answer.status_code, answer.location) == (303, SET_UP), f"{verb} {path}"


def token_of(client: FlaskClient) -> str:
    return client.get("/account").get_data(as_text=True).split('name="csrf_token"')[1].split('"')[3]


def test_the_administrator_of_the_installation_is_always_asked(app: Flask) -> None:
    account = make_account(app)
    with app.app_context(), unit_of_work():
        db.session.get_one(Account, account).is_administrator = True
    client = app.test_client()
    open_session(app, client, account, proved_twice=False)
    assert client.get("/installation").location == SET_UP
    assert "the installation asks you" in text_of(client.get(SET_UP))
    set_up_app(client)
    assert client.get("/installation").status_code == 200


def test_ones_account_and_signing_out_stay_open(strict: CenterWorld) -> None:
    client = owing(strict, strict.director)
    for page in ("/account", SET_UP, "/account/app", "/account/confirm"):
        assert client.get(page).status_code == 200
    assert submit(client, SET_UP, action="/sign-out").status_code == 303
    assert not is_in(client)


def test_the_page_says_who_asks_and_why(strict: CenterWorld) -> None:
    page = text_of(owing(strict, strict.director).get(SET_UP))
    assert "One step is left before you go in." in page
    assert "Harbor House CAC asks you for a second factor" in page


def test_with_an_app_the_center_opens_at_once_and_from_then_on(strict: CenterWorld, browse: Browse) -> None:
    client = browse()
    with later(minutes=-2):
        assert sign_in(client, email_of(strict)).location == "/"
        assert client.get(client.get("/").location).location == SET_UP
        phone, _ = set_up_app(client)
        assert client.get(strict.path("home")).status_code == 200
    other = browse()
    assert sign_in_twice(other, email_of(strict), phone).location == "/"
    assert other.get(strict.path("home")).status_code == 200


def test_with_a_passkey_too(strict: CenterWorld) -> None:
    client = owing(strict, strict.director)
    assert add_passkey(client, Device()).status_code == 200
    assert client.get(strict.path("home")).status_code == 200


def test_a_session_from_before_the_center_asked_is_stopped_at_its_next_click(
    center: CenterWorld, browse: Browse
) -> None:
    member = center.member()
    client = owing(center, member)
    assert client.get(center.path("my-training")).status_code == 200
    submit(browse(center.director), center.path("settings"), action="/second-factor", second_factor="everybody")
    assert client.get(center.path("my-training")).location == SET_UP


def test_a_center_that_asks_does_not_close_another_that_does_not(strict: CenterWorld, center: CenterWorld) -> None:
    client = owing(center, center.director)
    assert client.get(center.path("home")).status_code == 200
    assert client.get(strict.path("home")).status_code == 404, "and a foreign one is still not there"


def test_asking_costs_no_statement(strict: CenterWorld, browse: Browse, center: CenterWorld) -> None:
    counts = []
    for world in (strict, center):
        client = browse(world.director)
        client.get(world.path("settings"))
        with world.app.app_context(), counted() as asked:
            assert client.get(world.path("settings")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    stopped = owing(strict, strict.director)
    with strict.app.app_context(), counted() as asked:
        stopped.get(strict.path("home"))
    assert len([line for line in asked if line.startswith("SELECT") and "set_config" not in line]) == 2


def test_a_new_session_is_not_proved_twice_unless_it_was(strict: CenterWorld) -> None:
    owing(strict, strict.director)
    with strict.app.app_context():
        kept = db.session.query(SignInSession.proved_twice).filter_by(account_id=strict.director).all()
    assert [proved for (proved,) in kept] == [False]
