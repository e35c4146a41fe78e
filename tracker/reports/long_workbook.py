"""A workbook of tables of any length, written row by row, so that memory holds one row: for archives of a center.

As in `workbook`, no value becomes a formula or a link, whoever typed it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter

from tracker.domain.handout import Cell, Column, starts_a_formula
from tracker.reports.workbook import CALM, FIRST_DAY, LONGEST, NUMBER_WIDTH, WIDTHS

# A sheet ends at 1,048,576 rows.
MOST_ROWS = 1_000_000
THE_REST = "A sheet ends here. The rest stands in the CSV of the same name."


class LongWorkbook:
    """Writes one XLSX file, sheet after sheet; what waits to be packed lies beside it until the end."""

    def __init__(self, path: Path, *, title: str, author: str, moment: datetime) -> None:
        """Begin a workbook at `path`, whose folder is used for what waits."""
        self._book = xlsxwriter.Workbook(str(path), {**CALM, "constant_memory": True, "tmpdir": str(path.parent)})
        self._book.set_properties({"title": title, "author": author, "created": moment.replace(tzinfo=None)})
        plain = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self._plain = self._book.add_format(plain)
        self._calm = self._book.add_format({**plain, "quote_prefix": True})
        self._head = self._book.add_format({**plain, "bold": True, "bottom": 2})
        self._day = self._book.add_format({**plain, "num_format": "mmm d, yyyy", "align": "left"})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._book.close()

    def sheet(self, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
        """Write a sheet: the heads, then row after row as they come."""
        sheet = self._book.add_worksheet(title[:31])
        for place, column in enumerate(columns):
            sheet.set_column(place, place, WIDTHS.get(column.kind, NUMBER_WIDTH))
            sheet.write_string(0, place, column.title, self._head)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            if number < MOST_ROWS:
                for place, cell in enumerate(row):
                    self._cell(sheet, number, place, cell)
            elif number == MOST_ROWS:
                sheet.write_string(number, 0, THE_REST, self._plain)

    def _cell(self, sheet: Any, row: int, place: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, date) and cell >= FIRST_DAY:
            sheet.write_datetime(row, place, datetime.combine(cell, datetime.min.time()), self._day)
        elif isinstance(cell, Decimal | int):
            sheet.write_number(row, place, float(cell), self._plain)
        else:
            text = str(cell)
            sheet.write_string(row, place, text[:LONGEST], self._calm if starts_a_formula(text) else self._plain)
