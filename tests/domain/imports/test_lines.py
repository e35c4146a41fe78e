"""What was read is told with its place, and whether it can be brought in."""

from tracker.domain.imports.lines import (
    AgencyLine,
    CompletionLine,
    Passed,
    PassedRow,
    PersonLine,
    PersonWords,
    Place,
    Problem,
    Read,
    can_be_brought_in,
)

CELL = Place("2024", 17, "D")
NO_DATE = Problem(CELL, "13/45/2024", "“13/45/2024” is no date. Write it like 3/14/2024.", is_fatal=True)
NO_HOURS = Problem(Place("2024", 18, "E"), "a few", "“a few” is no number of hours. Write it like 1.5.")
MARIA = PersonWords("Maria Santos")


def test_a_problem_names_sheet_row_and_column_and_what_would_be_right() -> None:
    assert NO_DATE.words == "Sheet “2024”, row 17, column D: “13/45/2024” is no date. Write it like 3/14/2024."
    assert Place("2024", 3).words == "Sheet “2024”, row 3"


def test_a_line_is_kept_with_its_problems_and_brought_in_unless_one_is_fatal() -> None:
    undated = CompletionLine(place=CELL, person=MARIA, title="CSEC 101", completed_on=None, problems=(NO_DATE,))
    unsure = PersonLine(place=CELL, person=MARIA, problems=(NO_HOURS,))
    clean = AgencyLine(place=CELL, name="Police")
    assert [can_be_brought_in(line) for line in (undated, unsure, clean)] == [False, True, True]
    assert Read((undated, unsure, clean)).problems == (NO_DATE, NO_HOURS)


def test_rows_that_are_no_lines_are_counted_by_their_kind() -> None:
    rows = tuple(PassedRow(Place("2024", row), Passed.BLANK) for row in (4, 9))
    read = Read((), (*rows, PassedRow(Place("2024", 20), Passed.TOTAL)))
    assert read.counts == {Passed.BLANK: 2, Passed.TOTAL: 1}
    assert [kind.label for kind in Passed] == [
        "Titles and remarks above the headings",
        "Headings",
        "Blank rows",
        "Totals",
        "Remarks",
        "Names of groups, taken for the rows below them",
        "People without any training in their row",
        "Rows that say that it was not completed",
        "Statements that were voided, or void another",
        "Rows of sheets that are not brought in",
    ]
