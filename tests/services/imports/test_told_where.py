"""What is wrong with a row is told with its sheet, row, column and value, and what would be right."""

from datetime import timedelta

import pytest

from tests.factories import CenterWorld
from tests.services.imports.sheets import HEADS, laid_out, look
from tracker.formatting import format_date
from tracker.services.imports import Outcome

ANA = ("Ana Reyes", "Ethics", "3/14/2024", "2", "")
WIDE = ("Name", "CSEC 101")


def told(center: CenterWorld, *row: str) -> str:
    center.person("Ana Reyes")
    (found,) = look(center, laid_out(center, row, heads=(*HEADS, "Expires"))).rows
    assert found.outcome is Outcome.IMPOSSIBLE
    return found.words.removeprefix("Sheet “trainings.csv”, row 2, ")


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (3, "2000", "column D, “2,000”: hours must be more than zero and at most 1000."),
        (4, "1/1/2024", "column E, “Jan 1, 2024”: the last valid day must not be before the completion date."),
        (1, "E" * 400, f"column B, “{'E' * 59}…”: the title is longer than 300 characters."),
    ],
)
def test_what_cannot_be_true_is_told_with_its_column_and_value(
    center: CenterWorld, place: int, value: str, words: str
) -> None:
    assert told(center, *ANA[:place], value, *ANA[place + 1 :]).startswith(words)


def test_a_day_to_come_is_told_with_its_column(center: CenterWorld) -> None:
    day = center.actor().today + timedelta(days=40)
    words = told(center, *ANA[:2], day.isoformat(), *ANA[3:])
    assert words == f"column C, “{format_date(day)}”: the completion date must be today or earlier."


def test_in_a_wide_list_the_cell_says_the_column(center: CenterWorld) -> None:
    center.person("Ana Reyes")
    day = center.actor().today + timedelta(days=40)
    rows = (("Ana Reyes", day.isoformat()), ("Ben Ode", "2024-03-14"))
    found, _ = look(center, laid_out(center, *rows, heads=WIDE)).rows
    assert found.words.startswith(f"Sheet “trainings.csv”, row 2, column B, “{format_date(day)}”: ")
