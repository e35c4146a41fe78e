"""What a list writes once for several rows holds for each, is said with each, and ends where the next begins."""

from datetime import date
from decimal import Decimal

import pytest

from tests.domain.imports.sheets import read_alone, told
from tracker.domain.imports.grid import Value
from tracker.domain.imports.lines import CompletionLine, Passed, Read

DAY = date(2024, 3, 14)
ONE_HALF = Decimal("1.5")
Row = list[Value]
HEADS: Row = ["Name", "Agency", "Course", "Date"]


def lines(found: Read) -> list[CompletionLine]:
    return [line for line in found.lines if isinstance(line, CompletionLine)]


def who(found: Read) -> list[tuple[str, str]]:
    return [(line.person.full, line.agency) for line in lines(found)]


def what(found: Read) -> list[tuple[str, str]]:
    """Who, and which training."""
    return [(line.person.full, line.title) for line in lines(found)]


def assumed(found: Read) -> list[tuple[str, ...]]:
    return [line.assumed for line in lines(found)]


def test_whoever_stands_once_above_a_block_of_rows_is_meant_by_each() -> None:
    found = read_alone(
        HEADS,
        ["Priya Nair", "CAC", "CSEC 101", DAY],
        [None, None, "HIPAA", DAY],
        [None, "County", "Ethics", DAY],
        ["Tom Baker", None, "CSEC 101", DAY],
        ["  ", None, "HIPAA", DAY],
    )
    assert who(found) == [
        *(("Priya Nair", "CAC"), ("Priya Nair", "CAC"), ("Priya Nair", "County")),
        *(("Tom Baker", ""), ("Tom Baker", "")),
    ]
    name, agency = "Person's name stands in a row above.", "Agency stands in a row above."
    assert assumed(found) == [(), (name, agency), (name,), (), (name,)]


def test_a_training_that_stands_once_above_those_who_were_there_is_meant_by_each() -> None:
    found = read_alone(
        ["Course", "Date", "Hours", "Name"],
        ["CSEC 101", DAY, ONE_HALF, "Priya Nair"],
        [None, None, None, "Tom Baker"],
        ["HIPAA", DAY, None, "Priya Nair"],
        [None, None, None, "Nina Park"],
    )
    assert told(found) == [
        ("Priya Nair", "CSEC 101", "2024-03-14", "1.50"),
        ("Tom Baker", "CSEC 101", "2024-03-14", "1.50"),
        ("Priya Nair", "HIPAA", "2024-03-14", ""),
        ("Nina Park", "HIPAA", "2024-03-14", ""),
    ]


def test_a_name_alone_before_the_columns_of_a_training_was_not_there() -> None:
    found = read_alone(["Name", "Course", "Date"], ["Priya Nair", "CSEC 101", DAY], ["Tom Baker"], ["Nina Park"])
    assert what(found) == [("Priya Nair", "CSEC 101")]
    assert found.counts[Passed.NOTHING_DONE] == 2


def test_a_name_alone_is_no_block_where_each_row_names_its_training() -> None:
    rows: list[Row] = [["CSEC 101", DAY, "Priya Nair"], ["CSEC 101", DAY, "Nina Park"], [None, None, "Tom Baker"]]
    assert what(read_alone(["Course", "Date", "Name"], *rows)) == [
        ("Priya Nair", "CSEC 101"),
        ("Nina Park", "CSEC 101"),
    ]


def test_blocks_are_seen_in_a_list_without_headings_as_well() -> None:
    found = read_alone(
        [DAY, "Priya Nair", "Trauma and the brain"],
        [DAY, None, "Children who were hurt"],
        [DAY, "Tom Baker", "Trauma and the brain"],
    )
    assert [line[0] for line in told(found)] == ["Priya Nair", "Priya Nair", "Tom Baker"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["Priya Nair", "A"], ["Priya Nair", "B"], [None, "C"]], id="where a name is written again below"),
        pytest.param([[None, "A"], ["Priya Nair", "B"], [None, "C"]], id="where the first row has none"),
        pytest.param([["  ", "A"], ["Priya Nair", "B"], [None, "C"]], id="where the first row has spaces"),
    ],
)
def test_a_name_that_is_missing_is_not_filled_in(rows: list[Row]) -> None:
    found = read_alone(["Name", "Course", "Date"], *([*row, DAY] for row in rows))
    assert [line.person.full for line in lines(found)] == [str(row[0] or "").strip() for row in rows]


