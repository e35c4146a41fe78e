"""The product with scripts off: every form does its work, scripts only make it quicker."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo import DemoCenter
from tracker import clock
from tracker.intake.drawing import certificate
from tracker.services.demo.making import PASSWORD
from tracker.services.demo.story import TIME_ZONE

Open = Callable[..., Page]
pytestmark = pytest.mark.browser
TITLE = "County workshop on safety planning"
DAY = clock.today(TIME_ZONE) - timedelta(days=9)


@pytest.fixture
def plain(open_as: Open) -> Callable[[str], Page]:
    """Open a page at the demo center in a browser that runs no script."""
    return lambda who: open_as(who, java_script_enabled=False)


def test_a_completion_is_logged_and_decided_on(plain: Callable[[str], Page], demo: DemoCenter, tmp_path: Path) -> None:
    staff, director = plain("staff"), plain("director")
    staff.goto(demo.address("staff", "completions/new"))
    (tmp_path / "sheet.jpg").write_bytes(certificate(["Maya Chen", TITLE], "JPEG"))
    staff.get_by_label("Certificate").first.set_input_files(tmp_path / "sheet.jpg")
    staff.get_by_label("Title").fill(TITLE)
    staff.get_by_label("Completed on").fill(DAY.isoformat())
    staff.get_by_text("More from the certificate").click()
    staff.get_by_role("button", name="Add another credit").click()
    # Another row is another page; what was typed, and the file, came along.
    expect(staff.get_by_label("Title")).to_have_value(TITLE)
    staff.get_by_role("button", name="Send in").click()
    expect(staff.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(staff.get_by_role("img", name="Page 1 of sheet.jpg")).to_be_visible()

    director.goto(demo.address("director", "queue"))
    director.get_by_role("link", name=TITLE).click()
    director.get_by_text("Return it with a reason").click()
    director.get_by_label("The certificate is missing").check()
    director.get_by_role("button", name="Return it").click()
    staff.goto(demo.address("staff", "my-training"))
    expect(staff.get_by_text(f"Returned: {TITLE}")).to_be_visible()


def test_a_mistake_is_told_beside_its_field(plain: Callable[[str], Page], demo: DemoCenter) -> None:
    page = plain("staff")
    page.goto(demo.address("staff", "completions/new"))
    page.get_by_label("Title").fill("Something")
    page.locator("form.form").first.evaluate("form => { form.noValidate = true }")
    page.get_by_role("button", name="Send in").click()
    page.locator("[data-error-summary] a").first.click()
    expect(page.get_by_label("Completed on")).to_be_focused()
    expect(page.get_by_label("Title")).to_have_value("Something")


def test_lists_and_days_are_chosen(plain: Callable[[str], Page], demo: DemoCenter) -> None:
    page = plain("director")
    page.goto(demo.address("director", "matrix"))
    page.get_by_role("link", name="Visit day").click()
    expect(page.get_by_text("Does not apply").first).to_be_attached()
    page.get_by_label("Role").select_option(label="Forensic interviewer")
    page.get_by_role("button", name="Show").last.click()
    expect(page.get_by_role("row")).to_have_count(2)
    page.goto(demo.address("director", "catalog"))
    page.get_by_label("Search").fill("screening")
    page.get_by_label("Search").press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("creening")


def test_everything_under_more_can_be_reached_on_a_phone(open_as: Open, demo: DemoCenter) -> None:
    page = open_as("director", java_script_enabled=False)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(demo.address("director", "home"))
    page.get_by_role("navigation", name="Main").get_by_text("More").click()
    page.get_by_role("link", name="History").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("History")


def test_a_file_comes_once_it_is_confirmed_who_asks_and_the_page_is_there_again(
    plain: Callable[[str], Page], demo: DemoCenter
) -> None:
    page, record = plain(""), demo.address("deputy", "my-record")
    page.goto("/sign-in")
    page.get_by_label("Email").fill("deputy@demo.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(record)
    demo.let_time_pass(minutes=11)
    page.get_by_role("link", name="Everything kept about me (ZIP)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm it is you")
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Go on").click()
    assert coming.value.suggested_filename == "my-data.zip"
    expect(page.get_by_role("heading", level=1)).to_have_text("My record")
    expect(page.get_by_text("Your file is coming.")).to_be_visible()


def test_signing_out_ends_it(plain: Callable[[str], Page], demo: DemoCenter) -> None:
    page = plain("")
    page.goto("/sign-in")
    page.get_by_label("Email").fill("deputy@demo.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto(demo.address("director", "home"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
