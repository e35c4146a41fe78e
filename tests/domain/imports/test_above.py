"""What a sheet says once, in its name or above its headings, holds for its rows; what is no such thing does not."""

from collections.abc import Sequence
from datetime import date

import pytest

from tests.domain.imports.sheets import read_alone, told
from tracker.domain.imports.above import person_above, person_in_name, title_in_name, told_above, year_of
from tracker.domain.imports.grid import Sheet, Value
from tracker.domain.imports.plan import Column

DAY = date(2024, 3, 14)
HEADS = ("Name", "Training", "Date")
LINE = ("Priya Nair", "CSEC 101", "3/14")


def sheet(*above: Sequence[Value], name: str = "Sheet1", below: Sequence[Sequence[Value]] = (LINE,)) -> Sheet:
    """A sheet with something above its headings."""
    return Sheet(name, tuple(tuple(row) for row in (*above, HEADS, *below)))


@pytest.mark.parametrize(
    ("above", "holds"),
    [
        pytest.param(["Provider: Harbor House"], {Column.PROVIDER: "Harbor House"}, id="a label and what it tells"),
        pytest.param(
            ["Provider:", "Harbor House", "Hours: 2"],
            {Column.PROVIDER: "Harbor House", Column.HOURS: "2"},
            id="a label tells what stands in the cell beside it",
        ),
        pytest.param(["Provider", "Harbor House"], {Column.PROVIDER: "Harbor House"}, id="a pair without a colon"),
        pytest.param(
            ["Provider:", "Provider:", "Harbor House", "Harbor House"],
            {Column.PROVIDER: "Harbor House"},
            id="cells that were merged",
        ),
        pytest.param(["Provider:"], {}, id="a label with nothing behind it"),
        pytest.param(["Harbor House", "Provider:"], {}, id="a label at the end of its row"),
        pytest.param(["Provider"], {}, id="a heading alone"),
        pytest.param(["Harbor House", "Provider"], {}, id="a heading behind something else"),
        pytest.param(["Note: certificates are in the binder"], {}, id="a label of what each row tells by itself"),
        pytest.param(["Colors: red is overdue"], {}, id="a label that is no heading"),
        pytest.param(["Name: see below"], {}, id="a name that is none"),
        pytest.param(["Name: Priya Nair"], {Column.PERSON: "Priya Nair"}, id="a name"),
    ],
)
def test_labels_above_the_headings_tell_what_holds_for_all_rows(
    above: Sequence[Value], holds: dict[Column, str]
) -> None:
    assert told_above(sheet(above), 2) == holds


def test_a_label_in_or_below_the_headings_holds_for_no_row_above_it() -> None:
    labels = Sheet("Log", (("Harbor House",), ("Provider: one",), ("Provider: two",), ("Provider: three",)))
    assert told_above(labels, 2) == {}
    assert told_above(labels, 3) == {Column.PROVIDER: "one"}


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Priya Nair", "Priya Nair"),
        ("Priya Nair.csv", "Priya Nair"),
        ("Priya Nair.CSV", "Priya Nair"),
        ("Nair, Priya", "Nair, Priya"),
        ("Training Log", ""),
        ("Current Staff", ""),
        ("March 2024", ""),
        ("priya", ""),
        ("Sheet1", ""),
    ],
)
def test_the_name_of_a_sheet_may_be_that_of_a_person(name: str, person: str) -> None:
    assert person_in_name(sheet(name=name)) == person


