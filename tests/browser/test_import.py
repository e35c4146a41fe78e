"""From an untidy spreadsheet to the record and back, as a director clicks through it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.demo import DemoCenter
from tests.browser.spreadsheets import untidy

Open = Callable[..., Page]
pytestmark = pytest.mark.browser


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_untidy_spreadsheet_comes_in_goes_again_and_comes_in_once_more(
    open_as: Open, demo: DemoCenter, tmp_path: Path, scripts: bool
) -> None:
    page = open_as("director", java_script_enabled=scripts)
    page.goto(demo.address("director", "import"))
    page.get_by_label("Spreadsheet", exact=True).set_input_files(untidy(tmp_path / "Training log.xlsx"))
    page.get_by_role("button", name="See what is in it").click()

    expect(heading(page)).to_have_text("What we understood")
    page.get_by_label(re.compile("Clock hrs")).select_option(label="Hours")
    # One column is corrected: the remarks are nothing to keep.
    page.get_by_label(re.compile("Remarks")).select_option(label="Not brought in")
    page.get_by_label("The month: 3/4/2024 is March 4").check()
    page.get_by_role("button", name="See what would come of it").click()

    expect(heading(page)).to_have_text("What would come of it")
    page.get_by_role("link", name="Say whom 1 name means").click()
    page.get_by_label("“Rosalind Ferro” is").select_option(label="A new person")
    page.get_by_role("button", name="Keep these answers").click()
    expect(page.get_by_text("“13/45/2023”")).to_be_visible()
    page.get_by_role("button", name="Bring in 3 rows").click()

    expect(heading(page)).to_have_text("What came of it")
    expect(page.get_by_text("Brought in: 3 completions, 1 person.")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("the record is as it was before")).to_be_visible()
    page.get_by_role("button", name="Bring in 3 rows").click()
    expect(page.get_by_text("Brought in: 3 completions, 1 person.")).to_be_visible()

    # Gone again, so that the demo center is for the next test as it was.
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("button", name="Throw it away").click()
    expect(heading(page)).to_have_text("Bring in what you have")
