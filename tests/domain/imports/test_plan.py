"""A plan for reading a file is data that people correct and that is kept."""

import json
from typing import Any

import pytest

from tracker.domain.imports.plan import (
    Column,
    ColumnPlan,
    Layout,
    MonthAs,
    Plan,
    SheetPlan,
    Throughout,
    sheet_from_form,
)

SHEET = SheetPlan(
    "Maria Santos",
    Layout.COMPLETIONS,
    3,
    (ColumnPlan(0, "Course", Column.TITLE), ColumnPlan(4, "CSEC 101", Column.TRAINING, "CSEC 101")),
    2,
    (Throughout(Column.PERSON, "Maria Santos"),),
    2024,
)
PLAN = Plan((SHEET, SheetPlan("Notes", Layout.SKIP, 0, ())), day_first=False, month_as=MonthAs.LAST_DAY)


def form(**others: Any) -> dict[str, Any]:
    """The form of the plan of one sheet, with something changed."""
    told: dict[str, Any] = json.loads(json.dumps(Plan((SHEET,)).to_form()))["sheets"][0]
    return told | others


@pytest.mark.parametrize("plan", [PLAN, Plan(()), Plan((), day_first=True), Plan((), month_as=MonthAs.LEFT_OUT)])
def test_a_plan_comes_back_from_json_as_it_was(plan: Plan) -> None:
    assert Plan.from_form(json.loads(json.dumps(plan.to_form()))) == plan


@pytest.mark.parametrize(
    "bad",
    [
        None,
        {},
        {"sheets": {}, "day_first": None, "month_as": None},
        {"sheets": [], "day_first": 1, "month_as": None},
        {"sheets": [], "day_first": None, "month_as": "some day"},
        {"sheets": [form()] * 51, "day_first": None, "month_as": None},
    ],
)
def test_what_is_no_plan_is_refused(bad: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        Plan.from_form(bad)


@pytest.mark.parametrize(
    "change",
    [
        {"layout": "diagonal"},
        {"sheet": None},
        {"sheet": "a" * 201},
        {"header_row": -1},
        {"header_row": 20_001},
        {"header_row": True},
        {"header_rows": 6},
        {"columns": [[200, "a", "title", ""]]},
        {"columns": [[0, "a", "height", ""]]},
        {"columns": [[0, "a", "title"]]},
        {"columns": [[0, "a" * 1001, "title", ""]]},
        {"throughout": [["person", 5]]},
        {"throughout": [["person"]]},
        {"year": 10_000},
        {"year": "2024"},
    ],
)
def test_what_is_no_plan_of_a_sheet_is_refused(change: dict[str, Any]) -> None:
    assert sheet_from_form(form()) == SHEET
    with pytest.raises(ValueError, match=r"."):
        sheet_from_form(form(**change))


def test_a_form_that_is_refused_is_told_from_what() -> None:
    with pytest.raises(ValueError, match=r"^not the form of a plan$"):
        Plan.from_form({})
    with pytest.raises(ValueError, match=r"^neither true nor false$"):
        Plan.from_form({"sheets": [], "day_first": 1, "month_as": None})
    with pytest.raises(ValueError, match=r"^not the form of a sheet's plan$"):
        sheet_from_form({})


def test_a_sheet_is_known_by_its_heads_and_begins_below_them() -> None:
    assert SHEET.headings == ("Course", "CSEC 101")
    assert SHEET.first_row == 5
    assert PLAN.sheets[1].first_row == 1


def test_a_column_is_of_the_training_that_its_title_or_its_heading_names() -> None:
    wide = SheetPlan("2024", Layout.WIDE, 1, ())
    assert wide.training(ColumnPlan(1, "CSEC 101", Column.TRAINING)) == "CSEC 101"
    assert wide.training(ColumnPlan(2, "CSEC hrs", Column.HOURS, "CSEC 101")) == "CSEC 101"
    assert wide.training(ColumnPlan(3, "Hours", Column.HOURS)) == ""
    assert wide.training(ColumnPlan(4, "Agency", Column.AGENCY, "CSEC 101")) == ""


def test_the_last_column_of_a_sheet_can_be_planned() -> None:
    assert sheet_from_form(form(columns=[[199, "a", "title", ""]])).columns[0].index == 199


def test_a_sheet_of_a_plan_is_found_and_changed_by_its_name() -> None:
    skipped = SheetPlan("Maria Santos", Layout.SKIP, 0, ())
    assert PLAN.sheet("Maria Santos") is SHEET
    assert PLAN.sheet("2023") is None
    assert PLAN.with_sheet(skipped).sheets == (skipped, PLAN.sheets[1])
    assert PLAN.with_sheet(skipped).month_as is MonthAs.LAST_DAY


def test_columns_and_layouts_are_told_in_plain_words() -> None:
    assert {column.label for column in Column} == {
        *("Person's name", "First name", "Last name", "Email", "Title of the training", "Completed on"),
        *("Last valid day", "Hours", "Provider", "Format", "Certificate or license number"),
        "Topics, with hours on each or without",
        *("Credits (CEU, CLE, POST), not hours", "Note", "Name of the certificate's file", "Agency", "Discipline"),
        *(
            "Role",
            "In this role since",
            "In this role until",
            "Whether it was completed",
            "One training, with dates in its cells",
            "Address of the training in a learning system",
            "Number of the statement in a learning system",
        ),
        "Not brought in",
    }
    assert [layout.label for layout in Layout] == [
        "Trainings, one row for each that somebody completed",
        "Trainings, one row for each person and one column for each training",
        "Trainings, one row for each training and one column for each person",
        "People, one row for each",
        "Agencies, one row for each",
        "Not brought in",
    ]
