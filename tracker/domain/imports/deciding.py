"""Which of two days is meant: by what the same column, the same sheet or the file proves, else by the answer of people.

A program that opened a list in another country's order turned 3/4 into April 3 where it could, and left 25/3 as text.
Such a column shows days that are all in the first twelve of a month beside texts that prove an order; what it shows as
days is then asked about as well.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.imports.days import Reading, read_day
from tracker.domain.imports.grid import Book, Sheet, Value
from tracker.domain.imports.plan import Column, Layout, MonthAs, Plan, SheetPlan
from tracker.domain.imports.profile import cell_parts, is_known

_OF_DAYS = {
    Column.COMPLETED_ON,
    Column.EXPIRES_ON,
    Column.ROLE_SINCE,
    Column.ROLE_UNTIL,
    Column.TRAINING,
    Column.PERSON,
}
_TWELVE = 12


@dataclass(frozen=True, slots=True)
class Decided:
    """A day, or the reading without one; `because` says in words where its order is told, if not in its own column."""

    day: date | None
    reading: Reading
    because: str = ""


class Order:
    """Decides for each cell whether the day or the month stands first."""

    def __init__(self, book: Book, plan: Plan) -> None:
        """Look through the days of a book. Costs a reading of each."""
        self._plan, self._is_since_1904 = plan, book.is_since_1904
        self._proofs: dict[tuple[str, int | None, str], set[bool]] = defaultdict(set)
        self._shown: dict[tuple[str, int], list[date]] = defaultdict(list)
        sheets = {sheet.name: sheet for sheet in book.sheets}
        for each in plan.sheets:
            if each.layout is not Layout.SKIP and each.sheet in sheets:
                self._look_through(sheets[each.sheet], each)

    def _look_through(self, sheet: Sheet, plan: SheetPlan) -> None:
        for index, cell in cells_of_days(sheet, plan):
            reading = self._reading(cell, plan.year)
            if reading.day and not isinstance(cell, str):
                self._shown[sheet.name, index].append(reading.day)
            if reading.proves_day_first is not None:
                for scope in ((sheet.name, index), (sheet.name, None), ("", None)):
                    self._proofs[*scope, reading.by].add(reading.proves_day_first)

    def _reading(self, cell: Value, year: int | None) -> Reading:
        readings = [read_day(part, year=year, is_since_1904=self._is_since_1904) for part in cell_parts(cell)]
        return next(filter(is_known, readings), readings[0])

    def decide(self, cell: Value, sheet: str, index: int, year: int | None = None) -> Decided:
        """Return the day that a cell tells."""
        reading = self._reading(cell, year)
        if not isinstance(cell, str) and reading.day and self._is_turned(sheet, index):
            reading = _perhaps_turned(reading.day)
        if reading.month is not None:
            return Decided(self._of_month(reading.month), reading)
        if not reading.is_either:
            return Decided(reading.day, reading)
        is_day_first, because = self._plan.day_first, ""
        if reading.by:
            is_day_first, because = self._proven(sheet, index, reading.by)
        if is_day_first is None:
            return Decided(None, reading)
        return Decided(reading.day_first if is_day_first else reading.month_first, reading, because)

    def _proven(self, sheet: str, index: int, by: str) -> tuple[bool | None, str]:
        scopes = (
            ((sheet, index), ""),
            ((sheet, None), "The order of day and month is that of the sheet."),
            (("", None), "The order of day and month is that of the file."),
        )
        for scope, because in scopes:
            proofs = self._proofs.get((*scope, by), set())
            if len(proofs) == 1:
                return next(iter(proofs)), because
            if proofs:
                break
        return self._plan.day_first, ""

    def _is_turned(self, sheet: str, index: int) -> bool:
        proven = any(self._proofs.get((sheet, index, by)) for by in "/.-")
        return proven and all(day.day <= _TWELVE for day in self._shown[sheet, index])

    def _of_month(self, first: date) -> date | None:
        if self._plan.month_as is MonthAs.FIRST_DAY:
            return first
        if self._plan.month_as is MonthAs.LAST_DAY:
            after = replace_month(first)
            return date.fromordinal(after.toordinal() - 1)
        return None


def replace_month(first: date) -> date:
    """Return the first day of the month after one."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def cells_of_days(sheet: Sheet, plan: SheetPlan) -> Iterator[tuple[int, Value]]:
    """Return the cells of a sheet in which days may stand, with their column from 0."""
    wanted = _OF_DAYS if plan.layout is Layout.CROSSWISE else _OF_DAYS - {Column.PERSON}
    indexes = [each.index for each in plan.columns if each.column in wanted]
    for row in sheet.rows[plan.first_row - 1 :]:
        for index in indexes:
            if index < len(row) and row[index] is not None:
                yield index, row[index]


def _perhaps_turned(day: date) -> Reading:
    turned = date(day.year, day.day, day.month)
    return Reading(day=day) if turned == day else replace(Reading(), month_first=day, day_first=turned)
