"""A backup restored onto an empty machine is the installation of that moment, on either database, encrypted or not."""

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.intake import making
from tests.machines import Machine, NewMachine
from tests.services.files import attached
from tracker.db import db
from tracker.models import HistoryEntry, HistoryHead, Invitation, OneTimeLink, SignInSession, SignInStep

# What a restore changes by right: it ends what gives access, and writes itself into history.
CHANGED = {"sign_in_session", "one_time_link", "invitation", "sign_in_step", "api_token", "history_entry"}
CHANGED |= {"history_head", "phone_link"}


@pytest.fixture
def seeded(new_machine: NewMachine) -> Machine:
    """A machine with rows in every table, and its files."""
    machine = new_machine()
    machine.run("init")
    assert machine.run("seed", "--centers", 2, "--people", 3, "--completions", 3).code == 0
    return machine


def restored(new_machine: NewMachine, backups: Path, *options: object, keys_of: Machine | None = None) -> Machine:
    """Restore the latest of some backups onto a new machine."""
    machine = new_machine()
    if keys_of is not None:
        shutil.copytree(keys_of.data / "keys", machine.data / "keys")
        machine.data.chmod(0o700)
    answer = machine.run("restore", backups, *options)
    assert answer.code == 0, answer.text
    return machine


def key(machine: Machine, folder: Path) -> tuple[Path, str]:
    """Make a key to encrypt to; returns its file and the public half."""
    answer = machine.run("make-backup-key", folder / "backup.key")
    return folder / "backup.key", answer.text.split()[0]


def test_every_row_and_every_file_comes_back(seeded: Machine, new_machine: NewMachine, tmp_path: Path) -> None:
    before = seeded.rows()
    assert all(before.values()), "seed fills every table"
    assert seeded.run("backup", tmp_path / "backups", "--with-keys").code == 0
    machine = restored(new_machine, tmp_path / "backups")
    after = machine.rows()
    assert {name: after[name] for name in set(after) - CHANGED} == {
        name: before[name] for name in set(before) - CHANGED
    }
    assert {name for name in before if before[name] != after[name]} == CHANGED
    assert machine.files() == seeded.files()
    assert machine.run("check").code == 0
    assert machine.run("verify-history").code == 0


def test_encrypted_it_comes_back_with_its_keys(seeded: Machine, new_machine: NewMachine, tmp_path: Path) -> None:
    file, public = key(seeded, tmp_path)
    assert seeded.run("backup", tmp_path / "backups", "--key", public).code == 0
    machine = restored(new_machine, tmp_path / "backups", "--identity", file)
    assert machine.files() == seeded.files()
    kept = {path.name: path.read_bytes() for path in (machine.data / "keys").iterdir()}
    assert kept == {path.name: path.read_bytes() for path in (seeded.data / "keys").iterdir()}
    assert machine.run("check").code == 0


def test_encrypted_nothing_of_it_can_be_read(seeded: Machine, tmp_path: Path) -> None:
    _, public = key(seeded, tmp_path)
    seeded.run("backup", tmp_path / "backups", "--key", public)
    written = [path for path in (tmp_path / "backups").rglob("*") if path.is_file()]
    names = {path.name.removesuffix(".age") for path in written}
    assert names.isdisjoint(seeded.files())
    secrets = [b"Seeded", b"SQLite format", (seeded.data / "keys" / "history").read_bytes(), *seeded.files().values()]
    for path in written:
        content = path.read_bytes()
        assert not any(secret in content for secret in secrets), path
    assert not list(seeded.data.glob("backing-up-*/*")), "nor does a plain copy stay behind"


def test_what_opened_a_door_before_opens_none(seeded: Machine, new_machine: NewMachine, tmp_path: Path) -> None:
    """A backup must not bring back a session, link or invitation that somebody had ended since."""
    seeded.run("backup", tmp_path / "backups", "--with-keys")
    with seeded.inside():
        assert _open_doors() > 0
    machine = restored(new_machine, tmp_path / "backups")
    with machine.inside():
        assert _open_doors() == 0


def _open_doors() -> int:
    ended = (SignInSession.ended_at, OneTimeLink.used_at, SignInStep.used_at)
    counts = [db.session.scalar(sa.select(sa.func.count()).where(column.is_(None))) for column in ended]
    invitations = sa.select(sa.func.count(Invitation.id)).where(
        Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None)
    )
    return sum([*counts, db.session.scalar(invitations)])


