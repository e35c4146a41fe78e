"""Whoever administers the installation sees whether answers by mail are read, and since when not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import make_account
from tests.pages.forms import text_of
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.mailbox import mailbox_from
from tracker.models import Account
from tracker.services import installation
from tracker.services.replies import mailbox_standing

Browse = Callable[..., FlaskClient]
MORNING = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


@pytest.fixture
def page(app: Flask, browse: Browse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """The page's text, for an administrator."""
    box = mailbox_from("imaps://a:b@mail.example.org", "", "training@example.org")
    monkeypatch.setattr(installation, "_current", replace(installation.current(), mailbox=box, data=tmp_path))
    account_id = make_account(app, name="Ines Porter")
    with app.app_context(), unit_of_work():
        db.session.get_one(Account, account_id).is_administrator = True
    return lambda: text_of(browse(account_id).get("/installation"))


def test_it_says_that_it_is_read_and_since_when_not(page: Callable[[], str]) -> None:
    assert "The mailbox was not read yet" in page()
    mailbox_standing.worked(MORNING)
    assert "It was there last" in page() or "it was there last at" in page()
    mailbox_standing.failed(MORNING.replace(hour=10), "it does not answer")
    mailbox_standing.failed(MORNING.replace(hour=12), "it does not answer")
    words = page()
    assert "The mailbox cannot be read" in words
    assert "10:30" in words
    assert "it does not answer" in words
    mailbox_standing.worked(MORNING.replace(hour=13))
    assert "cannot be read" not in page()


def test_a_damaged_note_of_it_is_written_anew(page: Callable[[], str]) -> None:
    (installation.current().data / mailbox_standing.FILE).write_bytes(b"\0half")
    assert "was not read yet" in page()
    mailbox_standing.worked(MORNING)
    assert "9:30" in page()


def test_without_a_mailbox_nothing_is_said(page: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "_current", replace(installation.current(), mailbox=None))
    assert "mailbox" not in page().lower()