@pytest.mark.parametrize(
    ("above", "person"),
    [
        pytest.param([["Priya Nair"]], "Priya Nair", id="alone in its row"),
        pytest.param([["Priya Nair", "Priya Nair"]], "Priya Nair", id="merged over several columns"),
        pytest.param(
            [["Harbor House Log 2024"], ["Priya Nair"], []], "Priya Nair", id="in the last row that says something"
        ),
        pytest.param([["Priya Nair"], ["spring quarter"]], "", id="above a row that says something else"),
        pytest.param([["Priya Nair", "Interviewer"]], "", id="beside something else"),
        pytest.param([["Training Log"]], "", id="words of a list that are written like a name"),
        pytest.param([["spring quarter"]], "", id="words that are not written like a name"),
        pytest.param([], "", id="nothing above"),
    ],
)
def test_a_name_alone_above_the_headings_is_whom_the_sheet_is_about(
    above: Sequence[Sequence[Value]], person: str
) -> None:
    assert person_above(sheet(*above, below=[["Tom Baker"]]), len(above) + 1) == person


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("CSEC 101", "CSEC 101"),
        ("Trauma and the brain.csv", "Trauma and the brain"),
        ("Trauma and the brain.TXT", "Trauma and the brain"),
        ("Ethics training 2024", "Ethics training 2024"),
        ("Training Log 2024", ""),
        ("Sheet1", ""),
        ("Sheet 1", ""),
        ("2024", ""),
        ("2024.csv", ""),
        ("", ""),
    ],
)
def test_the_name_of_a_sheet_may_be_that_of_a_training(name: str, title: str) -> None:
    assert title_in_name(sheet(name=name)) == title


def test_a_list_of_who_was_there_is_of_the_training_that_its_sheet_is_called() -> None:
    rows = (["Date: 3/14/2024"], ["Name", "Agency"], ["Priya Nair", "Harbor House"])
    assert told(read_alone(*rows, name="CSEC 101")) == [("Priya Nair", "CSEC 101", "2024-03-14", "")]
    assert told(read_alone(*rows, name="Sheet1")) == []


@pytest.mark.parametrize(
    ("name", "above", "year"),
    [
        pytest.param("2024", [], 2024, id="the name of the sheet"),
        pytest.param("2024", [["Trainings of 2023"]], 2024, id="the name before what stands above"),
        pytest.param("Log", [["Trainings of 2024"]], 2024, id="what stands above the headings"),
        pytest.param("Log", [["Harbor House"], ["2024"]], 2024, id="what stands right above the headings"),
        pytest.param("Log", [["Harbor House", None], ["Trainings", "of 2024"]], 2024, id="among other cells"),
        pytest.param("2023 and 2024", [], None, id="two years"),
        pytest.param("2023-2024", [["2024"]], None, id="two years of a span"),
        pytest.param("2023-24", [], None, id="a span with a short end"),
        pytest.param("School year 1999/00", [], None, id="a span over the end of a century"),
        pytest.param("Log 2024-03", [], 2024, id="a month of one year"),
        pytest.param("FY 2024", [], None, id="a fiscal year"),
        pytest.param("FY2024", [], None, id="a fiscal year in one word"),
        pytest.param("fy 2024", [], None, id="a fiscal year in small letters"),
        pytest.param("Fiscal Year 2024", [], None, id="a fiscal year in words"),
        pytest.param("Log", [["Trainings of 2024", "FY"]], None, id="a fiscal year in two cells"),
        pytest.param("Log", [], None, id="no year"),
        pytest.param("Log", [[date(2024, 1, 1)]], None, id="the day on which it was printed, perhaps"),
    ],
)
def test_days_without_a_year_are_of_the_one_that_the_sheet_tells(
    name: str, above: Sequence[Sequence[Value]], year: int | None
) -> None:
    assert year_of(sheet(*above, name=name), len(above) + 1) == year
    days = {day for *_, day, _ in told(read_alone(*above, HEADS, LINE, name=name))}
    assert days == {f"{year}-03-14" if year else ""}


def test_a_year_below_the_headings_is_not_that_of_the_sheet() -> None:
    assert year_of(sheet(["Harbor House"], below=[["Training of 2024"]]), 2) is None
    assert year_of(Sheet("Log", (("Trainings of 2024",), ("Priya Nair", "3/14"))), 0) is None
