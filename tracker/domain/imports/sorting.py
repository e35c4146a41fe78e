"""Rows that are no lines, by their kind: headings again, totals, remarks, names of groups."""

import re

from tracker.domain.imports.cells import fold, plain
from tracker.domain.imports.grid import Value
from tracker.domain.imports.lines import Passed
from tracker.domain.imports.plan import Column, SheetPlan
from tracker.domain.imports.profile import is_a_day

_TOTAL = re.compile(
    r"^(grand total|sub ?totals?|totals?|sum|average|avg|mean|count|number of|percent|total (hours|hrs|number|ceus?))\b"
)
_TOTAL_END = re.compile(r"\b(totals?|subtotals?|total (hours|hrs))$")
_REMARK = re.compile(
    r"^(\*|†|note|nb\b|updated|last updated|prepared|source|legend|key\b|see\b|certificates? |all |this |please|"
    r"page \d|as of|generated|printed|report|filter|end of|continued|red |yellow |green |highlighted)",
    re.IGNORECASE,
)
LONGEST_GROUP = 120


def filled(row: tuple[Value, ...]) -> list[tuple[int, Value]]:
    """Return the cells of a row with something in them; of a cell merged to the right, the first place only."""
    cells = [(index, cell) for index, cell in enumerate(row) if cell is not None and plain(cell)]
    return [pair for place, pair in enumerate(cells) if place == 0 or not _goes_on(cells[place - 1], pair)]


def _goes_on(before: tuple[int, Value], here: tuple[int, Value]) -> bool:
    is_text = isinstance(here[1], str) and len(here[1]) > 3
    return is_text and before[1] == here[1] and here[0] == before[0] + 1


def sort_row(row: tuple[Value, ...], plan: SheetPlan) -> Passed | None:
    """Return why a row is no line; None for a line, or for a lone text that may be the name of a group."""
    cells = filled(row)
    if not cells:
        return Passed.BLANK
    if _is_heading(cells, plan):
        return Passed.HEADING
    if _is_total(cells, plan):
        return Passed.TOTAL
    if len(cells) == 1 and _is_remark(cells[0][1]):
        return Passed.REMARK
    return None


def _is_heading(cells: list[tuple[int, Value]], plan: SheetPlan) -> bool:
    heads = {each.index: fold(each.heading) for each in plan.columns if each.heading}
    same = sum(1 for index, cell in cells if isinstance(cell, str) and heads.get(index) == fold(cell))
    return same > 1 and 2 * same > len(cells)


def _is_total(cells: list[tuple[int, Value]], plan: SheetPlan) -> bool:
    if any(is_a_day(cell) and isinstance(cell, str) for _, cell in cells):
        return False
    first = fold(plain(cells[0][1]))
    if isinstance(cells[0][1], str) and (_TOTAL.search(first) or (len(cells) < 4 and _TOTAL_END.search(first))):
        return True
    # A sum without a word: one number alone, under the hours.
    hours = {each.index for each in plan.columns if each.column in {Column.HOURS, Column.CREDITS}}
    return all(index in hours and not isinstance(cell, str) for index, cell in cells)


def _is_remark(cell: Value) -> bool:
    text = plain(cell)
    return isinstance(cell, str) and (_REMARK.search(text) is not None or len(text) > LONGEST_GROUP)
