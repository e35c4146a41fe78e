"""Every component in every state it can be in, in a real browser and at the widths between which pages change."""

from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from tests.browser.faults import TOO_WIDE, Watch, faults_of
from tests.browser.people import new_window
from tests.web import patterns

pytestmark = pytest.mark.browser
# The narrowest phone, just below and at both changes of the frame, and a wide desk.
WIDTHS = (320, 360, 767, 768, 1087, 1088, 1920)


@pytest.fixture(scope="module")
def shown() -> Iterator[str]:
    """The address of the components, which need no database and no installation."""
    server = make_server("127.0.0.1", 0, patterns.make_app(), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("where", ["/", "/plain", "/matrix", "/error"])
def test_every_component_is_accessible_fits_and_complains_of_nothing(shown: str, chromium: Browser, where: str) -> None:
    with new_window(chromium, shown) as window:
        page = window.new_page()
        watch = Watch(page, expected=(404,))
        page.goto(where)
        assert faults_of(page) + watch.heard == []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(TOO_WIDE) == [], f"at {width} px"


def test_every_error_of_a_form_is_accessible(shown: str, chromium: Browser) -> None:
    with new_window(chromium, shown) as window:
        page = window.new_page()
        page.goto("/")
        page.locator("form.form[method=post] button[type=submit]").last.click()
        page.locator("[data-error-summary]").wait_for()
        assert page.title().startswith("Error:")
        assert faults_of(page) == []


def test_a_long_name_of_a_center_breaks_nothing(shown: str, chromium: Browser) -> None:
    with new_window(chromium, shown) as window:
        page = window.new_page()
        page.goto(f"/?center={patterns.LONG_NAME}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(TOO_WIDE) == [], f"at {width} px"
