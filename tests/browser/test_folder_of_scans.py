"""A folder of scans goes along with a spreadsheet as it is, and its folders say whose they are."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo import DemoCenter
from tests.browser.faults import Watch, faults_of
from tests.intake import making

Open = Callable[..., Page]
pytestmark = pytest.mark.browser
ROWS = "Name,Training,Date,Hours\n" + "\n".join(
    f"Maya Chen,{title},{day},2" for title, day in (("Folders at work", "03/14/2024"), ("Scans at work", "05/02/2024"))
)


def a_folder(place: Path) -> Path:
    """Make a folder as people keep them: somebody's scans, what a system left there, and a file of another kind."""
    own = place / "Certificates" / "Maya Chen"
    own.mkdir(parents=True)
    (own / "Folders at work 2024-03-14.pdf").write_bytes(making.pdf() + b"\n% folder 1\n")
    (own / "Scans at work 2024-05-02.pdf").write_bytes(making.pdf() + b"\n% folder 2\n")
    for number in range(3):
        (own / f"unnamed {number}.pdf").write_bytes(making.pdf() + b"\n%% folder unnamed %d\n" % number)
    (own / ".DS_Store").write_bytes(b"x")
    (own / "notes.docx").write_bytes(b"PK")
    return place / "Certificates"


def test_a_folder_is_chosen_and_its_scans_find_their_rows(open_as: Open, demo: DemoCenter, tmp_path: Path) -> None:
    page = open_as("director")
    watch = Watch(page)
    page.goto(demo.address("director", "import"))
    (tmp_path / "Trainings.csv").write_text(ROWS)
    page.get_by_label("Spreadsheet", exact=True).set_input_files(tmp_path / "Trainings.csv")
    page.get_by_role("button", name="See what is in it").click()
    page.get_by_role("button", name="See what would come of it").click()
    page.get_by_role("link", name="Drop certificates and scans").click()
    page.get_by_label("Choose a folder").set_input_files(a_folder(tmp_path))
    expect(page.get_by_text("Left out, for they are of other kinds: 1")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_role("button", name="Keep them and read them").click()
    expect(page.get_by_role("rowheader", name="unnamed 2.pdf")).to_be_visible()
    page.wait_for_function("() => !document.querySelector('[data-packet-progress]')")
    row = page.get_by_role("row", name="Folders at work 2024-03-14.pdf")
    expect(row).to_contain_text("in Certificates/Maya Chen")
    expect(row).to_contain_text("Goes to a row.")
    assert page.get_by_role("rowheader").count() == 5
    assert faults_of(page) == []
    assert watch.heard == []

    # Gone again, so that the demo center is for the next test as it was.
    page.get_by_role("link", name="Back to the rows").click()
    page.get_by_role("button", name="Throw it away").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bring in what you have")
