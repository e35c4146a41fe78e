"""A PostgreSQL database as it is at one moment, table by table, and back into an empty one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from psycopg import sql
from sqlalchemy import Connection, Engine, MetaData, func, select, text
from sqlalchemy import Table as Described

from tracker.domain.errors import TrackerError
from tracker.storage.backups import Table
from tracker.storage.copying import CHUNK

REVISIONS = "alembic_version"
UNFINISHED = "restored, and not finished"
# What a value looks like in a file must not follow the settings of a server or a role.
_AS_EVERYWHERE = (
    "SET LOCAL TIME ZONE 'UTC'",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL client_encoding = 'UTF8'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL bytea_output = 'hex'",
)
_SERIALS = text(
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
    " AND (column_default LIKE 'nextval(%' OR is_identity = 'YES')"
)
_FORCED = text(
    "SELECT relname FROM pg_class WHERE relforcerowsecurity AND relnamespace = current_schema()::regnamespace"
)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Read everything as it is at one moment, across centers, while others write."""
    with engine.connect() as connection:
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        _begin(connection)
        yield connection
        connection.rollback()


def copy_out(connection: Connection, write: Callable[[str, Iterator[bytes]], Path]) -> list[tuple[Table, Path]]:
    """Copy every table into a file, through `write(name, chunks)`; returns them in the order of their references."""
    found = []
    for table in _tables(connection):
        columns = tuple(column.name for column in table.columns)
        rows = connection.execute(select(func.count()).select_from(table)).scalar_one()
        found.append(
            (Table(table.name, columns, rows), write(f"{table.name}.csv", _rows(connection, table.name, columns)))
        )
    return found


def copy_in(connection: Connection, tables: tuple[Table, ...], file_of: Callable[[Table], Path]) -> None:
    """Fill empty tables of the same schema from their files, inside the transaction that is open.

    Raises TrackerError where a table holds another number of rows than was noted.
    """
    _begin(connection)
    forced = list(connection.scalars(_FORCED))
    # PostgreSQL copies nothing into a table under forced row-level security; its owner may lift that for a moment.
    _force(connection, forced, "NO FORCE ROW LEVEL SECURITY")
    for table in tables:
        statement = _statement(table.name, table.columns, "FROM STDIN")
        with file_of(table).open("rb") as stream, _cursor(connection) as cursor, cursor.copy(statement) as copy:
            while chunk := stream.read(CHUNK):
                copy.write(chunk)
        _compare(connection, table)
    _force(connection, forced, "FORCE ROW LEVEL SECURITY")
    set_serials(connection)


def is_empty(connection: Connection) -> bool:
    """Tell whether there is no table yet."""
    return not _described(connection).tables


def mark(connection: Connection, *, finished: bool) -> None:
    """Write into the database itself that a restore is under way, or done."""
    words = sql.NULL if finished else sql.Literal(UNFINISHED)
    with _cursor(connection) as cursor:
        cursor.execute(sql.SQL("COMMENT ON TABLE {} IS {}").format(sql.Identifier(REVISIONS), words))


def is_unfinished(connection: Connection) -> bool:
    """Tell whether what is there was left by a restore that broke off."""
    found = connection.scalar(text("SELECT obj_description(to_regclass('alembic_version'), 'pg_class')"))
    return bool(found == UNFINISHED)


def clear(connection: Connection) -> None:
    """Remove every table. Only for what a restore that broke off left."""
    _described(connection).drop_all(connection)


def revision(connection: Connection) -> str:
    """Return the revision that the tables are at, on either kind of database."""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def _begin(connection: Connection) -> None:
    connection.execute(text("SELECT set_config('tracker.center', '*', true)"))
    for statement in _AS_EVERYWHERE:
        connection.exec_driver_sql(statement)


def _tables(connection: Connection) -> list[Described]:
    return [table for table in _described(connection).sorted_tables if table.name != REVISIONS]


def _described(connection: Connection) -> MetaData:
    found = MetaData()
    found.reflect(connection)
    return found


def _rows(connection: Connection, name: str, columns: tuple[str, ...]) -> Iterator[bytes]:
    with _cursor(connection) as cursor, cursor.copy(_statement(name, columns, "TO STDOUT")) as copy:
        yield from (bytes(chunk) for chunk in copy)


def _statement(name: str, columns: tuple[str, ...], way: str) -> sql.Composed:
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    table, direction = sql.Identifier(name), sql.SQL("TO STDOUT" if way == "TO STDOUT" else "FROM STDIN")
    return sql.SQL("COPY {} ({}) {} (FORMAT csv, HEADER)").format(table, listed, direction)


def _compare(connection: Connection, table: Table) -> None:
    described = _described_one(connection, table.name)
    rows = connection.execute(select(func.count()).select_from(described)).scalar_one()
    if rows != table.rows:
        raise TrackerError(f"tables/{table.name}.csv: it holds {rows} rows, and {table.rows} were noted.")


def _described_one(connection: Connection, name: str) -> Described:
    return Described(name, MetaData(), autoload_with=connection)


def _force(connection: Connection, tables: list[str], how: str) -> None:
    words = sql.SQL("NO FORCE ROW LEVEL SECURITY" if how.startswith("NO") else "FORCE ROW LEVEL SECURITY")
    with _cursor(connection) as cursor:
        for name in tables:
            cursor.execute(sql.SQL("ALTER TABLE {} {}").format(sql.Identifier(name), words))


def set_serials(connection: Connection) -> None:
    """Let the next row be numbered after the last one that came in."""
    statement = sql.SQL(
        "SELECT setval(pg_get_serial_sequence({}, {}), coalesce(max({}), 1), max({}) IS NOT NULL) FROM {}"
    )
    with _cursor(connection) as cursor:
        for table, column in connection.execute(_SERIALS).all():
            named = (sql.Literal(table), sql.Literal(column), sql.Identifier(column), sql.Identifier(column))
            cursor.execute(statement.format(*named, sql.Identifier(table)))


def _cursor(connection: Connection) -> Any:
    """Return a cursor of the driver itself, within SQLAlchemy's transaction: SQLAlchemy has no COPY."""
    driver: Any = connection.connection.driver_connection
    return driver.cursor()
