"""The last second factor, and passwords beside one and alone: nobody is left with less than is asked of them."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import update

from tests.factories import PASSWORD, CenterWorld
from tests.pages.doors import email_of, is_in, later, sign_in
from tests.pages.forms import errors_of, page_of, submit, text_of
from tests.pages.passkey_device import Device, add_passkey, sign_in_with
from tests.pages.second_factor import (
    changes_told,
    give_code,
    remove_app,
    set_up_app,
    sign_in_twice,
)
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.second_factor import Demand
from tracker.models import Account, Center
from tracker.services import accounts, passwords
from tracker.services.second_factor import changes, standing

Browse = Callable[..., FlaskClient]
PAGE, TO = "/account/signing-in", "/account/passkeys/add"
SHORT = "kX9#mW2$vL"
WRONG_PASSWORD = "This is not your password."


def short_password(center: CenterWorld) -> str:
    """Give the director a password that will do only beside a second factor."""
    with center.app.app_context(), unit_of_work():
        db.session.get_one(Account, center.director).password_hash = passwords.keep(SHORT)
    return SHORT


def test_the_last_factor_goes_with_a_password_that_can_stand_alone(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    set_up_app(client)
    assert remove_app(client, "") == [WRONG_PASSWORD]
    assert remove_app(client, "not the password at all") == [WRONG_PASSWORD]
    assert remove_app(client) == []
    with center.app.app_context():
        has = standing.of(center.director)
    assert (has.has_factor, has.codes_left, has.words) == (False, 0, "")
    assert sign_in(browse(), email_of(center)).location == "/"


def test_a_short_password_keeps_the_last_factor(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    set_up_app(client)
    assert remove_app(client, short_password(center)) == [changes.TOO_SHORT_ALONE]
    add_passkey(client, Device())
    assert remove_app(client, "") == [], "another one is left"


def test_a_password_that_no_account_can_have_is_told(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    set_up_app(client)
    assert remove_app(client, "x" * 129) == ["The password must be 128 characters or fewer."]


def test_guessing_the_password_there_is_slowed(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    set_up_app(client)
    for _ in range(5):
        remove_app(client, "not the password at all")
    assert "Too many tries" in remove_app(client)[0]


def test_who_is_asked_for_a_factor_keeps_one(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    set_up_app(client)
    with center.working():
        db.session.execute(update(Center).where(Center.id == center.center_id).values(second_factor=Demand.LEADERS))
    assert changes.STILL_ASKED in remove_app(client)[0]
    add_passkey(client, Device())
    assert remove_app(client) == []
    assert client.get(center.path("home")).status_code == 200
    answer = submit(client, PAGE, action="/remove")
    assert changes.STILL_ASKED in text_of(answer)


def test_removing_an_app_that_is_not_there_changes_nothing(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    opened = client.get("/account")
    token = page_of(opened).select_one("input[name=csrf_token]")
    assert token
    data = {"csrf_token": token["value"], "submission_key": "0" * 32, "password": PASSWORD}
    assert errors_of(client.post("/account/app/remove", data=data)) == ["There is no app to remove."]
    assert changes_told(center) == []


def test_a_session_without_its_factor_is_stopped_where_one_is_asked_for_later(
    center: CenterWorld, browse: Browse
) -> None:
    client = browse(center.director)
    set_up_app(client)
    remove_app(client)
    with center.working():
        db.session.execute(update(Center).where(Center.id == center.center_id).values(second_factor=Demand.LEADERS))
    assert client.get(center.path("home")).location == PAGE


def test_eight_characters_are_enough_beside_a_factor_and_too_few_without(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    with later(minutes=-2):
        phone, _ = set_up_app(client)
    too_few = "Use at least 8 characters. Four or five unrelated words make a good password."
    for new, errors in (("kX9#mW2", [too_few]), (SHORT, [])):
        answer = submit(client, "/account", action="/password", old_password=PASSWORD, password=new)
        assert errors_of(answer) == errors
    elsewhere = browse()
    assert sign_in(elsewhere, email_of(center), SHORT).location == "/sign-in/second-factor"
    assert give_code(elsewhere, phone.digits()).status_code == 303


def test_a_short_password_whose_factor_is_gone_opens_nothing(center: CenterWorld, browse: Browse) -> None:
    short_password(center)
    client = browse()
    answer = sign_in(client, email_of(center), SHORT)
    assert (answer.status_code, errors_of(answer)) == (422, [accounts.TOO_SHORT])
    assert not is_in(client)
    assert errors_of(sign_in(browse(), email_of(center), "kX9#mW2$vX")) == [accounts.WRONG], "only who knows it learns"


def test_the_page_asks_again_after_ten_minutes(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    with later(minutes=10, seconds=1):
        for page in (PAGE, "/account/app"):
            assert client.get(page).location.startswith("/account/confirm")


def test_a_passkey_and_the_app_side_by_side_open_alike(center: CenterWorld, browse: Browse) -> None:
    client, device = browse(center.director), Device()
    with later(minutes=-2):
        phone, _ = set_up_app(client)
    add_passkey(client, device)
    assert sign_in_twice(browse(), email_of(center), phone).status_code == 303
    assert sign_in_with(browse(), device).location == "/"
    assert "app, passkey" in text_of(client.get("/account"))
