"""A backup that somebody wrote to do harm: refused in words, before anything is served, and with nothing run in it."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.machines import Machine, NewMachine
from tracker import clock
from tracker.cli import backup as commands
from tracker.services import backup as backups
from tracker.services.backup import emptiness, genuine
from tracker.storage.backups import manifest as manifests
from tracker.storage.backups.manifest import Manifest

Told = dict[str, Any]


@pytest.fixture
def new_machine(new_sqlite_machine: NewMachine) -> NewMachine:
    """What is refused here does not depend on the kind of database."""
    return new_sqlite_machine


def forge(backup: Path, change: Callable[[Told], object] = lambda told: None) -> None:
    """Change what a manifest tells, and set sizes and digests right."""
    told = json.loads((backup / "manifest.json").read_bytes())
    for part in told["parts"]:
        content = (backup / part["path"]).read_bytes()
        part |= {"size": len(content), "sha256": sha256(content).hexdigest()}
    change(told)
    write(backup, json.dumps(told).encode())


def write(backup: Path, manifest: bytes) -> None:
    """Lay a manifest with its digest."""
    (backup / "manifest.json").write_bytes(manifest)
    (backup / "manifest.sha256").write_text(f"{sha256(manifest).hexdigest()}  manifest.json\n")


def run_in(database: Path, *statements: str) -> None:
    """Change the database of a backup."""
    connection = sqlite3.connect(database)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def with_keys_of(first: Machine, machine: Machine) -> Machine:
    """Put the keys that were kept elsewhere in place first, as the guide says."""
    shutil.copytree(first.data / "keys", machine.data / "keys")
    machine.data.chmod(0o700)
    return machine


MANIFESTS: dict[str, Callable[[Told], object]] = {
    "a size without end": lambda told: told["parts"][0].update(size=float("inf")),
    "a negative size": lambda told: told["parts"][0].update(size=-1),
    "keys as a list": lambda told: told.update(keys=[]),
    "a fingerprint that is a number": lambda told: told.update(keys={"history": 5}),
    "a schema that is a list": lambda told: told.update(schema=[]),
    "words that a terminal follows": lambda told: told.update(product="\x1b]0;owned\x07", schema="f" * 12),
    "the same in a newer form": lambda told: told.update(product="\x1b]0;owned\x07", form=2),
    "recipients in one word": lambda told: told.update(recipients="age1"),
    "recipients that are numbers": lambda told: told.update(recipients=[5]),
    "the database twice": lambda told: told["parts"].append(told["parts"][0]),
    "the database plain and encrypted": lambda told: told["parts"].append(
        told["parts"][0] | {"path": "database.sqlite.age"}
    ),
    "a file two thousand times": lambda told: told.update(objects=told["objects"] * 2000),
    "counts as a list": lambda told: told.update(counts=[]),
}


def test_a_manifest_that_tells_another_kind_of_thing_is_damaged(backup: Path, new_machine: NewMachine) -> None:
    machine, whole = new_machine(), (backup / "manifest.json").read_bytes()
    for name, change in MANIFESTS.items():
        write(backup, whole)
        forge(backup, change)
        answer = machine.run("restore", backup)
        assert (answer.code, "manifest.json is damaged" in answer.text) == (1, True), name
        assert "\x1b" not in answer.text, name
    assert not machine.data.exists()


def test_a_manifest_nested_without_end_is_damaged(backup: Path, new_machine: NewMachine) -> None:
    write(backup, b"[" * 200_000)
    assert "manifest.json is damaged" in new_machine().run("check-backup", backup).text


def test_a_manifest_without_end_is_not_read(
    backup: Path, new_machine: NewMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (backup / "manifest.json").open("r+b") as file:
        file.truncate(manifests.LARGEST + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    assert "far too large" in new_machine().run("check-backup", backup).text


def test_a_manifest_that_names_no_database_restores_nothing(backup: Path, new_machine: NewMachine) -> None:
    forge(backup, lambda told: told.update(parts=[part for part in told["parts"] if "database" not in part["path"]]))
    machine = new_machine()
    answer = machine.run("restore", backup)
    assert (answer.code, "database.sqlite: the manifest does not name it" in answer.text) == (1, True)
    assert not machine.data.exists()


GIVES_A_ROLE_BACK = (
    "CREATE TRIGGER back AFTER UPDATE ON membership BEGIN UPDATE membership SET ended_at = NULL WHERE id = NEW.id; END"
)
DATABASES = {
    "a trigger that gives a role back": (GIVES_A_ROLE_BACK,),
    "a view": ("CREATE VIEW people AS SELECT * FROM account",),
    "a view in place of a table": ("DROP TABLE sighting", "CREATE VIEW sighting AS SELECT 1 AS id"),
    "a virtual table": ("CREATE VIRTUAL TABLE words USING fts5(word)",),
    "a table of somebody else": ("CREATE TABLE planted (word)",),
    "a table that is gone": ("DROP TABLE sighting",),
    "a column of somebody else": ("ALTER TABLE sighting ADD COLUMN more INTEGER",),
    "a revision to come": ("UPDATE alembic_version SET version_num = 'ffffffffffff'",),
    "no revision": ("DELETE FROM alembic_version",),
    "another end of history": ("UPDATE history_head SET number = number - 1",),
    "nothing at all": ("DELETE FROM history_head", "DELETE FROM history_entry"),
}


def test_a_database_that_holds_more_or_less_than_ours_is_not_served(backup: Path, new_machine: NewMachine) -> None:
    database, machine = backup / "database.sqlite", new_machine()
    whole = database.read_bytes()
    for name, statements in DATABASES.items():
        database.write_bytes(whole)
        run_in(database, *statements)
        forge(backup)
        answer = machine.run("restore", backup)
        assert (answer.code, answer.text[:7]) == (1, "Error: "), name
        assert not (machine.data / "tracker.sqlite").exists(), name
    assert "has not come to its end" in machine.run("serve").text


def test_a_file_that_is_no_database_is_not_served(backup: Path, new_machine: NewMachine) -> None:
    database, machine = backup / "database.sqlite", new_machine()
    whole = database.read_bytes()
    for content in (b"", b"hello", bytes(12_288)):
        database.write_bytes(content)
        forge(backup)
        assert machine.run("restore", backup).code == 1
        assert not (machine.data / "tracker.sqlite").exists()
    database.write_bytes(whole)
    forge(backup)
    assert machine.run("restore", backup).code == 0, "a whole one goes into the same place"


def test_a_planted_administrator_is_found_by_whoever_has_the_key(
    first: Machine, backup: Path, new_machine: NewMachine
) -> None:
    """All digests are right; the mark under the key is what an attacker cannot write."""
    assert "cannot be told here" not in first.run("check-backup", backup).text
    run_in(backup / "database.sqlite", "UPDATE account SET is_administrator = 1")
    forge(backup)
    answer = first.run("check-backup", backup)
    assert (answer.code, answer.text) == (1, f"{genuine.FORGED}\n")
    machine = with_keys_of(first, new_machine())
    assert genuine.FORGED in machine.run("restore", backup).text
    assert not (machine.data / "tracker.sqlite").exists()
    assert "cannot be told here" in new_machine().run("check-backup", backup).text


def test_a_mark_cannot_be_left_out(first: Machine, backup: Path) -> None:
    whole = (backup / "manifest.json").read_bytes()
    for change in ({"mark": ""}, {"keys": {}}, {"keys": {}, "mark": "0" * 64}):
        write(backup, json.dumps(json.loads(whole) | change).encode())
        assert first.run("check-backup", backup).text == f"{genuine.FORGED}\n"


def test_where_the_keys_come_out_of_the_backup_the_restore_says_what_that_means(
    first: Machine, backup: Path, new_machine: NewMachine
) -> None:
    assert commands.FROM_THE_BACKUP in new_machine().run("restore", backup).text
    answer = with_keys_of(first, new_machine()).run("restore", backup)
    assert (answer.code, commands.FROM_THE_BACKUP in answer.text) == (0, False)


def test_a_manifest_reads_back_as_it_was_marked(first: Machine, backup: Path) -> None:
    content = (backup / "manifest.json").read_bytes()
    assert Manifest.from_json(content).to_json() == content


def test_a_folder_of_backups_that_leads_elsewhere_clears_nothing_there(first: Machine, tmp_path: Path) -> None:
    """The folder may lie where others can write; what a backup tidies must be its own."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").touch()
    for place in (
        tmp_path / "a" / "objects",
        tmp_path / "b" / "objects" / "incoming",
        tmp_path / "c" / "objects" / "aa",
    ):
        place.parent.mkdir(parents=True)
        place.symlink_to(elsewhere)
        answer = first.run("backup", tmp_path / place.relative_to(tmp_path).parts[0])
        assert (answer.code, f"{place} is a link" in answer.text) == (1, True)
    assert [path.name for path in elsewhere.iterdir()] == ["precious"]


