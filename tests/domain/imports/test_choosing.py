"""Of columns that could tell the same, the one whose heading and cells fit best does, and no other is brought in."""

from datetime import date
from decimal import Decimal

import pytest

from tests.domain.imports.sheets import plan_of
from tracker.domain.imports.grid import Value
from tracker.domain.imports.plan import Column

DAY = date(2024, 3, 14)
ONE_HALF = Decimal("1.5")
Cells = list[Value]


def columns(**cells: Cells) -> list[tuple[str, Column]]:
    """What each column of a list is taken for, by its heading ("_" for a space) and its cells."""
    return of_columns([(heading.replace("_", " "), column) for heading, column in cells.items()])


def of_columns(told: list[tuple[str, Cells]]) -> list[tuple[str, Column]]:
    """The same, for headings that occur twice or are no words."""
    rows = zip(*(cells for _, cells in told), strict=True)
    plan = plan_of([heading for heading, _ in told], *rows)
    return [(each.heading, each.column) for each in plan.sheets[0].columns]


PEOPLE: tuple[str, Cells] = ("Employee", ["Priya Nair", "Tom Baker"])
COURSES: tuple[str, Cells] = ("Course", ["CSEC 101", "HIPAA"])
DAYS: tuple[str, Cells] = ("Date", [DAY, DAY])


@pytest.mark.parametrize(
    ("first", "second", "column", "chosen"),
    [
        pytest.param(
            ("Day it was held", [DAY, DAY]),
            ("Date", [DAY, DAY]),
            Column.COMPLETED_ON,
            "Date",
            id="a plain heading before one that says it in other words",
        ),
        pytest.param(
            ("Date", [DAY, DAY]),
            ("Date completed", [DAY, DAY]),
            Column.COMPLETED_ON,
            "Date completed",
            id="the day on which it was completed before any day",
        ),
        pytest.param(
            ("Date", [DAY, DAY]),
            ("End date", [DAY, DAY]),
            Column.COMPLETED_ON,
            "End date",
            id="the day on which it ended before any day",
        ),
        pytest.param(
            ("Completed", [DAY, DAY]),
            ("Date issued", [DAY, DAY]),
            Column.COMPLETED_ON,
            "Completed",
            id="the day on which it was completed before that of the certificate",
        ),
        pytest.param(
            ("Date", ["spring", "fall"]),
            ("Day", [DAY, DAY]),
            Column.COMPLETED_ON,
            "Day",
            id="days before seasons",
        ),
        pytest.param(
            ("Hours completed", [ONE_HALF, ONE_HALF]),
            ("Hours", [ONE_HALF, ONE_HALF]),
            Column.HOURS,
            "Hours",
            id="the more usual heading, and of hours none is more complete than another",
        ),
        pytest.param(
            ("Hrs", [ONE_HALF, ONE_HALF]),
            ("Hours", [ONE_HALF, ONE_HALF]),
            Column.HOURS,
            "Hours",
            id="the more usual heading, though it stands behind",
        ),
        pytest.param(
            ("Hours", ["most", "some"]),
            ("Duration", [ONE_HALF, "1 hr"]),
            Column.HOURS,
            "Duration",
            id="hours before words",
        ),
        pytest.param(
            ("Hours", ["most", ONE_HALF]),
            ("Duration", [ONE_HALF, "1 hr"]),
            Column.HOURS,
            "Duration",
            id="hours before as many words as hours",
        ),
        pytest.param(
            ("Name", [Decimal(4711), Decimal(4712)]),
            ("Staff", ["Nina Park", "Ana Reyes"]),
            Column.PERSON,
            "Staff",
            id="names before numbers",
        ),
        pytest.param(
            ("Training", ["Dana Cole", "Sam Okafor"]),
            ("Webinar", ["Ethics", "Courts"]),
            Column.TITLE,
            "Webinar",
            id="titles before the names of who gave them",
        ),
        pytest.param(
            ("Training", [DAY, DAY]),
            ("Webinar", ["Ethics", "Courts"]),
            Column.TITLE,
            "Webinar",
            id="titles before days",
        ),
        pytest.param(
            ("Expires", ["never", "in spring"]),
            ("Valid until", [DAY, DAY]),
            Column.EXPIRES_ON,
            "Valid until",
            id="last valid days before words",
        ),
        pytest.param(
            ("Provider", [None, None]),
            ("Sponsor", ["NCAC", "NCAC"]),
            Column.PROVIDER,
            "Sponsor",
            id="what is filled before what is empty",
        ),
    ],
)
def test_the_column_that_fits_best_is_chosen(
    first: tuple[str, Cells], second: tuple[str, Cells], column: Column, chosen: str
) -> None:
    rest = {Column.PERSON: PEOPLE, Column.TITLE: COURSES, Column.COMPLETED_ON: DAYS}
    rest.pop(column, None)
    found = of_columns([first, second, *rest.values()])[:2]
    assert [heading for heading, its in found if its is column] == [chosen]
    assert {its for _, its in found} == {column, Column.IGNORED}


def test_of_two_columns_that_fit_alike_the_first_is_chosen() -> None:
    found = of_columns([PEOPLE, COURSES, DAYS, DAYS])
    assert [column for _, column in found[2:]] == [Column.COMPLETED_ON, Column.IGNORED]


