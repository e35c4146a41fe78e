"""How a sheet is laid out is told by its headings and by what its cells look like; what is told once holds for all."""

from datetime import date
from decimal import Decimal

import pytest

from tests.domain.imports.sheets import plan_of, read_alone, told
from tracker.domain.imports.grid import Value
from tracker.domain.imports.lines import CompletionLine
from tracker.domain.imports.plan import Column, Layout, SheetPlan

DAY = date(2024, 3, 14)
ONE_HALF = Decimal("1.5")
Row = list[Value]


def sheet_of(*rows: Row, name: str = "Sheet1") -> SheetPlan:
    return plan_of(*rows, name=name).sheets[0]


def columns(*rows: Row) -> list[Column]:
    return [each.column for each in sheet_of(*rows).columns]


@pytest.mark.parametrize(
    ("heads", "row", "layout"),
    [
        pytest.param(["Name", "Course", "Date"], ["Priya Nair", "CSEC 101", DAY], Layout.COMPLETIONS, id="all of it"),
        pytest.param(["Name", "Date"], ["Priya Nair", DAY], Layout.COMPLETIONS, id="names and days"),
        pytest.param(["Course", "Date"], ["CSEC 101", DAY], Layout.COMPLETIONS, id="courses and days"),
        pytest.param(["Name", "Course"], ["Priya Nair", "CSEC 101"], Layout.COMPLETIONS, id="names and courses"),
        pytest.param(["Course", "Hours"], ["CSEC 101", ONE_HALF], Layout.COMPLETIONS, id="courses and hours"),
        pytest.param(["Course", "Provider"], ["CSEC 101", "NCAC"], Layout.SKIP, id="courses that are offered"),
        pytest.param(["Provider", "Date"], ["NCAC", DAY], Layout.SKIP, id="days of nothing"),
        pytest.param(["First Name", "Role"], ["Priya", "Prosecutor"], Layout.PEOPLE, id="people and roles"),
        pytest.param(["Name", "Agency"], ["Priya Nair", "CAC"], Layout.PEOPLE, id="people of agencies"),
        pytest.param(["Name", "Notes"], ["Priya Nair", "away"], Layout.SKIP, id="people of whom nothing is known"),
        pytest.param(["Agency", "Discipline"], ["Cedar Police", "LE"], Layout.AGENCIES, id="agencies"),
        pytest.param(["Agency", "Discipline", "Binder"], ["Cedar Police", "LE", DAY], Layout.AGENCIES, id="with days"),
        pytest.param(["Name", "CSEC 101"], ["Priya Nair", DAY], Layout.WIDE, id="a column for a training"),
        pytest.param(["Course", "Priya Nair", "Tom Baker"], ["CSEC 101", DAY, DAY], Layout.CROSSWISE, id="of people"),
        pytest.param(["Course", "Priya Nair"], ["CSEC 101", DAY], Layout.SKIP, id="a column for one person"),
        pytest.param(["Course", "Priya Nair", "Tom Baker"], ["CSEC 101"], Layout.SKIP, id="people without anything"),
        pytest.param(
            ["Topics", "Hours", "Nina Park", "Tom Baker"], ["Ethics", "1", DAY, DAY], Layout.SKIP, id="topics"
        ),
    ],
)
def test_a_sheet_is_laid_out_as_its_columns_say(heads: Row, row: Row, layout: Layout) -> None:
    assert sheet_of(heads, row).layout is layout


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        pytest.param(["Name", "Course", "Day it was held"], ["Priya Nair", "CSEC 101", DAY], id="a course in each row"),
        pytest.param(["Name", "Completed", "Binder"], ["Priya Nair", DAY, DAY], id="one day of which the heading says"),
        pytest.param(["Name", "Status", "Binder"], ["Priya Nair", DAY, DAY], id="days below a status"),
    ],
)
def test_days_below_headings_of_their_own_make_no_columns_of_trainings(heads: Row, row: Row) -> None:
    assert sheet_of(heads, row).layout is not Layout.WIDE


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        pytest.param("Conference", [DAY, DAY], id="days"),
        pytest.param("Conference", ["x", "x"], id="crosses"),
        pytest.param("Conference", ["1.5", "2"], id="hours"),
        pytest.param("Title", ["Prosecutor", "Detective"], id="titles of jobs"),
    ],
)
def test_a_column_called_as_trainings_are_does_not_tell_them_where_it_holds_other_things(
    heading: str, cells: Row
) -> None:
    rows: list[Row] = [[name, cell, DAY] for name, cell in zip(("Priya Nair", "Tom Baker"), cells, strict=True)]
    assert sheet_of(["Name", heading, "HIPAA"], *rows).layout is Layout.WIDE


