"""What was recorded outlives every upgrade: from each schema there was, with 10,000 rows from some, killed or not."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from tests.house.repository import ROOT
from tests.migrations.filling import Content, content, fill
from tests.migrations.test_up_and_down import STEPS, differences
from tracker.db import db

LEAST_ROWS = 10_000
ROWS = 560  # a table: together 10,000, in the smallest schema too
FEW = 40
# Filling takes most of the time, and who upgrades comes from a version that was handed out: these stand for all.
LARGE = {STEPS[0], STEPS[len(STEPS) // 3], STEPS[2 * len(STEPS) // 3], STEPS[-2], STEPS[-1]}
MOMENTS = (6, 14, 23)
KILLED, NEVER = -signal.SIGKILL, 10_000


def filled_at(step: str, rows: int = ROWS) -> Content:
    """Bring an empty installation to a schema of the past, fill it, and return what is in it."""
    upgrade(revision=step)
    with db.engine.begin() as connection:
        assert fill(connection, rows) >= min(LEAST_ROWS, 15 * rows)
        return content(connection)


def now(like: Content) -> Content:
    with db.engine.begin() as connection:
        return content(connection, like)


@pytest.mark.parametrize("step", STEPS)
def test_all_rows_are_the_same_after_an_upgrade(bare: Flask, step: str) -> None:
    before = filled_at(step, ROWS if step in LARGE else FEW)
    upgrade()
    assert differences() == []
    after = now(before)
    for table, rows in before.items():
        assert after[table] == rows, table


def test_the_comparison_sees_a_changed_word(bare: Flask) -> None:
    before = filled_at(STEPS[-1], rows=10)
    with db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE account SET display_name = 'Changed' WHERE id = 7"))
    assert now(before) != before


def test_an_upgrade_that_is_killed_again_and_again_ends_as_if_it_had_not_been(
    bare: Flask, empty_database_url: str, tmp_path: Path
) -> None:
    before = filled_at(STEPS[0])
    db.engine.dispose()
    ends = [upgrading(empty_database_url, tmp_path, moment) for moment in (*MOMENTS, NEVER)]
    assert ends == [KILLED] * len(MOMENTS) + [0]
    assert differences() == []
    assert now(before) == before


def upgrading(database_url: str, data: Path, moment: int) -> int:
    """Upgrade in a process that is killed before its statement of that number; return how it ended."""
    keys = {"SECRET_KEY": "s" * 48, "HISTORY_KEY": "h" * 48, "TRACKER_ENV": "testing"}
    done = subprocess.run(  # noqa: S603 our own module
        [sys.executable, "-m", "tests.migrations.killing", str(moment)],
        cwd=ROOT,
        env={**os.environ, **keys, "TRACKER_DATA": str(data), "DATABASE_URL": database_url},
        capture_output=True,
        check=False,
    )
    assert done.returncode in {0, KILLED}, done.stderr.decode()[-2000:]
    return done.returncode