def test_of_notes_topics_and_credits_each_column_is_brought_in() -> None:
    many = [("Notes", Column.NOTE), ("Topics", Column.TOPICS), ("CEUs", Column.CREDITS)]
    twice: list[tuple[str, Cells]] = [(heading, ["1", "2"]) for heading, _ in (*many, *many)]
    found = of_columns([PEOPLE, COURSES, DAYS, *twice])
    assert [column for _, column in found[3:]] == [column for _, column in (*many, *many)]


@pytest.mark.parametrize(
    ("others", "column"),
    [
        pytest.param({"Training": ["CSEC 101"]}, Column.COMPLETED_ON, id="in a list of trainings"),
        pytest.param(
            {"Training": ["CSEC 101"], "Agency": ["CAC"]}, Column.COMPLETED_ON, id="with agencies beside the trainings"
        ),
        pytest.param({}, Column.COMPLETED_ON, id="beside names alone"),
        pytest.param({"Agency": ["CAC"]}, Column.ROLE_SINCE, id="in a list of people"),
        pytest.param({"Title": ["Forensic Interviewer"], "Agency": ["CAC"]}, Column.ROLE_SINCE, id="beside job titles"),
        pytest.param({"Training": ["CSEC 101"], "Finished": [DAY]}, Column.IGNORED, id="where an end is told as well"),
        pytest.param({"Training": ["CSEC 101"], "Finished": [None]}, Column.IGNORED, id="where nobody has finished"),
    ],
)
def test_a_start_date_is_what_the_list_is_about(others: dict[str, Cells], column: Column) -> None:
    found = columns(Name=["Priya Nair"], **others, Start_Date=[DAY])
    assert found[-1] == ("Start Date", column)


def test_an_end_without_a_start_is_when_it_was_completed() -> None:
    assert columns(Name=["Priya Nair"], Role=["Prosecutor"], End_Date=[DAY])[-1] == ("End Date", Column.COMPLETED_ON)


def test_start_and_end_are_those_of_roles_where_nothing_is_said_of_trainings() -> None:
    found = columns(Name=["Priya Nair"], Role=["Prosecutor"], From=[DAY], To=[DAY])
    assert found[2:] == [("From", Column.ROLE_SINCE), ("To", Column.ROLE_UNTIL)]
    found = columns(Name=["Priya Nair"], Role=["Prosecutor"], Hours=[ONE_HALF], From=[DAY], To=[DAY])
    assert found[3:] == [("From", Column.IGNORED), ("To", Column.COMPLETED_ON)]


def test_a_column_called_completed_may_hold_days_or_answers() -> None:
    rows = {"Name": ["Priya Nair", "Tom Baker"], "Training": ["CSEC 101", "HIPAA"]}
    assert columns(**rows, Completed=["yes", "no"])[-1] == ("Completed", Column.STATUS)
    assert columns(**rows, Completed=["yes", DAY])[-1] == ("Completed", Column.COMPLETED_ON)
    assert columns(**rows, Completed=[DAY, DAY])[-1] == ("Completed", Column.COMPLETED_ON)
    assert columns(**rows, Status=[DAY, DAY])[-1] == ("Status", Column.COMPLETED_ON)
    assert columns(**rows, Status=["passed", "failed"])[-1] == ("Status", Column.STATUS)


TITLES: Cells = ["CSEC 101", "HIPAA 2024", "Ethics 1", "Courts 3"]


@pytest.mark.parametrize(
    ("heading", "cells", "column"),
    [
        pytest.param("Name", TITLES[:2], Column.TITLE, id="titles"),
        pytest.param("Names", TITLES[:2], Column.TITLE, id="titles below more than one"),
        pytest.param("Name", ["Priya Nair", *TITLES[1:]], Column.TITLE, id="one of four could be a person"),
        pytest.param("Name", ["Priya Nair", *TITLES[1:3]], Column.PERSON, id="one of three could be a person"),
        pytest.param("Name", TITLES[:1], Column.PERSON, id="a single row proves nothing"),
        pytest.param("Attendee", TITLES[:2], Column.PERSON, id="a heading that means people only"),
    ],
)
def test_a_column_of_names_may_hold_those_of_trainings(heading: str, cells: Cells, column: Column) -> None:
    found = of_columns([("Email", ["priya@example.org"] * len(cells)), (heading, cells), ("Date", [DAY] * len(cells))])
    assert found[1] == (heading, column)


def test_names_are_not_of_trainings_where_another_column_tells_these() -> None:
    found = of_columns([("Name", ["A. 1", "B. 2"]), COURSES, DAYS])
    assert found[:2] == [("Name", Column.PERSON), ("Course", Column.TITLE)]


@pytest.mark.parametrize(
    ("others", "column"),
    [
        pytest.param([COURSES, DAYS], Column.ROLE, id="where another column tells the training"),
        pytest.param([("Agency", ["CAC", "CAC"])], Column.ROLE, id="where nothing tells of trainings"),
        pytest.param([DAYS], Column.TITLE, id="where days are told and no other training"),
        pytest.param([("Hours", [ONE_HALF, ONE_HALF])], Column.TITLE, id="where hours are told and no other training"),
        pytest.param([("Role", ["Volunteer"] * 2), COURSES, DAYS], Column.IGNORED, id="where the role is told beside"),
    ],
)
def test_a_bare_title_is_that_of_a_job(others: list[tuple[str, Cells]], column: Column) -> None:
    found = of_columns([PEOPLE, ("Title", ["Forensic Interviewer", "Detective"]), *others])
    assert found[1] == ("Title", column)
