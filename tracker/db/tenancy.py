"""The center in force, below every query.

A center is the tenant. Which one a session works for is set once, at the edge; every statement through the session is
then narrowed to that center's rows, every new row must carry that center, and a statement on a tenant table with no
center in force raises. Where PostgreSQL serves, row-level security says it a second time (see the migration), fed by
the setting `tracker.center` at the start of each transaction.

What spans centers (signing in, the installation's own commands) says so with `everywhere()`.
"""

from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    Alias,
    BigInteger,
    BindParameter,
    Column,
    ColumnClause,
    Connection,
    Delete,
    ForeignKey,
    FromClause,
    Integer,
    Table,
    Update,
    event,
    text,
)
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, declared_attr, mapped_column, with_loader_criteria
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.sql.elements import ClauseElement, TextClause
from sqlalchemy.sql.selectable import AliasedReturnsRows, SelectBase, TableClause, TextualSelect

from tracker.db import Base
from tracker.db.columns import UtcMoment

CENTER = "center_in_force"
EVERYWHERE = "everywhere"
# SQLite numbers rows only in a column typed exactly INTEGER.
RowNumber = BigInteger().with_variant(Integer, "sqlite")


class NoCenterInForce(RuntimeError):
    """A tenant table was touched without saying for which center. A programming error, never shown to people."""


class CenterOwned:
    """What every table that belongs to a center has: `center_id`, never null."""

    @declared_attr
    def center_id(cls) -> Mapped[int]:  # noqa: N805 SQLAlchemy passes the class
        return mapped_column(RowNumber, ForeignKey("center.id"), nullable=False)


class Removable:
    """What a table has whose rows can be removed and must stay as a number: others point at it, and it is not reused.

    No statement for a center finds a removed row; its columns that told something are emptied by whoever removes it.
    """

    removed_at: Mapped[datetime | None] = mapped_column(UtcMoment)


def put_in_force(session: Session, center_id: int | None) -> None:
    """Let a session work for one center from now on; None for no center."""
    session.info.pop(EVERYWHERE, None)
    session.info[CENTER] = center_id
    _tell_database(session)


@contextmanager
def everywhere(session: Session) -> Iterator[None]:
    """Let a session work across centers inside the block. For signing in and the installation's own commands."""
    before = _reach(session)
    session.info[EVERYWHERE] = True
    _tell_database(session)
    with _ending_in(session, before):
        yield


@contextmanager
def working_for(session: Session, center_id: int) -> Iterator[None]:
    """Let a session work for one center inside the block; for commands and jobs."""
    before = _reach(session)
    put_in_force(session, center_id)
    with _ending_in(session, before):
        yield


def _reach(session: Session) -> dict[str, Any]:
    return {CENTER: session.info.get(CENTER), EVERYWHERE: session.info.get(EVERYWHERE, False)}


@contextmanager
def _ending_in(session: Session, before: dict[str, Any]) -> Iterator[None]:
    """Give a session the reach back that it had before the block, however the block ends."""
    try:
        yield
        # Rows added inside the block are written inside it, while that is still allowed.
        session.flush()
    except BaseException:
        session.info.update(before)
        # After a fault of the database its transaction takes no statement more, and the next is told at its start.
        # What this one would raise must not hide the fault: whether to try again is read from that.
        with suppress(DBAPIError, PendingRollbackError):
            _tell_database(session)
        raise
    session.info.update(before)
    _tell_database(session)


def center_in_force(session: Session) -> int:
    """Return the center that a session works for; raises NoCenterInForce."""
    center_id: int | None = session.info.get(CENTER)
    if center_id is None:
        raise NoCenterInForce("No center is in force.")
    return center_id


def install(session_class: Any) -> None:
    """Attach the scoping to a session class or factory."""
    event.listen(session_class, "do_orm_execute", _narrow)
    event.listen(session_class, "before_flush", _refuse_foreign_rows)
    event.listen(session_class, "after_begin", _on_begin)


def _narrow(state: ORMExecuteState) -> None:
    session = state.session
    if session.info.get(EVERYWHERE) or state.is_column_load or state.is_relationship_load:
        # Loads that follow from a row already in hand stay within that row's center by their foreign keys.
        return
    statement = cast("ClauseElement", state.statement)
    parts = list(_parts(statement))
    if any(map(_is_text, parts)):
        raise NoCenterInForce("Plain SQL text cannot be scoped to a center; use a select on the models.")
    owned = _owned(len(Base.metadata.tables))
    touched = {_table_of(part) for part in parts} & owned
    if not touched:
        return
    center_id = center_in_force(session)
    if state.is_insert and state.parameters:
        _refuse_foreign_values(state, center_id)
    elif state.is_insert or not state.is_orm_statement or _goes_around(statement, parts, owned):
        raise NoCenterInForce(f"A statement on {sorted(touched)} goes around the models, so it cannot be scoped.")
    else:
        state.statement = state.statement.options(*_only_of(center_id))


