"""A training of twelve: planned, signed and checked in at, recorded in one act, and decided on by somebody else."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import DemoCenter
from tests.browser.faults import Watch, faults_of, follow
from tests.browser.people import PHONE, new_window
from tracker import clock
from tracker.services.demo.story import TIME_ZONE

Open = Callable[..., Page]
pytestmark = pytest.mark.browser
TITLE, EXPECTED, HELD_HOURS = "Trauma and memory", 12, "3"
LAST_HOUR = 23
NEWCOMER, AGENCY = "Quentin Vance", "Juvenile Court"


@pytest.fixture
def phone(chromium: Browser, demo: DemoCenter) -> Iterator[Page]:
    """Somebody without an account, with a phone."""
    with new_window(chromium, demo.url, viewport=PHONE, has_touch=True) as window:
        yield window.new_page()


def test_a_training_of_twelve_is_recorded_in_one_act(
    open_as: Open, demo: DemoCenter, phone: Page, tmp_path: Path
) -> None:
    if clock.now().astimezone(ZoneInfo(TIME_ZONE)).hour == LAST_HOUR:
        pytest.skip("a check-in closes half an hour before midnight at the latest")
    director = open_as("director")
    watches = Watch(director), Watch(phone)
    names = plan(director, demo)
    sheet = print_the_sheet(director, tmp_path)
    link = open_the_code(director)
    for name in names[:3]:
        check_in(phone, link, name.upper(), "")
    check_in(phone, link, NEWCOMER, AGENCY)
    bring_the_sheet(director, demo, sheet)
    tick(director, names)
    director.get_by_role("button", name="Record all who are ticked").click()
    expect(director.get_by_text("12 completions wait in the queue")).to_be_visible()
    assert faults_of(director) == []
    assert director.locator("main table tbody tr").count() == EXPECTED
    decide(open_as("deputy"), demo)
    assert [line for watch in watches for line in watch.heard] == []


def plan(page: Page, demo: DemoCenter) -> list[str]:
    """Plan a training for today with twelve people; return their names, in the order of the sheet."""
    page.goto(demo.address("director", "events"))
    follow(page.get_by_role("link", name="Plan an event"))
    assert faults_of(page) == []
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Day", exact=True).fill(page.evaluate("new Date().toLocaleDateString('en-CA')"))
    page.get_by_label("Hours").fill(HELD_HOURS)
    boxes = page.get_by_role("checkbox")
    for number in range(EXPECTED):
        boxes.nth(number).check()
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    assert faults_of(page) == []
    rows = page.get_by_role("table", name="Who is expected").get_by_role("rowheader")
    assert rows.count() == EXPECTED
    return rows.all_inner_texts()


def print_the_sheet(page: Page, folder: Path) -> Path:
    """Take the sheet as PDF and return a scan of it: a picture, a little turned."""
    with page.expect_download() as coming:
        page.get_by_role("link", name="PDF of Sign-in sheet").click()
    document = pypdfium2.PdfDocument(coming.value.path())
    scan = document[0].render(scale=2).to_pil().convert("L").rotate(2, fillcolor=255)
    paper = io.BytesIO()
    scan.save(paper, "JPEG")
    (folder / "scan.jpg").write_bytes(paper.getvalue())
    return folder / "scan.jpg"


def open_the_code(page: Page) -> str:
    """Open the check-in for the whole day, look at the wall, and return the address in the code."""
    follow(page.get_by_role("link", name="Code for the wall"))
    assert faults_of(page) == []
    page.get_by_label("Opens at").select_option("00:00")
    page.get_by_label("Closes at").select_option("23:30")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("When it opens the check-in")).to_be_visible()
    link = page.locator(".secret").inner_text()
    follow(page.get_by_role("link", name="Show it large"))
    assert faults_of(page) == []
    return link


def check_in(phone: Page, link: str, name: str, agency: str) -> None:
    """Check somebody in by the code; the page names nobody."""
    phone.goto(link)
    assert faults_of(phone) == []
    phone.get_by_label("Your name").fill(name)
    phone.get_by_label("Your agency").fill(agency)
    phone.get_by_role("button", name="I am here").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("You are checked in")
    assert faults_of(phone) == []


def bring_the_sheet(page: Page, demo: DemoCenter, scan: Path) -> None:
    """Add the scan without saying of which event it is: the code on it says so."""
    page.goto(demo.address("director", "events"))
    follow(page.get_by_role("link", name="Add a signed sheet"))
    assert faults_of(page) == []
    page.locator("input[type=file]").first.set_input_files(scan)
    page.get_by_role("button", name="Find its event").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Record who was there")
    expect(page.get_by_text("scan.jpg")).to_be_visible()
    assert faults_of(page) == []


def tick(page: Page, names: list[str]) -> None:
    """Tick all but the last who was expected, with fewer hours for one, and make the walk-in a new person."""
    for name in names[3:-1]:
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_role("group", name=names[4]).get_by_label("Hours").fill("1:30")
    walk_in = page.get_by_role("group", name=NEWCOMER)
    walk_in.get_by_label("Who this is").select_option("new")
    walk_in.get_by_text("If this is a new person").click()
    walk_in.get_by_label("Professional field").select_option("juvenile_justice")
    walk_in.get_by_label("Role").select_option("juvenile_justice_officer")
    walk_in.get_by_label("Page").fill("1")
    walk_in.get_by_label("Row").fill(str(EXPECTED + 1))
    assert faults_of(page) == []


def decide(page: Page, demo: DemoCenter) -> None:
    """See at one who waits where they signed, then accept all of the event at once, but for the own one."""
    page.goto(demo.address("deputy", "queue"))
    page.get_by_role("row").filter(has_text=TITLE).get_by_role("link").first.click()
    expect(page.get_by_text("Signed on the sheet: page 1, row")).to_be_visible()
    page.goto(demo.address("deputy", "queue"))
    card = page.locator("section").filter(has_text=f"{TITLE}:")
    people = card.get_by_role("checkbox").count()
    assert people >= EXPECTED - 2
    card.get_by_role("button", name="Accept for all who are ticked").click()
    expect(page.get_by_text(f"{people} completions accepted.")).to_be_visible()
