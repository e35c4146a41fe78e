"""What a sheet says once for all its rows: above the headings, or by its own name."""

import re
from collections.abc import Iterator, Mapping
from string import digits

from tracker.domain.imports.cells import fold, plain
from tracker.domain.imports.grid import Sheet
from tracker.domain.imports.headings import exact
from tracker.domain.imports.people import looks_like_name
from tracker.domain.imports.plan import Column

_TOLD = {Column.PERSON, Column.TITLE, Column.COMPLETED_ON, Column.HOURS, Column.PROVIDER, Column.AGENCY, Column.FORMAT}
_YEAR = re.compile(r"(?<!\d)(?:19[7-9]\d|20[0-4]\d)(?!\d)")
_ENDING = re.compile(r"\.(csv|txt|tsv)$", re.IGNORECASE)
# A fiscal year, as a school year, lies in two years of the calendar, and a day without its own may be in either.
_FISCAL = re.compile(r"\bfy|\bfiscal\b", re.IGNORECASE)
_TWO_YEARS = re.compile(r"(?<!\d)(?:19|20)(\d\d)\s?[-/\u2013]\s?(\d\d)(?!\d)")
_LABEL = re.compile(r"^([^:]{2,40}):\s*(.*)$", re.DOTALL)
_NO_NAME_WORDS = (
    "sheet tab training trainings list log data master current former staff employees team people volunteers "
    "completed all new old notes summary record records report roster tracker tracking hours year export page "
    "table book board mdt partners partner agencies agency center advocates interviewers required annual ceu "
    "ceus csv xlsx copy feuil tabelle hoja worksheet history archive main home info instructions lists lookup "
    "totals dates fiscal"
)
_NO_NAME = frozenset(_NO_NAME_WORDS.split())


def told_above(sheet: Sheet, header_row: int) -> Mapping[Column, str]:
    """Return what labels above the headings tell, such as "Name: Maria Santos", by the column it stands for."""
    told: dict[Column, str] = {}
    for label, value in _labels(sheet, header_row):
        column = exact(label)
        if column in _TOLD and value and (column is not Column.PERSON or looks_like_name(value)):
            told.setdefault(column, value)
    return told


def _labels(sheet: Sheet, header_row: int) -> Iterator[tuple[str, str]]:
    for row in sheet.rows[: header_row - 1]:
        cells = [plain(cell) for cell in row if cell is not None]
        cells = [cell for place, cell in enumerate(cells) if place == 0 or cell != cells[place - 1]]
        for place, cell in enumerate(cells):
            found = _LABEL.match(cell)
            if found:
                yield found[1], found[2] or (cells[place + 1] if place + 1 < len(cells) else "")
            elif place == 0 and len(cells) == 2 and exact(cell):
                yield cell, cells[1]


def person_in_name(sheet: Sheet) -> str:
    """Return the name of a sheet where it is that of a person; empty where it is not."""
    bare = _ENDING.sub("", sheet.name)
    return bare if looks_like_name(bare) and not set(fold(bare).split()) & _NO_NAME else ""


def person_above(sheet: Sheet, header_row: int) -> str:
    """Return the name of a person that stands alone in the last row with something above the headings."""
    for row in reversed(sheet.rows[: header_row - 1]):
        said = {plain(cell) for cell in row if cell is not None}
        if said:
            text = said.pop()
            is_name = not said and looks_like_name(text) and not set(fold(text).split()) & _NO_NAME
            return text if is_name else ""
    return ""


def title_in_name(sheet: Sheet) -> str:
    """Return the name of a sheet where it may be that of a training; empty where it says nothing."""
    bare = _ENDING.sub("", sheet.name)
    words = [word for word in fold(bare).split() if not word.isdigit()]
    return "" if all(word.rstrip(digits) in _NO_NAME for word in words) else bare


def year_of(sheet: Sheet, header_row: int) -> int | None:
    """Return the one year that the name of a sheet, or else what stands above its headings, tells."""
    above = " ".join(
        plain(cell) for row in sheet.rows[: max(header_row - 1, 0)] for cell in row if isinstance(cell, str)
    )
    for text in (sheet.name, above):
        years = {int(year) for year in _YEAR.findall(text)}
        if years:
            return years.pop() if len(years) == 1 and not _lies_in_two(text) else None
    return None


def _lies_in_two(text: str) -> bool:
    spans = [(int(first), int(second)) for first, second in _TWO_YEARS.findall(text)]
    return bool(_FISCAL.search(text)) or any(second == (first + 1) % 100 for first, second in spans)
