"""Whoever administers the installation sees how its backups stand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import make_account
from tests.pages.forms import text_of
from tracker import clock
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.backups import BackupPlan, keep_from
from tracker.models import Account
from tracker.services import installation
from tracker.storage.backups import BackupFolder
from tracker.storage.backups.folder import SEAL

Browse = Callable[..., FlaskClient]


@pytest.fixture
def page(app: Flask, browse: Browse) -> Callable[[], str]:
    """The page's text, for an administrator."""
    account_id = make_account(app, name="Ines Porter")
    with app.app_context(), unit_of_work():
        db.session.get_one(Account, account_id).is_administrator = True
    return lambda: text_of(browse(account_id).get("/installation"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of backups, of one a day."""
    plan = BackupPlan(tmp_path / "b", timedelta(hours=24), keep_from("7 daily"))
    monkeypatch.setattr(installation, "_current", replace(installation.current(), backup=plan))
    return plan.folder


def lay_one(folder: Path, age: timedelta) -> None:
    one = folder / BackupFolder(folder).new_name(clock.now() - age)
    one.mkdir(parents=True)
    (one / SEAL).touch()


def test_without_a_schedule_it_warns(page: Callable[[], str]) -> None:
    assert "No backups are made by themselves" in page()


def test_before_the_first_it_says_so(page: Callable[[], str], folder: Path) -> None:
    assert "No backup has been made yet" in page()


def test_it_shows_the_last_and_how_many_are_kept(page: Callable[[], str], folder: Path) -> None:
    for days in (0, 1, 2):
        lay_one(folder, timedelta(days=days))
    shown = page()
    assert "Last whole backup" in shown
    assert "today" in shown
    assert "3 backups" in shown
    assert "too old" not in shown


def test_it_warns_when_the_last_is_too_old(page: Callable[[], str], folder: Path) -> None:
    lay_one(folder, timedelta(days=3))
    assert "The last backup is too old" in page()
    assert "3 days ago" in page()


def test_a_disk_that_does_not_answer_is_a_warning_and_no_fault(page: Callable[[], str], folder: Path) -> None:
    """The page is for beginning centers too."""
    folder.write_text("a file where the folder should be")
    assert "No backup has been made yet" in page()
