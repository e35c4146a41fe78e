"""A handout as an Excel workbook: words as words, days as days, hours as numbers, a sheet a table.

No value becomes a formula or a link, whoever typed it: each is written as what its column holds, and text that begins
like a formula is marked as text, so that it stays so when somebody edits the cell.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from tracker.domain.handout import Cell, Column, Handout, Kind, Table, joined, starts_a_formula
from tracker.domain.verdict import Status
from tracker.formatting import format_short

# What a cell of the format can hold, and the day from which every program counts days alike.
LONGEST = 32_767
FIRST_DAY = date(1900, 3, 1)
WIDTHS = {Kind.NAME: 30, Kind.TEXT: 44, Kind.SHORT: 22, Kind.DATE: 13, Kind.STATUS: 13, Kind.BLANK: 26}
NUMBER_WIDTH = 10
LINE_PIXELS, HIGHEST, FOR_A_PEN = 17, 540, 34
FOOTER = 112
INK, QUIET, ACCENT, NOTICE = "#1d2b2c", "#526062", "#0f5c5e", "#835200"
COLORS = {
    Status.MET: "#08695f",
    Status.DUE_SOON: "#835200",
    Status.NOT_MET: "#a62f14",
    Status.LAPSED: "#86206e",
    Status.IN_REVIEW: "#1c53a0",
    Status.WAIVED: "#57498f",
    Status.NOT_YET_DUE: "#485a66",
    Status.DOES_NOT_APPLY: "#625e56",
}
PLAIN: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "top"}
_RIGHT = {"align": "right", "indent": 1}
# With these no text becomes a formula, a link or a number; every workbook is made with them.
CALM = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
IN_MEMORY = {**CALM, "in_memory": True}


def as_workbook(handout: Handout) -> bytes:
    """Return a handout as the bytes of an XLSX file."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, IN_MEMORY) as book:
        moment = datetime.combine(handout.made_on, datetime.min.time())
        book.set_properties({"title": handout.title, "author": handout.center, "created": moment})
        writer = _Writer(book)
        for table in handout.tables:
            writer.write(handout, table)
    return out.getvalue()


class _Writer:
    """Writes sheets; each look of a cell is made once a book."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def _format(self, **looks: Any) -> Any:
        key = tuple(sorted(looks.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(PLAIN | looks)
        return self._formats[key]

    def write(self, handout: Handout, table: Table) -> None:
        """Write one sheet: what it is, the heads, the rows."""
        sheet = self._book.add_worksheet(table.title[:31])
        top = self._head(sheet, handout, table)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, WIDTHS.get(column.kind, NUMBER_WIDTH))
            looks = _RIGHT if column.kind.is_number else {}
            head = self._format(bold=True, text_wrap=True, bottom=2, bottom_color=ACCENT, valign="bottom", **looks)
            sheet.write_string(top, place, column.title, head)
        sheet.set_row_pixels(top, _height([column.title for column in table.columns], table, bold=True))
        for number, row in enumerate(table.rows, start=top + 1):
            sheet.set_row_pixels(number, _height(row, table))
            for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                self._cell(sheet, (number, place), cell, column)
        last = top + max(len(table.rows), 1)
        sheet.freeze_panes(top + 1, 1)
        sheet.autofilter(top, 0, last, len(table.columns) - 1)
        self._below(sheet, handout, table, last + 2)
        _set_up_print(sheet, handout, top)

    def _head(self, sheet: Any, handout: Handout, table: Table) -> int:
        """Write what the sheet is; return the row of the heads."""
        title = joined((handout.title, table.title if len(handout.tables) > 1 else ""), ": ")
        sheet.set_row_pixels(0, 28)
        self._words(sheet, (0, 0), title, bold=True, font_size=14, font_color=ACCENT)
        self._words(sheet, (1, 0), joined((handout.center, *handout.lines)), font_color=QUIET)
        if handout.notice:
            self._words(sheet, (2, 0), handout.notice, bold=True, font_color=NOTICE)
        return 3 if handout.notice else 2

    def _cell(self, sheet: Any, place: tuple[int, int], cell: Cell, column: Column) -> None:
        if cell is None or cell == "":
            sheet.write_blank(*place, None, self._format(border=1) if column.kind is Kind.BLANK else self._format())
        elif column.kind is Kind.STATUS:
            status = Status(str(cell))
            sheet.write_string(*place, status.label, self._format(font_color=COLORS[status]))
        elif isinstance(cell, date) and cell >= FIRST_DAY:
            moment = datetime.combine(cell, datetime.min.time())
            sheet.write_datetime(*place, moment, self._format(num_format="mmm d, yyyy", align="left"))
        elif isinstance(cell, Decimal | int):
            sheet.write_number(*place, float(cell), self._format(**_RIGHT))
        else:
            self._text(sheet, place, str(cell), column)

    def _text(self, sheet: Any, place: tuple[int, int], text: str, column: Column) -> None:
        self._words(sheet, place, text, text_wrap=True, **({"bold": True} if column.kind is Kind.NAME else {}))

    def _words(self, sheet: Any, place: tuple[int, int], text: str, **looks: Any) -> None:
        """Write what somebody typed, wherever it stands, as text that stays so."""
        if starts_a_formula(text):
            looks["quote_prefix"] = True
        sheet.write_string(*place, format_short(text, LONGEST), self._format(**looks))

    def _below(self, sheet: Any, handout: Handout, table: Table, row: int) -> None:
        said = [table.empty] if not table.rows else []
        for line in (*said, *filter(None, [table.note]), *(f"{line}: " for line in handout.to_sign)):
            self._words(sheet, (row, 0), line, font_color=QUIET)
            row += 2 if handout.to_sign else 1


def _set_up_print(sheet: Any, handout: Handout, top: int) -> None:
    """One page wide on Letter paper, the heads again on each page, and at its foot what it is."""
    if handout.landscape:
        sheet.set_landscape()
    sheet.set_paper(1)
    sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.75)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_footer(f"&L&8 {_for_footer(joined((handout.title, handout.notice)))}&R&8Page &P of &N")


def _for_footer(text: str) -> str:
    """Return a text for a footer, of which a book holds 255 signs; an ampersand would begin an order there."""
    return text[:FOOTER].replace("&", "&&") if "&" in text else text[: 2 * FOOTER]


def _height(row: Sequence[Cell], table: Table, *, bold: bool = False) -> int:
    """Return how high a row must be for its longest cell; not every program finds that out when it opens a file."""
    letter = 1.1 if bold else 0.95
    lines = 1
    for cell, column in zip(row, table.columns, strict=True):
        if isinstance(cell, str) and column.kind is not Kind.STATUS:
            width = WIDTHS.get(column.kind, NUMBER_WIDTH)
            lines = max(lines, sum(ceil(max(len(part), 1) * letter / width) for part in cell.split("\n")))
    if not bold and any(column.kind is Kind.BLANK for column in table.columns):
        return max(LINE_PIXELS * lines + 3, FOR_A_PEN)
    return min(LINE_PIXELS * lines + 3, HIGHEST)
