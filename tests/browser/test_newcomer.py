"""A newcomer's ten minutes: from the code on the console to a packet with the certificate in it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.faults import Watch, faults_of
from tests.browser.installation import Installation
from tests.browser.people import DESK, LONGEST_WAIT, PHONE, new_window
from tracker import clock
from tracker.intake.drawing import certificate
from tracker.services.demo.story import TIME_ZONE

pytestmark = pytest.mark.browser
# The day at the center, as the server's clock has it.
TODAY = clock.today(TIME_ZONE)
PASSWORD = "plum orchard violet kettle"
DIRECTOR, DEPUTY = "Dana Whitfield", "Luis Ortega"
TRAINING = "Introduction to Child Sex Trafficking (3-module series)"
# A packet of one certificate takes a few seconds alone, and longer beside other tests.
LONGEST_PACKET = 120_000


@pytest.fixture
def fresh(tmp_path: Path, empty_database_url: str) -> Iterator[Installation]:
    """An installation that nobody set up yet, as `make run` serves it."""
    installation = Installation(tmp_path / "data", DATABASE_URL=empty_database_url)
    with installation.serving():
        yield installation


def test_a_newcomer_comes_from_the_code_to_the_packet_in_one_sitting(
    fresh: Installation, chromium: Browser, tmp_path: Path
) -> None:
    with (
        new_window(chromium, fresh.url, viewport=DESK) as desk,
        new_window(chromium, fresh.url, viewport=PHONE, has_touch=True) as phone,
    ):
        director, deputy = desk.new_page(), phone.new_page()
        watches = [Watch(page) for page in (director, deputy)]
        set_up(director, fresh)
        add_people(director)
        set_the_visit(director)
        invite(director)
        join(deputy, fresh)
        log_with_a_photo(deputy, tmp_path)
        accept(director)
        see_it_in_the_matrix(director)
        take_the_packet(director, tmp_path)
        look_after_the_installation(director)
        assert [line for watch in watches for line in watch.heard] == []


def set_up(page: Page, installation: Installation) -> None:
    """Follow the link on the console and arrive at home, where the first steps are."""
    (link,) = re.findall(r"http\S+/set-up/\S+", installation.printed())
    page.goto("/")
    expect(heading(page)).to_have_text("Not set up yet")
    page.goto(link)
    assert faults_of(page) == []
    page.get_by_label("Name of the center").fill("Harbor House CAC")
    page.get_by_label("Time zone").select_option(label="Central")
    page.get_by_label("CSEC Optional Standard").check()
    page.get_by_label("Your name").fill(DIRECTOR)
    page.get_by_label("Your email address").fill("dana@example.org")
    page.get_by_label("Choose a password").fill(PASSWORD)
    press(page, "Set up the center")
    expect(page.get_by_text("Your center is ready.")).to_be_visible()
    give_a_second_factor(page)
    expect(page.get_by_role("heading", name="First steps")).to_be_visible()


def give_a_second_factor(page: Page) -> None:
    """Set up an app, which is what stands before the center, and keep the codes."""
    expect(page.get_by_text("One step is left before you go in.")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_role("link", name="Set up an app").click()
    expect(page.get_by_role("img", name="QR code for the app")).to_be_visible()
    secret = page.locator(".qr .secret").inner_text().replace(" ", "")
    page.get_by_label("Code from your app").fill(pyotp.TOTP(secret).now())
    press(page, "Set up the app")
    expect(page.locator(".codes code")).to_have_count(10)
    assert faults_of(page) == []
    with page.expect_download() as saving:
        page.get_by_role("link", name="Save as text").click()
    assert page.locator(".codes code").first.inner_text() in saving.value.path().read_text()
    page.get_by_role("link", name="Go on").click()


def add_people(page: Page) -> None:
    """Add two colleagues in one screen."""
    page.get_by_role("link", name="Add your people").click()
    page.get_by_role("link", name="Add the team").first.click()
    since = (TODAY - timedelta(days=700)).isoformat()
    for number, (name, role) in enumerate([(DEPUTY, "Forensic interviewer"), ("Ana Reyes", "Victim advocate")], 1):
        row = page.get_by_role("group", name=f"Person {number}")
        row.get_by_label("Name").fill(name)
        row.get_by_label("Role").select_option(label=role)
        row.get_by_label("Since").fill(since)
    press(page, "Add everybody")
    expect(page.get_by_text("2 people added.")).to_be_visible()


def set_the_visit(page: Page) -> None:
    """Say when the reviewers come."""
    page.get_by_role("link", name="Team home").click()
    page.get_by_role("link", name="Set the day of your site visit").click()
    page.get_by_label("Day of the site visit").fill((TODAY + timedelta(days=200)).isoformat())
    press(page, "Save")


def invite(page: Page) -> None:
    """Invite a second person, who will decide and be decided on."""
    page.get_by_role("link", name="Team home").click()
    page.get_by_role("link", name="Invite a second person").click()
    form = page.locator("#invite")
    form.get_by_label("Email").fill("luis@example.org")
    form.get_by_label("Deputy").check()
    form.get_by_label("Is this person").select_option(label=DEPUTY)
    form.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("heading", name="Invited")).to_be_visible()


def join(page: Page, installation: Installation) -> None:
    """Open the link of the mail on a phone."""
    (link,) = re.findall(r"http\S+/join/\S+", installation.mail_to("luis@example.org"))
    page.goto(link)
    assert faults_of(page) == []
    page.set_viewport_size(PHONE)
    page.get_by_label("Your name").fill(DEPUTY)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Join")
    give_a_second_factor(page)
    page.set_viewport_size(PHONE)


def log_with_a_photo(page: Page, folder: Path) -> None:
    """Log a training of the catalog with a photo of its certificate."""
    photo = folder / "certificate.jpg"
    photo.write_bytes(certificate([DEPUTY, TRAINING, "4 hours"], "JPEG"))
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Log").click()
    page.get_by_label("Certificate").first.set_input_files(photo)
    page.get_by_label("Title").press_sequentially("introduction to child sex traff")
    page.get_by_role("option", name=TRAINING).click()
    expect(page.get_by_label("Title")).to_have_value(TRAINING)
    page.get_by_label("Completed on").fill((TODAY - timedelta(days=30)).isoformat())
    page.get_by_label("Hours").fill("4")
    press(page, "Send in")
    expect(page.get_by_text("Submitted").first).to_be_visible()
    expect(page.get_by_role("img", name="Page 1 of certificate.jpg")).to_be_visible()


def accept(page: Page) -> None:
    """Decide on it with the certificate beside what was entered."""
    page.get_by_role("link", name="Queue").click()
    page.get_by_role("link", name=TRAINING).click()
    picture = page.get_by_role("img", name="Page 1 of certificate.jpg")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
    press(page, "Accept")
    expect(page.get_by_text("All decided")).to_be_visible()


def see_it_in_the_matrix(page: Page) -> None:
    """See that it counts, and why."""
    page.get_by_role("link", name="Matrix").click()
    row = page.get_by_role("row", name=DEPUTY)
    cell = row.get_by_role("cell").first
    cell.locator("summary").click()
    expect(cell).to_contain_text("Met")
    expect(cell).to_contain_text("4 of 4 hours")


def take_the_packet(page: Page, folder: Path) -> None:
    """Issue the packet, wait for it as people do, and hold a PDF."""
    page.get_by_role("banner").get_by_text("More").click()
    page.get_by_role("link", name="Packets").first.click()
    page.get_by_role("link", name="New packet").first.click()
    press(page, "Issue the packet")
    download = page.get_by_role("link", name="Download the packet")
    expect(download).to_be_visible(timeout=LONGEST_PACKET)
    assert faults_of(page) == []
    with page.expect_download(timeout=LONGEST_WAIT) as waiting:
        download.click()
    waiting.value.save_as(folder / "packet.pdf")
    assert (folder / "packet.pdf").read_bytes().startswith(b"%PDF-")


def look_after_the_installation(page: Page) -> None:
    """Open what only whoever set it up sees."""
    page.goto("/installation")
    expect(page.get_by_text("Harbor House CAC").first).to_be_visible()
    assert faults_of(page) == []


def press(page: Page, name: str) -> None:
    """Press a button by its word."""
    page.get_by_role("button", name=name, exact=True).click()


def heading(page: Page) -> Locator:
    """Return the one h1 of a page."""
    return page.get_by_role("heading", level=1)
