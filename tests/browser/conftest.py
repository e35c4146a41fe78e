"""Real Chromium against the product as it is served: a demo center and a browser for a worker, a page for a test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.demo import DemoCenter
from tests.browser.installation import Installation
from tests.browser.people import DESK, LONGEST_WAIT, launch, new_window

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The worker's browser."""
    expect.set_options(timeout=LONGEST_WAIT)
    with sync_playwright() as driver:
        browser = launch(driver)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[DemoCenter]:
    """The demo center in an installation of its own, as `make demo` makes it; tests that look share it."""
    installation = Installation(tmp_path_factory.mktemp("demo") / "data")
    installation.run("seed", "--demo")
    with installation.serving():
        yield DemoCenter(installation, chromium)


@pytest.fixture
def open_as(demo: DemoCenter, chromium: Browser) -> Iterator[Open]:
    """Open an empty page at the demo center: `open_as("director")`; without a name, as nobody."""
    windows = []

    def new_page(who: str = "", **options: Any) -> Page:
        state = {"storage_state": demo.cookies(who)} if who else {}
        windows.append(new_window(chromium, demo.url, viewport=DESK, **state, **options))
        return windows[-1].new_page()

    yield new_page
    for window in windows:
        window.close()
