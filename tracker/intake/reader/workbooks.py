"""Spreadsheets: the values of the cells as they were last saved. No formula is reckoned, no macro run, no link used.

What a file is packed in is looked through before the library opens it: the library makes room for every cell up to the
last one, so a file could have it take all memory with two cells.
"""

import io
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import python_calamine

from tracker.domain.imports.grid import (
    LONGEST_CELL,
    LONGEST_NAME,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Book,
    Sheet,
    Value,
)
from tracker.intake.book_kinds import BookKind, kind_of
from tracker.intake.errand import Errand, Exhibit
from tracker.intake.formats import HEAD_BYTES, TAIL_BYTES
from tracker.intake.reader import book_signs, old_books, packed, separated, spans, statements
from tracker.intake.reader.findings import Findings, Unacceptable
from tracker.intake.reader.packed import Span
from tracker.intake.words import Note, Refusal

MOST_LETTERS = 8_000_000
_LASTS = re.compile(r"PT([0-9]{1,4})H([0-9]{2})M[0-9.,]+S")  # as ODS files tell a length of time
_WORKSHEET = python_calamine.SheetTypeEnum.WorkSheet
_VISIBLE = python_calamine.SheetVisibleEnum.Visible


def look(content: bytes, _errand: Errand) -> Findings:
    """Write the book as 0001.json."""
    kind = kind_of(content[:HEAD_BYTES], content[-TAIL_BYTES:])
    if not isinstance(kind, BookKind):
        raise Unacceptable(Refusal.BOOK_DAMAGED)
    book, notes = _read(content, kind)
    book, cut = _bounded(book)
    notes |= book_signs.of(book) | ({Note.BOOK_CUT} if cut else set())
    notes |= {Note.BOOK_HIDDEN} if any(sheet.is_hidden for sheet in book.sheets) else set()
    Path("0001.json").write_text(json.dumps(book.to_form(), ensure_ascii=False, separators=(",", ":")), "utf-8")
    return Findings(1, 1, 1, Exhibit.AS_IT_IS, notes, ["0001.json"])


def _read(content: bytes, kind: BookKind) -> tuple[Book, set[Note]]:
    if kind is BookKind.STATEMENTS:
        sheet, notes = statements.rows_of(content)
        return Book((sheet,)), notes
    return _separated(content) if kind is BookKind.TEXT else _opened(content, kind)


def _separated(content: bytes) -> tuple[Book, set[Note]]:
    rows, is_guessed = separated.rows_of(content)
    return Book((Sheet("CSV", rows),)), {Note.BOOK_LETTERS} if is_guessed else set()


def _opened(content: bytes, kind: BookKind) -> tuple[Book, set[Note]]:
    packing = old_books.look_through(content) if kind is BookKind.XLS else packed.look_through(content, kind)
    ods = spans.of(content) if kind is BookKind.ODS else spans.Told()
    try:
        opened = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except python_calamine.PasswordError as error:
        raise Unacceptable(Refusal.BOOK_ENCRYPTED) from error
    own = [each for each in opened.sheets_metadata if each.name not in ods.copies]
    kept = [each for each in own if each.typ == _WORKSHEET]
    if len(kept) > MOST_SHEETS:
        raise Unacceptable(Refusal.BOOK_TOO_MANY_SHEETS)
    notes = packing.notes | ods.notes | ({Note.BOOK_OTHER_SHEETS} if len(kept) < len(own) else set())
    sheets = tuple(
        _sheet(opened.get_sheet_by_name(each.name), each.visible != _VISIBLE, ods.spans.get(each.name), packing)
        for each in kept
    )
    return Book(sheets, is_since_1904=packing.is_since_1904), notes


def _sheet(sheet: Any, is_hidden: bool, found: Sequence[Span] | None, packing: packed.Packing) -> Sheet:
    if sheet.end is None:
        return Sheet(sheet.name[:LONGEST_NAME], (), is_hidden)
    (top, _), (bottom, right) = sheet.start, sheet.end
    if bottom >= MOST_ROWS:
        raise Unacceptable(Refusal.BOOK_TOO_LONG)
    if right >= MOST_COLUMNS:
        raise Unacceptable(Refusal.BOOK_TOO_WIDE)
    # Rows are given from the first row on, and columns from the first column with something in them.
    lead = [None] * (right + 1 - sheet.width)
    rows: list[list[Value]] = [[] for _ in range(top)]
    rows += [lead + [_value(cell) for cell in row] for row in sheet.iter_rows()]
    rows = rows[-(bottom + 1) :]
    for row, index in packing.errors.get(sheet.name, ()):
        if row < len(rows) and index < len(rows[row]) and rows[row][index] is None:
            rows[row][index] = packed.ERROR
    _fill(rows, sheet.merged_cell_ranges or found or ())
    return Sheet(sheet.name[:LONGEST_NAME], tuple(_without_end(row) for row in rows), is_hidden)


def _without_end(row: Sequence[Value]) -> tuple[Value, ...]:
    return tuple(row[: max((place + 1 for place, cell in enumerate(row) if cell is not None), default=0)])


def _fill(rows: list[list[Value]], merged: Iterable[Span]) -> None:
    """Put what a merged cell says into each of its places, as far as the sheet goes."""
    for (top, left), (bottom, right) in merged:
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] is None:
            continue
        for row in rows[top : bottom + 1]:
            for index in range(left, min(right + 1, len(row))):
                row[index] = rows[top][left]


def _value(cell: Any) -> Value:
    if isinstance(cell, str):
        lasts = _LASTS.fullmatch(cell)
        return f"{int(lasts[1])}:{lasts[2]}" if lasts else separated.clean(cell)
    if isinstance(cell, bool | datetime | date | time):
        return cell
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return Decimal(repr(cell)) if isinstance(cell, int) else _number(cell)


def _number(cell: float) -> Value:
    # A number keeps 15 digits in every spreadsheet program; 0.1 + 0.2 is 0.3 there.
    number = Decimal(f"{cell:.15g}")
    return number if number.is_finite() else packed.ERROR


def _bounded(book: Book) -> tuple[Book, bool]:
    """Return the book without empty ends, its texts cut to what is kept, and whether one was cut."""
    cells, letters, is_cut, sheets = 0, 0, False, []
    for sheet in book.sheets:
        rows: list[tuple[Value, ...]] = []
        for row in sheet.rows:
            kept = _without_end(row)
            texts = [len(cell) for cell in kept if isinstance(cell, str)]
            cells += sum(cell is not None for cell in kept)
            letters += sum(min(length, LONGEST_CELL) for length in texts)
            if cells > MOST_CELLS or letters > MOST_LETTERS:
                raise Unacceptable(Refusal.BOOK_TOO_MUCH)
            if max(texts, default=0) > LONGEST_CELL:
                is_cut = True
                kept = tuple(cell[:LONGEST_CELL] if isinstance(cell, str) else cell for cell in kept)
            rows.append(kept)
        while rows and not rows[-1]:
            rows.pop()
        sheets.append(Sheet(sheet.name, tuple(rows), sheet.is_hidden))
    if not cells:
        raise Unacceptable(Refusal.BOOK_EMPTY)
    return Book(tuple(sheets), is_since_1904=book.is_since_1904), is_cut
