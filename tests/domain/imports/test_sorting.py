"""Rows that are no lines are told apart: blank ones, headings again, totals and remarks; all others are lines."""

from datetime import date
from decimal import Decimal

import pytest

from tests.domain.imports.sheets import plan_of, read_alone, told
from tracker.domain.imports.grid import Value
from tracker.domain.imports.lines import Passed
from tracker.domain.imports.sorting import LONGEST_GROUP, filled, sort_row

DAY = date(2024, 3, 14)
HEADS = ("Name", "Training", "Date", "Hours")
LINE = ("Priya Nair", "CSEC 101", DAY, Decimal("1.5"))
(PLAN,) = plan_of(HEADS, LINE).sheets


@pytest.mark.parametrize(
    ("row", "why"),
    [
        pytest.param((), Passed.BLANK, id="no cell"),
        pytest.param((None, "", " \u00a0"), Passed.BLANK, id="cells with nothing in them"),
        pytest.param(("NAME", "training:", "Date", None), Passed.HEADING, id="the headings again"),
        pytest.param(
            ("Name", "Training", "Date", "# of participants"), Passed.HEADING, id="most of the headings again"
        ),
        pytest.param(("Name", "Training", DAY, "2"), None, id="half of the headings again"),
        pytest.param((None, "Training"), None, id="one heading alone, in its place"),
        pytest.param(("Training", "Name"), None, id="the headings in other places"),
        pytest.param(("Total", None, None, Decimal(3)), Passed.TOTAL, id="a total"),
        pytest.param(("Total hours", "of all", "people", "3"), Passed.TOTAL, id="a total in words, however many cells"),
        pytest.param(("Priya Nair total", None, Decimal(3)), Passed.TOTAL, id="a total with its word at the end"),
        pytest.param(("Nair total", "this year", "3"), Passed.TOTAL, id="a total at the end, of three cells"),
        pytest.param(("In total", "CSEC 101", DAY, "2"), None, id="the word at the end, of four cells"),
        pytest.param(("Sum Yi", "CSEC 101", "3/14/2024", "2"), None, id="the word, and a day in a text"),
        pytest.param((None, None, None, Decimal(12)), Passed.TOTAL, id="a number alone under the hours"),
        pytest.param((None, None, None, "12 hrs"), None, id="a text alone under the hours"),
        pytest.param((None, None, DAY), None, id="a day alone"),
        pytest.param((Decimal(12),), None, id="a number alone elsewhere"),
        pytest.param(("Priya Nair", None, None, Decimal(12)), None, id="a name and hours"),
        pytest.param(("* certificates are in the binder",), Passed.REMARK, id="a remark"),
        pytest.param(("See also", "CSEC 101", DAY), None, id="the words of a remark among other cells"),
        pytest.param(("a" * LONGEST_GROUP,), None, id="a text as long as the name of a group may be"),
        pytest.param(("a" * (LONGEST_GROUP + 1),), Passed.REMARK, id="a text that is longer"),
        pytest.param(("Priya Nair",), None, id="a text that may be the name of a group"),
        pytest.param(LINE, None, id="a line"),
    ],
)
def test_a_row_is_a_line_or_is_none_for_its_reason(row: tuple[Value, ...], why: Passed | None) -> None:
    assert sort_row(row, PLAN) is why


def test_a_number_alone_is_no_total_where_the_sheet_has_no_hours() -> None:
    (plan,) = plan_of(HEADS[:3], LINE[:3]).sheets
    assert sort_row((None, None, None, Decimal(12)), plan) is None


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        pytest.param(("CSEC 101",) * 3, [(0, "CSEC 101")], id="merged over three columns"),
        pytest.param(("CSEC", "CSEC"), [(0, "CSEC")], id="merged over two"),
        pytest.param((None, "Ethics", "Ethics", "2"), [(1, "Ethics"), (3, "2")], id="merged beside another"),
        pytest.param(("yes", "yes"), [(0, "yes"), (1, "yes")], id="the same short answer twice"),
        pytest.param(("CSEC", None, "CSEC"), [(0, "CSEC"), (2, "CSEC")], id="the same text apart"),
        pytest.param((DAY, DAY), [(0, DAY), (1, DAY)], id="the same day twice"),
        pytest.param(("", " ", None), [], id="nothing"),
    ],
)
def test_a_cell_that_is_merged_to_the_right_counts_once(row: tuple[Value, ...], cells: list[tuple[int, Value]]) -> None:
    assert filled(row) == cells


def test_a_banner_over_all_columns_is_the_name_of_the_group_below_it() -> None:
    found = read_alone(("Name", "Training", "Date"), LINE[:3], ["CSEC 102"] * 3, ("Tom Baker", None, DAY))
    assert told(found)[1] == ("Tom Baker", "CSEC 102", "2024-03-14", "")
    assert found.counts == {Passed.HEADING: 1, Passed.GROUP: 1}
