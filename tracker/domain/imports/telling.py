"""What is wrong with a cell, and what would be right, in words for whoever can mend the file."""

from datetime import date
from decimal import Decimal

from tracker.domain.imports.cells import shown
from tracker.domain.imports.days import NO_DAY, Reading
from tracker.domain.imports.grid import LONGEST_CELL, Value
from tracker.domain.imports.hours import MOST_HOURS
from tracker.domain.imports.lines import Place, Problem
from tracker.domain.wording import number

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
NO_TITLE = "there is no title here. Write which training it was."
WRITE_A_DATE = "Write it like 3/14/2024."
LONGEST_QUOTE = 80


def no_day(place: Place, cell: Value, reading: Reading, *, is_fatal: bool = True) -> Problem:
    """Say why a cell tells no day."""
    quote = quoted(cell)
    if reading.month_first and reading.day_first:
        two = f"{_spoken(reading.month_first)} or {_spoken(reading.day_first)}"
        advice = f"{quote} could be {two}. Say which of the two comes first in this file."
    elif reading.month:
        advice = f"{quote} tells a month and no day. {WRITE_A_DATE}"
    else:
        advice = f"{quote} {reading.lacks or NO_DAY}. {WRITE_A_DATE}"
    return Problem(place, shown(cell), advice, is_fatal)


def mark_without_day(place: Place, cell: Value) -> Problem:
    """Say that a cell tells that something was completed, and not when."""
    return Problem(place, shown(cell), f"{quoted(cell)} does not say when it was completed. {WRITE_A_DATE}", True)


def missing(place: Place, what: str) -> Problem:
    """Say what a row does not tell."""
    return Problem(place, "", what, True)


def no_hours(place: Place, cell: Value, of: str = "hours") -> Problem:
    """Say that a cell tells no hours, or none `of` something else, such as credits."""
    advice = f"{quoted(cell)} is no number of {of}. Write it like 1.5. The rest of the row is brought in without."
    return Problem(place, shown(cell)[:LONGEST_CELL], advice)


def too_many_by_topic(place: Place, together: Decimal, hours: Decimal | None) -> Problem:
    """Say that the hours on topics are more than those of the training, or than any training has."""
    whose, most = ("any", MOST_HOURS) if hours is None else ("the", hours)
    advice = (
        f"the hours on topics come to {number(together)}, more than the {number(most)} hours of {whose} training."
        " Correct one of them. The topics are brought in without hours."
    )
    return Problem(place, number(together), advice)


def not_on_the_list(place: Place, cell: Value, what: str, example: str) -> Problem:
    """Say that a cell tells nothing of a controlled list."""
    advice = (
        f"{quoted(cell)} is no {what} known here. Write it like {example}. The rest of the row is brought in without."
    )
    return Problem(place, shown(cell), advice)


def quoted(cell: Value) -> str:
    """Return what stands in a cell in quotation marks, cut where it is long."""
    text = shown(cell)
    return f"“{text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + '…'}”"


def _spoken(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}"
