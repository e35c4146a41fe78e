"""What a row cannot tell is said with its place and with what would be right; what it tells besides is kept."""

from datetime import date
from decimal import Decimal

import pytest

from tests.domain.imports.sheets import read_alone
from tracker.domain.imports.grid import Value
from tracker.domain.imports.lines import AgencyLine, CompletionLine, PersonLine, can_be_brought_in

DAY = date(2024, 3, 14)
Row = list[Value]
NO_NAME = "there is no name here that can be read. Write whose training it is, one person in a row."
NO_DATE = "there is no date here. Write the day on which it was completed, like 3/14/2024."


def only(*rows: Row) -> CompletionLine:
    (line,) = read_alone(*rows).lines
    assert isinstance(line, CompletionLine)
    return line


def problems(*rows: Row) -> list[tuple[str, bool]]:
    """The problems of a sheet in words, without the sheet, and whether each keeps its row out."""
    return [(each.words.removeprefix("Sheet “Sheet1”, "), each.is_fatal) for each in read_alone(*rows).problems]


@pytest.mark.parametrize(
    ("heads", "row", "place"),
    [
        pytest.param(["Name", "Course", "Date"], ["4711", "CSEC 101", DAY], "row 2, column A", id="a number"),
        pytest.param(["Course", "Date", "Name"], ["CSEC 101", DAY, None], "row 2, column C", id="an empty cell"),
        pytest.param(["Course", "Date", "First Name", "Last Name"], ["CSEC 101", DAY], "row 2, column D", id="of two"),
        pytest.param(["Course", "Date", "First Name"], ["CSEC 101", DAY], "row 2", id="no column that could be named"),
        pytest.param(["Course", "Date"], ["CSEC 101", DAY], "row 2", id="no column at all"),
    ],
)
def test_a_name_that_cannot_be_read_is_missed_in_its_column(heads: Row, row: Row, place: str) -> None:
    assert problems(heads, row) == [(f"{place}: {NO_NAME}", True)]


def test_a_name_that_cannot_be_read_is_kept_as_it_stands() -> None:
    person = only(["Name", "Course", "Date"], ["4711 & others", "CSEC 101", DAY]).person
    assert (person.full, person.written) == ("", "4711 & others")


@pytest.mark.parametrize(
    ("heads", "row", "words", "is_fatal"),
    [
        pytest.param(
            ["Date", "Name", "Course"],
            ["someday", "Priya Nair", "CSEC 101"],
            "row 2, column A: “someday” is no date. Write it like 3/14/2024.",
            True,
            id="no date where it is needed",
        ),
        pytest.param(
            ["Date", "Name", "Course"], [None, "Priya Nair", "CSEC 101"], f"row 2, column A: {NO_DATE}", True, id="none"
        ),
        pytest.param(
            ["Date", "Name", "Course"], ["n/a", "Priya Nair", "CSEC 101"], f"row 2, column A: {NO_DATE}", True, id="n/a"
        ),
        pytest.param(["Name", "Course"], ["Priya Nair", "CSEC 101"], f"row 2: {NO_DATE}", True, id="no column for it"),
        pytest.param(
            ["Name", "Course", "Date", "Expires"],
            ["Priya Nair", "CSEC 101", DAY, "someday"],
            "row 2, column D: “someday” is no date. Write it like 3/14/2024.",
            False,
            id="no last valid day",
        ),
        pytest.param(
            ["Name", "CSEC 101", "CSEC 101 expires"],
            ["Priya Nair", DAY, "someday"],
            "row 2, column C: “someday” is no date. Write it like 3/14/2024.",
            False,
            id="no last valid day in a column for each training",
        ),
        pytest.param(
            ["Name", "CSEC 101", "HIPAA"],
            ["Priya Nair", DAY, "13/45/2024 (2 hrs)"],
            "row 2, column C: “13/45/2024 (2 hrs)” is no date. Write it like 3/14/2024.",
            True,
            id="no date in a column for each training",
        ),
        pytest.param(
            ["Name", "CSEC 101", "HIPAA"],
            ["Priya Nair", "3/4/2024", DAY],
            "row 2, column B: “3/4/2024” could be March 4 or April 3. Say which of the two comes first in this file.",
            True,
            id="one of two dates in a column for each training",
        ),
    ],
)
def test_a_day_that_cannot_be_told_is_named_and_keeps_a_row_out_where_it_is_needed(
    heads: Row, row: Row, words: str, is_fatal: bool
) -> None:
    assert problems(heads, row) == [(words, is_fatal)]


def test_a_day_above_the_headings_that_cannot_be_told_is_named_for_each_row() -> None:
    heads: tuple[Row, ...] = (["Training: HIPAA"], ["Date: 13/45/2024"], ["Name", "Agency"])
    words = "row 4: “13/45/2024” is no date. Write it like 3/14/2024."
    assert problems(*heads, ["Priya Nair", "CAC"]) == [(words, True)]


