"""What each sheet and column of a file is taken for: proposed by the product, corrected by people, kept as data."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from tracker.domain.imports.bounded import a_list, a_text, a_whole
from tracker.domain.imports.grid import LONGEST_CELL, LONGEST_NAME, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS
from tracker.domain.vocabulary import Labelled


class Column(Labelled):
    """What a column is taken for."""

    PERSON = "person"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    TITLE = "title"
    COMPLETED_ON = "completed_on"
    EXPIRES_ON = "expires_on"
    HOURS = "hours"
    PROVIDER = "provider"
    FORMAT = "format"
    TOPICS = "topics"
    CERTIFICATE_NUMBER = "certificate_number"
    CREDITS = "credits"
    NOTE = "note"
    FILE = "file"
    AGENCY = "agency"
    DISCIPLINE = "discipline"
    ROLE = "role"
    ROLE_SINCE = "role_since"
    ROLE_UNTIL = "role_until"
    STATUS = "status"
    TRAINING = "training"
    ACTIVITY = "activity"
    STATEMENT = "statement"
    IGNORED = "ignored"

    @property
    def label(self) -> str:
        """The words people read."""
        return _WORDS.get(self) or self.value.replace("_", " ").capitalize()


_WORDS = {
    Column.PERSON: "Person's name",
    Column.TITLE: "Title of the training",
    Column.EXPIRES_ON: "Last valid day",
    Column.TOPICS: "Topics, with hours on each or without",
    Column.CERTIFICATE_NUMBER: "Certificate or license number",
    Column.CREDITS: "Credits (CEU, CLE, POST), not hours",
    Column.FILE: "Name of the certificate's file",
    Column.ROLE_SINCE: "In this role since",
    Column.ROLE_UNTIL: "In this role until",
    Column.STATUS: "Whether it was completed",
    Column.TRAINING: "One training, with dates in its cells",
    Column.ACTIVITY: "Address of the training in a learning system",
    Column.STATEMENT: "Number of the statement in a learning system",
    Column.IGNORED: "Not brought in",
}


_OF_A_TRAINING = frozenset(
    (
        *(Column.TRAINING, Column.COMPLETED_ON, Column.EXPIRES_ON, Column.HOURS, Column.CREDITS, Column.NOTE),
        *(Column.STATUS, Column.CERTIFICATE_NUMBER),
    )
)


class Layout(StrEnum):
    """How a sheet is laid out."""

    COMPLETIONS = "completions"
    WIDE = "wide"
    CROSSWISE = "crosswise"
    PEOPLE = "people"
    AGENCIES = "agencies"
    SKIP = "skip"

    @property
    def label(self) -> str:
        """The words people read."""
        return _LAYOUTS[self]


_LAYOUTS = {
    Layout.COMPLETIONS: "Trainings, one row for each that somebody completed",
    Layout.WIDE: "Trainings, one row for each person and one column for each training",
    Layout.CROSSWISE: "Trainings, one row for each training and one column for each person",
    Layout.PEOPLE: "People, one row for each",
    Layout.AGENCIES: "Agencies, one row for each",
    Layout.SKIP: "Not brought in",
}


class MonthAs(StrEnum):
    """Which day is meant where a cell tells a month alone; LEFT_OUT: such a cell tells no day."""

    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """A column by its place, counted from 0, and what stands in its cells.

    `title`: the training that the column is about, where one is: with `TRAINING` its cells tell the day and perhaps
    the hours, with `COMPLETED_ON`, `HOURS` or another kind that part of it. In a sheet of completions whose rows tell
    several side by side, the number of the set that the column belongs to.
    """

    index: int
    heading: str
    column: Column
    title: str = ""


@dataclass(frozen=True, slots=True)
class Throughout:
    """What holds for each row of a sheet that does not say otherwise, such as the person whom the sheet is about."""

    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet by its name, how it is laid out, and its columns.

    The heads fill `header_rows` rows from `header_row` on, counted from 1; 0 where there are none, and the first row
    is one of data. `year` is told by the sheet, for days that are written without.
    """

    sheet: str
    layout: Layout
    header_row: int
    columns: tuple[ColumnPlan, ...]
    header_rows: int = 1
    throughout: tuple[Throughout, ...] = ()
    year: int | None = None

    @property
    def first_row(self) -> int:
        """The first row below the heads, counted from 1."""
        return self.header_row + self.header_rows if self.header_row else 1

    def training(self, column: ColumnPlan) -> str:
        """Return the training that a column is about; empty where it is about the whole row."""
        if self.layout is not Layout.WIDE or column.column not in _OF_A_TRAINING:
            return ""
        return column.title or (column.heading if column.column is Column.TRAINING else "")

    @property
    def sets(self) -> tuple["SheetPlan", ...]:
        """The plan for each set of columns of a sheet of completions: one, where a row tells a single completion."""
        labels = dict.fromkeys(each.title for each in self.columns if each.title and each.column is Column.TITLE)
        if self.layout is not Layout.COMPLETIONS or len(labels) < 2:
            return (self,)
        return tuple(
            replace(self, columns=tuple(each for each in self.columns if each.title in {"", label})) for label in labels
        )

    @property
    def headings(self) -> tuple[str, ...]:
        """The heads from left to right: by them a plan is known again for the next file."""
        return tuple(each.heading for each in self.columns)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a file is read. `day_first` and `month_as` are answers of people; None until somebody gave one.

    `day_first` is asked only of days that could be either; a file whose other days allow one reading only needs none.
    """

    sheets: tuple[SheetPlan, ...]
    day_first: bool | None = None
    month_as: MonthAs | None = None

    def sheet(self, name: str) -> SheetPlan | None:
        """Return the plan of a sheet, by its name."""
        return next((each for each in self.sheets if each.sheet == name), None)

    def with_sheet(self, changed: SheetPlan) -> "Plan":
        """Return the plan with one sheet's plan in place of the one of that name."""
        return replace(self, sheets=tuple(changed if each.sheet == changed.sheet else each for each in self.sheets))

    def to_form(self) -> dict[str, Any]:
        """Return the plan as JSON can carry it."""
        return {
            "sheets": [sheet_to_form(each) for each in self.sheets],
            "day_first": self.day_first,
            "month_as": self.month_as,
        }

    @classmethod
    def from_form(cls, form: Any) -> "Plan":
        """Return the plan that a form holds. Raises ValueError where it is none."""
        try:
            month_as, day_first = form["month_as"], form["day_first"]
            if day_first is not None and type(day_first) is not bool:
                raise ValueError("neither true nor false")
            sheets = tuple(sheet_from_form(each) for each in a_list(form["sheets"], MOST_SHEETS))
            return cls(sheets, day_first, None if month_as is None else MonthAs(month_as))
        except (KeyError, TypeError) as error:
            raise ValueError("not the form of a plan") from error