def test_the_restore_stands_in_each_centers_history(seeded: Machine, new_machine: NewMachine, tmp_path: Path) -> None:
    seeded.run("backup", tmp_path / "backups", "--with-keys")
    machine = restored(new_machine, tmp_path / "backups")
    with machine.inside():
        last = sa.select(HistoryEntry.action).join(
            HistoryHead,
            (HistoryHead.center_id == HistoryEntry.center_id) & (HistoryHead.number == HistoryEntry.number),
        )
        assert list(db.session.scalars(last)) == ["restore", "restore"]


def test_work_goes_on_where_it_was(new_machine: NewMachine, tmp_path: Path) -> None:
    """New rows are numbered after the old ones, and lines of history join the chain."""
    first = new_machine()
    first.with_center()
    first.run("backup", tmp_path / "backups", "--with-keys")
    machine = restored(new_machine, tmp_path / "backups")
    assert machine.run("seed", "--centers", 1, "--people", 2, "--completions", 2).code == 0
    assert machine.run("check").code == 0


def test_without_its_keys_in_it_the_copy_kept_elsewhere_is_put_in_place_first(
    seeded: Machine, new_machine: NewMachine, tmp_path: Path
) -> None:
    answer = seeded.run("backup", tmp_path / "backups")
    assert f"Keep a copy of {seeded.data / 'keys'} somewhere else" in answer.text
    assert not list((tmp_path / "backups").rglob("keys"))
    machine = restored(new_machine, tmp_path / "backups", keys_of=seeded)
    assert machine.run("check").code == 0


def test_keys_of_the_environment_are_as_good(new_machine: NewMachine, tmp_path: Path) -> None:
    keys = {"SECRET_KEY": "s" * 40, "HISTORY_KEY": "h" * 40}
    first = new_machine(**keys)
    first.with_center()
    first.run("backup", tmp_path / "backups")
    machine = new_machine(**keys)
    assert machine.run("restore", tmp_path / "backups").code == 0


def test_an_older_backup_is_restored_by_its_name(new_machine: NewMachine, tmp_path: Path) -> None:
    first = new_machine()
    center = first.with_center()
    older = Path(first.run("backup", tmp_path / "backups", "--with-keys").text.splitlines()[0])
    attached(center, center.completion(), making.pdf(2))
    first.run("backup", tmp_path / "backups", "--with-keys")
    assert len(restored(new_machine, older).files()) == 1
    assert len(restored(new_machine, tmp_path / "backups").files()) == 2


def test_the_backup_tells_what_it_holds(new_machine: NewMachine, tmp_path: Path) -> None:
    first = new_machine()
    first.with_center()
    answer = first.run("backup", tmp_path / "backups")
    assert "1 center, 1 person, 1 file" in answer.text
    machine = restored(new_machine, tmp_path / "backups", keys_of=first)
    assert machine.run("check").text == "The installation is whole.\n"


def test_where_the_keys_are_lost_for_good_the_records_still_come_back(new_machine: NewMachine, tmp_path: Path) -> None:
    first = new_machine()
    first.with_center()
    first.run("backup", tmp_path / "backups")
    machine = new_machine()
    answer = machine.run("restore", tmp_path / "backups", "--without-keys")
    assert answer.code == 1
    assert "was changed, or written without the key" in answer.text
    assert machine.files() == first.files()


def test_a_database_that_is_not_empty_is_left_as_it_is(
    seeded: Machine, new_machine: NewMachine, tmp_path: Path
) -> None:
    seeded.run("backup", tmp_path / "backups", "--with-keys")
    elsewhere = f"sqlite:///{seeded.data / 'tracker.sqlite'}"
    machine = new_machine(DATABASE_URL=seeded.settings.get("DATABASE_URL", elsewhere))
    before = seeded.rows()
    answer = machine.run("restore", tmp_path / "backups")
    assert answer.code == 1
    assert "is there already. A restore overwrites nothing" in answer.text or "has tables already" in answer.text
    assert seeded.rows() == before


@pytest.mark.postgres
def test_one_of_another_kind_of_database_is_refused(
    new_sqlite_machine: NewMachine, postgres_url: str, tmp_path: Path
) -> None:
    first = new_sqlite_machine()
    first.with_center()
    first.run("backup", tmp_path / "backups", "--with-keys")
    answer = new_sqlite_machine(DATABASE_URL=postgres_url).run("restore", tmp_path / "backups")
    assert (answer.code, "was made from sqlite, and DATABASE_URL names postgresql" in answer.text) == (1, True)
