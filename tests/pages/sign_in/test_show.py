"""Signing in: the same words for everybody, slower for whoever guesses, and never to somebody else's page."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.factories import PASSWORD, CenterWorld, begin_center
from tests.installations import own_installation
from tests.pages.doors import email_of, is_in, later, sign_in
from tests.pages.forms import errors_of, submit, text_of
from tracker.db import db
from tracker.models import Account

Browse = Callable[..., FlaskClient]
WRONG = "not the password at all"


def test_who_knows_the_password_is_let_in_and_led_to_their_first_page(center: CenterWorld, browse: Browse) -> None:
    for account, page in ((center.director, "home"), (center.member(), "my-training")):
        client = browse()
        answer = sign_in(client, email_of(center, account))
        assert (answer.status_code, answer.location) == (303, "/")
        assert client.get("/").location == center.path(page)


def test_an_address_is_the_same_however_it_is_typed(center: CenterWorld, browse: Browse) -> None:
    assert sign_in(browse(), f"  {email_of(center).upper()} ").status_code == 303


def test_a_wrong_password_and_an_unknown_address_answer_in_the_same_words(center: CenterWorld, browse: Browse) -> None:
    answers = [sign_in(browse(), address, WRONG) for address in (email_of(center), "nobody@example.org")]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert errors_of(answers[0]) == errors_of(answers[1]) == ["The email address or the password is not right."]
    assert text_of(answers[0]) == text_of(answers[1])


def test_what_is_missing_is_asked_for(center: CenterWorld, browse: Browse) -> None:
    answer = sign_in(browse(), "", "")
    assert (answer.status_code, errors_of(answer)) == (422, ["Enter the email address.", "Enter the password."])


def test_an_account_that_was_closed_is_unknown(center: CenterWorld, browse: Browse) -> None:
    with center.working():
        db.session.get_one(Account, center.director).active = False
    answer = sign_in(browse(), email_of(center))
    assert errors_of(answer) == ["The email address or the password is not right."]


@pytest.mark.parametrize("known", [True, False])
def test_five_tries_are_free_and_then_one_a_minute(center: CenterWorld, browse: Browse, known: bool) -> None:
    address = email_of(center) if known else f"nobody{center.director}@example.org"
    assert [sign_in(browse(), address, WRONG).status_code for _ in range(7)] == [422] * 5 + [429] * 2
    with later(seconds=61):
        assert [sign_in(browse(), address, WRONG).status_code for _ in range(2)] == [422, 429]


def test_the_owner_waits_a_minute_at_most_and_then_starts_afresh(center: CenterWorld, browse: Browse) -> None:
    address = email_of(center)
    for minutes in range(12):
        with later(minutes=2 * minutes):
            sign_in(browse(), address, WRONG)
    with later(minutes=22, seconds=30):
        hurried = sign_in(browse(), address)
        assert (hurried.status_code, errors_of(hurried)) == (429, ["Too many tries. Wait a minute, then try again."])
    with later(minutes=23, seconds=1):
        assert sign_in(browse(), address).status_code == 303
        assert sign_in(browse(), address, WRONG).status_code == 422, "a right password forgets the wrong ones"


def test_tries_are_forgotten_after_a_quarter_of_an_hour(center: CenterWorld, browse: Browse) -> None:
    address = email_of(center)
    for _ in range(4):
        sign_in(browse(), address, WRONG)
    with later(minutes=15, seconds=1):
        assert [sign_in(browse(), address, WRONG).status_code for _ in range(5)] == [422] * 5


def test_signing_in_leads_back_to_where_one_was_going(center: CenterWorld, browse: Browse) -> None:
    page = center.path(f"completions/{'2' * 20}/withdraw")
    client = browse()
    asked = client.get(page)
    assert asked.location.startswith("/sign-in?next=")
    answer = submit(client, asked.location, email=email_of(center), password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, page)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "/\t/elsewhere.example",
        "/\n/elsewhere.example",
        "javascript:alert(1)",
        "elsewhere.example",
        "/x\x00",
        "/" + "a" * 5000,
    ],
)
def test_nobody_is_led_elsewhere(center: CenterWorld, browse: Browse, elsewhere: str) -> None:
    client, address = browse(), email_of(center)
    opened = client.get("/sign-in", query_string={"next": elsewhere})
    assert "elsewhere" not in opened.get_data(as_text=True)
    answer = sign_in(client, address, next=elsewhere)
    led_to = urlsplit(urljoin("http://localhost/sign-in", answer.location or "/"))
    assert led_to.netloc == "localhost", "a form that was tampered with leads nowhere else either"
    signed_in = browse(center.director).get("/sign-in", query_string={"next": elsewhere})
    assert (signed_in.status_code, signed_in.location) == (303, "/")


def test_a_cookie_from_before_is_worth_nothing_after(center: CenterWorld, browse: Browse) -> None:
    client = browse()
    client.get("/sign-in")
    before = client.get_cookie("session")
    answer = sign_in(client, email_of(center))
    after = client.get_cookie("session")
    assert before and after
    assert before.value != after.value
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    planted = browse()
    planted.set_cookie("session", before.value)
    assert not is_in(planted)


def test_behind_https_the_cookie_is_bound_to_host_and_encryption(empty_database_url: str, tmp_path: Path) -> None:
    address = "https://training.example.org"
    with own_installation(empty_database_url, tmp_path, BASE_URL=address) as app:
        begin_center(app)
        answer = app.test_client().get("/sign-in", base_url=address)
        (cookie,) = answer.headers.getlist("Set-Cookie")
        assert cookie.startswith("__Host-session=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
