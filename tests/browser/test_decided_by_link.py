"""A director's own training, which nobody at the center may decide on: a board member does, by a link, on a phone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import DemoCenter
from tests.browser.faults import Watch, faults_of
from tests.browser.people import PHONE, new_window
from tests.intake import making

Open = Callable[..., Page]
pytestmark = pytest.mark.browser
TITLE, DECIDER, FUNCTION = "Supervising through hard weeks", "Pat Lee", "board treasurer"
NOT_FOUND = 404


@pytest.fixture
def phone(chromium: Browser, demo: DemoCenter) -> Iterator[Page]:
    """A member of the board, with a phone and without an account."""
    with new_window(chromium, demo.url, viewport=PHONE, has_touch=True) as window:
        yield window.new_page()


def test_a_board_member_decides_once_on_the_directors_own_training(
    open_as: Open, demo: DemoCenter, phone: Page, tmp_path: Path
) -> None:
    director = open_as("director")
    watches = Watch(director), Watch(phone, expected=(NOT_FOUND,))
    log_for_the_director(open_as("deputy"), demo, director_of(director, demo), tmp_path)
    link = ask_the_board(director, demo)
    decide(phone, link)
    director.goto(demo.address("director", "queue/links"))
    expect(director.get_by_role("row").filter(has_text=DECIDER)).to_contain_text("Used")
    assert faults_of(director) == []
    director.goto(demo.address("director", "my-record"))
    director.get_by_role("link", name=TITLE).click()
    expect(director.get_by_text(f"{DECIDER}, {FUNCTION}, by a one-time link").first).to_be_visible()
    assert [line for watch in watches for line in watch.heard] == []


def director_of(page: Page, demo: DemoCenter) -> str:
    """Return the director's name, as it stands on every page of theirs."""
    page.goto(demo.address("director", "my-record"))
    return page.locator(".rail").get_by_role("link", name="Dana Whitfield").inner_text().strip()


def log_for_the_director(page: Page, demo: DemoCenter, name: str, folder: Path) -> None:
    """The deputy logs it with its certificate: so the deputy may not decide on it either."""
    page.goto(demo.address("deputy", "completions/new"))
    (folder / "certificate.pdf").write_bytes(making.pdf())
    page.locator("input[type=file]").first.set_input_files(folder / "certificate.pdf")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Completed on").fill("2026-03-02")
    page.get_by_text("Who completed it:").click()
    for box in page.get_by_role("group", name="Who completed it").get_by_role("checkbox", checked=True).all():
        box.uncheck()
    page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Send in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)


def ask_the_board(page: Page, demo: DemoCenter) -> str:
    """Name who decides, and return the link."""
    page.goto(demo.address("director", "queue"))
    page.get_by_role("link", name="ask somebody to decide by a one-time link").click()
    page.get_by_label("Who decides").fill(DECIDER)
    page.get_by_label("Their function").fill(FUNCTION)
    assert faults_of(page) == []
    page.get_by_role("button", name="Make the link").click()
    link = page.locator(".secret").inner_text()
    assert faults_of(page) == []
    return link


def decide(phone: Page, link: str) -> None:
    """Look at the certificate, accept, and find the link closed afterwards."""
    phone.goto(link)
    picture = phone.locator("img.evidence__picture").first
    expect(picture).to_be_visible()
    assert faults_of(phone) == []
    phone.get_by_role("group", name=TITLE).get_by_label("Your decision").select_option("accept")
    phone.get_by_label("I am this person").check()
    phone.get_by_role("button", name="Send my decisions").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert faults_of(phone) == []
    phone.goto(link)
    expect(phone.get_by_text("This link opens nothing.")).to_be_visible()
