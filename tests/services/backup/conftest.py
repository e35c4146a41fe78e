"""Machines to back up and to restore onto, and a backup of one."""

from pathlib import Path

import pytest

from tests.machines import Machine, NewMachine, new_machine, new_sqlite_machine  # noqa: F401 fixtures for all


@pytest.fixture
def first(new_sqlite_machine: NewMachine) -> Machine:  # noqa: F811 the fixture
    """A machine with a center, a person and a certificate, for tests on which the kind of database has no bearing."""
    machine = new_sqlite_machine()
    machine.with_center()
    return machine


@pytest.fixture
def backup(first: Machine, tmp_path: Path) -> Path:
    """A backup of it, keys and all."""
    return Path(first.run("backup", tmp_path / "backups", "--with-keys").text.splitlines()[0])
