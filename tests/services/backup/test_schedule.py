"""Backups by themselves: made when due, said when late, never at the price of the earlier ones."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from flask import Flask

from tests.machines import Machine, NewMachine
from tracker import clock
from tracker.services import backup
from tracker.services.backup import alone, schedule
from tracker.storage.backups import BackupFolder

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)


@pytest.fixture
def machine(new_sqlite_machine: NewMachine, tmp_path: Path) -> Machine:
    """A machine whose backups are scheduled, encrypted."""
    made = new_sqlite_machine()
    made.with_center()
    public = made.run("make-backup-key", tmp_path / "key").text.split()[0]
    made.settings |= {"BACKUP_DIR": str(tmp_path / "b"), "BACKUP_EVERY": "6", "BACKUP_KEY": public}
    return made


def test_the_first_is_made_at_once_and_the_next_when_its_time_has_come(machine: Machine, tmp_path: Path) -> None:
    with machine.start().app_context():
        made = [backup.run_if_due(NOW + timedelta(hours=hours)) for hours in (0, 1, 5.9, 6, 7)]
    assert [each is not None for each in made] == [True, False, False, True, False]
    assert made[0] is not None
    assert made[0].manifest.recipients
    assert made[0].manifest.keys_inside


def test_check_says_when_one_is_late(machine: Machine, tmp_path: Path) -> None:
    moment = {"TRACKER_NOW": NOW.isoformat()}
    assert "Backup: there is no whole one yet" in machine.run("check", **moment).text
    assert machine.run("backup", **moment).code == 0
    assert machine.run("check", **moment).code == 0
    later = {"TRACKER_NOW": (NOW + timedelta(hours=12)).isoformat()}
    answer = machine.run("check", **later)
    assert answer.code == 1
    assert "the last whole one is from 2026-11-25 03:00 UTC" in answer.text


def test_without_a_schedule_there_is_nothing_to_say(new_sqlite_machine: NewMachine) -> None:
    machine = new_sqlite_machine()
    machine.with_center()
    with machine.start().app_context():
        assert backup.troubles(NOW) == []
        assert backup.run_if_due(NOW) is None
    answer = machine.run("backup")
    assert (answer.code, "Name the folder that backups go into, or set BACKUP_DIR." in answer.text) == (2, True)


def test_one_that_fails_is_logged_without_names_and_tried_again_after_an_hour(
    machine: Machine, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, now = machine.start(), [NOW]
    (tmp_path / "b").write_text("a file where the folder should be")
    work = alone.Alone(app.app_context, lambda: now[0])

    def begin() -> None:
        thread = work.begin()
        assert thread is not None
        thread.join()

    with caplog.at_level(logging.ERROR, alone.__name__):
        begin()
    assert [record.getMessage() for record in caplog.records] == [
        "the scheduled backup failed: StorageFailed; run `backup` to read why"
    ]
    (tmp_path / "b").unlink()
    now[0] = NOW + timedelta(minutes=59)
    begin()
    assert not (tmp_path / "b").exists()
    now[0] = NOW + timedelta(minutes=60)
    begin()
    assert len(BackupFolder(tmp_path / "b").kept()) == 1


def test_rotation_comes_only_after_the_new_one_is_whole(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.settings["BACKUP_KEEP"] = "1 daily"
    with machine.start().app_context():
        backup.run_if_due(NOW)
        before = BackupFolder(tmp_path / "b").kept()

        def fail(*_: object, **__: object) -> None:
            raise OSError("the disk is gone")

        with monkeypatch.context() as patch:
            patch.setattr(schedule, "make", fail)
            with pytest.raises(OSError, match="the disk is gone"):
                backup.run_if_due(NOW + timedelta(days=1))
        assert BackupFolder(tmp_path / "b").kept() == before
        made = backup.run_if_due(NOW + timedelta(days=1))
    assert made is not None
    assert [each.name for each in BackupFolder(tmp_path / "b").kept()] == [made.folder.name]


def test_while_one_is_made_no_other_begins(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    going, done = Event(), Event()

    def slow(_: datetime) -> None:
        going.set()
        done.wait(20)

    monkeypatch.setattr(alone, "run_if_due", slow)
    work = alone.Alone(app.app_context, clock.now)
    first = work.begin()
    assert first is not None
    assert going.wait(20)
    assert work.begin() is None
    done.set()
    first.join(20)
    second = work.begin()
    assert second is not None
    second.join(20)
