"""A reviewer's walk at a desk: from the link to the certificate, on a tablet; the director sees it, and ends it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import DemoCenter
from tests.browser.faults import Watch, faults_of, follow
from tests.browser.people import TABLET, new_window

Open = Callable[..., Page]
pytestmark = pytest.mark.browser
# A packet takes seconds alone, and minutes beside other tests.
LONGEST_PACKET = 300_000
PASSPHRASE = "harbor lantern"
NOT_FOUND, WRONG_PASSPHRASE = 404, 422
REQUIREMENT, QUESTION = "CSEC foundations", "Where is the original of this?"


@pytest.fixture
def director(open_as: Open, demo: DemoCenter) -> Page:
    """The director, on the page of a packet that was just issued."""
    page = open_as("director")
    page.goto(demo.address("director", "packets/new"))
    page.get_by_role("button", name="Issue the packet").click()
    page.get_by_role("link", name="Download the packet").wait_for(timeout=LONGEST_PACKET)
    return page


@pytest.fixture
def reviewer(chromium: Browser, demo: DemoCenter) -> Iterator[Page]:
    """Somebody who never was here, with a tablet."""
    with new_window(chromium, demo.url, viewport=TABLET, has_touch=True) as window:
        yield window.new_page()


def test_a_reviewer_reads_at_a_desk_until_the_director_ends_it(director: Page, reviewer: Page, tmp_path: Path) -> None:
    watches = Watch(director), Watch(reviewer, expected=(NOT_FOUND, WRONG_PASSPHRASE))
    sit_down(reviewer, give_a_link(director))
    come_to_a_certificate(reviewer)
    mark_and_ask(reviewer)
    look_at_everything(reviewer)
    draw_a_sample(reviewer)
    see_what_was_looked_at(director)
    answer_the_question(director)
    read_the_answer(reviewer)
    check_the_file(reviewer, tmp_path)
    see_what_would_differ(director)
    director.get_by_role("button", name="Revoke the link").click()
    reviewer.reload()
    expect(reviewer.get_by_text("There is nothing to read here now.")).to_be_visible()
    assert [line for watch in watches for line in watch.heard] == []


def give_a_link(page: Page) -> str:
    """Make a link with a passphrase and return it."""
    follow(page.get_by_role("link", name="Let a reviewer read it on screen"))
    assert faults_of(page) == []
    page.get_by_role("link", name="Let a reviewer read it").click()
    page.get_by_label("Who reads").fill("Sam Ortiz")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    assert faults_of(page) == []
    page.get_by_role("button", name="Make the link").click()
    link = page.locator(".secret").inner_text()
    assert faults_of(page) == []
    page.get_by_role("link", name="I have it").click()
    return link


def sit_down(page: Page, link: str) -> None:
    """Open the desk; the secret of the link leaves the address."""
    page.goto(link)
    assert faults_of(page) == []
    page.get_by_label("Passphrase").fill("not this one")
    page.get_by_role("button", name="Open the packet").click()
    expect(page.get_by_role("alert")).to_contain_text("This is not the passphrase")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Open the packet").click()
    page.get_by_role("heading", level=1).wait_for()
    assert link.rsplit("/", 1)[1] not in page.url


def come_to_a_certificate(page: Page) -> None:
    """Come from a requirement that is met to the page of a certificate, in two clicks; and back."""
    assert faults_of(page) == []
    follow(page.get_by_role("link", name=REQUIREMENT))
    assert faults_of(page) == []
    page.get_by_role("row").filter(has_text="Met").get_by_role("link", name="Exhibit").first.click()
    picture = page.locator("img.marked__picture").first
    picture.wait_for()
    assert picture.evaluate("each => each.complete && each.naturalWidth > 100")
    assert faults_of(page) == []


def look_at_everything(page: Page) -> None:
    """Open each other page of the desk."""
    follow(page.locator(".tabs").get_by_role("link", name="People"))
    assert faults_of(page) == []
    follow(page.get_by_role("row").nth(1).get_by_role("link"))
    assert faults_of(page) == []
    follow(page.get_by_role("table", name="How they stand").get_by_role("rowheader").first.get_by_role("link"))
    assert faults_of(page) == []
    follow(page.locator(".tabs").get_by_role("link", name="Exhibits"))
    assert faults_of(page) == []
    page.locator(".tabs").get_by_role("link", name="Summary").click()


def mark_and_ask(page: Page) -> None:
    """Go one step back, to the requirement, mark it with one press and ask the center about it."""
    page.go_back()
    page.get_by_label("Note").fill("Two certificates looked at")
    page.get_by_role("button", name="Met", exact=True).click()
    expect(page.get_by_text("You marked it: Met.")).to_be_visible()
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("Not answered yet.")).to_be_visible()
    assert faults_of(page) == []


def draw_a_sample(page: Page) -> None:
    """Draw three exhibits by a seed."""
    page.locator(".tabs").get_by_role("link", name="Sample").click()
    page.get_by_label("Seed").fill("harbor")
    page.get_by_role("button", name="Draw").click()
    expect(page.get_by_text("by the seed harbor")).to_be_visible()
    assert faults_of(page) == []


def answer_the_question(page: Page) -> None:
    """Answer what the reviewer asked, from the desk's page, where it stands on its requirement."""
    page.get_by_role("link", name=REQUIREMENT).click()
    page.get_by_label("Answer").fill("In the binder, tab 4.")
    assert faults_of(page) == []
    page.get_by_role("button", name="Answer").click()


def read_the_answer(page: Page) -> None:
    """Find the answer, the mark and what was drawn among the notes."""
    page.locator(".tabs").get_by_role("link", name="My notes").click()
    for words in ("In the binder, tab 4.", "Two certificates looked at", "by the seed harbor"):
        expect(page.get_by_text(words)).to_be_visible()
    assert faults_of(page) == []


def check_the_file(page: Page, folder: Path) -> None:
    """Take the PDF along, and check it without an account: as it came, and with one byte changed."""
    page.locator(".tabs").get_by_role("link", name="Summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF").click()
    desk, file = page.url, folder / "packet.pdf"
    content = bytearray(download.value.path().read_bytes())
    for words in ("Nothing that this packet says has changed", "This file was not issued here as it is"):
        file.write_bytes(content)
        page.goto("/check")
        page.get_by_label("The packet, as PDF").set_input_files(file)
        expect(page.get_by_text(words)).to_be_visible()
        assert faults_of(page) == []
        content[len(content) // 2] ^= 1
    page.goto(desk)


def see_what_would_differ(page: Page) -> None:
    """Find that a packet of the same day would say the same, and go back."""
    there = page.url
    page.get_by_role("link", name="Packet").first.click()
    page.goto(f"{page.url}/changes")
    expect(page.get_by_text("Nothing would differ")).to_be_visible()
    assert faults_of(page) == []
    page.goto(there)


def see_what_was_looked_at(page: Page) -> None:
    """Find the looks by kind of page."""
    page.reload()
    expect(page.get_by_role("row").filter(has_text="An exhibit")).to_be_visible()
    assert faults_of(page) == []
