"""What people said of a list holds for the next one with the same headings, and for no other."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.domain.imports.sheets import book, plan_of
from tracker.domain.imports.grid import Value
from tracker.domain.imports.plan import Column, Layout, SheetPlan, Throughout
from tracker.domain.imports.reading import propose

DAY = date(2024, 3, 14)
ONE_HALF = Decimal("1.5")
Row = list[Value]


def agreed(*heads: str, header_row: int = 1, header_rows: int = 1) -> SheetPlan:
    """The plan of an earlier file with headings in another language, as people said it is."""
    kinds = {"Wer": Column.PERSON, "Was": Column.TITLE, "Wann": Column.COMPLETED_ON, "Wo": Column.PROVIDER}
    first = plan_of(heads, heads).sheets[0]
    named = [replace(each, heading=head) for each, head in zip(first.columns, heads, strict=True) if head]
    columns = tuple(replace(each, column=kinds[each.heading]) for each in named)
    return SheetPlan("2023", Layout.COMPLETIONS, header_row, columns, header_rows)


WER_WAS_WANN: Row = ["Priya Nair", "CSEC 101", DAY]


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        pytest.param(("Wer", "Was", "Wann"), [["Wer", "Was", "Wann"], WER_WAS_WANN], id="in the first row"),
        pytest.param(("Wer", "Was", "Wann"), [["Log"], [], ["WER", "Was:", "wann"], WER_WAS_WANN], id="below a title"),
        pytest.param(("Wer", "Was", "Wann"), [["Wer", "Was", "Wann"]], id="in the last row"),
        pytest.param(("Was", "Wann"), [["Was", "Wann"], ["CSEC 101", DAY]], id="two alone"),
    ],
)
def test_headings_of_an_earlier_file_are_found_whatever_they_are_called(
    heads: tuple[str, ...], rows: list[Row]
) -> None:
    (plan,) = propose(book(*rows), (agreed(*heads),)).sheets
    assert plan.layout is Layout.COMPLETIONS
    assert plan.header_row == next(number for number, row in enumerate(rows, start=1) if len(row) > 1)
    assert plan.columns == agreed(*heads).columns


@pytest.mark.parametrize(
    ("earlier", "heads"),
    [
        pytest.param(agreed("Wer", "Was", "Wann"), ["Wer", "Wann", "Was"], id="in another order"),
        pytest.param(agreed("Wer", "Was", "Wann"), ["Wer", "Was", "Wann", "Wo"], id="with another heading"),
        pytest.param(agreed("Wer", "Was", "Wann"), ["Wer", "", "Was", "Wann"], id="with a gap between them"),
        pytest.param(agreed("Wer", "Was", "Wann", header_rows=2), ["Wer", "Was", "Wann"], id="that stood in two rows"),
        pytest.param(agreed("Wer", "Was", "Wann", header_row=0), ["Wer", "Was", "Wann"], id="that were none"),
        pytest.param(agreed("Wer"), ["Wer"], id="that was only one"),
    ],
)
def test_headings_that_differ_from_those_of_an_earlier_file_are_not_known(earlier: SheetPlan, heads: Row) -> None:
    (plan,) = propose(book(heads, [DAY, ONE_HALF, ONE_HALF]), (earlier,)).sheets
    assert plan.header_row == 0


@pytest.mark.parametrize(
    "earlier",
    [
        pytest.param(agreed("Wer", "Was", "Wann"), id="other headings in the same places"),
        pytest.param(
            replace(plan_of(["Name", "Course", "Date"]).sheets[0], layout=Layout.SKIP, header_rows=2), id="in two rows"
        ),
        pytest.param(
            replace(plan_of(["Name", None, "Course", "Date"]).sheets[0], layout=Layout.SKIP),
            id="the same in other places",
        ),
    ],
)
def test_an_earlier_plan_holds_for_its_own_headings_only(earlier: SheetPlan) -> None:
    (plan,) = propose(book(["Name", "Course", "Date"], WER_WAS_WANN), (earlier,)).sheets
    assert plan == plan_of(["Name", "Course", "Date"], WER_WAS_WANN).sheets[0]


def test_what_people_said_of_the_same_headings_holds_and_what_stands_above_is_read_anew() -> None:
    rows: tuple[Row, ...] = (["Course", "Date"], ["CSEC 101", DAY])
    earlier = replace(plan_of(*rows).sheets[0], throughout=(Throughout(Column.PERSON, "Dana Cole"),))
    (plan,) = propose(book(["Name: Priya Nair"], *rows), (earlier,)).sheets
    assert plan.throughout == (Throughout(Column.PERSON, "Priya Nair"),)
