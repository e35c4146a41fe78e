"""The migrations lead from nothing to the models, one step at a time, and back."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade

from tests.factories import begin_center
from tests.house.repository import ROOT
from tracker.db import Base, db
from tracker.db.tenancy import working_for
from tracker.models import Training
from tracker.services import inspection

SCRIPTS = ScriptDirectory(str(ROOT / "migrations"))
STEPS = [script.revision for script in SCRIPTS.walk_revisions()][::-1]


def defaults_differ(
    _context: object, _found: object, ours: sa.Column[Any], theirs: str | None, *_: object
) -> bool | None:
    """Compare what a JSON column begins with as it is written, for PostgreSQL compares no JSON; None for others."""
    if not isinstance(ours.type, sa.JSON):
        return None
    begins = ours.server_default.arg if isinstance(ours.server_default, sa.DefaultClause) else None
    return (theirs.split("::")[0].strip("'") if theirs else None) != begins


def differences() -> list[Any]:
    """Return what Alembic would write to bring the database to the models."""
    options = {"compare_type": True, "compare_server_default": defaults_differ}
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, Base.metadata))


def tables() -> set[str]:
    return set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}


def policies() -> set[str]:
    if db.engine.dialect.name != "postgresql":
        return set()
    with db.engine.connect() as connection:
        return set(connection.scalars(sa.text("SELECT tablename FROM pg_policies")))


def test_there_is_one_way_up() -> None:
    assert len(SCRIPTS.get_heads()) == 1
    assert len(SCRIPTS.get_bases()) == 1


def test_head_is_what_the_models_say(migrated: Flask) -> None:
    assert differences() == []
    assert tables() == set(Base.metadata.tables)


def test_the_comparison_sees_a_column_an_index_and_a_type(migrated: Flask) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE person ADD COLUMN shoe_size INTEGER"))
        connection.execute(sa.text("CREATE INDEX ix_extra ON person (name)"))
    assert {difference[0] for difference in differences()} == {"remove_column", "remove_index"}


def test_every_step_goes_up_down_and_up_again(migrated: Flask) -> None:
    at_head, secured = tables(), policies()
    downgrade(revision="base")
    assert tables() == set()
    assert policies() == set()
    for step in STEPS:
        upgrade(revision=step)
        there = (tables(), policies())
        downgrade(revision="-1")
        upgrade(revision=step)
        assert (tables(), policies()) == there, step
    assert (tables(), policies()) == (at_head, secured)
    assert differences() == []


def test_what_was_recorded_outlives_a_step_back_from_head(migrated: Flask) -> None:
    center = begin_center(migrated)
    downgrade(revision="-1")
    upgrade()
    assert inspection.problems() == []
    with working_for(db.session(), center.center_id):
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Training)) == 99


def test_a_migration_still_runs_when_the_code_of_its_day_is_gone() -> None:
    """It imports nothing of the package."""
    for script in SCRIPTS.walk_revisions():
        lines = Path(script.path).read_text("utf-8").splitlines()
        imports = [line for line in lines if line.startswith(("import ", "from "))]
        assert imports != []
        assert [line for line in imports if "tracker" in line] == [], script.path