def test_what_names_a_time_is_no_training_and_what_begins_with_one_may_be() -> None:
    assert columns(["Name", "March 2024", "March of Dimes"], ["Priya Nair", DAY, DAY])[1:] == [
        *(Column.IGNORED, Column.TRAINING),
    ]
    assert columns(["Name", "CSEC 101", "May", "Sept. 2024", "2024", "May Day"], ["Priya Nair", DAY])[1:] == [
        *(Column.TRAINING, Column.IGNORED, Column.IGNORED, Column.IGNORED, Column.IGNORED),
    ]


def test_names_of_victims_are_no_training() -> None:
    found = sheet_of(["Name", "CSEC 101", "Victim's Name", "HIPAA"], ["Priya Nair", DAY, "A. B.", None])
    assert [each.column for each in found.columns] == [
        *(Column.PERSON, Column.TRAINING, Column.IGNORED, Column.TRAINING),
    ]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Agency", Column.AGENCY),
        ("Email", Column.EMAIL),
        ("Notes", Column.NOTE),
        ("Provider", Column.IGNORED),
        ("Format", Column.IGNORED),
    ],
)
def test_beside_columns_of_trainings_stands_what_is_said_of_the_person(heading: str, column: Column) -> None:
    assert columns(["Name", heading, "CSEC 101", "HIPAA"], ["Priya Nair", "Zoom", DAY, DAY])[1] is column


def test_beside_columns_of_people_stands_what_is_said_of_the_training() -> None:
    heads: Row = ["Course", "Hours", "Provider", "Format", "Topics", "Priya Nair", "Tom Baker", "Notes"]
    row: Row = ["CSEC 101", "1.5", "NCAC", "Zoom", "Courts", DAY, None, "in the binder"]
    assert columns(heads, row) == [
        *(Column.TITLE, Column.HOURS, Column.PROVIDER, Column.FORMAT, Column.TOPICS, Column.PERSON, Column.PERSON),
        Column.IGNORED,
    ]


def test_a_day_in_a_heading_makes_a_training_of_hours_and_crosses_below_it() -> None:
    heads: Row = ["Name", "CSEC 101 (3/14/2024)"]
    rows: list[Row] = [["Priya Nair", "x"], ["Tom Baker", "1.5"]]
    assert told(read_alone(heads, *rows)) == [
        ("Priya Nair", "CSEC 101", "2024-03-14", ""),
        ("Tom Baker", "CSEC 101", "2024-03-14", "1.50"),
    ]


def sets(*rows: Row) -> list[tuple[str, Column, str]]:
    return [(each.heading, each.column, each.title) for each in sheet_of(*rows).columns]


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param(["Name", "Training 1", "Date 1", "Training 2", "Date 2"], id="numbers"),
        pytest.param(["Name", "Training #1", "Date #1", "Training #2", "Date #2"], id="numbers with a sign"),
        pytest.param(["Name", "Training", "Date", "Training 2", "Date 2"], id="the first without a number"),
        pytest.param(["Name", "Training", "Date", "Training", "Date"], id="no number"),
    ],
)
def test_each_training_of_a_row_has_a_day_of_its_own(heads: Row) -> None:
    told = [
        *((Column.PERSON, ""), (Column.TITLE, "1"), (Column.COMPLETED_ON, "1")),
        *((Column.TITLE, "2"), (Column.COMPLETED_ON, "2")),
    ]
    row: Row = ["Priya Nair", "CSEC 101", DAY, "HIPAA", DAY]
    assert sets(heads, row) == [(heading, *its) for heading, its in zip(heads, told, strict=True)]


def test_what_is_told_once_beside_several_trainings_holds_for_each() -> None:
    heads: Row = ["Name", "Training 1", "Date 1", "Training 2", "Date 2", "Provider", "Agency"]
    found = read_alone(heads, ["Priya Nair", "CSEC 101", DAY, "HIPAA", DAY, "NCAC", "CAC"])
    lines = [line for line in found.lines if isinstance(line, CompletionLine)]
    assert [(line.title, line.provider, line.agency) for line in lines] == [
        *(("CSEC 101", "NCAC", "CAC"), ("HIPAA", "NCAC", "CAC")),
    ]


def test_of_what_is_told_twice_for_three_trainings_the_first_holds_for_each() -> None:
    heads: Row = ["Name", *(f"{word} {number}" for number in (1, 2, 3) for word in ("Training", "Date"))]
    told = sets([*heads, "Provider", "Provider"], ["Priya Nair", *["CSEC 101", DAY] * 3, "NCAC", "NCA"])
    assert told[-2:] == [("Provider", Column.PROVIDER, ""), ("Provider", Column.IGNORED, "")]