def test_who_stands_alone_above_rows_is_meant_by_them_and_no_more_by_the_next_group() -> None:
    heads: Row = ["Name", "Course", "Date"]
    found = read_alone(
        heads,
        ["Priya Nair", "CSEC 101", DAY],
        [None, "HIPAA", DAY],
        ["Tom Baker"],
        [None, "CSEC 101", DAY],
        ["Nina Park"],
        [" ", "Ethics", DAY],
    )
    assert what(found) == [
        *(("Priya Nair", "CSEC 101"), ("Priya Nair", "HIPAA"), ("Tom Baker", "CSEC 101"), ("Nina Park", "Ethics")),
    ]
    assert assumed(found)[2] == ("Person's name is the name of the group above.",)
    assert found.counts == {Passed.HEADING: 1, Passed.GROUP: 2}


@pytest.mark.parametrize("group", ["HIPAA refresher 2024", "Child Abuse Prevention"])
def test_a_training_that_stands_alone_above_names_is_meant_by_them(group: str) -> None:
    found = read_alone(["Name", "Date"], [group], ["Priya Nair", DAY], ["Tom Baker", DAY])
    assert what(found) == [("Priya Nair", group), ("Tom Baker", group)]
    assert assumed(found) == [("Title of the training is the name of the group above.",)] * 2


def test_whose_trainings_follow_may_stand_alone_where_the_training_is_written_once() -> None:
    found = read_alone(
        ["Course", "Date", "Hours", "Provider"],
        ["Priya Nair"],
        ["CSEC 101", DAY, ONE_HALF, "NCAC"],
        ["Tom Baker"],
        [None, None, ONE_HALF, "NCA"],
    )
    assert told(found) == [
        ("Priya Nair", "CSEC 101", "2024-03-14", "1.50"),
        ("Tom Baker", "CSEC 101", "2024-03-14", "1.50"),
    ]


@pytest.mark.parametrize(
    ("alone", "below"),
    [
        pytest.param("Nina Park", [["Tom Baker", "HIPAA", DAY]], id="a name above somebody else's row"),
        pytest.param("Ethics and law", [["Tom Baker", "HIPAA", DAY]], id="a title above another"),
        pytest.param("Nina Park", [], id="a name in the last row"),
        pytest.param("Nina Park", [["Ana Reyes"]], id="a name above a name"),
        pytest.param(Decimal(7), [[None, "HIPAA", DAY]], id="a number"),
    ],
)
def test_what_stands_alone_is_no_group_where_no_rows_below_need_it(alone: Value, below: list[Row]) -> None:
    found = read_alone(["Name", "Course", "Date"], ["Priya Nair", "CSEC 101", DAY], [alone], *below)
    assert Passed.GROUP not in found.counts
    assert all(line.title in {"CSEC 101", "HIPAA", ""} for line in lines(found))
    assert not any("group" in each for line in lines(found) for each in line.assumed)


def test_a_row_in_no_group_is_told_as_it_stands() -> None:
    (line,) = lines(read_alone(["Name", "Course", "Date"], [None, None, DAY, None], name="Log"))
    assert (line.person.full, line.title, line.assumed) == ("", "", ())


def test_a_ditto_mark_repeats_what_stands_above_and_says_so() -> None:
    heads: Row = ["Name", "Course", "Date"]
    found = read_alone(heads, ["Priya Nair", "CSEC 101", DAY], ["Tom Baker", "”", "same"], ["Nina Park", "HIPAA", '"'])
    assert [line[1:3] for line in told(found)] == [
        *(("CSEC 101", "2024-03-14"), ("CSEC 101", "2024-03-14"), ("HIPAA", "2024-03-14")),
    ]
    course, day = "Title of the training repeats the row above.", "Completed on repeats the row above."
    assert assumed(found) == [(), (course, day), (day,)]


def test_a_ditto_mark_below_nothing_is_no_title() -> None:
    found = read_alone(["Name", "Course", "Date"], ["Priya Nair", '"', '"'], ["Tom Baker", "HIPAA", DAY])
    assert assumed(found) == [(), ()]
    assert [line[2] for line in told(found)] == ["", "2024-03-14"]
