"""A backup, its check and its restore are told to programs as to people."""

import json
from pathlib import Path
from typing import Any

from tests.machines import Machine, NewMachine


def told(machine: Machine, *words: object) -> Any:
    answer = machine.run(*words, "--json")
    assert answer.code == 0, answer.text
    return json.loads(answer.text)


def test_a_backup_its_check_and_its_restore_are_told_in_full(
    new_sqlite_machine: NewMachine,
    tmp_path: Path,
) -> None:
    machine, empty = new_sqlite_machine(), new_sqlite_machine()
    assert told(machine, "init") == {"data": str(machine.data)}
    assert machine.run("seed", "--centers", 1, "--people", 2, "--completions", 2).code == 0
    made = told(machine, "backup", tmp_path / "backups", "--with-keys")
    assert (made["encrypted"], made["keys_inside"], made["missing"]) == (False, True, [])
    assert made["counts"]["people"] >= 2
    assert made["size"] > 10_000
    looked = told(machine, "check-backup", tmp_path / "backups")
    assert looked == {"backup": made["folder"], "problems": [], "held_against_own_key": True}
    back = told(empty, "restore", tmp_path / "backups")
    assert (back["counts"]["people"], back["counts"]["files"]) == (made["counts"]["people"], made["counts"]["files"])
    assert back["problems"] == []
    assert back["held_against_own_key"] is False


def test_a_damaged_backup_is_told_with_its_problems_and_code_1(
    new_sqlite_machine: NewMachine,
    tmp_path: Path,
) -> None:
    machine = new_sqlite_machine()
    machine.run("init")
    made = told(machine, "backup", tmp_path / "backups", "--with-keys")
    database = next(file for file in Path(made["folder"]).rglob("*") if "sqlite" in file.name)
    database.write_bytes(database.read_bytes()[:-1])
    answer = machine.run("check-backup", tmp_path / "backups", "--json")
    assert answer.code == 1
    assert json.loads(answer.text)["problems"]
