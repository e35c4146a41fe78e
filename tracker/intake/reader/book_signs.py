"""Signs that a spreadsheet is a list of cases: what its columns are headed, read as the labels of a form are."""

from collections.abc import Iterator

from tracker import clock
from tracker.domain.imports.grid import Book, Sheet
from tracker.intake import signs
from tracker.intake.words import Note

ROWS_READ, LONGEST_HEAD = 30, 60


def of(book: Book) -> set[Note]:
    """Return the signs, each cell of the first rows taken as a label with what stands below it."""
    today = clock.now().date()
    found: set[Note] = set()
    for sheet in book.sheets:
        found |= signs.in_words(" . ".join(_labelled(sheet)), today)
    return found


def _labelled(sheet: Sheet) -> Iterator[str]:
    rows = sheet.rows[:ROWS_READ]
    for above, below in zip(rows, (*rows[1:], ()), strict=True):
        for place, cell in enumerate(above):
            if isinstance(cell, str) and len(cell) <= LONGEST_HEAD:
                under = below[place] if place < len(below) else None
                yield f"{cell}: {under if under is not None else ''}"
