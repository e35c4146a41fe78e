"""Rows for a schema of any day, as the database itself describes it: no model of today knows those tables.

Every table gets the same number of rows, and row i points at row i of every other table; so each reference holds, and
a center's rows point at that center's.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

CENTERS = 4
PER_CENTER = {"center", "history_head"}
# Where a check allows no more than one of two, or a reference would go in circles.
EMPTY = {
    "evidence": {"event_id", "waiver_id"},
    "role_term": {"ends_on"},
    "training": {"merged_into_id"},
    # Who decides is another than who proposed; and it starts on the day on which it ends.
    "waiver": {"decided_by"},
}
Content = dict[str, list[dict[str, Any]]]


def fill(connection: sa.Connection, rows: int) -> int:
    """Fill every table with so many rows, or one a center; returns how many there are then."""
    _look_everywhere(connection)
    made = 0
    for table in _tables(connection):
        numbers = range(1, (CENTERS if table.name in PER_CENTER else rows) + 1)
        values = [{column.name: _value(table, column, number) for column in table.columns} for number in numbers]
        connection.execute(table.insert(), values)
        made += len(values)
    return made


def content(connection: sa.Connection, like: Content | None = None) -> Content:
    """Return every row of every table; of another schema only the tables and columns that a content knows."""
    _look_everywhere(connection)
    found: Content = {}
    for table in _tables(connection):
        if like is not None and table.name not in like:
            continue
        known = [column for column in table.columns if like is None or column.name in like[table.name][0]]
        rows = connection.execute(sa.select(*known).order_by(*table.primary_key.columns))
        found[table.name] = [dict(row._mapping) for row in rows]
    return found


def _tables(connection: sa.Connection) -> list[sa.Table]:
    schema = sa.MetaData()
    schema.reflect(connection)
    return [table for table in schema.sorted_tables if table.name != "alembic_version"]


def _look_everywhere(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT set_config('tracker.center', '*', true)"))


def _value(table: sa.Table, column: sa.Column[Any], number: int) -> Any:
    if column.name in EMPTY.get(table.name, ()):
        return None
    if column.name == "center_id":
        return number if table.name in PER_CENTER else 1 + number % CENTERS
    if column.primary_key or column.foreign_keys:
        return number if isinstance(column.type, sa.Integer) else f"{number}"
    return _of_kind(column, number)


def _of_kind(column: sa.Column[Any], number: int) -> Any:
    kind = column.type
    if isinstance(kind, sa.DateTime):
        # SQLite keeps moments without their zone.
        moment = datetime(2024, 2, 29, 23, 59, tzinfo=UTC) + timedelta(minutes=number)
        return moment if "postgresql" in type(kind).__module__ else moment.replace(tzinfo=None)
    plain: tuple[tuple[type, Any], ...] = (
        (sa.JSON, {"row": number, "words": "Ünïcode, “quotes”"}),
        (sa.Date, date(2020, 2, 29) + timedelta(days=number)),
        (sa.Boolean, number % 2 == 0),
        (sa.Integer, number),
        (sa.LargeBinary, f"{number} {column.name}".encode()),
    )
    words = f"{number} {column.name} “ü” '; --"[: getattr(kind, "length", None) or 80]
    return next((value for of, value in plain if isinstance(kind, of)), words)
