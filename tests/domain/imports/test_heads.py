"""Where the headings of a sheet stand is told by what they say, whatever stands above them and on how many lines."""

from datetime import date
from decimal import Decimal

import pytest

from tests.domain.imports.sheets import read_alone, told
from tracker.domain.imports.grid import Sheet, Value
from tracker.domain.imports.heads import Heads, find_heads

DAY = date(2024, 3, 14)
Row = list[Value]


def heads_of(*rows: Row) -> Heads | None:
    return find_heads(Sheet("Sheet1", tuple(tuple(row) for row in rows)))


def row_of(*rows: Row) -> int | None:
    found = heads_of(*rows)
    return found and found.row


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(["Name", "Training"], id="two headings"),
        pytest.param(["Name", "CSEC 101"], id="a person beside a training"),
        pytest.param(["Course", "Priya Nair"], id="a title beside a person"),
        pytest.param(["Provider", "Day it was held"], id="an outright heading beside one that says it in other words"),
        pytest.param(["Your name", "Which course title", "Day it was held"], id="three that say it in other words"),
        pytest.param(["Name", None, "Training", None], id="headings with gaps between them"),
        pytest.param(["Name", "Course", Decimal(2023), Decimal(2024)], id="years as numbers beside as many words"),
        pytest.param(["Name", "A" * 120], id="a heading of 120 letters"),
    ],
)
def test_a_row_that_says_enough_heads_a_sheet_even_without_rows_below(row: Row) -> None:
    assert row_of(row) == 1


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(["Name", None], id="one heading alone"),
        pytest.param(["Name", "Name"], id="one heading twice"),
        pytest.param(["Date", "Spring report"], id="a day beside a text, as in a letter"),
        pytest.param(["Your name", "Day it was held"], id="two that say it in other words"),
        pytest.param(["Name", "A" * 121], id="a name beside a text longer than a heading"),
        pytest.param(["Volunteer", "3/4/2024", "3/11/2024"], id="days written as text"),
        pytest.param(["Volunteer", DAY, Decimal("1.5")], id="a day and hours"),
    ],
)
def test_a_row_that_says_less_or_holds_data_heads_nothing(row: Row) -> None:
    assert row_of(row, ["Priya Nair", "CSEC 101"]) is None


def test_headings_are_sought_in_the_first_forty_rows() -> None:
    above: list[Row] = [["This is the log of our center."]] * 39
    assert row_of(*above, ["Name", "Training"]) == 40
    assert row_of(*above, ["Thank you."], ["Name", "Training"]) is None


@pytest.mark.parametrize(
    ("above", "heads"),
    [
        pytest.param(["Name", "Maria Santos"], ["Date", "Hours", "What we learned"], id="whose list it is"),
        pytest.param(["Agency", "Date"], ["Name", "Which course title", "Day it was held"], id="who made it and when"),
        pytest.param(["Name", "Date"], ["Name", "Date", "Hours"], id="the same with a heading less"),
    ],
)
def test_the_row_that_says_most_is_the_row_of_headings(above: Row, heads: Row) -> None:
    assert row_of(above, heads, ["Priya Nair", "CSEC 101", DAY]) == 2


def test_of_two_rows_that_say_the_same_the_first_heads_the_sheet() -> None:
    assert heads_of(["Name", "Date"], ["Name", "Date"]) == Heads(1, 1, ("Name", "Date"))


GROUPED = (
    ["Name", "Agency", "CSEC 101", None, "HIPAA", None, "Badge"],
    ["Name", None, "Date", "Hours", "Date", "Hours", "Badge"],
)
TEXTS = ("Name", "Agency", "Date", "Hours", "Date", "Hours", "Badge")
TOPS = ("", "", "CSEC 101", "CSEC 101", "HIPAA", "HIPAA", "")


def test_trainings_stand_above_their_parts_whichever_of_the_two_rows_says_more() -> None:
    assert heads_of(*GROUPED, ["Priya Nair", "CAC", DAY]) == Heads(1, 2, TEXTS, TOPS)
    upper_says_more = (GROUPED[0], [None, *GROUPED[1][1:]])
    assert heads_of(*upper_says_more, ["Priya Nair", "CAC", DAY]) == Heads(1, 2, TEXTS, TOPS)
    lower_says_more = ([None, *GROUPED[0][1:]], ["Name", "Agency", *GROUPED[1][2:]])
    assert heads_of(["Training log"], *lower_says_more, ["Priya Nair", "CAC", DAY]) == Heads(2, 2, TEXTS, TOPS)


def test_a_training_needs_no_more_than_a_day_below_it() -> None:
    assert heads_of([None, "CSEC 101", "HIPAA"], ["Name", "Date", "Date"]) == Heads(
        1, 2, ("Name", "Date", "Date"), ("", "CSEC 101", "HIPAA")
    )


def test_rows_of_headings_may_be_of_unequal_length() -> None:
    upper_ends_first = heads_of([None, "CSEC 101", None, "HIPAA"], ["Name", "Date", "Hours", "Date", "Hours"])
    assert upper_ends_first is not None
    assert upper_ends_first.texts == ("Name", "Date", "Hours", "Date", "Hours")
    assert upper_ends_first.tops == ("", "CSEC 101", "CSEC 101", "HIPAA", "HIPAA")
    lower_ends_first = heads_of([None, "CSEC 101", "HIPAA", "Comments"], ["Name", "Date", "Date"])
    assert lower_ends_first is not None
    assert lower_ends_first.texts == ("Name", "Date", "Date", "Comments")
    assert lower_ends_first.tops == ("", "CSEC 101", "HIPAA", "")


