"""Takes the pictures in docs/: the demo center on a set day, phone and desk. `make docs-screenshots` runs it."""

import io
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no types
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.demo import DemoCenter
from tests.browser.installation import ROOT, Installation
from tests.browser.people import launch, new_window
from tests.browser.spreadsheets import untidy
from tracker.intake.drawing import certificate

PICTURES = ROOT / "docs" / "images"
CLOCK = {"TRACKER_ENV": "testing", "TRACKER_NOW": "2026-11-24T15:30:00+00:00"}
SIZES = {
    "wide": {"viewport": {"width": 1280, "height": 860}, "device_scale_factor": 1.5},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True},
}
# Pages have few colors; a certificate looks the same with this many.
COLORS = 256
PRINT_SCALE = 1.6
LONGEST_STEP = 90_000
LONGEST_PACKET = 600_000
READABLE = ROOT / "tests" / "intake" / "reading" / "files"
READ = ("05-sentence-reportlab.pdf", "08-conference-reportlab.pdf", "17-expiring-reportlab.pdf")
Steps = Callable[[Page, Path], None]


def log(page: Page, folder: Path) -> None:
    """Fill in a completion as far as its picture shows it."""
    photo = folder / "certificate.jpg"
    photo.write_bytes(certificate(["Maya Chen", "Child Sex Trafficking 101", "1.5 hours"], "JPEG"))
    page.get_by_label("Certificate").first.set_input_files(photo)
    page.get_by_label("Completed on").fill("2026-11-20")
    page.get_by_label("Hours").fill("1.5")
    page.get_by_label("Title").press_sequentially("child sex traff")
    page.get_by_role("option").first.wait_for()
    page.get_by_label("Title").scroll_into_view_if_needed()


def open_cell(page: Page, _folder: Path) -> None:
    """Open a cell of the matrix, so that its reason is seen."""
    page.get_by_role("row", name="Maya Chen").locator("summary").nth(1).click()


def see_whom(page: Page, _folder: Path) -> None:
    """Enter six hours in place of four, and ask whom that changes."""
    page.get_by_label("Hours", exact=True).fill("6")
    page.get_by_role("button", name="See whom it changes").click()
    page.get_by_role("heading", name="What this changes today").wait_for()


def below_the_notices(page: Page, _folder: Path) -> None:
    """Show where the preview's facts begin."""
    page.evaluate("scrollTo(0, document.querySelector('h2').offsetTop - 24)")


def below_what_is_agreed(page: Page, _folder: Path) -> None:
    """Show the plan itself, which stands below what was agreed on."""
    page.get_by_role("heading", name="Met today, and no longer by then").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.querySelector('h2 ~ h2').offsetTop - 24)")


def look_through_a_spreadsheet(page: Page, folder: Path) -> None:
    """Drop an untidy spreadsheet, and see what its columns are taken for."""
    page.get_by_label("Spreadsheet", exact=True).set_input_files(untidy(folder / "Training log.xlsx"))
    page.get_by_role("button", name="See what is in it").click()
    page.get_by_role("button", name="See what would come of it").wait_for()


def read_certificates(page: Page, _folder: Path) -> None:
    """Add three certificates at once, and see what was read from them."""
    page.get_by_label("Certificates").first.set_input_files([READABLE / name for name in READ])
    page.get_by_role("button", name="Add them and read them").click()
    page.get_by_role("button", name="Log what is to be logged").wait_for()


def plan_an_event(page: Page, _folder: Path) -> None:
    """Plan a training of the team with three people."""
    page.get_by_label("Title").fill("Team day: screening together")
    page.get_by_label("Day", exact=True).fill("2026-12-08")
    page.get_by_label("Hours").fill("3")
    for place in range(3):
        page.get_by_role("checkbox").nth(place).check()
    page.get_by_role("button", name="Plan it").click()
    page.get_by_role("table", name="Who is expected").wait_for()


def issue(page: Page) -> None:
    """Issue a packet and wait for it."""
    page.get_by_role("button", name="Issue the packet").click()
    page.get_by_role("link", name="Download the packet").wait_for(timeout=LONGEST_PACKET)


def nothing(_page: Page, _folder: Path) -> None:
    """Take the page as it opens."""


