"""Logging from a phone by a link: photographed, checked and sent once; kept while there is no line."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.demo import DemoCenter
from tests.browser.faults import Watch, faults_of
from tests.browser.people import PHONE, new_window
from tests.intake import making

Open = Callable[..., Page]
pytestmark = pytest.mark.browser
KEPT = "kept on this phone, and will be sent when the line is back"
THIRTY_SECONDS = 30


@pytest.fixture
def window(chromium: Browser, demo: DemoCenter) -> Iterator[BrowserContext]:
    """A phone on which nobody is signed in."""
    with new_window(chromium, demo.url, viewport=PHONE, has_touch=True) as window:
        yield window


@pytest.fixture
def link(open_as: Open, demo: DemoCenter) -> str:
    """The link that a member gets at a computer for their own phone."""
    page = open_as("staff")
    page.goto(demo.address("staff", "my-training"))
    page.get_by_role("link", name="Log from your phone").click()
    page.get_by_role("button", name="Log from your phone").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    assert faults_of(page) == []
    return page.locator(".secret").inner_text()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo, each test's its own."""
    path = tmp_path / "IMG_0042.png"
    path.write_bytes(making.saved(making.photo(600 + len(tmp_path.name)), "PNG"))
    return path


def fill(phone: Page, title: str) -> None:
    phone.get_by_label("Training").fill(title)
    phone.get_by_label("Completed on").fill("2026-03-02")
    phone.get_by_label("Hours").fill("1.5")


def kept_on(phone: Page) -> int:
    """Return how many things this phone keeps of its links."""
    return int(
        phone.evaluate(
            """() => new Promise((resolve) => {
                 const opening = indexedDB.open("phone-log", 1);
                 opening.onsuccess = () => {
                   const asked = opening.result.transaction("kept").objectStore("kept").count();
                   asked.onsuccess = () => resolve(asked.result);
                 };
               })"""
        )
    )


def logged(page: Page, demo: DemoCenter, title: str) -> int:
    page.goto(demo.address("staff", "my-record"))
    return page.get_by_role("link", name=title).count()


def sent_without_a_line(window: BrowserContext, link: str, photo: Path, title: str) -> Page:
    """Take a photo, fill in the fields and send them while there is no line, and return the page that keeps them."""
    phone = window.new_page()
    phone.goto(link)
    window.set_offline(True)
    phone.get_by_label("Take a photo").set_input_files(photo)
    expect(phone.get_by_text(KEPT)).to_be_visible()
    fill(phone, title)
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text(KEPT)).to_be_visible()
    return phone


def test_half_a_minute_from_the_picture_to_the_record(
    open_as: Open, demo: DemoCenter, window: BrowserContext, link: str, photo: Path
) -> None:
    phone = window.new_page()
    watch, began = Watch(phone), monotonic()
    phone.goto(link)
    assert faults_of(phone) == []
    phone.get_by_label("Take a photo").set_input_files(photo)
    expect(phone.get_by_text("already here")).to_be_visible()
    # Asked for while the link still works: an answer that comes after it was used is no fault of the page.
    with phone.expect_response(lambda answer: "/suggest?" in answer.url):
        fill(phone, "Sent in half a minute")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sent. Thank you")
    assert monotonic() - began < THIRTY_SECONDS
    assert faults_of(phone) == []
    assert kept_on(phone) == 0
    assert watch.heard == []
    assert logged(open_as("staff"), demo, "Sent in half a minute") == 1


def test_a_line_that_drops_between_photo_and_sending_loses_nothing(
    open_as: Open, demo: DemoCenter, window: BrowserContext, link: str, photo: Path
) -> None:
    phone = sent_without_a_line(window, link, photo, "Sent when the line was back")
    assert kept_on(phone) == 1
    assert faults_of(phone) == []
    window.set_offline(False)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sent. Thank you")
    assert logged(open_as("staff"), demo, "Sent when the line was back") == 1


def test_a_page_that_was_closed_without_a_line_goes_on_when_the_link_is_opened_again(
    open_as: Open, demo: DemoCenter, window: BrowserContext, link: str, photo: Path
) -> None:
    phone = sent_without_a_line(window, link, photo, "Sent by a page opened anew")
    phone.close()
    window.set_offline(False)
    phone = window.new_page()
    phone.goto(link)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sent. Thank you")
    assert logged(open_as("staff"), demo, "Sent by a page opened anew") == 1


def test_an_answer_that_was_lost_on_its_way_makes_no_second_one(
    open_as: Open, demo: DemoCenter, window: BrowserContext, link: str, photo: Path
) -> None:
    phone = window.new_page()
    phone.goto(link)
    phone.get_by_label("Take a photo").set_input_files(photo)
    expect(phone.get_by_text("already here")).to_be_visible()
    fill(phone, "Sent twice and there once")
    lost: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.request.url)
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    phone.route("**/log/*", lose)
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sent. Thank you")
    assert len(lost) == 1
    assert logged(open_as("staff"), demo, "Sent twice and there once") == 1


def test_what_is_kept_when_the_link_ends_can_be_saved_and_removed(
    open_as: Open, demo: DemoCenter, window: BrowserContext, link: str, photo: Path
) -> None:
    phone = sent_without_a_line(window, link, photo, "Never sent")
    director = open_as("director")
    director.goto(demo.address("director", "phone-links"))
    director.get_by_role("button", name="Revoke").first.click()
    window.set_offline(False)
    expect(phone.get_by_role("heading", level=1)).to_have_text("This link opens nothing")
    expect(phone.get_by_text("was not sent by this link and is kept on this phone")).to_be_visible()
    assert faults_of(phone) == []
    with phone.expect_download() as saving:
        phone.get_by_role("link", name="Save IMG_0042.png").click()
    assert saving.value.suggested_filename == "IMG_0042.png"
    phone.get_by_role("button", name="Remove it from this phone").click()
    expect(phone.get_by_text("is kept on this phone")).to_be_hidden()
    assert kept_on(phone) == 0


def test_an_error_is_mended_with_the_photo_still_there(window: BrowserContext, link: str, photo: Path) -> None:
    phone = window.new_page()
    phone.goto(link)
    phone.get_by_label("Take a photo").set_input_files(photo)
    expect(phone.get_by_text("already here")).to_be_visible()
    phone.get_by_label("Training").fill("With a day forgotten")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("link", name="Enter the completion date.")).to_be_visible()
    expect(phone.get_by_label("Training")).to_have_value("With a day forgotten")
    expect(phone.get_by_text("already here")).to_be_visible()
    assert faults_of(phone) == []
    phone.get_by_label("Completed on").fill("2026-03-02")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sent. Thank you")
