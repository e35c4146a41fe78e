"""The text of a cell is what people see in it; two spellings of one heading are equal."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from tracker.domain.imports.cells import fold, plain, repeats, says_nothing, shown
from tracker.domain.imports.grid import Value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(None, "", id="nothing"),
        pytest.param("  Maria \n Santos ", "Maria Santos", id="lines and spaces"),
        pytest.param("Maria\u00a0Santos", "Maria Santos", id="a space that keeps words together"),
        pytest.param("Ma\u200bria Santos", "Maria Santos", id="a mark without any width, from a web page"),
        pytest.param(True, "yes", id="a box that is ticked"),
        pytest.param(False, "no", id="a box that is not"),
        pytest.param(Decimal("1.50"), "1.5", id="a number with a needless zero"),
        pytest.param(Decimal("1E+2"), "100", id="a number with an exponent"),
        pytest.param(date(2024, 3, 4), "3/4/2024", id="a day"),
        pytest.param(datetime.fromisoformat("2024-03-04T09:05:00"), "3/4/2024 9:05", id="a moment"),
        pytest.param(time(1, 5), "1:05", id="an hour of the clock"),
    ],
)
def test_the_text_of_a_cell_is_what_people_see_in_it(value: Value, text: str) -> None:
    assert plain(value) == text
    assert shown(value) == text


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("# of Hours", "Number of hours"),
        ("HOURS#", "hours number"),
        ("Employee's Name:", "employees name"),
        ("E-mail", "e mail"),
        ("Start_Date", "start date"),
        ("Título", "titulo"),
    ],
)
def test_two_spellings_of_a_heading_are_equal(written: str, same: str) -> None:
    assert fold(written) == fold(same) == same.casefold()


@pytest.mark.parametrize("value", [None, " ", "N/A", "--", "\u2014", "TBD", "Unknown", "?"])
def test_some_cells_say_that_there_is_nothing_to_say(value: Value) -> None:
    assert says_nothing(value)


def test_a_cell_that_says_something_says_it() -> None:
    assert not any(map(says_nothing, ("0", Decimal(), False, "no", "x")))


def test_ditto_marks_are_text() -> None:
    assert all(map(repeats, ('"', "”", " Ditto ", "same as  above")))
    assert not any(map(repeats, ("", None, Decimal(1), "the same course")))