@pytest.mark.parametrize(
    ("upper", "lower", "tops"),
    [
        pytest.param(
            [None, None, "CSEC 101", "HIPAA"],
            ["Notes", "Name", "Date", "Date"],
            ("", "", "CSEC 101", "HIPAA"),
            id="notes before all trainings",
        ),
        pytest.param(
            [None, "CSEC 101", "HIPAA", None],
            ["Name", "Date", "Date", "Agency"],
            ("", "CSEC 101", "HIPAA", ""),
            id="an agency behind them",
        ),
        pytest.param(
            [None, "CSEC 101", "HIPAA", "Hours"],
            ["Name", "Date", "Date", "Hours"],
            ("", "CSEC 101", "HIPAA", ""),
            id="hours over both rows",
        ),
    ],
)
def test_what_stands_beside_the_trainings_is_of_none(upper: Row, lower: Row, tops: tuple[str, ...]) -> None:
    found = heads_of(upper, lower)
    assert found is not None and found.tops == tops
    assert found.texts == tuple(lower)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((["Training log", "2024"], ["Name", "Date", "Hours"]), id="each part once"),
        pytest.param((["Training log"], ["Name", "Date", "Hours", "Date", "Hours"]), id="a title alone above"),
        pytest.param(
            (["Log", "2024"], ["Name", "Training", "Date", "Training", "Date"]), id="titles in the row itself"
        ),
    ],
)
def test_a_title_above_one_row_of_headings_is_no_training(rows: tuple[Row, ...]) -> None:
    found = heads_of(*rows, ["Priya Nair"])
    assert found is not None
    assert (found.row, found.rows, found.tops) == (2, 1, ())


@pytest.mark.parametrize(
    "below",
    [
        pytest.param(["Priya Nair", "Completed", "Completed"], id="all done"),
        pytest.param(["Priya Nair", "Completed", "Completed", "3/4/2024"], id="a day among them"),
        pytest.param(["Priya Nair", "Completed", "Completed", "Due"], id="one due"),
        pytest.param(["Priya Nair", "Completed", "Completed", "Passed", "Due"], id="several words for it"),
        pytest.param(["Priya Nair", "Completed", "Completed", None, None], id="some empty"),
        pytest.param([Decimal(7), Decimal(8), Decimal(9), "Completed", "Completed"], id="numbers"),
    ],
)
def test_a_person_who_completed_everything_is_no_row_of_headings(below: Row) -> None:
    assert heads_of(["Name", "CSEC 101", "HIPAA", "Ethics", "CPR"], below) == Heads(
        1, 1, ("Name", "CSEC 101", "HIPAA", "Ethics", "CPR")
    )


@pytest.mark.parametrize(
    "below",
    [
        pytest.param([None, "Completed", "Completed"], id="nothing below the name"),
        pytest.param(["Name", "Completed", "Completed"], id="the name again"),
        pytest.param(["Full name", "Completed", "Completed"], id="another word for it"),
        pytest.param(["as in payroll", "Date", "Date"], id="how to write the name, and days"),
        pytest.param(["as in payroll", "Completed", "Completed", "Hours"], id="no more words for it than others"),
    ],
)
def test_parts_below_trainings_are_headings(below: Row) -> None:
    found = heads_of(["Name", "CSEC 101", "HIPAA", "Ethics", "CPR"][: len(below)], below)
    assert found is not None and found.rows == 2


def test_people_who_completed_everything_are_brought_in_from_the_first_on() -> None:
    found = read_alone(
        ["Name", "CSEC 101", "HIPAA"], ["Priya Nair", "Completed", "Completed"], ["Tom Baker", DAY, None]
    )
    assert told(found) == [
        ("Priya Nair", "CSEC 101", "", ""),
        ("Priya Nair", "HIPAA", "", ""),
        ("Tom Baker", "CSEC 101", "2024-03-14", ""),
    ]


DATA = ["Maria", "Santos", DAY, "1.5"]
UPPER, LOWER = ["First", "Last", "Date", "Total"], ["Name", "Name", "Completed", "Hours"]
SPLIT = ("First Name", "Last Name", "Date Completed", "Total Hours")


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        pytest.param(UPPER, LOWER, id="the upper says more"),
        pytest.param(
            ["First", "Last", None, "Total"], ["Name", "Name", "Date Completed", "Hours"], id="the lower does"
        ),
    ],
)
def test_headings_on_two_lines_are_one_where_they_say_more_together(upper: Row, lower: Row) -> None:
    assert heads_of(upper, lower, DATA) == Heads(1, 2, SPLIT)
    assert heads_of(["Log"], upper, lower, DATA) == Heads(2, 2, SPLIT)


@pytest.mark.parametrize(
    ("remark", "rows"),
    [
        pytest.param("Completed (see the last one too)", 1, id="a text of more than thirty letters"),
        pytest.param("Completed (see the next page)", 2, id="a short one"),
        pytest.param("Completed (2024)", 1, id="one with a number"),
    ],
)
def test_a_remark_below_headings_is_no_second_line_of_them(remark: str, rows: int) -> None:
    found = heads_of(UPPER, ["Name", "Name", remark, "Hours"])
    assert found is not None and (found.row, found.rows) == (1, rows)
    other_way = heads_of(["First", "Last", remark, "Total"], ["Name", "Name", "Date", "Hours"])
    assert other_way is not None and other_way.rows == rows


@pytest.mark.parametrize(("letters", "rows"), [(30, 2), (31, 1)])
def test_a_heading_of_two_lines_has_thirty_letters_in_each_at_most(letters: int, rows: int) -> None:
    long = f"Completed ({'x' * (letters - 12)})"
    assert len(long) == letters
    found = heads_of(UPPER, ["Name", "Name", long, "Hours"])
    assert found is not None and found.rows == rows
