"""Reads how the database means to carry out a statement, and says where that would walk through other centers' rows."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, event, inspect

from tracker.db import Base, db

# These grow with the number of centers; the rest (keys of standards, attempts) stays small or is asked by its key.
GROWING = frozenset(table.name for table in Base.metadata.sorted_tables) - {"attempt", "one_time_link"}
READS = ("SELECT", "UPDATE", "DELETE", "WITH")
SQLITE_STEP = re.compile(r"^(?:SCAN|SEARCH) (?P<name>\S+)(?: USING (?:\w+ )*INDEX (?P<index>\S+))?(?: \((?P<by>.*)\))?")
SEQUENTIAL = "Seq Scan"


@dataclass(frozen=True)
class Step:
    """One step of a plan: the table it reads, the index it uses and the condition by which it searches there."""

    table: str
    index: str | None
    condition: str


@dataclass
class Asked:
    """A statement that was sent, with the steps that are bad for an installation of many centers."""

    statement: str
    bad: list[str] = field(default_factory=list)


@contextmanager
def planned() -> Iterator[list[Asked]]:
    """Yield a list that fills with the statements sent inside the block; an application context must be open."""
    asked: list[Asked] = []
    engine = db.engine
    indexes = _indexes(engine)

    def note(connection: Connection, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith(READS):
            steps = _steps(connection, statement, parameters)
            asked.append(Asked(statement, [line for step in steps if (line := objection(step, indexes))]))

    event.listen(engine, "after_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "after_cursor_execute", note)


def objection(step: Step, indexes: dict[str, tuple[tuple[str, ...], bool]]) -> str | None:
    """Return what is wrong with a step, or None.

    Good is an index led by the center and searched by it, or one that finds at most one row.
    """
    if step.table not in GROWING:
        return None
    if step.index is None:
        return f"{step.table} is read from end to end"
    columns, unique = indexes[step.index]
    if not step.condition:
        return f"{step.index} is walked from end to end"
    if columns[0] == "center_id" or (unique and len(columns) == 1) or columns[0] == "account_id":
        return None if columns[0] in step.condition else f"{step.index} is not searched by {columns[0]}"
    return f"{step.index} is led by {columns[0]}, which spans centers"


def _indexes(engine: Any) -> dict[str, tuple[tuple[str, ...], bool]]:
    """Return the columns of each index and whether it is unique, by name."""
    found = {}
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            for table in GROWING:
                found[f"rowid of {table}"] = (("rowid",), True)
                for _, name, unique, *_ in connection.exec_driver_sql(f"PRAGMA index_list({table})"):
                    columns = [row[2] for row in connection.exec_driver_sql(f"PRAGMA index_info({name})")]
                    found[name] = (tuple(columns), bool(unique))
            return found
        seen = inspect(connection)
        for table in GROWING:
            primary = seen.get_pk_constraint(table)
            found[primary["name"]] = (tuple(primary["constrained_columns"]), True)
            for index in seen.get_indexes(table):
                found[index["name"]] = (tuple(index["column_names"]), bool(index["unique"]))
    return found


def _steps(connection: Connection, statement: str, parameters: Any) -> list[Step]:
    cursor = connection.connection.cursor()
    try:
        if connection.dialect.name == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            return [step for *_, detail in cursor.fetchall() if (step := _sqlite_step(statement, detail))]
        # Few rows tempt the planner to read them all; what counts is what it does where there are many.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
        plan = cursor.fetchone()[0]
        cursor.execute("SET LOCAL enable_seqscan = on")
        return list(_postgres_steps((plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"]))
    finally:
        cursor.close()


def _sqlite_step(statement: str, detail: str) -> Step | None:
    found = SQLITE_STEP.match(detail)
    if not found:
        return None
    alias = re.search(rf"\b(\w+) AS {re.escape(found['name'])}\b", statement)
    table = alias[1] if alias else found["name"]
    if "INTEGER PRIMARY KEY" in detail:
        return Step(table, f"rowid of {table}", found["by"] or detail.partition("(")[2])
    return Step(table, found["index"], found["by"] or "")


def _postgres_steps(node: dict[str, Any], table: str = "") -> Iterator[Step]:
    table = node.get("Relation Name", table)
    if node["Node Type"] == SEQUENTIAL:
        yield Step(table, None, "")
    elif "Index Name" in node:
        yield Step(table, node["Index Name"], node.get("Index Cond", ""))
    for inner in node.get("Plans", ()):
        yield from _postgres_steps(inner, table)
