"""What one signs in with: set up and removed by its owner, each change told by mail and ending other sessions."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import PASSWORD, CenterWorld
from tests.house.things import Owner, passkey
from tests.pages.doors import email_of, is_in, later, link_in, sign_in
from tests.pages.forms import errors_of, page_of, send, submit, text_of
from tests.pages.passkey_device import PRESENT, Device, add_passkey, asked, sent
from tests.pages.second_factor import (
    Phone,
    changes_told,
    codes_on,
    give_code,
    remove_app,
    secret_on,
    set_up_app,
)
from tracker import clock
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.models import Authenticator, Passkey
from tracker.services import sessions
from tracker.services.second_factor import authenticators, changes, passkeys, standing

Browse = Callable[..., FlaskClient]
PAGE, TO = "/account/signing-in", "/account/passkeys/add"
SHORT = "kX9#mW2$vL"
WRONG_PASSWORD = "This is not your password."


def test_an_app_reads_the_picture_or_the_letters(center: CenterWorld, browse: Browse) -> None:
    opened = browse(center.director).get("/account/app")
    assert page_of(opened).select_one("svg[role=img][aria-label] path[d]")
    with center.app.app_context():
        offer = authenticators.offer(center.director, email_of(center))
    assert offer.address.startswith("otpauth://totp/Training%20Tracker:")
    assert f"secret={offer.secret}" in offer.address
    assert email_of(center) in unquote(offer.address)
    assert len(secret_on(opened)) == 32


def test_looking_at_the_page_keeps_nothing_and_shows_another_secret_each_time(
    center: CenterWorld, browse: Browse
) -> None:
    client = browse(center.director)
    assert len({secret_on(client.get("/account/app")) for _ in range(3)}) == 3
    with center.app.app_context():
        assert not standing.of(center.director).has_factor


def test_an_app_is_kept_once_it_shows_the_right_digits(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    opened = client.get("/account/app")
    phone = Phone(secret_on(opened))
    wrong = send(client, opened, "/account/app", code=phone.digits(9))
    assert (wrong.status_code, errors_of(wrong)) == (422, [authenticators.WRONG_FIRST])
    assert secret_on(wrong) == phone.secret, "the same picture, so that the app need not be set up again"
    blank = send(client, wrong, "/account/app", code="")
    assert (blank.status_code, errors_of(blank)) == (422, ["Enter the six digits."])
    done = send(client, blank, "/account/app", code=phone.digits())
    assert len(codes_on(done)) == 10
    assert "App on your phone Set up on" in text_of(client.get(PAGE))


def test_a_secret_that_was_shown_to_somebody_else_is_refused(center: CenterWorld, browse: Browse) -> None:
    client, other = browse(center.director), browse(center.member())
    theirs = other.get("/account/app")
    sealed = page_of(theirs).select_one("input[name=sealed]")
    assert sealed
    for stranger in (str(sealed["value"]), "nonsense", "é", "A" * 300):
        answer = submit(client, "/account/app", sealed=stranger, code=Phone(secret_on(theirs)).digits())
        assert answer.status_code == 409
        assert authenticators.STALE in text_of(answer)
    with center.app.app_context(), pytest.raises(Conflict):
        authenticators.set_up(center.director, str(sealed["value"]), "000000", center.actor().now)


def test_a_new_app_takes_the_place_of_the_old_one_and_keeps_the_codes(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    with later(minutes=-5):
        old, codes = set_up_app(client)
        new, more = set_up_app(client)
    assert (len(codes), more) == (10, [])
    elsewhere = browse()
    sign_in(elsewhere, email_of(center))
    assert give_code(elsewhere, old.digits()).status_code == 422
    assert give_code(elsewhere, new.digits()).status_code == 303


def test_nothing_in_the_database_makes_digits(center: CenterWorld, browse: Browse) -> None:
    phone, _ = set_up_app(browse(center.director))
    with center.app.app_context():
        row = db.session.execute(
            select(Authenticator.__table__).where(Authenticator.account_id == center.director)
        ).one()
    assert not [value for value in row if phone.secret in str(value)]


def test_codes_can_be_saved_as_text_without_a_script(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    set_up_app(client)
    shown = submit(client, PAGE, action="/account/recovery-codes")
    link = page_of(shown).select_one("a[download]")
    assert link
    assert all(code in unquote(str(link["href"])) for code in codes_on(shown))
    assert shown.headers["Cache-Control"] == "no-store"


def test_new_codes_make_the_old_ones_void(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    _, old = set_up_app(client)
    new = codes_on(submit(client, PAGE, action="/account/recovery-codes"))
    assert len({*old, *new}) == 20
    for code, status in ((old[0], 422), (new[0], 303)):
        elsewhere = browse()
        sign_in(elsewhere, email_of(center))
        assert submit(elsewhere, "/sign-in/recovery-code", code=code).status_code == status


def test_codes_alone_are_no_second_factor(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    assert "Recovery codes" not in [head.get_text() for head in page_of(client.get(PAGE)).select("h2")]
    with center.app.app_context(), pytest.raises(Conflict, match="Set up an app or a passkey first"):
        changes.make_codes(center_session(center, client), center.actor().now)


def center_session(center: CenterWorld, client: FlaskClient) -> sessions.SignedIn:
    """Return the session of a browser."""
    with client.session_transaction() as cookie:
        found = sessions.find(cookie["_user_id"], center.actor().now)
    assert found
    return found


@pytest.mark.parametrize("what", ["app", "passkey", "codes", "password", "remove"])
def test_each_change_ends_every_other_session_and_is_told(center: CenterWorld, browse: Browse, what: str) -> None:
    client = browse(center.director)
    if what in {"codes", "remove"}:
        set_up_app(client)
    others, before = [browse(center.director) for _ in range(2)], len(changes_told(center))
    if what == "app":
        set_up_app(client)
    elif what == "passkey":
        add_passkey(client, Device())
    elif what == "codes":
        submit(client, PAGE, action="/account/recovery-codes")
    elif what == "password":
        submit(client, "/account", action="/password", old_password=PASSWORD, password="marble teacup under thunder")
    else:
        assert remove_app(client) == []
    assert is_in(client)
    assert [is_in(each) for each in others] == [False, False]
    assert len(changes_told(center)) == before + 1
    assert link_in(changes_told(center)[-1]) == PAGE


def test_a_passkey_is_added_renamed_and_removed(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    set_up_app(client)
    assert add_passkey(client, Device(), "The laptop").status_code == 303
    with center.app.app_context():
        (key,) = standing.of(center.director).passkeys
    at = f"/account/passkeys/{key.public_id}"
    assert submit(client, PAGE, action=f"{at}/name", name="The old laptop").status_code == 303
    assert "The old laptop" in text_of(client.get(PAGE))
    nameless = submit(client, PAGE, action=f"{at}/name", name="")
    assert (nameless.status_code, "Enter a name for the passkey." in text_of(nameless)) == (409, True)
    assert submit(client, PAGE, action=f"{at}/remove").status_code == 303
    assert "The old laptop" not in text_of(client.get(PAGE))
    assert "second factor: app." in text_of(client.get("/account")).lower()


def test_a_new_passkey_is_asked_for_its_name(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    assert "Name of the new passkey" in text_of(client.get(PAGE))
    nameless = add_passkey(client, Device(), "")
    assert (nameless.status_code, errors_of(nameless)) == (422, ["Enter a name for the passkey."])


@pytest.mark.parametrize("act", ["name", "remove"])
def test_nobody_touches_somebody_elses_passkey(center: CenterWorld, browse: Browse, act: str) -> None:
    client = browse(center.director)
    add_passkey(client, Device())
    theirs = passkey(center, Owner(center.member(), center.director_person))
    opened = client.get(PAGE)
    own = page_of(opened).select_one(f'form[action$="/{act}"][action*="/passkeys/"]')
    assert own
    values = {str(field["name"]): str(field.get("value", "")) for field in own.select("input[name]")}
    assert client.post(f"/account/passkeys/{theirs}/{act}", data=values | {"name": "Mine"}).status_code == 404
    with center.app.app_context():
        kept = db.session.scalar(select(Passkey.name).where(Passkey.public_id == theirs))
    assert kept == "A phone"


@pytest.mark.parametrize(
    "wrong", [{"origin": "https://elsewhere.example"}, {"place": "elsewhere.example"}, {"flags": PRESENT}]
)
def test_a_passkey_of_elsewhere_or_without_its_owner_is_not_kept(
    center: CenterWorld, browse: Browse, wrong: dict[str, object]
) -> None:
    answer = add_passkey(browse(center.director), Device(**wrong))  # type: ignore[arg-type]
    assert (answer.status_code, errors_of(answer)) == (422, [passkeys.NOT_TAKEN])
    with center.app.app_context():
        assert standing.of(center.director).passkeys == ()


def test_what_a_passkey_was_made_for_is_taken_once_and_in_time(center: CenterWorld, browse: Browse) -> None:
    client, device, copy = browse(center.director), Device(), browse()
    made, cookie = device.make(asked(client, PAGE, TO)), client.get_cookie("session")
    assert cookie
    copy.set_cookie("session", cookie.value)
    with later(minutes=10, seconds=1), center.app.app_context(), pytest.raises(Conflict):
        passkeys.add(center.director, secret_in(copy), made, "Late", clock.now())
    assert sent(client, PAGE, TO, made).status_code == 422, "the form went without a name, and the question with it"
    assert sent(copy, PAGE, TO, made, name="Once").status_code == 200
    copy.set_cookie("session", cookie.value)
    assert sent(copy, PAGE, TO, made, name="Twice").status_code == 422
    other = browse(center.member())
    with center.app.app_context(), pytest.raises(Conflict):
        asked(other, PAGE, TO)
        passkeys.add(center.director, secret_in(other), made, "For somebody else", clock.now())


def secret_in(client: FlaskClient) -> str:
    """Return the secret of the question that a browser was asked."""
    with client.session_transaction() as cookie:
        return str(cookie["passkey_question"])


def test_a_passkey_that_is_kept_is_not_kept_again(center: CenterWorld, browse: Browse) -> None:
    client, device = browse(center.director), Device()
    assert add_passkey(client, device).status_code == 200
    again = add_passkey(browse(center.member()), device)
    assert errors_of(again) == ["This passkey is kept already."]


@pytest.mark.parametrize("answer", ["", "nonsense", "{}", "[" * 5000])
def test_what_is_no_passkey_is_refused_in_words(center: CenterWorld, browse: Browse, answer: str) -> None:
    client = browse(center.director)
    asked(client, PAGE, TO)
    refused = sent(client, PAGE, TO, answer, name="Nothing")
    assert refused.status_code == 422
    assert errors_of(refused)


def test_a_key_that_is_too_long_is_not_kept(center: CenterWorld, browse: Browse) -> None:
    answer = add_passkey(browse(center.director), Device(id=b"x" * 1024))
    assert (answer.status_code, errors_of(answer)) == (422, [passkeys.NOT_TAKEN])


def test_an_account_has_twenty_passkeys_at_most(center: CenterWorld, browse: Browse) -> None:
    for _ in range(passkeys.MOST):
        passkey(center, Owner(center.director, center.director_person))
    client = browse(center.director)
    token = page_of(client.get(PAGE)).select_one("input[name=csrf_token]")
    assert token
    answer = client.post(
        "/account/passkeys/question", data={"csrf_token": token["value"]}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 409
    assert "at most 20 passkeys" in answer.get_json()["error"]


def test_the_page_says_why_an_address_in_numbers_has_no_passkeys(
    center: CenterWorld, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passkeys, "place", lambda: None)
    page = text_of(browse(center.director).get(PAGE))
    assert "the address of this installation is a number" in page
    assert "http://localhost" in page