def sheet_to_form(sheet: SheetPlan) -> dict[str, Any]:
    """Return the plan of one sheet as JSON can carry it."""
    return {
        "sheet": sheet.sheet,
        "layout": sheet.layout.value,
        "header_row": sheet.header_row,
        "header_rows": sheet.header_rows,
        "columns": [[each.index, each.heading, each.column.value, each.title] for each in sheet.columns],
        "throughout": [[each.column.value, each.text] for each in sheet.throughout],
        "year": sheet.year,
    }


def sheet_from_form(form: Mapping[str, Any]) -> SheetPlan:
    """Return the plan of one sheet that a form holds. Raises ValueError where it is none."""
    try:
        year = form["year"]
        return SheetPlan(
            a_text(form["sheet"], LONGEST_NAME),
            Layout(form["layout"]),
            a_whole(form["header_row"], MOST_ROWS),
            tuple(_column(*each) for each in a_list(form["columns"], MOST_COLUMNS)),
            a_whole(form["header_rows"], 5),
            tuple(
                Throughout(Column(column), a_text(text, LONGEST_CELL))
                for column, text in a_list(form["throughout"], len(Column))
            ),
            None if year is None else a_whole(year, 9999),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("not the form of a sheet's plan") from error


def _column(index: Any, heading: Any, column: Any, title: Any) -> ColumnPlan:
    place = a_whole(index, MOST_COLUMNS - 1)
    return ColumnPlan(place, a_text(heading, LONGEST_CELL), Column(column), a_text(title, LONGEST_CELL))
