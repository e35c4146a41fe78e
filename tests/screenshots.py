"""Takes the pictures in docs/: the demo center on a set day, phone and desk. `make docs-screenshots` runs it."""

import io
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.demo import DemoCenter
from tests.browser.installation import ROOT, Installation
from tests.browser.people import launch, new_window
from tracker.intake.drawing import certificate

PICTURES = ROOT / "docs" / "images"
CLOCK = {"TRACKER_ENV": "testing", "TRACKER_NOW": "2026-11-24T15:30:00+00:00"}
SIZES = {
    "wide": {"viewport": {"width": 1280, "height": 860}, "device_scale_factor": 1.5},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True},
}
# Pages have few colors; a certificate looks the same with this many.
COLORS = 256
LONGEST_PACKET = 120_000
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


def issue(page: Page) -> None:
    """Issue a packet and wait for it."""
    page.get_by_role("button", name="Issue the packet").click()
    page.get_by_role("link", name="Download the packet").wait_for(timeout=LONGEST_PACKET)


def nothing(_page: Page, _folder: Path) -> None:
    """Take the page as it opens."""


SHOWN: tuple[tuple[str, str, str, Steps], ...] = (
    ("sign-in", "", "sign-in", nothing),
    ("my-training", "staff", "my-training", nothing),
    ("log-a-completion", "staff", "completions/new", log),
    ("my-record", "staff", "my-record", nothing),
    ("home", "director", "home", nothing),
    ("matrix", "director", "matrix", open_cell),
    ("person", "director", "people/{person}", nothing),
    ("queue", "director", "queue/{waiting}", nothing),
    ("people", "director", "people", nothing),
    ("catalog", "director", "catalog", nothing),
    ("resources", "director", "resources", nothing),
    ("standards", "director", "standards/nca-csec/2023", nothing),
    ("history", "director", "history", nothing),
    ("packet", "director", "packets/{packet}", nothing),
    ("packets", "director", "packets", nothing),
)


def main() -> None:
    """Take every picture anew; about a minute."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = launch(driver)
        demo = Installation(Path(folder) / "demo", **CLOCK)
        demo.run("seed", "--demo")
        with demo.serving():
            _take_all(browser, DemoCenter(demo, browser), Path(folder))
        empty = Installation(Path(folder) / "empty", **CLOCK)
        with empty.serving():
            (link,) = re.findall(r"http\S+/set-up/\S+", empty.printed())
            for size, options in SIZES.items():
                with new_window(browser, empty.url, **options) as window:
                    page = window.new_page()
                    page.goto(link)
                    _keep(page, f"set-up-{size}")
        browser.close()


def _take_all(browser: Browser, center: DemoCenter, folder: Path) -> None:
    with new_window(browser, center.url, storage_state=center.cookies("director")) as window:
        page = window.new_page()
        page.goto(center.address("director", "packets/new"))
        issue(page)
    for name, who, where, steps in SHOWN:
        for size, options in SIZES.items():
            state = {"storage_state": center.cookies(who)} if who else {}
            with new_window(browser, center.url, **options, **state) as window:
                page = window.new_page()
                page.goto(center.address(who, where))
                steps(page, folder)
                _keep(page, f"{name}-{size}")


def _keep(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    small = picture.quantize(COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)
    print(f"{name}.png")


if __name__ == "__main__":
    main()
