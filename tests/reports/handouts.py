"""Handouts of every kind of value, with the words that people type to cause trouble."""

from datetime import date
from decimal import Decimal
from typing import Any

from tracker.domain.handout import Cell, Column, Handout, Kind, Table
from tracker.domain.verdict import Status

HOSTILE = (
    '=HYPERLINK("http://example.org","click")',
    "=1+1",
    "+1",
    "-2",
    "@x",
    "\t=1",
    "{=1+1}",
    "=cmd|' /C calc'!A0",
    "http://example.org/",
    "mailto:somebody@example.org",
    "two\nlines",
    "A & B &D &P <b>",
    "Zoë 🦊 山田花子 مريم",
    "'quoted",
    "1.50",
    "007",
    "TRUE",
    "x" * 300,
)
COLUMNS = (
    Column("Person", Kind.NAME),
    Column("Stands", Kind.STATUS),
    Column("Due", Kind.DATE),
    Column("Hours", Kind.HOURS),
    Column("How many", Kind.NUMBER),
    Column("Why"),
    Column("Signature", Kind.BLANK),
)


def row(name: str, number: int = 0) -> tuple[Cell, ...]:
    """Return a row with a value of each kind."""
    status = list(Status)[number % len(Status)]
    return (name, status, date(2026, 3, 2), Decimal("1.25"), number, f"Why of {name}", None)


def handout(names: tuple[str, ...] = HOSTILE, **values: Any) -> Handout:
    """Return a handout with a row a name."""
    rows = tuple(row(name, number) for number, name in enumerate(names))
    table = Table(title="People", columns=COLUMNS, rows=rows, note="Of the team.")
    made = {
        "name": "people",
        "title": "People & their hours",
        "center": "Harbor House CAC",
        "made_on": date(2026, 11, 24),
        "tables": (table,),
        "lines": ("As of Nov 24, 2026",),
        "notice": "Working draft, not checked against NCA's text",
    }
    return Handout(**{**made, **values})
