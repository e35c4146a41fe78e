"""A backup of any version that was ever released is restored, and brought to the tables of today."""

import sqlite3
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import event

from tests.house.repository import ROOT
from tests.machines import NewMachine
from tracker import clock
from tracker.db import db
from tracker.services import backup
from tracker.services.backup import contents
from tracker.storage.backups import Recipients

# What a restore itself changes, see test_restore.
CHANGED = {"sign_in_session", "one_time_link", "invitation", "sign_in_step", "api_token", "history_entry"}
CHANGED |= {"history_head", "phone_link", "decision_link", "desk", "desk_visit", "calendar_feed", "planned_event"}


def revisions() -> list[str]:
    """Return the first revision, every fifth after it, and the last two: none was released, and these stand for all.

    tests/migrations/test_with_rows.py upgrades rows from every one.
    """
    found = [each.revision for each in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()][::-1]
    return [*found[:-2:5], *found[-2:]]


@pytest.mark.parametrize("revision", revisions())
def test_a_backup_made_at_any_revision_comes_back_with_every_row(
    new_machine: NewMachine, tmp_path: Path, revision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = new_machine()
    first.run("init")
    first.run("seed", "--centers", 1, "--people", 2, "--completions", 2)
    with first.inside():
        told = contents.of(db.session.connection())
        _go_back_to(revision)
        # The version that made it asked its own tables; today's question would not fit them.
        with monkeypatch.context() as patch:
            patch.setattr(contents, "of", lambda _: told)
            made = backup.make(tmp_path / "b", Recipients(), with_keys=True, now=clock.now())
        upgrade()
    assert made.manifest.schema == revision
    second = new_machine()
    answer = second.run("restore", tmp_path / "b")
    assert answer.code == 0, answer.text
    before, after = first.rows(), second.rows()
    assert {name: after[name] for name in set(after) - CHANGED} == {
        name: before[name] for name in set(before) - CHANGED
    }
    assert second.files() == first.files()


def _go_back_to(revision: str) -> None:
    """Bring the database back; SQLite changes a table by making it anew, which its foreign keys would forbid."""

    def let_go(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA foreign_keys=OFF")

    on_sqlite = db.engine.dialect.name == "sqlite"
    db.session.remove()
    db.engine.dispose()
    if on_sqlite:
        event.listen(db.engine, "connect", let_go)
    downgrade(revision=revision)
    db.engine.dispose()
    if on_sqlite:
        event.remove(db.engine, "connect", let_go)
