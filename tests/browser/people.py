"""What people do in a browser, by the words that stand on the page."""

import os
import shutil
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize

from tracker.services.demo.story import TIME_ZONE

# Without a profile, and without anything that the browser does for itself on the network.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: ViewportSize = {"width": 360, "height": 740}
TABLET: ViewportSize = {"width": 768, "height": 1024}
DESK: ViewportSize = {"width": 1280, "height": 900}
# A busy machine is slow, not wrong: a sheet that is drawn within a second took more than 15 on one.
LONGEST_WAIT = 60_000


def launch(driver: Playwright) -> Browser:
    """Start the browser that CHROMIUM names, as `make` sets it."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert program, "This needs Chromium: run .ci/chromium, and set CHROMIUM to what it prints."
    return driver.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)


def new_window(browser: Browser, url: str, **options: Any) -> BrowserContext:
    """Open a window of a browser that never was here. Colors change at once, so that none is read half-way.

    Its day is the demo center's: by a machine's own clock it is already tomorrow there each evening.
    """
    options = {"reduced_motion": "reduce", "locale": "en-US", "timezone_id": TIME_ZONE, **options}
    window = browser.new_context(base_url=url, **options)
    window.set_default_timeout(LONGEST_WAIT)
    return window


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in as somebody, and arrive."""
    page.goto("/sign-in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: not url.endswith("/sign-in"))
