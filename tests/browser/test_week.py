"""A week in a center's life: a training of twenty, its sheet and scan, the queue, the mail, a snooze, the packet."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import DemoCenter
from tests.browser.faults import Watch
from tests.browser.installation import Installation
from tests.browser.people import DESK, new_window
from tests.browser.test_group_training import bring_the_sheet, open_the_code, print_the_sheet
from tests.mail.conftest import Serve, mail_server  # noqa: F401 the same server for all

pytestmark = [pytest.mark.browser, pytest.mark.smtp]
Open = Callable[[str], Page]
# Nine in the morning in Chicago. The clock is held, and moves on with a start of the server.
WEDNESDAY = datetime(2026, 11, 25, 15, tzinfo=UTC)
MONDAY, MONDAY_AFTER = WEDNESDAY + timedelta(days=5), WEDNESDAY + timedelta(days=12)
TITLE, PEOPLE, AT_THE_CODE = "Trauma and the first interview", 20, 5
PARTNERS = (
    *("Avery Holt", "Blake Ivers", "Casey Jarvis", "Drew Kline"),
    *("Emery Lowe", "Finley Marsh", "Gale North", "Hollis Ott"),
)
ROWS = 4
STAFF, REASON = "staff@demo.example", "The next course begins in January."
# Seconds alone, and minutes beside other tests.
LONGEST_PACKET = 300_000


class Week:
    """The demo center on the days of a week, whose mail goes through a server."""

    def __init__(self, installation: Installation, chromium: Browser, mails: list[Any]) -> None:
        self.installation, self._chromium, self._mails = installation, chromium, mails
        self.watches: list[Watch] = []

    @contextmanager
    def day(self, moment: datetime) -> Iterator[tuple[DemoCenter, Open]]:
        """Serve on a day; whoever opens a page then has signed in on it, and without a name nobody has."""
        self.installation.set(TRACKER_NOW=moment.isoformat())
        with self.installation.serving(), ExitStack() as windows:
            demo = DemoCenter(self.installation, self._chromium)

            def open_as(who: str) -> Page:
                state = {"storage_state": demo.cookies(who)} if who else {}
                window = new_window(self._chromium, demo.url, viewport=DESK, **state)
                page = windows.enter_context(window).new_page()
                self.watches.append(Watch(page))
                return page

            yield demo, open_as

    def digest(self, moment: datetime) -> str:
        """Send what is due at a moment through the mail server, and return what it tells the advocate."""
        self._mails.clear()
        self.installation.set(TRACKER_NOW=moment.isoformat())
        self.installation.run_module("tests.services.reminders.passing")
        (mail,) = [each for each in self._mails if each["To"] == STAFF]
        plain, _html = mail.get_payload()
        return str(plain.get_payload(decode=True).decode())


@pytest.fixture
def week(tmp_path: Path, empty_database_url: str, mail_server: Serve, chromium: Browser) -> Week:  # noqa: F811 it is that
    """The demo center as it is begun on a Wednesday morning."""
    server = mail_server()
    settings = {"SMTP_URL": server.url, "TRACKER_ENV": "testing", "TRACKER_NOW": WEDNESDAY.isoformat()}
    installation = Installation(tmp_path / "data", DATABASE_URL=empty_database_url, **settings)
    installation.set(BASE_URL=installation.url)
    installation.run("seed", "--demo")
    return Week(installation, chromium, server.taken)


def test_a_week_in_a_centers_life(week: Week, tmp_path: Path) -> None:
    with week.day(WEDNESDAY) as (demo, open_as):
        director = open_as("director")
        names = plan(director, demo)
        sheet = print_the_sheet(director, tmp_path)
        check_in(open_as(""), open_the_code(director), names[:AT_THE_CODE])
        bring_the_sheet(director, demo, sheet)
        record(director, names)
        work_through_the_queue(open_as("deputy"), demo)
    told = week.digest(MONDAY)
    assert TITLE not in told, "what was accepted asks for nothing any more"
    with week.day(MONDAY) as (demo, open_as):
        snoozed = snooze(open_as("staff"), told)
        look_into_the_packet(open_as("director"), demo)
    told = week.digest(MONDAY_AFTER)
    assert snoozed not in told
    assert "/snooze?about=" in told, "whatever else is missing is told again"
    assert [line for watch in week.watches for line in watch.heard] == []


def plan(page: Page, demo: DemoCenter) -> list[str]:
    """Add the partners to the team, plan a training for today with everybody, and return whom its sheet names."""
    for first in range(0, len(PARTNERS), ROWS):
        page.goto(demo.address("director", "people/team"))
        for number, name in enumerate(PARTNERS[first : first + ROWS], start=1):
            row = page.get_by_role("group", name=f"Person {number}", exact=True)
            row.get_by_label("Name").fill(name)
            row.get_by_label("Role").select_option(label="Law enforcement investigator")
            row.get_by_label("Since").fill("2024-03-01")
        page.get_by_role("button", name="Add everybody").click()
        expect(page.get_by_text(f"{ROWS} people added.")).to_be_visible()
    page.goto(demo.address("director", "events/planned/new"))
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Day", exact=True).fill(f"{WEDNESDAY:%Y-%m-%d}")
    page.get_by_label("Hours").fill("3")
    page.locator("main summary").filter(has_text="More").click()
    page.get_by_role("checkbox", name="Trauma", exact=True).check()
    for box in page.get_by_role("group", name="Who is expected").get_by_role("checkbox").all()[:PEOPLE]:
        box.check()
    page.get_by_role("button", name="Plan it").click()
    rows = page.get_by_role("table", name="Who is expected").get_by_role("rowheader")
    expect(rows).to_have_count(PEOPLE)
    return rows.all_inner_texts()


def check_in(phone: Page, link: str, names: list[str]) -> None:
    """Check people in by the code on the wall, who all hand on one phone."""
    for name in names:
        phone.goto(link)
        phone.get_by_label("Your name").fill(name)
        phone.get_by_role("button", name="I am here").click()
        expect(phone.get_by_role("heading", level=1)).to_contain_text("You are checked in")


def record(page: Page, names: list[str]) -> None:
    """Tick who signed and did not check in; one act records all, each by the row of the sheet."""
    for name in names[AT_THE_CODE:]:
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_role("button", name="Record all who are ticked").click()
    expect(page.get_by_text(f"{PEOPLE} completions wait in the queue")).to_be_visible()


def work_through_the_queue(page: Page, demo: DemoCenter) -> None:
    """Decide on one beside the sheet, whereupon the next opens; then on all others at once, but for the own one."""
    page.goto(demo.address("deputy", "queue"))
    page.get_by_role("row").filter(has_text=TITLE).get_by_role("link").first.click()
    expect(page.get_by_text("Signed on the sheet: page 1, row")).to_be_visible()
    page.get_by_role("checkbox", name="The name is this person's").check()
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.get_by_text("This is the next one.")).to_be_visible()
    page.goto(demo.address("deputy", "queue"))
    page.get_by_role("button", name="Accept for all who are ticked").click()
    expect(page.get_by_text(f"{PEOPLE - 2} completions accepted.")).to_be_visible()
    page.goto(demo.address("deputy", "my-training"))
    expect(page.locator("#waiting li").filter(has_text=TITLE)).to_contain_text("waiting since today")


def snooze(page: Page, told: str) -> str:
    """Follow the first line's link to put it off, say why, and return the part of the link that names the line."""
    link = re.findall(r"http\S+/snooze\?about=\S+", told)[0]
    page.goto(link)
    page.get_by_role("textbox", name="Reason").fill(REASON)
    page.get_by_role("button", name="Snooze").click()
    expect(page.get_by_text(f"“{REASON}”").first).to_be_visible()
    return str(link.partition("?")[2])


def look_into_the_packet(page: Page, demo: DemoCenter) -> None:
    """Issue a packet: the training of the week is in it, and so is the sheet that everybody signed."""
    page.goto(demo.address("director", "packets/new"))
    page.get_by_role("button", name="Issue the packet").click()
    page.get_by_role("link", name="Download the packet").wait_for(timeout=LONGEST_PACKET)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download the packet").click()
    with pypdfium2.PdfDocument(coming.value.path()) as packet:
        texts = [" ".join(leaf.get_textpage().get_text_range().split()) for leaf in packet]
        exhibits = [mark.get_dest().get_index() for mark in packet.get_toc() if mark.get_title().startswith("Exhibit ")]
    assert [number for number, text in enumerate(texts) if TITLE in text and number < min(exhibits)]
    assert [number for number in exhibits if TITLE in texts[number]], "the sheet that everybody signed"