def test_what_is_of_no_use_beside_several_trainings_is_not_brought_in() -> None:
    heads: Row = ["Name", "Training 1", "Date 1", "Training 2", "Date 2", "Format", "Comments"]
    told = sets(heads, ["Priya Nair", "CSEC 101", DAY, "HIPAA", DAY, "Zoom", "fine"])
    assert told[-2:] == [("Format", Column.IGNORED, ""), ("Comments", Column.NOTE, "")]


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param(["Name", "Training 1", "Training 2", "Date"], id="fewer days than trainings"),
        pytest.param(["Name", "Training", "Date", "Course", "Date"], id="trainings by two names"),
        pytest.param(["Name", "Training 1", "Training 2"], id="no day"),
        pytest.param(["Name", "Training", "Date"], id="one training"),
    ],
)
def test_trainings_that_do_not_match_their_days_are_no_sets(heads: Row) -> None:
    row: Row = ["Priya Nair", "CSEC 101", DAY if heads[2] == "Date" else "HIPAA", "HIPAA", DAY]
    assert not any(title for _, _, title in sets(heads, row[: len(heads)]))


SIGNED: tuple[Row, ...] = (["Name", "Email"], ["Priya Nair", "priya@example.org"])


def throughout(*rows: Row, name: str = "Sheet1") -> dict[Column, str]:
    return {each.column: each.text for each in sheet_of(*rows, name=name).throughout}


def test_a_list_of_people_below_a_training_and_its_day_is_one_of_who_was_there() -> None:
    assert throughout(["Training: HIPAA"], ["Date: 3/14/2024"], *SIGNED) == {
        Column.TITLE: "HIPAA",
        Column.COMPLETED_ON: "3/14/2024",
    }
    assert throughout(["Date: 3/14/2024"], *SIGNED, name="CSEC 101") == {
        Column.TITLE: "CSEC 101",
        Column.COMPLETED_ON: "3/14/2024",
    }


@pytest.mark.parametrize(
    ("above", "name", "layout"),
    [
        pytest.param([["Training: HIPAA"]], "Sheet1", Layout.PEOPLE, id="a training without a day"),
        pytest.param([["List of people"]], "HIPAA", Layout.PEOPLE, id="a name of a training without a day"),
        pytest.param([["Date: 3/14/2024"]], "Sheet1", Layout.PEOPLE, id="a day without a training"),
        pytest.param([["Training: HIPAA"], ["Date: 3/14/2024"]], "Sheet1", Layout.COMPLETIONS, id="both"),
    ],
)
def test_a_list_of_people_below_less_is_one_of_people(above: list[Row], name: str, layout: Layout) -> None:
    assert sheet_of(*above, *SIGNED, name=name).layout is layout


def test_a_list_of_something_else_below_a_training_and_its_day_is_left_out() -> None:
    rows: tuple[Row, ...] = (["Format", "Provider"], ["Zoom", "NCAC"])
    assert sheet_of(["Training: HIPAA"], ["Date: 3/14/2024"], *rows).layout is Layout.SKIP


def test_the_name_above_a_list_is_not_that_of_the_people_in_it() -> None:
    rows: tuple[Row, ...] = (["First Name", "Last Name", "Training", "Date"], ["Priya", "Nair", "CSEC 101", DAY])
    assert throughout(["Name: Dana Cole"], *rows) == {}
    assert throughout(["Name: Dana Cole"], ["Course", "Date"], ["CSEC 101", DAY]) == {Column.PERSON: "Dana Cole"}


def test_people_and_days_below_the_name_of_a_training_completed_it() -> None:
    assert throughout(["Name", "Date"], ["Priya Nair", DAY], name="CSEC 101") == {Column.TITLE: "CSEC 101"}
    assert throughout(["Training: HIPAA"], ["Name", "Date"], ["Priya Nair", DAY], name="CSEC 101") == {
        Column.TITLE: "HIPAA"
    }
    rows: tuple[Row, ...] = (["Name", "Course", "Date"], ["Priya Nair", "HIPAA", DAY])
    assert throughout(*rows, name="CSEC 101") == {}


def test_a_list_without_headings_is_known_by_what_its_cells_look_like() -> None:
    found = sheet_of([DAY, "Priya Nair", "Trauma and the brain"])
    assert (found.layout, found.header_row) == (Layout.COMPLETIONS, 0)
    assert [each.column for each in found.columns] == [Column.COMPLETED_ON, Column.PERSON, Column.TITLE]
    assert sheet_of([DAY, "Priya Nair"]).layout is Layout.SKIP
    assert sheet_of().columns == ()


def test_the_name_of_a_list_without_headings_tells_its_year() -> None:
    rows: list[Row] = [["3/14", "Priya Nair", "Trauma and the brain"]]
    assert sheet_of(*rows, name="2023").year == 2023
    assert told(read_alone(*rows, name="2023")) == [("Priya Nair", "Trauma and the brain", "2023-03-14", "")]


def test_a_column_without_a_heading_is_shown_by_its_place() -> None:
    found = sheet_of(["Name", "Course", "Date"], ["Priya Nair", "CSEC 101", DAY, "in the binder"])
    assert [(each.index, each.heading, each.column) for each in found.columns[3:]] == [(3, "", Column.IGNORED)]
