"""Books of plain rows, and what is read from them without anybody's help."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tracker.domain.imports.grid import Book, Sheet, Value
from tracker.domain.imports.lines import CompletionLine, Read
from tracker.domain.imports.plan import Plan
from tracker.domain.imports.reading import propose, read

Rows = Sequence[Sequence[Value]]


def book(*rows: Sequence[Value], name: str = "Sheet1", **others: Rows) -> Book:
    """A book of one sheet, and of others by their names."""
    sheets = {name: rows, **{each.replace("_", " "): told for each, told in others.items()}}
    return Book(tuple(Sheet(each, tuple(tuple(row) for row in told)) for each, told in sheets.items()))


def read_alone(*rows: Sequence[Value], name: str = "Sheet1", **answers: Any) -> Read:
    """Read a sheet as it is proposed, with answers given."""
    its = book(*rows, name=name)
    return read(its, replace(propose(its), **answers))


def plan_of(*rows: Sequence[Value], name: str = "Sheet1") -> Plan:
    """The plan that is proposed for a sheet."""
    return propose(book(*rows, name=name))


def told(found: Read) -> list[tuple[str, str, str, str]]:
    """Person, title, day and hours of each completion."""
    return [
        (line.person.full, line.title, f"{line.completed_on or ''}", f"{line.hours or ''}")
        for line in found.lines
        if isinstance(line, CompletionLine)
    ]
