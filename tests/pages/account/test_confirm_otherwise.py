"""A passkey confirms too that it is you; who has no password gives the digits of the app."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.doors import later
from tests.pages.forms import errors_of, page_of, submit, text_of
from tests.pages.passkey_device import Device, add_passkey, asked, sent
from tests.pages.second_factor import Phone, set_up_app
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.models import Account
from tracker.services.second_factor import passkeys

Browse = Callable[..., FlaskClient]
TO = "/account/confirm/passkey"


@pytest.fixture
def page(center: CenterWorld) -> str:
    """Where the director is led before the members page."""
    return f"/account/confirm?next={center.path('members')}"


def without_password(center: CenterWorld) -> None:
    with center.app.app_context(), unit_of_work():
        db.session.get_one(Account, center.director).password_hash = None


def test_a_passkey_confirms_and_leads_on(center: CenterWorld, browse: Browse, page: str) -> None:
    client, device = browse(center.director), Device()
    add_passkey(client, device)
    with later(minutes=11):
        assert client.get(center.path("members")).status_code == 302
        answer = sent(client, page, TO, device.answer(asked(client, page, TO)))
        assert (answer.status_code, answer.location) == (303, center.path("members"))
        assert client.get(center.path("members")).status_code == 200


def test_somebody_elses_passkey_or_none_confirms_nothing(center: CenterWorld, browse: Browse, page: str) -> None:
    client, own, other = browse(center.director), Device(), Device()
    add_passkey(client, own)
    add_passkey(browse(center.member()), other)
    with later(minutes=11):
        for answer, words in (
            (other.answer(asked(client, page, TO)), "This passkey is not one of your account."),
            ("nonsense", passkeys.NOT_HERE),
            ("", "No passkey was given."),
        ):
            refused = sent(client, page, TO, answer)
            assert refused.location.startswith("/account/confirm")
            assert words in text_of(client.get(refused.location))
        assert client.get(center.path("members")).status_code == 302


def test_who_has_no_password_gives_the_digits(center: CenterWorld, browse: Browse, page: str) -> None:
    client = browse(center.director)
    phone, _ = set_up_app(client)
    without_password(center)
    with later(minutes=11):
        opened = client.get(page)
        assert page_of(opened).select_one("input[type=password]") is None
        wrong = submit(client, page, action="/code", code=wrong_for(phone))
        assert (wrong.status_code, len(errors_of(wrong))) == (422, 1)
        blank = submit(client, page, action="/code", code="")
        assert errors_of(blank) == ["Enter the six digits."]
        right = submit(client, page, action="/code", code=phone.digits())
        assert (right.status_code, right.location) == (303, center.path("members"))


def wrong_for(phone: Phone) -> str:
    return f"{(int(phone.digits()) + 500_000) % 1_000_000:06}"


def test_guessing_digits_there_is_slowed(center: CenterWorld, browse: Browse, page: str) -> None:
    client = browse(center.director)
    phone, _ = set_up_app(client)
    without_password(center)
    with later(minutes=11):
        tries = [submit(client, page, action="/code", code=wrong_for(phone)).status_code for _ in range(6)]
    assert tries == [422] * 5 + [429]


def test_digits_do_not_stand_in_for_a_password_that_there_is(center: CenterWorld, browse: Browse, page: str) -> None:
    client = browse(center.director)
    phone, _ = set_up_app(client)
    with later(minutes=11):
        token = page_of(client.get(page)).select_one("input[name=csrf_token]")
        assert token
        data = {"csrf_token": token["value"], "submission_key": "0" * 32, "code": phone.digits()}
        assert client.post("/account/confirm/code", data=data).status_code == 409
        assert client.get(center.path("members")).status_code == 302


def test_an_account_without_a_password_is_told_how_to_have_one(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    without_password(center)
    assert "With a link by mail you choose one." in text_of(client.get("/account"))
    set_up_app(client)
    assert submit(client, "/account/signing-in", action="/account/app/remove").status_code == 303
