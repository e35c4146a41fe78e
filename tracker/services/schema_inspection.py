"""What a database holds besides rows: whether its tables are ours, all of them, and nothing acts in it by itself.

A trigger that gives somebody a role back each time it is ended would be seen by nobody who reads rows.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text

from tracker.db import Base

REVISIONS = "alembic_version"
_SQLITE = text(
    "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"
    " UNION ALL SELECT 'virtual table', name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%' ORDER BY 2"
)
_POSTGRES = text(
    "SELECT 'trigger', tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
    " UNION ALL SELECT 'rule', rulename FROM pg_rewrite JOIN pg_class ON pg_class.oid = ev_class"
    " WHERE relkind <> 'v' AND relnamespace = current_schema()::regnamespace"
    " UNION ALL SELECT 'view', relname FROM pg_class"
    " WHERE relkind IN ('v', 'm') AND relnamespace = current_schema()::regnamespace ORDER BY 2"
)


def problems(connection: Connection) -> Iterator[str]:
    """Yield what is in a database of today's revision and should not be, or should be and is not."""
    yield from strangers(connection)
    found = inspect(connection)
    there, ours = set(found.get_table_names()), {table.name: table for table in Base.metadata.sorted_tables}
    for name in sorted(there - set(ours) - {REVISIONS}):
        yield f"Database: the table {name!r} is none of ours."
    for name, table in ours.items():
        if name not in there:
            yield f"Database: the table {name} is missing."
            continue
        columns = {column["name"]: column for column in found.get_columns(name)}
        for column in sorted(set(columns) ^ set(table.columns.keys())):
            kind = "is missing" if column in table.columns else "is none of ours"
            yield f"Database: the column {column!r} of {name} {kind}."
        for column in sorted(name for name, told in columns.items() if told.get("computed")):
            yield f"Database: the column {column!r} of {name} is computed by the database."


def strangers(connection: Connection) -> Iterator[str]:
    """Yield what acts or pretends in a database of any revision: triggers, rules, views, virtual tables."""
    asked = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRES
    for kind, name in connection.execute(asked):
        yield f"Database: it holds the {kind} {name!r}, and none is ours."