# What the guides show: name, size, who is signed in, where, and what is done there first.
SHOWN: tuple[tuple[str, str, str, str, Steps], ...] = (
    ("my-training", "phone", "staff", "my-training", nothing),
    ("log-a-completion", "phone", "staff", "completions/new", log),
    ("returned", "phone", "staff", "completions/{own}", nothing),
    ("my-record", "wide", "staff", "my-record", nothing),
    ("home", "wide", "director", "home", nothing),
    ("people", "wide", "director", "people", nothing),
    ("queue", "wide", "director", "queue/{waiting}", nothing),
    ("matrix", "wide", "director", "matrix", open_cell),
    ("person", "wide", "director", "people/{person}", nothing),
    ("standards", "wide", "director", "standards/nca-csec/2023", nothing),
    ("correct", "wide", "director", "standards/nca-csec/2023/requirements/csec-foundations", see_whom),
    ("editions", "wide", "director", "standards/nca-essential-training/2023/before", nothing),
    ("gaps", "wide", "director", "gaps", nothing),
    ("plan", "wide", "director", "plan", below_what_is_agreed),
    ("agreed", "wide", "director", "plan/agreed", nothing),
    ("record-check", "wide", "director", "record-check", nothing),
    ("waiver", "wide", "director", "waivers/{waiver}", nothing),
    ("import", "wide", "director", "import", look_through_a_spreadsheet),
    ("certificates", "wide", "director", "certificates", read_certificates),
    ("planned-event", "wide", "director", "events/planned/new", plan_an_event),
    ("reminders", "wide", "director", "reminders", nothing),
    ("my-reminders", "phone", "staff", "my-training/reminders", nothing),
    ("citations", "wide", "staff", "evidence/{evidence}/places", nothing),
    ("redaction", "wide", "director", "evidence/{evidence}/not-printed", nothing),
    ("transcript-brought-in", "wide", "director", "people/{person}/bring-in", nothing),
    ("letterhead", "wide", "director", "settings/letterhead", nothing),
    ("tokens", "wide", "director", "tokens", nothing),
    ("archive", "wide", "director", "archive", nothing),
    ("packet-check", "wide", "director", "packets/new", nothing),
    ("packet-preview", "wide", "director", "packets/preview", below_the_notices),
    ("packet-issued", "wide", "director", "packets/{packet}", nothing),
)
SET_UP = "set-up"
# Pages of a desk, by what comes behind its address; and the page on which a packet is checked.
DESK = {
    "desk-summary": "",
    "desk-requirement": "/requirements/csec-foundations",
    "desk-exhibit": "/exhibits/13",
}
CHECKED = "check-a-packet"
# Pages of the packet itself, each by how its bookmark begins.
PRINTED = {
    "packet-cover": "Cover",
    "packet-matrix": "People and requirements",
    "packet-requirement": "1.2 ",
    "packet-exhibit": "Exhibit 7:",
}


def names() -> set[str]:
    """Return the file of each picture that is taken."""
    return {f"{name}.png" for name in (*(shown[0] for shown in SHOWN), SET_UP, CHECKED, *DESK, *PRINTED)}


def main() -> None:
    """Take every picture anew, and remove what is no longer taken; about a minute."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for gone in {picture.name for picture in PICTURES.glob("*.png")} - names():
        (PICTURES / gone).unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = launch(driver)
        demo = Installation(Path(folder) / "demo", **CLOCK)
        demo.run("seed", "--demo")
        with demo.serving():
            _take_all(browser, DemoCenter(demo, browser), Path(folder))
        empty = Installation(Path(folder) / "empty", **CLOCK)
        with empty.serving():
            (link,) = re.findall(r"http\S+/set-up/\S+", empty.printed())
            with new_window(browser, empty.url, **SIZES["wide"]) as window:
                page = window.new_page()
                page.goto(link)
                _keep(page, SET_UP)
        browser.close()


def _take_all(browser: Browser, center: DemoCenter, folder: Path) -> None:
    with new_window(browser, center.url, storage_state=center.cookies("director")) as window:
        page = window.new_page()
        page.goto(center.address("director", "packets/new"))
        issue(page)
        with page.expect_download() as download:
            page.get_by_role("link", name="Download the packet").click()
        # What a window downloaded goes when it is closed.
        packet = folder / "packet.pdf"
        download.value.save_as(packet)
        _take_packet(packet)
        link = give_a_link(page)
    with new_window(browser, center.url, **SIZES["wide"]) as window:
        _take_desk(window.new_page(), link)
        _take_check(window.new_page(), packet)
    for name, size, who, where, steps in SHOWN:
        with new_window(browser, center.url, **SIZES[size], storage_state=center.cookies(who)) as window:
            page = window.new_page()
            page.set_default_timeout(LONGEST_STEP)
            page.goto(center.address(who, where))
            steps(page, folder)
            _keep(page, name)


def give_a_link(page: Page) -> str:
    """Let a reviewer read the packet shown, and return the link."""
    page.get_by_role("link", name="Let a reviewer read it on screen").click()
    page.get_by_role("link", name="Let a reviewer read it").click()
    page.get_by_label("Who reads").fill("Sam Ortiz")
    page.get_by_role("button", name="Make the link").click()
    return page.locator(".secret").inner_text()


def _take_desk(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="Open the packet").click()
    page.get_by_role("link", name="My notes").wait_for()
    desk = page.url
    for name, where in DESK.items():
        page.goto(desk + where)
        _keep(page, name)


def _take_check(page: Page, file: Path) -> None:
    page.goto("/check")
    page.get_by_label("The packet, as PDF").set_input_files(file)
    page.get_by_text("Nothing that this packet says has changed").wait_for()
    _keep(page, CHECKED)


def _take_packet(file: Path) -> None:
    """Draw pages of a packet as a reviewer sees them."""
    with pypdfium2.PdfDocument(file) as pdf:
        for name, beginning in PRINTED.items():
            mark = next(mark for mark in pdf.get_toc() if mark.get_title().startswith(beginning))
            _save(pdf[mark.get_dest().get_index()].render(scale=PRINT_SCALE).to_pil(), name)


def _keep(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    _save(Image.open(io.BytesIO(page.screenshot())), name)


def _save(picture: Image.Image, name: str) -> None:
    small = picture.convert("RGB").quantize(COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)
    print(f"{name}.png")


if __name__ == "__main__":
    main()
