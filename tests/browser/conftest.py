"""Real Chromium against the product as it is served: a demo center and a browser for a worker, a page for a test."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect, sync_playwright

from tests.browser import addresses
from tests.browser.installation import Installation
from tests.browser.people import CHROMIUM_FLAGS, DESK, LONGEST_WAIT, new_window, sign_in
from tracker.services.demo.making import PASSWORD

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The worker's browser. CHROMIUM names the program, as `make test` sets it."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert program, "Browser tests need Chromium: run .ci/chromium, and set CHROMIUM to what it prints."
    expect.set_options(timeout=LONGEST_WAIT)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with the demo center, as `make demo` makes it; tests that look share it."""
    installation = Installation(tmp_path_factory.mktemp("demo") / "data")
    installation.run("seed", "--demo")
    with installation.serving():
        yield installation


@pytest.fixture(scope="session")
def signed_in(demo: Installation, chromium: Browser) -> Callable[[str], StorageState]:
    """Return the cookies of somebody of the demo center: `signed_in("staff")`; each signs in once."""
    kept: dict[str, StorageState] = {}

    def cookies(who: str) -> StorageState:
        if who not in kept:
            with new_window(chromium, demo.url) as window:
                sign_in(window.new_page(), f"{who}@demo.example", PASSWORD)
                kept[who] = window.storage_state()
        return kept[who]

    return cookies


@pytest.fixture
def open_as(demo: Installation, chromium: Browser, signed_in: Callable[[str], StorageState]) -> Iterator[Open]:
    """Open an empty page at the demo center: `open_as("director")`; without a name, as nobody."""
    windows = []

    def new_page(who: str = "", **options: Any) -> Page:
        state = {"storage_state": signed_in(who)} if who else {}
        windows.append(new_window(chromium, demo.url, viewport=DESK, **state, **options))
        return windows[-1].new_page()

    yield new_page
    for window in windows:
        window.close()


@pytest.fixture(scope="session")
def address_of(
    demo: Installation, chromium: Browser, signed_in: Callable[[str], StorageState]
) -> Callable[[str, str], str]:
    """Return the address of a page by who goes there and its place: `address_of("staff", "my-record")`."""
    centers: dict[str, str] = {}
    found: dict[str, str] = {}

    def address(who: str, where: str) -> str:
        if where in addresses.OUTSIDE + addresses.ANYWHERE:
            return f"/{where}"
        if who not in centers:
            centers[who] = _look(who, "/", lambda page: page.url.removeprefix(demo.url).rsplit("/", 1)[0])
        for name in re.findall(r"{(\w+)}", where):
            if name not in found:
                finder, source, pattern = addresses.SPECIMENS[name]
                found[name] = _look(finder, address(finder, source), partial(addresses.find_one, pattern=pattern))
        return f"{centers[who]}/{where.format(**found)}"

    def _look(who: str, at: str, what: Callable[[Page], str]) -> str:
        with new_window(chromium, demo.url, storage_state=signed_in(who)) as window:
            page = window.new_page()
            page.goto(at)
            return what(page)

    return address
