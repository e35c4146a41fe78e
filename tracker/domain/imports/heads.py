"""Where the headings of a sheet stand: below titles and logos, in one row or in two."""

from collections import Counter
from dataclasses import dataclass

from tracker.domain.imports.cells import plain
from tracker.domain.imports.grid import Sheet, Value
from tracker.domain.imports.headings import exact, likely
from tracker.domain.imports.plan import Column
from tracker.domain.imports.profile import is_a_day, is_mark

ROWS_SEARCHED, LONGEST_HEADING = 40, 120
# What can stand under each training of a wide sheet.
PARTS = {Column.COMPLETED_ON, Column.HOURS, Column.EXPIRES_ON, Column.CREDITS, Column.STATUS, Column.NOTE}
_NAMES = {Column.PERSON, Column.FIRST_NAME, Column.LAST_NAME, Column.EMAIL}


@dataclass(frozen=True, slots=True)
class Heads:
    """The headings by the place of their column. `tops` are those of the upper row where each heads several columns."""

    row: int
    rows: int
    texts: tuple[str, ...]
    tops: tuple[str, ...] = ()


def find_heads(sheet: Sheet) -> Heads | None:
    """Return the headings of a sheet, or None where no row looks like headings."""
    best, most = 0, 0
    for row, cells in enumerate(sheet.rows[:ROWS_SEARCHED], start=1):
        texts = _texts(sheet, row)
        score = _score(texts)
        if score > most and not _holds_data(cells) and not _tells_what_is_done(_texts(sheet, best), texts):
            best, most = row, score
    return _with_second(sheet, best) if best else None


def _texts(sheet: Sheet, row: int) -> tuple[str, ...]:
    if not 1 <= row <= len(sheet.rows):
        return ()
    return tuple(plain(cell) for cell in sheet.rows[row - 1])


def _score(texts: tuple[str, ...]) -> int:
    """Return how much a row looks like headings: outright names count twice, a person among texts is enough."""
    said = {text for text in texts if text and len(text) <= LONGEST_HEADING}
    if len(said) < 2:
        return 0
    named = {column for column in map(exact, said) if column}
    perhaps = {column for column in map(likely, said) if column} - named
    if not named:
        return len(perhaps) if len(perhaps) > 2 else 0
    # With a person and other texts beside it, a row may head a wide sheet, whose other headings are trainings.
    lone = 1 if named & _NAMES or Column.TITLE in named else 0
    return 2 * len(named) + len(perhaps) + lone if lone or len(named) + len(perhaps) > 1 else 0


def _holds_data(row: tuple[Value, ...]) -> bool:
    cells = [cell for cell in row if cell is not None]
    return 2 * sum(not isinstance(cell, str) or is_a_day(cell) for cell in cells) > len(cells)


def _with_second(sheet: Sheet, row: int) -> Heads:
    here, below, above = _texts(sheet, row), _texts(sheet, row + 1), _texts(sheet, row - 1)
    if _are_parts(below) and not _holds_data(sheet.rows[row]) and not _tells_what_is_done(here, below):
        return _grouped(row, here, below)
    if _are_parts(here) and len({text for text in above if text}) > 1:
        return _grouped(row - 1, above, here)
    for first, upper, lower in ((row, here, below), (row - 1, above, here)):
        both = _joined(upper, lower)
        if _is_short(upper) and _is_short(lower) and _outright(both) > max(_outright(upper), _outright(lower)):
            return Heads(first, 2, both)
    return Heads(row, 1, here)


def _are_parts(texts: tuple[str, ...]) -> bool:
    """Tell whether a row says several times what stands under each training, such as date and hours."""
    counted = Counter(column for column in map(exact, filter(None, texts)) if column in PARTS)
    return any(number > 1 for number in counted.values()) and Column.TITLE not in map(exact, texts)


def _tells_what_is_done(heads: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    """Tell whether a row below headings is one of data: "Priya Nair, Completed, Completed" heads nothing."""
    pairs = zip(heads, texts, strict=False)
    names_something = any(head and text and text != head and exact(text) is None for head, text in pairs)
    said = [text for text in texts if text]
    return names_something and 2 * sum(is_mark(text) or is_a_day(text) for text in said) > len(said)


def _grouped(row: int, upper: tuple[str, ...], lower: tuple[str, ...]) -> Heads:
    width = max(len(upper), len(lower))
    tops, last = [], ""
    for index in range(width):
        top, part = (texts[index] if index < len(texts) else "" for texts in (upper, lower))
        is_part = part != top and exact(part) in PARTS
        # A heading that is not merged stands over the first of its columns only.
        last = top or last if is_part else ""
        tops.append(last)
    return Heads(row, 2, _joined(upper, lower, tuple(tops)), tuple(tops))


def _joined(upper: tuple[str, ...], lower: tuple[str, ...], tops: tuple[str, ...] = ()) -> tuple[str, ...]:
    texts = []
    for index in range(max(len(upper), len(lower))):
        top, bottom = (each[index] if index < len(each) else "" for each in (upper, lower))
        if tops and tops[index]:
            texts.append(bottom)
        else:
            texts.append(top if top == bottom else f"{top} {bottom}".strip())
    return tuple(texts)


def _is_short(texts: tuple[str, ...]) -> bool:
    return all(len(text) <= 30 and not any(map(str.isdigit, text)) for text in texts)


def _outright(texts: tuple[str, ...]) -> int:
    return len({column for column in map(exact, filter(None, texts)) if column})
