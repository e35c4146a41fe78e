"""Signing in through a provider of somebody else's making, in a real browser: connected once, then one press."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.faults import Watch, faults_of
from tests.browser.installation import Installation, free_port
from tests.browser.people import DESK, PHONE, new_window
from tracker.services.demo.making import PASSWORD

pytestmark = pytest.mark.browser


@contextmanager
def provider() -> Iterator[str]:
    """Run the provider in a process of its own; returns its issuer."""
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:  # noqa: S603 our own
        try:
            # It says that it runs, then answers.
            assert process.stderr is not None
            while not _answers(issuer):
                assert process.poll() is None, process.stderr.read().decode()
            yield issuer
        finally:
            process.terminate()


def _answers(issuer: str) -> bool:
    try:
        with urlopen(f"{issuer}/.well-known/openid-configuration", timeout=5) as answer:  # noqa: S310 our own address
            return bool(answer.status == 200)
    except URLError:
        return False


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], str]) -> Iterator[Installation]:
    """The demo center at an installation that takes people of the provider; each test has an account of its own."""
    with provider() as issuer:
        names = {"OIDC_ISSUER": issuer, "OIDC_NAME": "Northwind", "DATABASE_URL": new_database()}
        data = tmp_path_factory.mktemp("northwind") / "data"
        installation = Installation(data, **names, OIDC_CLIENT_ID="us", OIDC_CLIENT_SECRET="a secret")
        installation.run("seed", "--demo")
        with installation.serving():
            yield installation


def window_for(place: Installation, chromium: Browser, **options: Any) -> BrowserContext:
    """Open a window that reaches this machine only: the provider's page would like a style sheet from elsewhere."""
    window = new_window(chromium, place.url, **options)
    window.route(re.compile("^https://"), lambda route: route.abort())
    return window


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def consent(page: Page, subject: str) -> None:
    """Sign in at the provider's own page."""
    page.get_by_placeholder("sub").fill(subject)
    press(page, "Authorize")


@pytest.mark.parametrize(
    ("scripts", "who", "first_page"),
    [(True, "staff", "**/my-training"), (False, "deputy", "**/home")],
    ids=["scripts", "no scripts"],
)
def test_somebody_connects_their_account_and_signs_in_with_one_press(
    place: Installation, chromium: Browser, scripts: bool, who: str, first_page: str
) -> None:
    with window_for(place, chromium, viewport=PHONE, java_script_enabled=scripts) as window:
        page = window.new_page()
        page.goto("/sign-in")
        press(page, "Sign in with Northwind")
        consent(page, f"{who}-at-work")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Nobody here is connected")
        page.get_by_role("link", name="Back to sign-in").click()
        page.get_by_label("Email").fill(f"{who}@demo.example")
        page.get_by_label("Password").fill(PASSWORD)
        press(page, "Sign in")
        page.goto("/account/signing-in")
        press(page, "Connect Northwind")
        consent(page, f"{who}-at-work")
        expect(page.get_by_text("Northwind is connected")).to_be_visible()
        expect(page.get_by_role("button", name="Disconnect Northwind")).to_be_visible()
        page.goto("/account")
        press(page, "Sign out")
        press(page, "Sign in with Northwind")
        consent(page, f"{who}-at-work")
        page.wait_for_url(first_page)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_its_pages_are_as_good_as_the_others(place: Installation, chromium: Browser, size: ViewportSize) -> None:
    with window_for(place, chromium, viewport=size) as window:
        page = window.new_page()
        watch = Watch(page, expected=(403,))
        page.goto("/sign-in")
        assert faults_of(page) == []
        window.route("**/oauth2/authorize*", lambda route: route.abort("aborted"))
        press(page, "Sign in with Northwind")
        expect(page.get_by_role("heading", level=1)).to_have_text("On to Northwind")
        assert faults_of(page) == []
        window.unroute("**/oauth2/authorize*")
        page.get_by_role("link", name="Go on to Northwind").click()
        consent(page, "nobody-here")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Nobody here is connected")
        assert faults_of(page) == []
        assert [line for line in watch.heard if "not loaded" not in line and "another host" not in line] == []
