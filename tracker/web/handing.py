"""A handout as the file that was asked for, by the ending of its address."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import chain

from flask import Response

from tracker.domain.handout import Cell, Column, Handout, Kind
from tracker.domain.verdict import Status
from tracker.services import handouts
from tracker.web.access import actor
from tracker.web.spreadsheet import table

# What a route writes at the end of its address; anything else is no address.
ENDINGS = "<any(csv,pdf,xlsx):ending>"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def handed(handout: Handout, ending: str) -> Response:
    """Return a handout as a file to save. Raises TrackerError where a PDF is too long or cannot be drawn now."""
    kind, write = _WRITERS[ending]
    return _to_save(write(handout), kind, f"{handout.name}.{ending}")


def workbook(content: bytes, name: str) -> Response:
    """Return a workbook as a file to save."""
    return _to_save(content, _XLSX, f"{name}.xlsx")


def _to_save(content: bytes, kind: str, name: str) -> Response:
    answer = Response(content, content_type=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def as_csv(handout: Handout) -> bytes:
    """Return the first table as CSV, in UTF-8 with the mark that Excel needs to see; days as 2026-11-24."""
    first = handout.tables[0]
    rows = (map(_cell, row, first.columns) for row in first.rows)
    return table(chain([[column.title for column in first.columns]], rows)).encode("utf-8-sig")


def _cell(cell: Cell, column: Column) -> str:
    if cell is None:
        return ""
    if column.kind is Kind.STATUS:
        return Status(str(cell)).label
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell.normalize():f}" if isinstance(cell, Decimal) else str(cell)


_WRITERS: dict[str, tuple[str, Callable[[Handout], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "pdf": ("application/pdf", lambda handout: handouts.as_pdf(actor(), handout)),
    "xlsx": (_XLSX, handouts.as_workbook),
}
