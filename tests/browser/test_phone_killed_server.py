"""A server that is killed between the photo and its sending: the photo is there, and the phone goes on by itself."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.installation import Installation
from tests.browser.people import LONGEST_WAIT, PHONE, new_window
from tests.intake import making
from tracker.db.columns import new_public_id
from tracker.services.sessions import digest

pytestmark = pytest.mark.browser
TOKEN = "k" * 43
TITLE = "Sent to a server that had been killed"


def give_a_link(installation: Installation) -> None:
    """Give the first director a link for their own phone, as the page does."""
    now = datetime.now(UTC)
    with closing(sqlite3.connect(installation.data / "tracker.sqlite", timeout=30)) as connection, connection:
        found = "SELECT center_id, account_id, person_id FROM membership WHERE person_id IS NOT NULL LIMIT 1"
        center, account, person = connection.execute(found).fetchone()
        at, ends = (moment.isoformat(" ") for moment in (now, now + timedelta(minutes=15)))
        connection.execute(
            "INSERT INTO phone_link (public_id, digest, person_id, given_by, given_at, ends_at, center_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (new_public_id(), digest(TOKEN), person, account, at, ends, center),
        )


def logged(installation: Installation) -> list[tuple[str, int]]:
    """Return what came by a link, each with how many files it has."""
    with closing(sqlite3.connect(installation.data / "tracker.sqlite", timeout=30)) as connection:
        asked = (
            "SELECT title, (SELECT count(*) FROM evidence WHERE completion_id = completion.id)"
            " FROM completion WHERE by_link"
        )
        return connection.execute(asked).fetchall()


def test_a_photo_outlives_the_server_that_took_it(chromium: Browser, tmp_path: Path) -> None:
    installation = Installation(tmp_path / "data")
    installation.run("seed", "--centers", "1", "--people", "2", "--completions", "1")
    give_a_link(installation)
    (tmp_path / "IMG_7.png").write_bytes(making.saved(making.photo(), "PNG"))
    with (
        installation.serving(),
        new_window(chromium, installation.url, viewport=PHONE, has_touch=True, is_mobile=True) as window,
    ):
        phone = window.new_page()
        phone.goto(f"/log/{TOKEN}")
        expect(phone.get_by_text("Take a photo")).to_be_visible()
        phone.get_by_label("Take a photo").set_input_files(tmp_path / "IMG_7.png")
        expect(phone.get_by_text("already here")).to_be_visible()
        installation.kill()
        phone.get_by_label("Training").fill(TITLE)
        phone.get_by_label("Completed on").fill("2026-03-02")
        phone.get_by_role("button", name="Send").click()
        expect(phone.get_by_text("kept on this phone, and will be sent")).to_be_visible()
        installation.serve()
        expect(phone.get_by_role("heading", level=1)).to_have_text("Sent. Thank you", timeout=LONGEST_WAIT)
        assert logged(installation) == [(TITLE, 1)]
