"""The rows of a center as they are at one moment, read while others write."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, String, Table, cast, func, select, text, union

from tracker.db import Base, db
from tracker.models import Account, Center, Evidence, HistoryHead, Membership, Packet
from tracker.services.archives import holdings
from tracker.services.imports.files import files_in_use
from tracker.services.packets.sealing import NAMES_FILES, digests_in

BATCH = 500
ACCOUNT, CENTER = "account", "center"
# The history is chained anew by its numbers; all else comes in the order in which it was made.
_IN_ORDER_OF = {"history_entry": "number"}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A connection that sees one moment, and the center whose rows alone are read through it."""

    connection: Connection
    center_id: int

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that go along, each after those that its rows point at."""
        kept = [table.name for table in Base.metadata.sorted_tables if table.name in {*holdings.KEPT, ACCOUNT}]
        return tuple(kept)

    def rows(self, name: str) -> Iterator[Row]:
        """Yield the rows of a table, all columns that go along, in the order of their numbers."""
        table = Base.metadata.tables[name]
        columns = [table.c[column] for column in holdings.columns_of(name)]
        order = table.c[_IN_ORDER_OF[name]] if name in _IN_ORDER_OF else table.c.id
        query = self._of_center(select(*columns).order_by(order), table)
        members = self._members() if name == ACCOUNT else frozenset()
        for row in self._stream(query):
            told = dict(row._mapping)
            yield told if name != ACCOUNT or told["id"] in members else _without_address(told)

    def told(self, query: Select[Any], table: Any) -> Iterator[Any]:
        """Yield what a select finds, narrowed to the rows of the center in a table that it reads."""
        return self._stream(query.where(table.center_id == self.center_id))

    def center(self) -> Any:
        """Return the center's public id, name and time zone."""
        return self.connection.execute(
            select(Center.public_id, Center.name, Center.time_zone).where(Center.id == self.center_id)
        ).one()

    def history(self) -> tuple[int, str]:
        """Return number and digest of the last line of history."""
        head = select(HistoryHead.number, HistoryHead.digest).where(HistoryHead.center_id == self.center_id)
        row = self.connection.execute(head).first()
        return (row.number, row.digest) if row else (0, "")

    def schema(self) -> str:
        """Return the revision that the tables are at."""
        return str(self.connection.scalar(text("SELECT version_num FROM alembic_version")))

    def digests(self) -> list[str]:
        """Return the files that belong to the center: evidence, packets, what they were made from, imports, the logo.

        Costs reading the inputs of each packet.
        """
        evidence = select(Evidence.sha256).where(Evidence.center_id == self.center_id)
        found = set(self.connection.scalars(evidence.where(Evidence.removed_at.is_(None))))
        gone = set(self.connection.scalars(evidence.where(Evidence.removed_at.is_not(None)))) - found
        logo = self.connection.scalar(select(Center.logo_sha256).where(Center.id == self.center_id))
        packets = select(Packet.sha256, Packet.inputs_sha256).where(Packet.center_id == self.center_id, NAMES_FILES)
        for sha256, inputs in self.connection.execute(packets).all():
            found |= {sha256, inputs, *((digests_in(inputs) - gone) if inputs else ())}
        waiting = files_in_use(self.connection, self.center_id)
        return sorted((found | waiting | {logo or ""}) - {""})

    def _of_center(self, query: Select[Any], table: Table) -> Select[Any]:
        if table.name == CENTER:
            return query.where(table.c.id == self.center_id)
        if table.name == ACCOUNT:
            return query.where(table.c.id.in_(self._who_did_something()))
        return query.where(table.c.center_id == self.center_id)

    def _who_did_something(self) -> Any:
        """Return a select of the accounts that any row of the center names."""
        named = [
            select(column).where(Base.metadata.tables[name].c.center_id == self.center_id, column.is_not(None))
            for name in holdings.KEPT
            for column in accounts_named_in(name)
        ]
        return union(*named)

    def _members(self) -> frozenset[int]:
        query = select(Membership.account_id).where(Membership.center_id == self.center_id)
        return frozenset(self.connection.scalars(query))

    def _stream(self, query: Select[Any]) -> Iterator[Any]:
        yield from self.connection.execute(query, execution_options={"yield_per": BATCH})


def accounts_named_in(table: str) -> list[Any]:
    """Return the columns of a table that name an account and go along."""
    columns = Base.metadata.tables[table].columns
    return [
        columns[name]
        for name in holdings.columns_of(table)
        if any(key.column.table is Account.__table__ for key in columns[name].foreign_keys)
    ]


@contextmanager
def of_center(center_id: int) -> Iterator[Snapshot]:
    """Read a center as it is now, whatever is written meanwhile. On SQLite its log cannot be shortened so long."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            in_force = select(func.set_config("tracker.center", cast(str(center_id), String), True))
            connection.execute(in_force)
        try:
            yield Snapshot(connection, center_id)
        finally:
            connection.rollback()


def _without_address(told: dict[str, Any]) -> Row:
    return {**told, "email": None, "active": False}
