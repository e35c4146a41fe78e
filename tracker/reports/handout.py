"""A handout as PDF: tagged, with its typefaces in it, page x of y, and what still has to be checked at every foot.

It is drawn like a packet, in a process of its own (`tracker.reports.handout_production`), while somebody waits for it.
So one is drawn at a time in each process that serves pages, and a long list is told to go as a spreadsheet.
"""

import json
import tempfile
import threading
from contextlib import closing
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copyfile
from typing import Any

from tracker.domain.errors import Conflict, TrackerError
from tracker.domain.handout import Cell, Column, Handout, Kind, Table
from tracker.domain.verdict import Status
from tracker.formatting import format_date, format_number
from tracker.reports import child

MOST_ROWS = 600
MANY_COLUMNS = 7
SECONDS = 60
MOST_AT_ONCE = 1
PATIENCE = 5
_turns = threading.BoundedSemaphore(MOST_AT_ONCE)


def as_pdf(handout: Handout, accent: str = "", logo: Path | None = None) -> bytes:
    """Return a handout as PDF, in an accent colour and with a logo at its head, where these are given.

    Raises Conflict where it is too long or others draw, TrackerError where it fails.
    """
    rows = sum(len(table.rows) for table in handout.tables)
    if rows > MOST_ROWS:
        raise Conflict(
            f"This has {format_number(rows)} rows, and {format_number(MOST_ROWS)} go into a PDF that you wait for."
            " Take it along as Excel or CSV, or choose fewer rows first."
        )
    if not _turns.acquire(timeout=PATIENCE):
        raise Conflict("Others are having PDFs drawn just now. Try again in a minute; Excel and CSV come at once.")
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _drawn(printed(handout), Path(folder), accent, logo)
    finally:
        _turns.release()


def _drawn(facts: dict[str, Any], folder: Path, accent: str, logo: Path | None) -> bytes:
    look = {"accent": accent, "logo": logo is not None}
    (folder / "handout.json").write_text(json.dumps(facts | look, ensure_ascii=False), "utf-8")
    if logo is not None:
        copyfile(logo, folder / "logo.png")
    said: dict[str, Any] = {}
    with closing(child.said_by("tracker.reports.handout_production", [folder], SECONDS)) as lines:
        for line in lines:
            said |= line
    if "pages" not in said:
        raise TrackerError(said.get("error") or "The PDF could not be drawn just now. Try again, or take it as Excel.")
    return (folder / "handout.pdf").read_bytes()


def printed(handout: Handout) -> dict[str, Any]:
    """Return a handout as its template prints it: every value as the words that people read."""
    facts = asdict(handout) | {"tables": [_table(table) for table in handout.tables]}
    return facts | {"made_on": handout.made_on.isoformat()}


def _table(table: Table) -> dict[str, Any]:
    shown = [place for place in range(len(table.columns)) if _is_printed(table, place)]
    columns = [table.columns[place] for place in shown]
    return {
        "title": table.title,
        "columns": [{"title": column.title, "kind": column.kind.value} for column in columns],
        "rows": [[_cell(row[place], table.columns[place]) for place in shown] for row in table.rows],
        "note": table.note,
        "empty": table.empty,
        "many": len(shown) > MANY_COLUMNS,
    }


def _is_printed(table: Table, place: int) -> bool:
    """Tell whether a column takes room on paper: what is empty in every row takes none, unless a pen shall fill it."""
    wanted = place == 0 or table.columns[place].kind is Kind.BLANK
    return wanted or any(row[place] not in (None, "") for row in table.rows)


def _cell(cell: Cell, column: Column) -> dict[str, str]:
    if column.kind is Kind.STATUS and cell:
        return {"status": str(cell), "words": Status(str(cell)).label}
    return {"words": words(cell)}


def words(cell: Cell) -> str:
    """Return a value as people read it; what is not there is empty."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return format_date(cell)
    return format_number(cell) if isinstance(cell, Decimal | int) else cell
