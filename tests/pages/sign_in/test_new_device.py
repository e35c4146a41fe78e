"""A browser that an account never signed in with is told to its owner, but not the first one of a new account."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import PASSWORD, CenterWorld, begin_center, make_account
from tests.house.things import Owner, invitation_token
from tests.installations import own_installation
from tests.pages.doors import NEW_PASSWORD, email_of, later, link_in, mails_to, sign_in
from tests.pages.forms import submit
from tests.pages.second_factor import set_up_app, sign_in_twice
from tracker.db import db
from tracker.models import KnownDevice

Browse = Callable[..., FlaskClient]


def news_to(address: str) -> list[EmailMessage]:
    """Return the mails about new browsers."""
    return [mail for mail in mails_to(address) if mail["Subject"].startswith("A new browser signed in")]


def test_the_first_browser_of_a_new_account_is_no_news_and_the_second_is(center: CenterWorld, browse: Browse) -> None:
    address, first = email_of(center), browse()
    sign_in(first, address)
    assert news_to(address) == []
    with later(minutes=5):
        sign_in(browse(), address)
    (mail,) = news_to(address)
    assert link_in(mail) == "/account"
    assert "America/Chicago" in mail.get_content(), "told on the clock of their center"
    assert PASSWORD not in mail.as_string()


def test_a_browser_that_signed_in_before_is_no_news(center: CenterWorld, browse: Browse) -> None:
    address, client = email_of(center), browse()
    for day in range(4):
        with later(days=day * 100):
            sign_in(client, address)
            submit(client, "/account", action="/sign-out")
    assert news_to(address) == []


def test_a_browser_is_told_by_a_few_words(center: CenterWorld, browse: Browse) -> None:
    address = email_of(center)
    sign_in(browse(), address)
    phone = browse()
    phone.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Safari/605.1"
    sign_in(phone, address)
    assert "Safari on iPhone" in news_to(address)[0].get_content()


def test_nothing_is_told_before_the_second_factor_is_given(center: CenterWorld, browse: Browse) -> None:
    address = email_of(center)
    with later(minutes=-5):
        phone, _ = set_up_app(browse(center.director))
    client = browse()
    sign_in(client, address)
    assert news_to(address) == []
    sign_in_twice(client, address, phone)
    assert len(news_to(address)) == 1


def test_two_people_at_one_browser_are_each_known(center: CenterWorld, browse: Browse) -> None:
    shared, colleague = browse(), email_of(center, center.member())
    for address in (email_of(center), colleague, email_of(center), colleague):
        sign_in(shared, address)
        submit(shared, "/account", action="/sign-out")
    assert news_to(email_of(center)) == news_to(colleague) == []


def test_a_secret_that_we_did_not_make_is_not_kept(center: CenterWorld, browse: Browse) -> None:
    planted = browse()
    planted.set_cookie("device", "A" * 43)
    sign_in(planted, email_of(center))
    cookie = planted.get_cookie("device")
    assert cookie
    assert cookie.value != "A" * 43


def test_only_a_digest_of_the_secret_is_kept_and_scripts_cannot_read_it(center: CenterWorld, browse: Browse) -> None:
    answer = sign_in(browse(), email_of(center))
    (cookie,) = [each for each in answer.headers.getlist("Set-Cookie") if each.startswith("device=")]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    with center.app.app_context():
        digest = db.session.scalar(select(KnownDevice.digest).where(KnownDevice.account_id == center.director))
    assert digest
    assert cookie.split("=")[1].split(";")[0] not in digest


def test_behind_https_the_cookie_is_bound_to_host_and_encryption(empty_database_url: str, tmp_path: Path) -> None:
    address = "https://training.example.org"
    with own_installation(empty_database_url, tmp_path, BASE_URL=address) as app:
        begin_center(app)
        make_account(app, "one@example.org")
        client = app.test_client()
        client.environ_base["wsgi.url_scheme"], client.environ_base["HTTP_HOST"] = "https", "training.example.org"
        answer = submit(client, "/sign-in", email="one@example.org", password=PASSWORD)
        (cookie,) = [each for each in answer.headers.getlist("Set-Cookie") if "device=" in each]
        assert cookie.startswith("__Host-device=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


def test_a_password_chosen_by_mail_makes_every_browser_new_again(center: CenterWorld, browse: Browse) -> None:
    address, client = email_of(center), browse()
    sign_in(client, address)
    submit(client, "/account", action="/sign-out")
    submit(browse(), "/forgot-password", email=address)
    link = link_in([mail for mail in mails_to(address) if "Choose" in mail["Subject"]][-1])
    submit(browse(), link, password=NEW_PASSWORD)
    before = len(news_to(address))
    sign_in(client, address, NEW_PASSWORD)
    assert len(news_to(address)) == before + 1


def test_joining_is_no_news(center: CenterWorld, browse: Browse) -> None:
    token = invitation_token(center, Owner(center.director, center.director_person))
    submit(browse(), f"/join/{token}", name="Noor Haddad", password=NEW_PASSWORD)
    assert news_to(f"guest{center.director}@example.org") == []
