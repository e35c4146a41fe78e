"""Tables to take along: CSV that opens in every spreadsheet program and starts nothing there."""

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import chain

from flask import Response

from tracker.domain.handout import calm


def table(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as CSV. Each cell is quoted: where a semicolon parts cells, none can begin inside another."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([calm(cell) for cell in row] for row in rows)
    return out.getvalue()


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Return a table as a download; `name` without ending. In UTF-8 with its mark, which Excel needs to see."""
    answer = Response(table(chain([heads], rows)).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return answer