@lru_cache(maxsize=256)
def _only_of(center_id: int) -> tuple[ORMOption, ORMOption]:
    """Return what narrows a statement to the rows of a center, without those that were removed.

    Kept for each center, for making it took longer than what it is added to.
    """
    return (
        with_loader_criteria(CenterOwned, lambda cls: cls.center_id == center_id, include_aliases=True),
        with_loader_criteria(Removable, lambda cls: cls.removed_at.is_(None), include_aliases=True),
    )


def _refuse_foreign_values(state: ORMExecuteState, center_id: int) -> None:
    given: Any = state.parameters
    rows = given if isinstance(given, list) else [given or {}]
    if not all(row.get("center_id") == center_id for row in rows):
        raise NoCenterInForce("An insert names another center than the one in force.")


def _refuse_foreign_rows(session: Session, _context: Any, _instances: Any) -> None:
    if session.info.get(EVERYWHERE):
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        if not isinstance(row, CenterOwned):
            continue
        center_id = center_in_force(session)
        if getattr(row, "center_id", None) is None:
            row.center_id = center_id
        elif row.center_id != center_id:
            raise NoCenterInForce(f"A row of {type(row).__name__} belongs to another center than the one in force.")


@lru_cache(maxsize=1)
def _owned(tables_there: int) -> frozenset[str]:
    """Return the names of the tables of centers' own rows; found anew once there are more tables than before.

    Their number is asked and not the models themselves: walking over those with each statement costs as much as
    narrowing it.
    """
    tables = (mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, CenterOwned))
    return frozenset(table.name for table in tables if isinstance(table, Table))


def _is_text(part: Any) -> bool:
    """Tell whether a part of a statement is words that go to the database as they are; a star in count() is none."""
    if isinstance(part, ColumnClause):
        return part.is_literal and part.name != "*"
    return isinstance(part, TextClause | TextualSelect)


# Two of three parts are these and have none themselves; asking each took a third of the walk.
_LEAVES = (ColumnClause, TableClause, BindParameter)


def _parts(statement: ClauseElement, *, into_selects: bool = True) -> Iterator[Any]:
    """Walk over every part of a statement, and into the selects whose columns it names.

    A column leads to the select it is of, for SQLAlchemy's own walk over an update never gets there.
    """
    waiting: list[Any] = [statement]
    entered: set[FromClause] = set()
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, SelectBase) and not into_selects:
            continue
        if not isinstance(part, _LEAVES):
            waiting.extend(part.get_children())
        source: FromClause | None = part.table if isinstance(part, ColumnClause) else None
        if isinstance(source, AliasedReturnsRows) and source not in entered:
            entered.add(source)
            waiting.append(source)


def _goes_around(statement: ClauseElement, parts: Iterable[Any], owned: Set[str]) -> bool:
    """Tell whether rows of a tenant's table are reached by other ways than its model in a FROM.

    The narrowing passes by a column that is not its model's (but a row that is looked up by its number is none:
    SQLAlchemy writes the bare primary key there, beside the model), one whose table the statement only orders or groups
    by, and in an update or delete all tables beside the one that is written.
    """
    read = {part.name for part in parts if isinstance(part, Table)}
    models = {part.name for part in parts if isinstance(part, Table) and _is_of_model(part)}
    columns = [part for part in parts if isinstance(part, Column) and _table_of(part) in owned]
    if any(not _is_of_model(each) and not (each.primary_key and _table_of(each) in models) for each in columns):
        return True
    if isinstance(statement, Update | Delete):
        beside = {_table_of(part) for part in _parts(statement, into_selects=False)}
        return bool((beside & owned) - {_table_of(statement.table)})
    return any(_table_of(each) not in read for each in columns)


def _is_of_model(part: Table | Column[Any]) -> bool:
    return "parentmapper" in part._annotations


def _table_of(part: Any) -> str:
    """Return the name of the table that a part is, or that a column is of, also under another name; else nothing."""
    named = part.table if isinstance(part, Column) else part
    table = named.element if isinstance(named, Alias) else named
    return table.name if isinstance(table, Table) else ""


def _on_begin(session: Session, _transaction: Any, connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT set_config('tracker.center', :value, true)"), {"value": _database_value(session)}
        )


def _tell_database(session: Session) -> None:
    if session.in_transaction() and session.get_bind().dialect.name == "postgresql":
        session.connection().execute(
            text("SELECT set_config('tracker.center', :value, true)"), {"value": _database_value(session)}
        )


def _database_value(session: Session) -> str:
    return "*" if session.info.get(EVERYWHERE) else str(session.info.get(CENTER) or "")
