"""What the cells of a column look like, whatever its heading says."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.imports.cells import fold, plain, says_nothing
from tracker.domain.imports.days import Reading, read_day
from tracker.domain.imports.grid import Sheet, Value
from tracker.domain.imports.hours import read_hours
from tracker.domain.imports.people import looks_like_name
from tracker.domain.imports.word_lists import MARKS, NOT_DONE
from tracker.domain.imports.words import is_done

ROWS_LOOKED_AT = 300
A_LEAP_YEAR = 2000  # in which every day of the calendar is one


@dataclass(frozen=True, slots=True)
class Profile:
    """How many cells have something in them, and how many of these look like what."""

    filled: int = 0
    days: int = 0
    marks: int = 0
    hours: int = 0
    names: int = 0
    statuses: int = 0

    def mostly(self, count: int) -> bool:
        """Tell whether a count is more than half of what is filled."""
        return 2 * count > self.filled

    @property
    def is_of_trainings(self) -> bool:
        """Tell whether the cells say when, or that, somebody completed something."""
        return (self.days > 0 and self.mostly(self.days + self.marks)) or (self.marks > 1 and self.mostly(self.marks))


def profile(sheet: Sheet, first_row: int, index: int) -> Profile:
    """Return what the cells of a column look like, from a row counted from 1 on."""
    rows = sheet.rows[first_row - 1 : first_row - 1 + ROWS_LOOKED_AT]
    cells = [row[index] for row in rows if index < len(row) and not says_nothing(row[index])]
    return Profile(
        filled=len(cells),
        days=sum(is_a_day(cell) for cell in cells),
        marks=sum(is_mark(cell) for cell in cells),
        hours=sum(read_hours(cell).hours is not None for cell in cells),
        names=sum(looks_like_name(plain(cell)) for cell in cells),
        statuses=sum(is_done(plain(cell)) is not None for cell in cells),
    )


def is_a_day(cell: Value) -> bool:
    """Tell whether a cell tells a day or a month, perhaps with something in parentheses behind it.

    A day without a year is one, as is a number by which programs count days, from whatever year.
    """
    return any(is_known(read_day(part, year=A_LEAP_YEAR)) for part in cell_parts(cell))


def is_known(reading: Reading) -> bool:
    """Tell whether a reading is a day, one of two days, or a month."""
    return reading.day is not None or reading.is_either or reading.month is not None


def is_mark(cell: Value) -> bool:
    """Tell whether a cell says that something was done, or not done, and not when."""
    text = plain(cell).casefold()
    return text in MARKS or fold(text) in MARKS or is_not_done(cell)


def is_not_done(cell: Value) -> bool:
    """Tell whether a cell says that something was not done, or need not be."""
    text = plain(cell).casefold()
    return text in NOT_DONE or fold(text) in NOT_DONE


def cell_parts(cell: Value) -> Sequence[Value]:
    """Return a cell, and where something stands in parentheses, what stands before."""
    return (cell, cell.partition("(")[0]) if isinstance(cell, str) and "(" in cell else (cell,)