def test_words_that_are_on_no_list_are_named_and_the_row_is_brought_in_without() -> None:
    heads: Row = ["Name", "Role", "Agency", "Discipline"]
    found = read_alone(heads, ["Priya Nair", "Wizard", "Harbor House", "Magic"], ["Tom Baker", "n/a", "CAC", None])
    rest = "The rest of the row is brought in without."
    assert [each.words for each in found.problems] == [
        f"Sheet “Sheet1”, row 2, column D: “Magic” is no discipline known here. Write it like Law enforcement. {rest}",
        f"Sheet “Sheet1”, row 2, column B: “Wizard” is no role known here. Write it like Forensic interviewer. {rest}",
    ]
    priya, tom = found.lines
    assert isinstance(priya, PersonLine) and isinstance(tom, PersonLine)
    assert (priya.agency, priya.role, priya.discipline) == ("Harbor House", "", "")
    assert can_be_brought_in(priya)
    assert (tom.agency, tom.role, tom.discipline) == ("CAC", "", "")


def test_an_agency_without_a_name_is_told() -> None:
    heads: Row = ["Agency", "Discipline"]
    assert problems(heads, ["n/a", "LE"], ["Cedar Police", "LE"]) == [
        ("row 2, column A: there is no name of an agency here.", True),
    ]
    found = read_alone(heads, ["n/a", "LE"]).lines[0]
    assert isinstance(found, AgencyLine) and (found.name, found.discipline) == ("", "law_enforcement")


def test_cells_that_say_that_there_is_nothing_are_empty() -> None:
    heads: Row = ["Name", "Course", "Date", "Provider", "Certificate #", "Agency", "Hours", "Notes"]
    line = only(heads, ["Priya Nair", "CSEC 101", DAY, "n/a", "--", "None", "TBD", "?"])
    assert (line.provider, line.certificate_number, line.agency, line.hours, line.note) == ("", "", "", None, "")
    assert line.problems == ()


def test_a_title_that_is_missing_is_told_and_stays_empty() -> None:
    line = only(["Name", "Course", "Date"], ["Priya Nair", None, DAY])
    assert line.title == ""
    assert [each.words for each in line.problems] == [
        "Sheet “Sheet1”, row 2, column B: there is no title here. Write which training it was."
    ]


@pytest.mark.parametrize(
    ("written", "kept", "note"),
    [
        pytest.param("Zoom", "live_online", "", id="words that are known"),
        pytest.param("by carrier pigeon", "", "by carrier pigeon", id="others"),
        pytest.param("n/a", "", "", id="nothing"),
        pytest.param(None, "", "", id="an empty cell"),
    ],
)
def test_words_for_a_format_that_are_not_known_are_kept_as_a_note(written: Value, kept: str, note: str) -> None:
    line = only(["Name", "Course", "Date", "Format"], ["Priya Nair", "CSEC 101", DAY, written])
    assert (line.format, line.note) == (kept, note)


def test_notes_stand_one_behind_the_other_each_below_its_heading_where_that_says_something() -> None:
    heads: Row = ["Name", "Course", "Date", "Notes", "Presenter", "Location", "Format", "Topics"]
    row: Row = ["Priya Nair", "CSEC 101", DAY, "in the binder", "Dana Cole", "n/a", "by post", "Ethics"]
    assert only(heads, row).note == "in the binder; Presenter: Dana Cole; by post; Ethics"
    assert len(only(heads, [*row[:3], "x" * 990, *row[4:]]).note) == 1_000


def test_credits_stand_with_the_hours_or_in_columns_of_their_own() -> None:
    heads: Row = ["Name", "Course", "Date", "Hours", "CEUs", "CLE credits"]
    line = only(heads, ["Priya Nair", "CSEC 101", DAY, "2 hrs (0.2 CEU)", "1", "1.5 CLE"])
    assert line.hours == 2
    assert [(each.body, each.amount) for each in line.credits] == [
        *(("CEU", Decimal("0.2")), ("CEU", Decimal(1)), ("CLE", Decimal("1.5"))),
    ]


def test_what_a_column_of_credits_says_instead_of_a_number_is_told_and_the_rest_is_brought_in() -> None:
    line = only(["Name", "Course", "Date", "Hours", "CEUs"], ["Priya Nair", "CSEC 101", DAY, "2", "applied for"])
    assert (line.hours, line.credits) == (2, ())
    assert [(problem.words, problem.is_fatal) for problem in line.problems] == [
        (
            "Sheet “Sheet1”, row 2, column E: “applied for” is no number of credits. Write it like 1.5."
            " The rest of the row is brought in without.",
            False,
        )
    ]


@pytest.mark.parametrize(
    ("heading", "cell", "hours"),
    [("Minutes", Decimal(90), "1.50"), ("Duration (mins)", "90", "1.50"), ("Hours", Decimal(90), "90.00")],
)
def test_a_heading_says_whether_numbers_are_minutes(heading: str, cell: Value, hours: str) -> None:
    assert str(only(["Name", "Course", "Date", heading], ["Priya Nair", "CSEC 101", DAY, cell]).hours) == hours


def test_hours_that_hold_for_a_whole_sheet_are_hours() -> None:
    line = only(["Hours: 1.5"], ["Training: HIPAA"], ["Name", "Date"], ["Priya Nair", DAY])
    assert (line.hours, line.problems) == (Decimal("1.50"), ())


def test_hours_that_cannot_be_read_are_named_and_left_out() -> None:
    heads: Row = ["Name", "Course", "Date", "Hours"]
    words = "row 2, column D: “half day” is no number of hours. Write it like 1.5."
    assert problems(heads, ["Priya Nair", "CSEC 101", DAY, "half day"]) == [
        (f"{words} The rest of the row is brought in without.", False),
    ]
