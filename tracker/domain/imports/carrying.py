"""What a row leaves empty because it stands above: the name of a block, ditto marks, the name of a group."""

from collections.abc import Sequence
from itertools import pairwise

from tracker.domain.imports.cells import plain, repeats
from tracker.domain.imports.grid import Sheet, Value
from tracker.domain.imports.lines import Passed
from tracker.domain.imports.people import looks_like_name
from tracker.domain.imports.plan import Column, SheetPlan
from tracker.domain.imports.sorting import filled, sort_row

_WHO = (Column.PERSON, Column.FIRST_NAME, Column.LAST_NAME, Column.EMAIL, Column.AGENCY, Column.ROLE, Column.DISCIPLINE)
_WHAT = (Column.TITLE, Column.COMPLETED_ON, Column.HOURS, Column.PROVIDER, Column.FORMAT, Column.TOPICS, Column.CREDITS)
FROM_ABOVE, DITTO, OF_GROUP = "stands in a row above", "repeats the row above", "is the name of the group above"


class Carried:
    """The cells of each row with what is carried down into it, and in words what was."""

    def __init__(self, sheet: Sheet, plan: SheetPlan) -> None:
        """Find out whether names, or trainings, are written once for a block of rows."""
        self._plan = plan
        self._columns = {each.column: each.index for each in plan.columns if not plan.training(each)}
        rows = [row for row in sheet.rows[plan.first_row - 1 :] if sort_row(row, plan) is None]
        self._blocks = tuple(
            columns for columns, key in ((_WHO, self._who()), (_WHAT, self._what())) if self._is_block(rows, key)
        )
        self._above: dict[int, Value] = {}
        self._groups: dict[Column, str] = {}

    def _who(self) -> Column | None:
        return next((each for each in (Column.PERSON, Column.LAST_NAME) if each in self._columns), None)

    def _what(self) -> Column | None:
        return Column.TITLE if Column.TITLE in self._columns else None

    def _is_block(self, rows: Sequence[tuple[Value, ...]], key: Column | None) -> bool:
        """Tell whether a column is written once a block: some rows leave it empty, and none writes it again below."""
        if key is None:
            return False
        cells = [_cell(row, self._columns[key]) for row in rows if len(filled(row)) > 1 or self._was_there(row)]
        is_first = bool(cells) and cells[0] is not None
        again = any(cell is not None and cell == below for cell, below in pairwise(cells))
        return is_first and not again and any(cell is None for cell in cells)

    def _was_there(self, row: tuple[Value, ...]) -> bool:
        """Tell whether a row is a name alone behind the columns of a training: one more who was there."""
        who, what = (self._columns.get(each) if each else None for each in (self._who(), self._what()))
        return who is not None and what is not None and what < who and _cell(row, who) is not None

    def group(self, row: tuple[Value, ...], below: tuple[Value, ...] | None) -> Passed | None:
        """Take a lone text as the name of a group where the row below leaves empty what it names."""
        cells = filled(row)
        if len(cells) != 1 or not isinstance(cells[0][1], str):
            return None
        text = plain(cells[0][1])
        for column, fits in ((self._who() or Column.PERSON, looks_like_name(text)), (Column.TITLE, True)):
            index = self._columns.get(column)
            is_open = index is None or (below is not None and _cell(below, index) is None)
            if fits and is_open and below is not None and len(filled(below)) > 1:
                self._groups[column] = text
                if index is not None:
                    self._above.pop(index, None)
                return Passed.GROUP
        return None

    def row(self, row: tuple[Value, ...]) -> tuple[dict[int, Value], list[str]]:
        """Return the cells of a row by their places, filled from above, and what was filled in words."""
        cells: dict[int, Value] = {index: cell for index, cell in enumerate(row) if cell is not None and plain(cell)}
        assumed: list[str] = []
        for index, cell in list(cells.items()):
            if repeats(cell) and index in self._above:
                cells[index] = self._above[index]
                assumed.append(f"{self._label(index)} {DITTO}.")
        for block in self._blocks:
            places = [self._columns[each] for each in block if each in self._columns]
            if cells.get(self._columns[self._key(block)]) is None:
                for index in places:
                    if index not in cells and index in self._above:
                        cells[index] = self._above[index]
                        assumed.append(f"{self._label(index)} {FROM_ABOVE}.")
            else:
                for index in places:
                    self._above.pop(index, None)
        self._above |= cells
        return cells, assumed

    def of_group(self, column: Column) -> str:
        """Return the name of the group that a row stands in, for a column; empty outside of one."""
        return self._groups.get(column, "")

    def _key(self, block: tuple[Column, ...]) -> Column:
        return (self._who() if block is _WHO else self._what()) or Column.TITLE

    def _label(self, index: int) -> str:
        return next(each.column.label for each in self._plan.columns if each.index == index)


def _cell(row: tuple[Value, ...], index: int) -> Value:
    cell = row[index] if index < len(row) else None
    return cell if cell is not None and plain(cell) else None
