"""What a column's cells look like: of trainings, where most of them say when or that something was completed."""

from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.imports.grid import Sheet, Value
from tracker.domain.imports.profile import ROWS_LOOKED_AT, Profile, cell_parts, is_a_day, is_mark, is_not_done, profile

DAY = date(2024, 3, 14)


def column(*cells: Value, above: int = 1) -> Profile:
    """What a column looks like below its heading; a name stands in the column before it."""
    return profile(
        Sheet("Log", (("Name", "Training"),) * above + tuple(("Priya Nair", cell) for cell in cells)), 1 + above, 1
    )


@pytest.mark.parametrize(
    ("cells", "looks"),
    [
        pytest.param([DAY, "3/14/24 (2 hrs)", "soon"], Profile(filled=3, days=2), id="days"),
        pytest.param(["Priya Nair", "Nair, Priya", "CSEC 101"], Profile(filled=3, names=2), id="names"),
        pytest.param([Decimal("1.5"), "90 min", "half day"], Profile(filled=3, hours=2), id="hours"),
        pytest.param(["✓", "*", "√"], Profile(filled=3, marks=3), id="marks"),
        pytest.param(["Registered", "no show", "see notes"], Profile(filled=3, marks=1, statuses=2), id="statuses"),
        pytest.param([None, "", "n/a", "-", "TBD"], Profile(), id="nothing"),
    ],
)
def test_the_cells_of_a_column_are_counted_by_what_they_look_like(cells: list[Value], looks: Profile) -> None:
    assert column(*cells) == looks


def test_as_many_rows_are_looked_at_as_a_person_would_scroll_through_from_the_first_below_the_headings() -> None:
    assert column(*["x"] * (ROWS_LOOKED_AT + 9), above=3).filled == ROWS_LOOKED_AT
    assert profile(Sheet("Log", (("Name",), ("Priya Nair", "x"), ("Tom Baker",))), 2, 1).filled == 1


def test_mostly_is_more_than_half_of_what_is_filled() -> None:
    assert [Profile(filled=4).mostly(count) for count in (0, 1, 2, 3, 4)] == [False, False, False, True, True]
    assert not Profile().mostly(0)


@pytest.mark.parametrize(
    ("cells", "is_of_trainings"),
    [
        ([DAY], True),
        ([DAY, "x", "see notes"], True),
        ([DAY, "see notes"], False),
        (["x", "x"], True),
        (["x"], False),
        (["x", "x", "maybe", "perhaps"], False),
        ([], False),
    ],
)
def test_a_column_is_of_a_training_where_most_cells_say_when_or_that_it_was_completed(
    cells: list[Value], is_of_trainings: bool
) -> None:
    assert column(*cells).is_of_trainings is is_of_trainings


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (DAY, True),
        (Decimal(43893), True),
        ("3/14/2024", True),
        ("3/4/2024", True),
        ("March 2024", True),
        ("3/14", True),
        ("Feb 29", True),
        ("3/14/2024 (2 hrs)", True),
        ("3/14/2024 (2 hrs) (online)", True),
        ("(3/14/2024)", True),
        ("2/30/2024", False),
        ("2024", False),
        ("(see notes)", False),
        (Decimal("1.5"), False),
        (None, False),
    ],
)
def test_a_cell_tells_a_day_or_a_month_with_or_without_a_year_and_words_in_parentheses(cell: Value, told: bool) -> None:
    assert is_a_day(cell) is told


def test_what_stands_before_parentheses_is_looked_at_by_itself() -> None:
    assert cell_parts("3/14/2024 (2 hrs)") == ("3/14/2024 (2 hrs)", "3/14/2024 ")
    assert cell_parts("3/14/2024") == ("3/14/2024",)
    assert cell_parts(DAY) == (DAY,)


@pytest.mark.parametrize(
    ("cell", "mark", "not_done"),
    [
        ("x", True, False),
        ("X", True, False),
        ("✓", True, False),
        ("Done.", True, False),
        ("☐", True, True),
        ("Overdue", True, True),
        ("not-started", True, True),
        ("No.", True, True),
        (True, True, False),
        (False, True, True),
        ("see notes", False, False),
        ("", False, False),
        (None, False, False),
    ],
)
def test_a_mark_says_that_something_was_done_or_that_it_was_not(cell: Value, mark: bool, not_done: bool) -> None:
    assert (is_mark(cell), is_not_done(cell)) == (mark, not_done)
