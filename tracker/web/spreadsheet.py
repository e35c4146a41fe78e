"""Tables to take along: CSV that opens in every spreadsheet program and starts nothing there."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

# A cell that begins so is taken for a formula by spreadsheet programs, whoever typed it.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def calm(cell: object) -> str:
    """Return a cell's text; what a program would take for a formula begins with an apostrophe."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Return a table as a download; `name` without ending. In UTF-8 with its mark, which Excel needs to see."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([calm(cell) for cell in row] for row in rows)
    answer = Response(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return answer
