"""What cannot be understood is told with the cell as it stands, its place, and what would be right."""

from decimal import Decimal

import pytest

from tests.domain.imports.sheets import read_alone
from tracker.domain.imports.days import read_day
from tracker.domain.imports.lines import Place, Problem
from tracker.domain.imports.telling import (
    LONGEST_QUOTE,
    missing,
    no_day,
    no_hours,
    not_on_the_list,
    quoted,
    too_many_by_topic,
)

CELL = Place("2024", 17, "D")


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("3/4/2024", "“3/4/2024” could be March 4 or April 3. Say which of the two comes first in this file."),
        ("March 2024", "“March 2024” tells a month and no day. Write it like 3/14/2024."),
        ("March 4", "“March 4” has no year. Write it like 3/14/2024."),
        ("2024", "“2024” is only a year. Write it like 3/14/2024."),
        ("soon", "“soon” is no date. Write it like 3/14/2024."),
    ],
)
def test_it_is_told_why_a_cell_tells_no_day(written: str, advice: str) -> None:
    assert no_day(CELL, written, read_day(written)) == Problem(CELL, written, advice, is_fatal=True)
    assert no_day(CELL, written, read_day(written), is_fatal=False) == Problem(CELL, written, advice)


def test_a_word_that_is_on_no_list_is_told_with_one_that_is_and_keeps_no_row_out() -> None:
    found = read_alone(["Name", "Role", "Agency", "Discipline"], ["Priya Nair", "Wizard", "Harbor House", "Dark arts"])
    rest = "The rest of the row is brought in without."
    assert found.problems == (
        Problem(
            Place("Sheet1", 2, "D"),
            "Dark arts",
            f"“Dark arts” is no discipline known here. Write it like Law enforcement. {rest}",
        ),
        Problem(
            Place("Sheet1", 2, "B"),
            "Wizard",
            f"“Wizard” is no role known here. Write it like Forensic interviewer. {rest}",
        ),
    )
    assert not_on_the_list(CELL, Decimal("1.50"), "role", "Volunteer").value == "1.5"


def test_what_is_missing_has_nothing_that_stands_there() -> None:
    assert missing(CELL, "there is no title here.") == Problem(CELL, "", "there is no title here.", is_fatal=True)


def test_what_is_no_number_of_hours_is_told_and_the_row_comes_without() -> None:
    advice = "“half day” is no number of hours. Write it like 1.5. The rest of the row is brought in without."
    assert no_hours(CELL, "half day") == Problem(CELL, "half day", advice)


def test_more_hours_on_topics_than_there_are_is_told_with_their_sum() -> None:
    assert too_many_by_topic(CELL, Decimal("3.01"), Decimal(3)).value == "3.01"


def test_a_long_cell_is_quoted_by_its_beginning() -> None:
    fits = "a" * LONGEST_QUOTE
    assert quoted(fits) == f"“{fits}”"
    assert quoted(f"{fits}b") == f"“{fits[:-1]}…”"
