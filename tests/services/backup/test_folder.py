"""A folder of backups: files are kept once, damage in it is mended, what is not needed any more goes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.intake import making
from tests.machines import Machine, NewMachine
from tests.services.files import attached
from tracker.services import backup
from tracker.storage.backups import BackupFolder


@pytest.fixture
def new_machine(new_sqlite_machine: NewMachine) -> NewMachine:
    """What holds here does not depend on the kind of database."""
    return new_sqlite_machine


def made(machine: Machine, root: Path, *options: str) -> Path:
    answer = machine.run("backup", root, *options)
    assert answer.code == 0, answer.text
    return Path(answer.text.splitlines()[0])


def shared(root: Path) -> list[Path]:
    return sorted((root / "objects").glob("*/*"))


def test_a_file_that_two_backups_hold_is_kept_once(first: Machine, tmp_path: Path) -> None:
    made(first, tmp_path / "b")
    (file,) = shared(tmp_path / "b")
    before = file.stat()
    made(first, tmp_path / "b")
    (file,) = shared(tmp_path / "b")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert len(BackupFolder(tmp_path / "b").kept()) == 2


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_file_that_was_damaged_there_is_written_anew_by_the_next_backup(
    first: Machine, tmp_path: Path, encrypted: bool
) -> None:
    options = ("--key", first.run("make-backup-key", tmp_path / "key").text.split()[0]) if encrypted else ()
    made(first, tmp_path / "b", *options)
    (file,) = shared(tmp_path / "b")
    file.write_bytes(b"damaged")
    assert first.run("check-backup", tmp_path / "b").code == 1
    made(first, tmp_path / "b", *options)
    assert first.run("check-backup", tmp_path / "b").code == 0


def test_encrypted_to_another_key_a_file_is_kept_for_that_one_too(first: Machine, tmp_path: Path) -> None:
    for name in ("one", "two"):
        made(first, tmp_path / "b", "--key", first.run("make-backup-key", tmp_path / name).text.split()[0])
    assert len(shared(tmp_path / "b")) == 2


def test_a_file_that_is_lost_here_is_taken_from_an_earlier_backup(
    first: Machine, new_machine: NewMachine, tmp_path: Path
) -> None:
    made(first, tmp_path / "b", "--with-keys")
    (file,) = (first.data / "evidence" / "objects").glob("*/*/*")
    file.write_bytes(b"damaged")
    made(first, tmp_path / "b", "--with-keys")
    machine = new_machine()
    assert machine.run("restore", tmp_path / "b").code == 0


def test_a_file_that_is_lost_everywhere_is_said_and_the_rest_is_kept(
    first: Machine, new_machine: NewMachine, tmp_path: Path
) -> None:
    (file,) = (first.data / "evidence" / "objects").glob("*/*/*")
    file.write_bytes(b"damaged")
    answer = first.run("backup", tmp_path / "b", "--with-keys")
    assert answer.code == 1
    assert f"File {file.name}: it was missing or damaged already" in answer.text
    restored = new_machine().run("restore", tmp_path / "b")
    assert (restored.code, f"File {file.name}: a record names it" in restored.text) == (1, True)


def test_what_no_kept_backup_names_goes_with_the_backup_that_did(first: Machine, tmp_path: Path) -> None:
    now = datetime(2026, 11, 25, 3, tzinfo=UTC)
    plan = {"BACKUP_DIR": str(tmp_path / "b"), "BACKUP_KEEP": "1 daily", "BACKUP_EVERY": "24"}
    with first.start(**plan).app_context():
        first_one = backup.run_if_due(now)
        assert first_one is not None
        assert backup.run_if_due(now + timedelta(hours=23)) is None
    only_there = tmp_path / "b" / "objects" / "ab" / ("ab" * 32)
    only_there.parent.mkdir(exist_ok=True)
    only_there.touch()
    with first.start(**plan).app_context():
        second = backup.run_if_due(now + timedelta(hours=24))
    assert second is not None
    assert [each.name for each in BackupFolder(tmp_path / "b").kept()] == [second.folder.name]
    assert not only_there.exists()
    assert first.run("check-backup", tmp_path / "b").code == 0


def test_while_a_manifest_cannot_be_read_no_shared_file_goes(first: Machine, tmp_path: Path) -> None:
    """It might name any of them; the backup may still be mended by hand."""
    damaged = made(first, tmp_path / "b")
    (damaged / "manifest.json").write_text("{")
    later = made(first, tmp_path / "b")
    unnamed = tmp_path / "b" / "objects" / "ab" / ("ab" * 32)
    unnamed.parent.mkdir(exist_ok=True)
    unnamed.touch()
    BackupFolder(tmp_path / "b").drop([later.name])
    assert len(shared(tmp_path / "b")) == 2
    BackupFolder(tmp_path / "b").drop([damaged.name])
    assert shared(tmp_path / "b") == []


def test_two_backups_of_one_second_have_names_of_their_own(first: Machine, tmp_path: Path) -> None:
    moment = {"TRACKER_NOW": "2026-11-25T03:00:00+00:00"}
    for _ in range(3):
        assert first.run("backup", tmp_path / "b", **moment).code == 0
    names = [each.name for each in BackupFolder(tmp_path / "b").kept()]
    assert names == [f"tracker-2026-11-25-030000Z{suffix}" for suffix in ("", "-2", "-3")]


def test_while_one_is_made_there_is_no_second(first: Machine, tmp_path: Path) -> None:
    with BackupFolder(tmp_path / "b").begin():
        answer = first.run("backup", tmp_path / "b")
    assert (answer.code, "another backup is being made here" in answer.text) == (1, True)


def test_a_file_added_since_is_in_the_next_one(first: Machine, tmp_path: Path) -> None:
    center = first.with_center()
    made(first, tmp_path / "b")
    attached(center, center.completion(), making.pdf(3))
    made(first, tmp_path / "b")
    assert {path.name for path in shared(tmp_path / "b")} == set(first.files())


def test_only_the_owner_may_read_a_backup(first: Machine, tmp_path: Path) -> None:
    made(first, tmp_path / "b", "--with-keys")
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "b", *(tmp_path / "b").rglob("*"))} == {0}