def test_a_backup_from_the_future_does_not_keep_the_next_from_its_time(first: Machine, backup: Path) -> None:
    """As after a day on which the clock was wrong: for years nobody would have heard that none was made."""
    shutil.copytree(backup, backup.with_name("tracker-2999-01-01-000000Z"))
    settings = {"BACKUP_DIR": str(backup.parent), "BACKUP_EVERY": "1"}
    answer = first.run("check", **settings)
    assert (answer.code, "are from the future, the last of 2999-01-01 00:00 UTC" in answer.text) == (1, True)
    with first.start(**settings).app_context():
        later = clock.now() + timedelta(hours=2)
        assert backups.run_if_due(later) is not None
        assert backups.run_if_due(later) is None


@pytest.mark.parametrize("name", ["tracker-2026-13-45-999999Z", "tracker-2020-01-01-000000Z"])
def test_what_only_looks_like_a_backup_stops_none(first: Machine, backup: Path, name: str) -> None:
    (backup.parent / name).symlink_to(backup)
    settings = {"BACKUP_DIR": str(backup.parent), "BACKUP_EVERY": "1", "BACKUP_KEEP": "1 daily"}
    assert first.run("check", **settings).code == 0
    with first.start(**settings).app_context():
        assert backups.run_if_due(clock.now() + timedelta(hours=2)) is not None


