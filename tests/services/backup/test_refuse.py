"""What a restore refuses, before it has written anything: in words that name what is wrong and what to do."""

import json
import random
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.machines import Machine, NewMachine


@pytest.fixture
def new_machine(new_sqlite_machine: NewMachine) -> NewMachine:
    """What is refused here does not depend on the kind of database."""
    return new_sqlite_machine


def refusal(machine: Machine, *words: object) -> str:
    """Return why a restore was refused; nothing must have been written."""
    before = sorted(machine.data.rglob("*")) if machine.data.exists() else None
    answer = machine.run("restore", *words)
    assert answer.code == 1
    assert (sorted(machine.data.rglob("*")) if machine.data.exists() else None) == before
    return answer.text


def reforge(backup: Path, **changes: object) -> None:
    """Change what a manifest says, and its digest with it."""
    told = json.loads((backup / "manifest.json").read_bytes()) | changes
    content = json.dumps(told).encode()
    (backup / "manifest.json").write_bytes(content)
    (backup / "manifest.sha256").write_text(f"{sha256(content).hexdigest()}  manifest.json\n")


def flip(file: Path, chance: random.Random) -> None:
    """Flip one bit somewhere in a file."""
    content = bytearray(file.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


def test_a_flipped_bit_in_any_file_is_refused_by_the_files_name(backup: Path, new_machine: NewMachine) -> None:
    chance = random.Random(17)
    files = [path for path in backup.parent.rglob("*") if path.is_file() and path.name != ".lock"]
    assert len(files) >= 6
    machine = new_machine()
    for file in files:
        whole = file.read_bytes()
        flip(file, chance)
        assert file.name in refusal(machine, backup)
        assert file.name in machine.run("check-backup", backup).text
        file.write_bytes(whole)
    assert machine.run("restore", backup).code == 0


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-1])])
def test_a_file_that_is_gone_or_cut_short_is_refused_by_its_name(
    backup: Path, new_machine: NewMachine, change: Callable[[Path], object]
) -> None:
    (file,) = (backup.parent / "objects").glob("*/*")
    change(file)
    assert f"objects/{file.parent.name}/{file.name}: " in refusal(new_machine(), backup)


def test_where_one_is_damaged_the_others_are_named(first: Machine, backup: Path, new_machine: NewMachine) -> None:
    later = Path(first.run("backup", backup.parent, "--with-keys").text.splitlines()[0])
    flip(later / "manifest.json", random.Random(1))
    assert later.name in refusal(new_machine(), backup.parent)
    database = next(path for path in later.rglob("*") if path.suffix in {".sqlite", ".csv"})
    shutil.copy(backup / "manifest.json", later / "manifest.json")
    shutil.copy(backup / "manifest.sha256", later / "manifest.sha256")
    database.unlink()
    assert f"Others are there: {backup.name}." in refusal(new_machine(), backup.parent)


def test_one_that_was_never_finished_is_none(backup: Path, new_machine: NewMachine) -> None:
    (backup / "manifest.sha256").unlink()
    assert "never finished" in refusal(new_machine(), backup)
    assert "holds no finished backup" in refusal(new_machine(), backup.parent)


def test_a_folder_without_backups_is_none(new_machine: NewMachine, tmp_path: Path) -> None:
    assert "holds no finished backup" in refusal(new_machine(), tmp_path / "nowhere")


def test_a_folder_that_is_not_empty_is_left_as_it_is(backup: Path, first: Machine, new_machine: NewMachine) -> None:
    assert "is not empty: " in refusal(first, backup)
    machine = new_machine()
    machine.data.mkdir(mode=0o700)
    (machine.data / "holiday.jpg").touch()
    assert "is not empty: holiday.jpg" in refusal(machine, backup)


def test_one_of_a_newer_version_is_refused_by_its_version(backup: Path, new_machine: NewMachine) -> None:
    reforge(backup, schema="f" * 12, product="9.1.0")
    assert "version 9.1.0 of the tracker, newer than this one" in refusal(new_machine(), backup)
    reforge(backup, form=2)
    assert "newer version of the tracker (9.1.0)" in refusal(new_machine(), backup)


def test_another_key_than_that_of_the_backup_is_refused(backup: Path, new_machine: NewMachine) -> None:
    machine = new_machine(HISTORY_KEY="another key, long enough to be one")
    words = refusal(machine, backup)
    assert "The key 'history' of this machine is not the one of the backup" in words
    assert "another key" not in words


def test_missing_keys_are_asked_for_by_name(first: Machine, new_machine: NewMachine, tmp_path: Path) -> None:
    first.run("backup", tmp_path / "other")
    assert "does not hold the keys 'history' and 'secret'" in refusal(new_machine(), tmp_path / "other")


def test_the_wrong_identity_is_refused_and_so_is_none(first: Machine, new_machine: NewMachine, tmp_path: Path) -> None:
    public = first.run("make-backup-key", tmp_path / "right.key").text.split()[0]
    first.run("make-backup-key", tmp_path / "wrong.key")
    first.run("backup", tmp_path / "sealed", "--key", public)
    machine = new_machine()
    assert f"encrypted to {public}. Name the file" in refusal(machine, tmp_path / "sealed")
    wrong = refusal(machine, tmp_path / "sealed", "--identity", tmp_path / "wrong.key")
    assert f"encrypted to {public}; the identity at hand belongs to age1" in wrong
    (tmp_path / "no.key").write_text("nothing of the kind")
    assert "holds no private key" in refusal(machine, tmp_path / "sealed", "--identity", tmp_path / "no.key")


@pytest.mark.parametrize("path", ["../outside", "/etc/hosts", "keys/../../outside", "a//b", "Keys/secret", "keys/"])
def test_a_manifest_that_leads_out_of_its_folder_is_damaged(backup: Path, new_machine: NewMachine, path: str) -> None:
    parts = json.loads((backup / "manifest.json").read_bytes())["parts"]
    reforge(backup, parts=[{**parts[0], "path": path}, *parts[1:]])
    assert "manifest.json is damaged" in refusal(new_machine(), backup)


def test_a_backup_into_the_installation_itself_is_refused(first: Machine) -> None:
    answer = first.run("backup", first.data / "backups")
    assert answer.code == 1
    assert "is inside TRACKER_DATA" in answer.text
    assert not (first.data / "backups").exists()


def test_a_folder_of_another_installations_backups_is_refused(backup: Path, new_machine: NewMachine) -> None:
    second = new_machine()
    second.with_center()
    answer = second.run("backup", backup.parent)
    assert (answer.code, "holds backups of another installation" in answer.text) == (1, True)


def test_before_init_there_is_nothing_to_back_up(new_machine: NewMachine, tmp_path: Path) -> None:
    answer = new_machine().run("backup", tmp_path / "backups")
    assert (answer.code, "Run `flask --app wsgi init` first" in answer.text) == (1, True)
