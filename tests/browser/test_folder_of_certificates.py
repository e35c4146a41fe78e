"""A folder of certificates, chosen as it is, becomes a list of proposals that one looks through."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo import DemoCenter
from tests.browser.faults import Watch, faults_of
from tests.intake.fifty import certificate, title

Open = Callable[..., Page]
pytestmark = pytest.mark.browser
# More than go into one part of what is sent.
MANY = 12


def a_folder(place: Path) -> Path:
    """Make a folder with a folder in it, what a system left there, and a file of another kind."""
    inner = place / "Binder" / "2024"
    inner.mkdir(parents=True)
    for number in range(MANY):
        (inner / f"scan {number:02}.pdf").write_bytes(certificate(number) + b"\n% folder of certificates\n")
    (inner / "Thumbs.db").write_bytes(b"x")
    (inner / "notes.docx").write_bytes(b"PK")
    return place / "Binder"


def test_a_folder_is_chosen_and_each_file_of_it_is_proposed(open_as: Open, demo: DemoCenter, tmp_path: Path) -> None:
    page = open_as("director")
    watch = Watch(page)
    page.goto(demo.address("director", "certificates"))
    page.get_by_label("Choose a folder").set_input_files(a_folder(tmp_path))
    expect(page.get_by_text("Left out, for they are of other kinds: 1")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_role("button", name="Add them and read them").click()
    listed = page.locator(".listed")
    expect(listed).to_have_count(MANY)
    assert {each.input_value() for each in page.get_by_label("Title").all()} == {title(at) for at in range(MANY)}
    expect(page.get_by_role("heading", name="scan 03.pdf")).to_be_visible()
    assert faults_of(page) == []

    # Taken off again, so that the demo center is for the next test as it was.
    for each in page.get_by_label("What to do").all():
        each.select_option(label="Take it off the list")
    page.get_by_role("button", name="Log what is to be logged").click()
    expect(page.get_by_text("No certificate waits here.")).to_be_visible()
    assert watch.heard == []