def test_a_note_beside_the_keys_spoils_no_backup(first: Machine, new_machine: NewMachine, tmp_path: Path) -> None:
    """A manifest with its name could not be read again."""
    for name in ("README", "history~", "secret (copy)", "old.age"):
        (first.data / "keys" / name).write_text("kept by hand")
    assert first.run("backup", tmp_path / "b", "--with-keys").code == 0
    assert new_machine().run("restore", tmp_path / "b").code == 0


def test_a_backup_named_by_a_link_is_that_backup(backup: Path, new_machine: NewMachine, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(backup)
    assert new_machine().run("restore", tmp_path / "link").code == 0


def test_an_installation_begun_meanwhile_is_left_as_it_is(
    backup: Path, new_machine: NewMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading a backup through takes long enough for somebody to start a server in the same folder."""
    machine = new_machine()
    reading = emptiness.refuse_damaged

    def meanwhile(opened: backups.Opened) -> None:
        reading(opened)
        machine.with_center()
        assert "sign-in" in machine.start().test_client().get("/", follow_redirects=True).request.path

    monkeypatch.setattr(emptiness, "refuse_damaged", meanwhile)
    answer = machine.run("restore", backup)
    assert (answer.code, "is not empty" in answer.text) == (1, True)
    assert machine.run("check").text == "The installation is whole.\n"
