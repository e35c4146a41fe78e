"""What was read: a line for each completion, person or agency, with the place where people see it in their program."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the sheet, the row counted from 1, the column's letters; empty for the whole row."""

    sheet: str
    row: int
    column: str = ""

    @property
    def words(self) -> str:
        """The place as people find it: "Sheet “2024”, row 17, column D"."""
        column = f", column {self.column}" if self.column else ""
        return f"Sheet “{self.sheet}”, row {self.row}{column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be understood: where, the value as it stands there, and in words what would be right.

    A line with one that `is_fatal` cannot be brought in as it is; without, it can, without what the cell says.
    """

    place: Place
    value: str
    advice: str
    is_fatal: bool = False

    @property
    def words(self) -> str:
        """The whole of it, as people read it."""
        return f"{self.place.words}: {self.advice}"


@dataclass(frozen=True, slots=True)
class PersonWords:
    """A person as the file tells of them: `full` is the name as people say it, "Maria Santos"; `written` as it stands.

    Titles and degrees are left out of all but `written`. `first` and `last` are empty where they cannot be told apart.
    `also`: what the person may be called as well, by what stands in brackets: "Ana Ruiz (Lopez)" is Ana Lopez too.
    """

    full: str
    first: str = ""
    last: str = ""
    email: str = ""
    written: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CreditWords:
    """A body's credit as the file tells it; the body is "CEU" where that is all it says."""

    body: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionLine:
    """One completion. What the file does not say is empty, or None.

    `format` is the value of a `TrainingFormat`, `topics` of `Topic`, `discipline` and `role` of those lists; what a
    cell says besides is kept in the note or told as a problem. `assumed` says in words what stands nowhere in the row
    itself, such as a name that is filled down from above. `activity` and `statement`: under what a learning
    system knows the training, and that it was completed.
    """

    place: Place
    person: PersonWords
    title: str
    completed_on: date | None
    expires_on: date | None = None
    hours: Decimal | None = None
    provider: str = ""
    format: str = ""
    topics: tuple[str, ...] = ()
    topic_hours: tuple[tuple[str, Decimal], ...] = ()
    certificate_number: str = ""
    credits: tuple[CreditWords, ...] = ()
    note: str = ""
    file: str = ""
    activity: str = ""
    statement: str = ""
    agency: str = ""
    discipline: str = ""
    role: str = ""
    assumed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person, or one role of theirs: several lines of one person are several roles."""

    place: Place
    person: PersonWords
    agency: str = ""
    discipline: str = ""
    role: str = ""
    since: date | None = None
    until: date | None = None
    assumed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLine:
    """One agency."""

    place: Place
    name: str
    discipline: str = ""
    assumed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


Line = CompletionLine | PersonLine | AgencyLine


def can_be_brought_in(line: Line) -> bool:
    """Tell whether nothing that the line needs is missing or unreadable."""
    return not any(problem.is_fatal for problem in line.problems)


class Passed(StrEnum):
    """Why a row is no line."""

    ABOVE = "above"
    HEADING = "heading"
    BLANK = "blank"
    TOTAL = "total"
    REMARK = "remark"
    GROUP = "group"
    NOTHING_DONE = "nothing_done"
    NOT_COMPLETED = "not_completed"
    VOIDED = "voided"
    SHEET_LEFT_OUT = "sheet_left_out"

    @property
    def label(self) -> str:
        """The words people read."""
        return _PASSED[self]


_PASSED = {
    Passed.ABOVE: "Titles and remarks above the headings",
    Passed.HEADING: "Headings",
    Passed.BLANK: "Blank rows",
    Passed.TOTAL: "Totals",
    Passed.REMARK: "Remarks",
    Passed.GROUP: "Names of groups, taken for the rows below them",
    Passed.NOTHING_DONE: "People without any training in their row",
    Passed.NOT_COMPLETED: "Rows that say that it was not completed",
    Passed.VOIDED: "Statements that were voided, or void another",
    Passed.SHEET_LEFT_OUT: "Rows of sheets that are not brought in",
}


@dataclass(frozen=True, slots=True)
class PassedRow:
    """A row that is no line, and why."""

    place: Place
    why: Passed


@dataclass(frozen=True, slots=True)
class Read:
    """What came of all rows: each has a line or more, or is passed over for a reason."""

    lines: tuple[Line, ...]
    passed: tuple[PassedRow, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What cannot be understood, in the order of the lines."""
        return tuple(problem for line in self.lines for problem in line.problems)

    @property
    def counts(self) -> Mapping[Passed, int]:
        """How many rows were passed over, by the reason."""
        return Counter(row.why for row in self.passed)
