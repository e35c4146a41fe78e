"""What comes of each row: its lines, with what each assumes and what it lacks, or why it has none."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from tests.domain.imports.sheets import book, read_alone, told
from tracker.domain.imports.grid import Value
from tracker.domain.imports.lines import (
    AgencyLine,
    CompletionLine,
    Line,
    Passed,
    PersonLine,
    PersonWords,
    Place,
    Problem,
    can_be_brought_in,
)
from tracker.domain.imports.plan import Column, ColumnPlan, Layout, SheetPlan
from tracker.domain.imports.reading import propose, read

DAY, OTHER = date(2024, 3, 14), date(2024, 5, 21)
HEADS = ("Name", "Training", "Date", "Hours", "Notes", "File name")
LINE = ("Priya Nair", "CSEC 101", DAY, "1.5", "in Reno", "nair.pdf")
NO_NAME = "there is no name here that can be read. Write whose training it is, one person in a row."
NO_TITLE = "there is no title here. Write which training it was."
NO_DATE = "there is no date here. Write the day on which it was completed, like 3/14/2024."
OF_GROUP = "Person's name is the name of the group above."


def lines(*rows: Sequence[Value], name: str = "Sheet1") -> tuple[Line, ...]:
    """The lines of a sheet."""
    return read_alone(*rows, name=name).lines


def words(line: Line) -> list[str]:
    """The problems of a line, as people read them."""
    return [problem.words for problem in line.problems]


def test_all_that_a_row_tells_of_a_completion_is_kept() -> None:
    heads = (*HEADS, "Provider", "Format", "Topics", "Certificate number", "Expires", "CLE", "Agency", "Role")
    (line,) = lines(
        heads,
        [
            *LINE,
            *("Harbor House", "Campfire", "Trauma, Ethics, Knots", "N 7", date(2026, 3, 14), Decimal(2)),
            *("Cedar Police", "Detective"),
        ],
    )
    assert isinstance(line, CompletionLine)
    assert (line.person.full, line.title, line.completed_on, line.hours) == (
        *("Priya Nair", "CSEC 101", DAY, Decimal("1.5")),
    )
    assert (line.provider, line.format, line.topics, line.certificate_number) == (
        "Harbor House",
        "",
        ("trauma",),
        "N 7",
    )
    assert (line.expires_on, line.file) == (date(2026, 3, 14), "nair.pdf")
    assert line.note == "in Reno; Campfire; Ethics, Knots"
    assert [(each.body, each.amount) for each in line.credits] == [("CLE", Decimal(2))]
    assert (line.agency, line.role, line.discipline) == ("Cedar Police", "law_enforcement_investigator", "")
    assert (line.place, line.assumed, line.problems) == (Place("Sheet1", 2), (), ())


def test_a_row_without_a_title_or_a_day_says_so_and_what_to_write() -> None:
    (*_, line) = lines(HEADS, LINE, LINE, ["Tom Baker", None, None, "2"])
    assert words(line) == [
        f"Sheet “Sheet1”, row 4, column {at}: {what}" for at, what in (("B", NO_TITLE), ("C", NO_DATE))
    ]
    assert isinstance(line, CompletionLine) and (line.title, line.completed_on) == ("", None)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        pytest.param(["Nina Park"], Passed.NOTHING_DONE, id="a name"),
        pytest.param([None, None, None, None, "call her"], Passed.REMARK, id="a note"),
        pytest.param([None, None, None, "2 hrs"], Passed.REMARK, id="hours in words"),
        pytest.param([None, None, None, None, None, "scan7.pdf"], Passed.REMARK, id="the name of a file"),
        pytest.param([None, None, None, None, None, None, "ok"], Passed.REMARK, id="something beside all headings"),
        pytest.param([None, None, None, None, None, None, None, "-"], Passed.REMARK, id="a dash far from all headings"),
    ],
)
def test_a_lone_cell_that_tells_of_no_completion_is_passed_over(row: list[Value], why: Passed) -> None:
    found = read_alone(HEADS, LINE, row, LINE)
    assert (len(found.lines), found.counts) == (2, {Passed.HEADING: 1, why: 1})


@pytest.mark.parametrize(
    ("row", "lacks"),
    [
        ([None, "CSEC 102"], [NO_NAME, NO_DATE]),
        ([None, None, OTHER], [NO_NAME, NO_TITLE]),
    ],
)
def test_a_lone_title_or_day_is_a_line_that_says_what_it_lacks(row: list[Value], lacks: list[str]) -> None:
    line = lines(HEADS, LINE, row, LINE)[1]
    assert [problem.advice for problem in line.problems] == lacks
    assert not can_be_brought_in(line)


def test_names_in_a_cell_are_a_line_each_that_says_of_how_many() -> None:
    rows = (["Priya Nair\nBaker, Tom", "CSEC 101", "3/14/2024", "2"], ["Nina Park; Sam Okafor", "HIPAA", DAY, "half"])
    told_of = lines(HEADS[:4], *rows)
    assert [line.person for line in told_of if isinstance(line, CompletionLine)] == [
        PersonWords("Priya Nair", "Priya", "Nair", "", "Priya Nair"),
        PersonWords("Tom Baker", "Tom", "Baker", "", "Baker, Tom"),
        PersonWords("Nina Park", "Nina", "Park", "", "Nina Park"),
        PersonWords("Sam Okafor", "Sam", "Okafor", "", "Sam Okafor"),
    ]
    assert {line.assumed for line in told_of} == {("One of 2 names in the cell.",)}
    assert [len(line.problems) for line in told_of] == [0, 0, 1, 1]


@pytest.mark.parametrize(("cell", "written"), [(Decimal("12.0"), "12"), ("7 people", "7 people"), (None, "")])
def test_a_name_that_cannot_be_read_is_told_and_kept_as_it_stands(cell: Value, written: str) -> None:
    (*_, line) = lines(HEADS, LINE, LINE, [cell, "HIPAA", OTHER])
    assert isinstance(line, CompletionLine)
    assert line.person == PersonWords("", written=written)
    assert words(line) == [f"Sheet “Sheet1”, row 4, column A: {NO_NAME}"]


def test_a_title_alone_holds_for_the_rows_below_it_that_have_none() -> None:
    first, second, third = lines(
        ("Name", "Training", "Date"),
        ["CSEC 101"],
        ["Priya Nair", None, DAY],
        ["Tom Baker", None, DAY],
        ["Nina Park", "HIPAA", DAY],
    )
    assert [line.title for line in (first, second, third) if isinstance(line, CompletionLine)] == [
        *("CSEC 101", "CSEC 101", "HIPAA")
    ]
    of_group = ("Title of the training is the name of the group above.",)
    assert [line.assumed for line in (first, second, third)] == [of_group, of_group, ()]


def test_a_name_alone_holds_for_the_rows_below_it_that_have_none() -> None:
    heads = ("Name", "Email", "Training", "Date")
    found = read_alone(
        heads,
        ["Priya Nair"],
        [None, None, "CSEC 101", DAY],
        ["Tom Baker", None, "HIPAA", DAY],
        [None, "nina@example.org", "Ethics", DAY],
    )
    assert [line[0] for line in told(found)] == ["Priya Nair", "Tom Baker", ""]
    assert [line.assumed for line in found.lines] == [(OF_GROUP,), (), ()]
    assert found.counts == {Passed.HEADING: 1, Passed.GROUP: 1}


SETS = ("Name", "Training 1", "Date 1", "Hours 1", "Training 2", "Date 2", "Hours 2")


def test_trainings_side_by_side_are_each_told_with_their_place() -> None:
    first, second = lines(SETS, ["Priya Nair", "CSEC 101", DAY, "2", "HIPAA", "soon", "1"])
    assert [line.place for line in (first, second)] == [Place("Sheet1", 2, "B"), Place("Sheet1", 2, "E")]
    assert words(second) == ["Sheet “Sheet1”, row 2, column F: “soon” is no date. Write it like 3/14/2024."]
    assert first.problems == ()


def test_trainings_side_by_side_may_stand_below_the_name_of_a_person() -> None:
    found = read_alone(SETS, ["Priya Nair"], [None, "CSEC 101", DAY, "2", "HIPAA", OTHER, "1"])
    assert told(found) == [
        ("Priya Nair", "CSEC 101", "2024-03-14", "2.00"),
        ("Priya Nair", "HIPAA", "2024-05-21", "1.00"),
    ]
    assert [line.assumed for line in found.lines] == [(OF_GROUP,), (OF_GROUP,)]


def test_hours_alone_in_one_of_several_sets_are_no_training() -> None:
    found = read_alone(SETS, ["Priya Nair", "CSEC 101", DAY, "2"], [None, None, None, None, None, None, "2 hrs"])
    assert (len(found.lines), found.counts) == (1, {Passed.HEADING: 1, Passed.NOTHING_DONE: 1})


def test_what_lacks_of_a_person_and_what_is_assumed_of_them_is_told_at_each_of_their_trainings() -> None:
    heads = ("Name", "CSEC 101", "HIPAA")
    row = ("Priya Nair", DAY, "3/14/2024 (Zoom)")
    *_, first, second = lines(heads, row, row, (None, DAY, "x"))
    place = "Sheet “Sheet1”, row 4, column"
    assert words(first) == [f"{place} A: {NO_NAME}"]
    assert words(second) == [
        *(f"{place} A: {NO_NAME}", f"{place} C: “x” does not say when it was completed. Write it like 3/14/2024."),
    ]
    *_, first, second = lines(heads, row, (None, DAY, "3/14/2024 (Zoom)"))
    above = "Person's name stands in a row above."
    assert (first.assumed, second.assumed) == ((above,), (above, "“Zoom” beside the date is not brought in."))


PEOPLE = ("Name", "Email", "Agency", "Role", "Hire date")


def test_a_person_is_a_line_with_what_is_told_of_them() -> None:
    first, second = lines(
        PEOPLE,
        ["Priya Nair", "priya@example.org", "Harbor House", "Volunteer", date(2020, 3, 14)],
        ["Tom Baker", None, '"', "Wizard", "some day"],
    )
    assert isinstance(first, PersonLine) and isinstance(second, PersonLine)
    assert (first.person.email, first.agency, first.role, first.since) == (
        *("priya@example.org", "Harbor House", "volunteer", date(2020, 3, 14)),
    )
    assert (first.place, first.assumed, first.problems) == (Place("Sheet1", 2), (), ())
    assert (second.agency, second.assumed) == ("Harbor House", ("Agency repeats the row above.",))
    assert words(second) == [
        "Sheet “Sheet1”, row 3, column D: “Wizard” is no role known here. Write it like Forensic interviewer. "
        "The rest of the row is brought in without.",
        "Sheet “Sheet1”, row 3, column E: “some day” is no date. Write it like 3/14/2024.",
    ]
    assert can_be_brought_in(second)


@pytest.mark.parametrize(
    ("row", "full", "email"),
    [(["Nina Park"], "Nina Park", ""), ([None, "nina@example.org"], "", "nina@example.org")],
)
def test_a_name_or_an_address_alone_is_a_person(row: list[Value], full: str, email: str) -> None:
    *_, line = lines(PEOPLE, ["Priya Nair", None, "Harbor House"], ["Tom Baker", None, "Harbor House"], row)
    assert isinstance(line, PersonLine)
    assert (line.person.full, line.person.email, line.problems) == (full, email, ())


def test_in_a_list_of_people_a_cell_alone_that_names_nobody_is_a_remark_and_two_cells_are_a_person_to_be_named() -> (
    None
):
    rows = (["Priya Nair", None, "Harbor House"], ["Priya Nair", None, "Cedar Police"])
    found = read_alone(PEOPLE, *rows, [None, None, "Lakeside"], [None, None, "Lakeside", "Volunteer"])
    assert found.counts == {Passed.HEADING: 1, Passed.REMARK: 1}
    assert [words(line) for line in found.lines] == [[], [], [f"Sheet “Sheet1”, row 5, column A: {NO_NAME}"]]


def test_an_agency_is_a_line_and_one_without_a_name_says_so() -> None:
    first, second = lines(("Agency", "Discipline"), ["Cedar Police", "LE"], [None, "Wizards"])
    assert first == AgencyLine(place=Place("Sheet1", 2), name="Cedar Police", discipline="law_enforcement")
    assert isinstance(second, AgencyLine)
    assert (second.place, second.name, second.discipline) == (Place("Sheet1", 3), "", "")
    assert second.problems[1] == Problem(
        Place("Sheet1", 3, "A"), "", "there is no name of an agency here.", is_fatal=True
    )
    assert second.problems[0].value == "Wizards"


def test_rows_above_the_headings_are_told_and_no_more_than_the_sheet_has() -> None:
    found = read_alone(["Harbor House"], [], HEADS, LINE)
    assert found.counts == {Passed.ABOVE: 2, Passed.HEADING: 1}
    its = book(["Harbor House"], ["Trainings"])
    columns = (ColumnPlan(0, "Name", Column.PERSON), ColumnPlan(1, "Training", Column.TITLE))
    longer = SheetPlan("Sheet1", Layout.COMPLETIONS, 5, columns)
    passed = read(its, propose(its).with_sheet(longer)).passed
    assert [(row.place.row, row.why) for row in passed] == [(1, Passed.ABOVE), (2, Passed.ABOVE)]
