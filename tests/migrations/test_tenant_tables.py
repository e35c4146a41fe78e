"""Every table of a center names its center, leads with it, and cannot point out of it: in the database itself."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.factories import CenterWorld, begin_center
from tracker.db import Base, db
from tracker.db.tenancy import CenterOwned
from tracker.models import Center

TENANT_TABLES = sorted(
    mapper.local_table.name for mapper in Base.registry.mappers if issubclass(mapper.class_, CenterOwned)
)


@pytest.fixture
def database(migrated: Flask) -> Any:
    """What the database says of its own tables."""
    return sa.inspect(db.engine)


@pytest.fixture
def secured(migrated: Flask) -> Flask:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("only PostgreSQL has row-level security")
    return migrated


def test_every_row_of_a_center_names_it(database: Any) -> None:
    for table in TENANT_TABLES:
        columns = {column["name"]: column for column in database.get_columns(table)}
        assert not columns["center_id"]["nullable"], table
        keys = [key for key in database.get_foreign_keys(table) if key["constrained_columns"] == ["center_id"]]
        assert [key["referred_table"] for key in keys] == ["center"], table


def test_the_center_leads_an_index_of_every_table(database: Any) -> None:
    for table in TENANT_TABLES:
        leading = [
            index["column_names"][0]
            for index in (*database.get_indexes(table), *database.get_unique_constraints(table))
        ]
        assert "center_id" in leading, table


def test_no_reference_can_leave_its_center(database: Any) -> None:
    for table in TENANT_TABLES:
        for key in database.get_foreign_keys(table):
            if key["referred_table"] in TENANT_TABLES:
                assert key["constrained_columns"][0] == key["referred_columns"][0] == "center_id", (table, key)


def test_row_level_security_is_forced_on_every_table_for_reading_and_writing(secured: Flask) -> None:
    with db.engine.connect() as connection:
        forced = connection.scalars(
            sa.text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity ORDER BY relname")
        )
        assert list(forced) == TENANT_TABLES
        policies = connection.execute(
            sa.text("SELECT tablename, permissive, cmd, qual, with_check FROM pg_policies ORDER BY tablename")
        ).all()
    assert [policy.tablename for policy in policies] == TENANT_TABLES
    for policy in policies:
        assert (policy.permissive, policy.cmd) == ("PERMISSIVE", "ALL")
        assert "center_id" in policy.qual
        assert policy.qual == policy.with_check


def test_the_applications_role_cannot_step_around_it(secured: Flask) -> None:
    with db.engine.connect() as connection:
        role = connection.execute(
            sa.text("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        ).one()
    assert tuple(role) == (False, False)


def test_the_database_itself_keeps_centers_apart(secured: Flask) -> None:
    """Against SQL that goes around the session: nothing is seen, changed, removed or planted across centers."""
    mine, theirs = begin_center(secured), begin_center(secured)

    def rows_of(setting: str, table: str) -> set[int]:
        with db.engine.begin() as connection:
            _work_for(connection, setting)
            return set(connection.scalars(sa.text(f"SELECT center_id FROM {table}")))  # noqa: S608 our own names

    both = {mine.center_id, theirs.center_id}
    for table in ("person", "training", "membership", "history_entry", "followed_standard"):
        assert rows_of("", table) == set()
        assert rows_of(str(mine.center_id), table) == {mine.center_id}
        assert rows_of("*", table) == both
    for statement in ("UPDATE person SET name = 'Changed'", "DELETE FROM role_term"):
        with db.engine.begin() as connection:
            _work_for(connection, str(mine.center_id))
            number = connection.execute(sa.text(f"{statement} WHERE center_id = {theirs.center_id}")).rowcount
            assert number == 0
    with db.engine.connect() as connection:
        _work_for(connection, str(mine.center_id))
        with pytest.raises(sa.exc.ProgrammingError, match="row-level security"):
            connection.execute(_planted(theirs))


def test_tables_without_a_center_are_few_and_named(database: Any) -> None:
    others = set(database.get_table_names()) - set(TENANT_TABLES)
    assert others == {
        "account",
        "alembic_version",
        "attempt",
        "authenticator",
        Center.__tablename__,
        "history_head",
        "identity",
        "known_device",
        "one_time_link",
        "passkey",
        "received_mail",
        "recovery_code",
        "shipped_text",
        "sign_in_step",
        "sign_in_session",
    }


def _work_for(connection: sa.Connection, setting: str) -> None:
    connection.execute(sa.text("SELECT set_config('tracker.center', :setting, true)"), {"setting": setting})


def _planted(center: CenterWorld) -> sa.Executable:
    return sa.text("UPDATE person SET center_id = :center").bindparams(center=center.center_id)
