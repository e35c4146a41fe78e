"""Passkeys in a real browser: made on the account's page, and the whole of a sign-in. Without scripts an app does."""

import json
import re
from collections.abc import Callable, Iterator

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.faults import faults_of
from tests.browser.installation import Installation, free_port
from tests.browser.people import DESK, new_window

pytestmark = pytest.mark.browser
HOME = re.compile(r"/c/\w+/home$")
VERIFIED = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
Somebody = Iterator[dict[str, str]]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], str]) -> Iterator[Installation]:
    """An installation that people reach by a name, as passkeys need it, with a center for each test."""
    port = free_port()
    settings = {"BASE_URL": f"http://localhost:{port}", "DATABASE_URL": new_database()}
    installation = Installation(tmp_path_factory.mktemp("named") / "data", **settings)
    installation.port, installation.url = port, settings["BASE_URL"]
    with installation.serving():
        yield installation


@pytest.fixture(scope="module")
def directors(named: Installation) -> Somebody:
    """Directors who have no second factor yet."""
    made = json.loads(named.run("seed", "--centers", "4", "--people", "2", "--completions", "1", "--json"))
    return iter([login for login in made["logins"] if login["role"] == "director"])


@pytest.fixture
def director(directors: Somebody) -> dict[str, str]:
    """A director whom no other test knows."""
    return next(directors)


@pytest.fixture
def page(named: Installation, chromium: Browser, director: dict[str, str]) -> Iterator[Page]:
    """A page of the director, in a browser that keeps passkeys."""
    with new_window(chromium, named.url, viewport=DESK) as window:
        page = window.new_page()
        session = window.new_cdp_session(page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": VERIFIED})
        sign_in(page, director)
        yield page


def sign_in(page: Page, who: dict[str, str]) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email").fill(who["email"])
    page.get_by_label("Password").fill(who["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sign in")


def add_passkey(page: Page) -> None:
    page.goto("/account/signing-in")
    page.get_by_label("Name of the new passkey").fill("My laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep these recovery codes")
    page.get_by_role("link", name="Go on").click()
    expect(page).to_have_url(HOME)


def sign_out(page: Page) -> None:
    page.goto("/account")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_passkey_is_made_and_is_the_whole_of_a_sign_in(page: Page) -> None:
    add_passkey(page)
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(HOME)


def test_a_passkey_is_the_second_step_after_the_password_and_confirms(page: Page, director: dict[str, str]) -> None:
    add_passkey(page)
    sign_out(page)
    sign_in(page, director)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second factor")
    assert faults_of(page) == []
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(HOME)
    page.goto("/account/confirm?next=/account/signing-in")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="My laptop")).to_be_visible()
    assert faults_of(page) == []


def test_the_same_device_is_not_kept_twice_and_turning_back_is_told(page: Page) -> None:
    add_passkey(page)
    page.goto("/account/signing-in")
    page.get_by_label("Name of the new passkey").fill("Again")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("This device keeps a passkey for your account already.")).to_be_visible()


def test_without_scripts_an_app_is_set_up_and_a_recovery_code_signs_in(
    named: Installation, chromium: Browser, director: dict[str, str]
) -> None:
    with new_window(chromium, named.url, java_script_enabled=False) as window:
        plain = window.new_page()
        plain.goto("/sign-in")
        expect(plain.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
        sign_in(plain, director)
        plain.goto("/account/app")
        secret = plain.locator(".qr .secret").inner_text().replace(" ", "")
        plain.get_by_label("Code from your app").fill(pyotp.TOTP(secret).now())
        plain.get_by_role("button", name="Set up the app").click()
        code = plain.locator(".codes code").first.inner_text()
        plain.context.clear_cookies()
        sign_in(plain, director)
        plain.get_by_role("link", name="Use a recovery code").click()
        plain.get_by_label("Recovery code").fill(code)
        plain.get_by_role("button", name="Sign in", exact=True).click()
        expect(plain).to_have_url(HOME)
