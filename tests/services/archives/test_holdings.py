"""Whoever adds a table or a column of a center decides whether it goes along; nothing is left out unseen."""

import pytest
from sqlalchemy import JSON, Table

from tracker.db import Base
from tracker.services.archives import holdings, values

OWNED = {table.name for table in Base.metadata.sorted_tables if "center_id" in table.columns}
TAKEN = {*holdings.KEPT, "account"}


def undecided(table: Table) -> set[str]:
    names = {column.name for column in table.columns}
    left_out = {name for name in names if f"{table.name}.{name}" in holdings.COLUMNS_LEFT_OUT}
    return names - set(holdings.columns_of(table.name)) - left_out - {"center_id"}


def test_every_table_of_a_center_goes_along_or_is_left_out_for_a_reason() -> None:
    assert OWNED | {"center"} == set(holdings.KEPT) | set(holdings.TABLES_LEFT_OUT), (
        "Say in services/archives/holdings.py of each of these whether it goes along."
    )
    assert set(holdings.KEPT) & set(holdings.TABLES_LEFT_OUT) == set()


@pytest.mark.parametrize("name", sorted(TAKEN))
def test_every_column_goes_along_or_is_left_out_for_a_reason(name: str) -> None:
    table = Base.metadata.tables[name]
    assert undecided(table) == set(), "Say in services/archives/holdings.py whether these go along."
    gone = set(holdings.columns_of(name)) - {column.name for column in table.columns}
    assert gone == set()
    kept = {f"{name}.{column}" for column in holdings.columns_of(name)}
    assert kept & set(holdings.COLUMNS_LEFT_OUT) == set()


def test_every_reason_is_given_of_something_that_is_there() -> None:
    columns = {f"{table.name}.{column.name}" for table in Base.metadata.sorted_tables for column in table.columns}
    assert set(holdings.COLUMNS_LEFT_OUT) <= columns
    assert all([*holdings.COLUMNS_LEFT_OUT.values(), *holdings.TABLES_LEFT_OUT.values()])


def test_what_must_hold_something_and_is_left_out_can_be_made_anew() -> None:
    must = {
        name
        for name in holdings.COLUMNS_LEFT_OUT
        if not Base.metadata.tables[name.partition(".")[0]].columns[name.partition(".")[2]].nullable
    }
    assert must - {"account.is_administrator"} == holdings.MADE_ANEW


@pytest.mark.parametrize("name", sorted(TAKEN))
def test_every_kind_of_column_can_be_written_and_read(name: str) -> None:
    columns = [Base.metadata.tables[name].columns[column] for column in holdings.columns_of(name)]
    assert [column.name for column in columns if not values.is_known(column.type)] == []
    # Of an empty one nobody could tell whether it is no value, or the word null.
    nullable = [column for column in columns if isinstance(column.type, JSON) and column.nullable]
    assert [column.name for column in nullable if not column.type.none_as_null] == []


def test_no_column_that_opens_something_goes_along() -> None:
    """Digests of links and tokens, hashes of words one knows, sealed secrets: by their names."""
    opening = {
        "code_digest",
        "digest",
        "token_digest",
        "password_hash",
        "passphrase_hash",
        "sealed_secret",
        "secret",
        "public_key",
    }
    found = {f"{table}.{column}" for table in TAKEN for column in holdings.columns_of(table) if column in opening}
    assert found == {"history_entry.digest"}, "a link's digest opens what it opens for whoever has its secret"
