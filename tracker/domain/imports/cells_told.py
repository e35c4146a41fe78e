"""The cells of one row by what they are, each read as that; problems gather on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tracker.domain.imports.cells import plain, says_nothing
from tracker.domain.imports.deciding import Order
from tracker.domain.imports.grid import LONGEST_CELL, Value, letters
from tracker.domain.imports.headings import IN_MINUTES, exact
from tracker.domain.imports.hours import MOST_HOURS, body_in, read_credits, read_hours
from tracker.domain.imports.lines import CreditWords, PersonWords, Place, Problem
from tracker.domain.imports.people import read_person
from tracker.domain.imports.plan import Column, ColumnPlan, SheetPlan
from tracker.domain.imports.telling import missing, no_day, no_hours, not_on_the_list, too_many_by_topic
from tracker.domain.imports.topics import TopicsTold, topics_of
from tracker.domain.imports.words import key_of
from tracker.domain.vocabulary import Discipline, Labelled, Role, TrainingFormat

LONGEST_NOTE = 1_000
NO_NAME = "there is no name here that can be read. Write whose training it is, one person in a row."
_LISTS: Mapping[Column, tuple[type[Labelled], str, str]] = {
    Column.DISCIPLINE: (Discipline, "discipline", "Law enforcement"),
    Column.ROLE: (Role, "role", "Forensic interviewer"),
}


class RowTold:
    """Reads a row of a sheet; `problems` and `assumed` are what gathered, `columns` are those to be read."""

    def __init__(
        self,
        plan: SheetPlan,
        order: Order,
        number: int,
        cells: Mapping[int, Value],
        assumed: Sequence[str] = (),
    ) -> None:
        """Take the cells of a row by their places, and the number of the row as people see it."""
        self._plan, self.order, self._number, self._cells = plan, order, number, cells
        self._whole = {each.column: each.text for each in plan.throughout}
        self._columns: dict[Column, ColumnPlan] = {}
        for each in plan.columns:
            if not plan.training(each):
                self._columns.setdefault(each.column, each)
        self.problems: list[Problem] = []
        self.assumed = list(assumed)

    def place(self, column: Column | None = None, index: int | None = None) -> Place:
        """Return where something stands; the whole row where the sheet has no such column."""
        plan = self._columns.get(column) if column else None
        at = plan.index if plan else index
        return Place(self._plan.sheet, self._number, "" if at is None else letters(at))

    def cell(self, column: Column) -> Value:
        """Return what stands in a column, or holds throughout the sheet."""
        plan = self._columns.get(column)
        cell = self._cells.get(plan.index) if plan else None
        return self._whole.get(column) if cell is None else cell

    def text(self, column: Column) -> str:
        """Return a cell as text; empty where it says that there is nothing to say."""
        cell = self.cell(column)
        return "" if says_nothing(cell) else plain(cell)

    def person(self, written: str | None = None) -> PersonWords:
        """Return whom the row is about; a problem where no name can be read."""
        full = plain(self.cell(Column.PERSON)) if written is None else written
        first, last = self.text(Column.FIRST_NAME), self.text(Column.LAST_NAME)
        person = read_person(full, first, last, self.text(Column.EMAIL))
        if person is None:
            column = Column.PERSON if Column.PERSON in self._columns else Column.LAST_NAME
            self.problems.append(missing(self.place(column), NO_NAME))
            return PersonWords("", written=full)
        return person

    def day(self, column: Column, *, is_needed: bool = False) -> date | None:
        """Return the day in a column; a problem where it cannot be told, fatal where it is needed."""
        cell = self.cell(column)
        if says_nothing(cell):
            if is_needed:
                advice = "there is no date here. Write the day on which it was completed, like 3/14/2024."
                self.problems.append(missing(self.place(column), advice))
            return None
        plan = self._columns.get(column)
        return self.day_of(cell, plan.index if plan else -1, is_fatal=is_needed)

    def day_of(self, cell: Value, index: int, *, is_fatal: bool = True) -> date | None:
        """Return the day in a cell; a problem where it cannot be told."""
        decided = self.order.decide(cell, self._plan.sheet, index, self._plan.year)
        if decided.day is None:
            place = self.place(index=index if index >= 0 else None)
            self.problems.append(no_day(place, cell, decided.reading, is_fatal=is_fatal))
        elif decided.because:
            self.assumed.append(decided.because)
        return decided.day

    def hours(self) -> tuple[Decimal | None, tuple[CreditWords, ...]]:
        """Return the hours of the row, and credits that stand with them or in columns of their own."""
        plan, cell = self._columns.get(Column.HOURS), self.cell(Column.HOURS)
        told = read_hours(cell, in_minutes=plan is not None and bool(IN_MINUTES.search(plan.heading)))
        if not told.is_understood:
            self.problems.append(no_hours(self.place(Column.HOURS), cell))
        hours, found = told.hours, list(told.credits)
        for each in self._plan.columns:
            if each.column is Column.CREDITS:
                found += self.credits(each, self._cells.get(each.index))
        return hours, tuple(found)

    def credits(self, column: ColumnPlan, cell: Value) -> tuple[CreditWords, ...]:
        """Return what a cell of a column of credits tells; a problem where that is something else."""
        told = read_credits(cell, body_in(column.heading))
        if not told.is_understood:
            self.problems.append(no_hours(self.place(index=column.index), cell, "credits"))
        return told.credits

    def key(self, column: Column) -> str:
        """Return the key of a controlled list for the words of a cell; a problem where they are of no use."""
        labels, what, example = _LISTS[column]
        text = self.text(column)
        key = key_of(text, labels)
        if text and not key:
            self.problems.append(not_on_the_list(self.place(column), text, what, example))
        return key

    def format(self) -> tuple[str, str]:
        """Return the key of the format, and the words of a cell that names none."""
        text = self.text(Column.FORMAT)
        key = key_of(text, TrainingFormat)
        return key, "" if key else text

    def topics(self, hours: Decimal | None) -> TopicsTold:
        """Return what the columns of topics tell; a problem where they have more hours together than the row."""
        told = TopicsTold()
        for each in self._plan.columns:
            cell = self._cells.get(each.index)
            if each.column is Column.TOPICS and not says_nothing(cell):
                told = told.with_more(topics_of(plain(cell)))
        together = sum((share for _, share in told.hours), Decimal())
        if together > (MOST_HOURS if hours is None else hours):
            self.problems.append(too_many_by_topic(self.place(Column.TOPICS), together, hours))
            return replace(told, hours=())
        return told

    def note(self, *more: str) -> str:
        """Return what the columns of notes say, each with its heading unless that is a plain one; then more."""
        said = []
        for each in self._plan.columns:
            cell = self._cells.get(each.index)
            if each.column is Column.NOTE and not says_nothing(cell):
                is_plain = exact(each.heading) is Column.NOTE or not each.heading
                said.append(plain(cell) if is_plain else f"{each.heading}: {plain(cell)}")
        return "; ".join([*said, *filter(None, more)])[: min(LONGEST_NOTE, LONGEST_CELL)]
