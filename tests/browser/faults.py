"""What keeps a page from being good for everybody, found by looking at it in the browser."""

from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, ViewportSize

from tests.browser.people import DESK, PHONE

# What reaches beyond the right edge of the window, by its class or tag: what to look at when a page scrolls sideways.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) return [];
  const scrolls = element => element !== document.body && getComputedStyle(element).overflowX !== "visible";
  const held = element => element && (scrolls(element) || held(element.parentElement));
  const found = [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > width + 1 && !held(element.parentElement))
    .slice(0, 5).map(element => element.outerHTML.slice(0, 120));
  return found.length ? found : ["something that has no box of its own"];
}"""


AXE = "axe.run({resultTypes: ['violations']}).then(result => result.violations)"


@cache
def axe_source() -> str:
    """Return the source of axe-core; read once."""
    return str(Axe().axe_script)


class Watch:
    """Hears what a page complains of while it is used: scripts, policy, failed answers, foreign hosts."""

    def __init__(self, page: Page, expected: tuple[int, ...] = ()) -> None:
        self.heard: list[str] = []
        self._expected = expected
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"script failed: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # The browser repeats each answer of 400 and above on its console; those are heard as answers.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.heard.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"blob", "data"} and parts.hostname != "127.0.0.1":
            self.heard.append(f"asked another host: {request.url}")

    def _failed(self, request: Request) -> None:
        # A download leaves the page, and a newer question takes the place of an older one: both end as aborted.
        if request.failure != "net::ERR_ABORTED":
            self.heard.append(f"not loaded: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self.heard.append(f"{response.status}: {response.url}")


def follow(link: Locator) -> None:
    """Follow a link and wait until its page is there: a click ends before the next page begins."""
    with link.page.expect_navigation():
        link.click()


Looks = tuple[tuple[str, ViewportSize, Literal["light", "dark"]], ...]
PHONE_LOOK: Looks = (("phone", PHONE, "light"),)
DESK_LOOK: Looks = (("desk", DESK, "dark"),)
LOOKS = PHONE_LOOK + DESK_LOOK


def faults_of(page: Page, looks: Looks = LOOKS) -> list[str]:
    """Look at the page as it stands, light on a phone and dark on a desk; return what is wrong with it.

    Axe takes most of a second, and colors do not depend on the width, so two of the four pairs tell all.
    """
    found = []
    page.evaluate(axe_source())
    for name, size, scheme in looks:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found += [f"{name}, too wide: {element}" for element in page.evaluate(TOO_WIDE)]
        found += [f"{name}, {fault}" for fault in _violations(page)]
    return found


def _violations(page: Page) -> list[str]:
    return [
        f"{rule['id']}: {node['html'][:200]} ({rule['help']})" for rule in page.evaluate(AXE) for node in rule["nodes"]
    ]
