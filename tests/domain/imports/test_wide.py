"""A cell for each training of a person, or for each person of a training: what it tells, and what it leaves open."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.domain.imports.sheets import book, read_alone
from tracker.domain.imports.grid import Value
from tracker.domain.imports.lines import CompletionLine, CreditWords, PersonWords, can_be_brought_in
from tracker.domain.imports.plan import Column
from tracker.domain.imports.reading import propose, read

DAY, OTHER = date(2024, 3, 14), date(2024, 5, 21)
WRITE = "Write it like 3/14/2024."
HEADING_SAYS = "The date is that of the heading."


def lines(*rows: Sequence[Value], name: str = "Sheet1", **answers: Any) -> list[CompletionLine]:
    """The completions of a sheet."""
    found = read_alone(*rows, name=name, **answers)
    return [line for line in found.lines if isinstance(line, CompletionLine)]


def only(cell: Value, heading: str = "CSEC 101", name: str = "Sheet1") -> CompletionLine:
    """What a cell below a training tells of a person; two other cells show that the column is of one."""
    line, *_ = lines(["Name", heading], ["Priya Nair", cell], ["Tom Baker", OTHER], ["Nina Park", OTHER], name=name)
    assert line.person.full == "Priya Nair"
    return line


def words(line: CompletionLine) -> list[str]:
    """The problems of a line, as people read them."""
    return [problem.words for problem in line.problems]


@pytest.mark.parametrize(
    ("cell", "day", "hours", "credits"),
    [
        (DAY, DAY, None, ()),
        ("3/14/2024 (2 hrs)", DAY, "2", ()),
        ("3/14/2024\u00a0 (2\u00a0hrs) ", DAY, "2", ()),
        ("3/14/2024 [90 min]", DAY, "1.5", ()),
        ("3/14/2024, 2 hrs", DAY, "2", ()),
        ("March 14, 2024, 2 hrs", DAY, "2", ()),
        ("3/14/2024; 2", DAY, "2", ()),
        ("3/14/2024 - 2 hrs", DAY, "2", ()),
        ("3/14/2024\n2 hrs", DAY, "2", ()),
        ("3/14/2024 (2 CEU)", DAY, None, (CreditWords("CEU", Decimal(2)),)),
        ("Mar 14, 2024 at 3:00 pm", DAY, None, ()),
        ("3/12 - 3/14/2024", DAY, None, ()),
    ],
)
def test_a_cell_tells_the_day_and_perhaps_hours_or_credits_beside_it(
    cell: Value, day: date, hours: str | None, credits: tuple[CreditWords, ...]
) -> None:
    line = only(cell)
    assert (line.completed_on, line.credits, line.assumed, line.problems) == (day, credits, (), ())
    assert line.hours == (Decimal(hours) if hours else None)


@pytest.mark.parametrize("cell", ["3/14/2024 ( Zoom )", "3/14/2024 Zoom", "Mar 14, 2024 Zoom"])
def test_what_stands_beside_a_day_and_is_no_hours_is_said_to_be_left(cell: str) -> None:
    line = only(cell)
    assert (line.completed_on, line.hours) == (DAY, None)
    assert line.assumed == ("“Zoom” beside the date is not brought in.",)


@pytest.mark.parametrize(("cell", "quoted"), [("2/29", "2/29"), ("2/29 (2 hrs)", "2/29"), ("Feb 29; 2 hrs", "Feb 29")])
def test_a_day_without_a_year_is_of_the_year_of_the_sheet(cell: str, quoted: str) -> None:
    assert only(cell, name="2024").completed_on == date(2024, 2, 29)
    assert words(only(cell, name="Log")) == [f"Sheet “Log”, row 2, column B: “{quoted}” has no year. {WRITE}"]


@pytest.mark.parametrize(
    ("cell", "hours", "problem"),
    [
        ("x", None, "“x” does not say when it was completed."),
        (Decimal("1.50"), "1.5", "“1.5” does not say when it was completed."),
        ("2 hrs", "2", "“2 hrs” does not say when it was completed."),
        (Decimal("99.99"), "99.99", "“99.99” does not say when it was completed."),
        ("100", None, "“100” is no date."),
        (Decimal(2024), None, "“2024” is only a year."),
        ("2023", None, "“2023” is only a year."),
        ("soon", None, "“soon” is no date."),
        (True, None, "“yes” does not say when it was completed."),
    ],
)
def test_a_cell_without_a_day_is_told_with_what_it_says(cell: Value, hours: str | None, problem: str) -> None:
    line = only(cell)
    assert words(line) == [f"Sheet “Sheet1”, row 2, column B: {problem} {WRITE}"]
    assert not can_be_brought_in(line)
    assert (line.completed_on, line.hours) == (None, Decimal(hours) if hours else None)


def test_credits_without_a_day_are_kept_and_the_day_is_asked_for() -> None:
    line = only("2 CEU")
    assert line.credits == (CreditWords("CEU", Decimal(2)),)
    assert words(line) == [f"Sheet “Sheet1”, row 2, column B: “2 CEU” does not say when it was completed. {WRITE}"]


@pytest.mark.parametrize(("cell", "hours"), [("x", None), ("1.5 hrs", "1.5"), (Decimal(2), "2")])
def test_a_day_in_the_heading_is_that_of_the_crosses_and_hours_below_it(cell: Value, hours: str | None) -> None:
    line = only(cell, "CSEC 101 (3/14/2024)")
    assert (line.title, line.completed_on, line.assumed, line.problems) == ("CSEC 101", DAY, (HEADING_SAYS,), ())
    assert line.hours == (Decimal(hours) if hours else None)


def test_a_day_in_the_upper_of_two_headings_is_that_of_the_crosses_below_it() -> None:
    (line,) = lines(
        [None, "CSEC 101 (3/14/2024)", "CSEC 101 (3/14/2024)", "HIPAA", "HIPAA"],
        ["Name", "Date", "Hours", "Date", "Hours"],
        ["Priya Nair", "x", "2", None, None],
    )
    assert (line.title, line.completed_on, line.hours, line.problems) == ("CSEC 101", DAY, Decimal(2), ())


def test_a_heading_whose_day_could_be_two_is_told_at_the_cells_below_it() -> None:
    line = only("x", "CSEC 101 (3/4/2024)")
    assert line.completed_on is None
    assert words(line) == [
        "Sheet “Sheet1”, row 2, column B: “3/4/2024” could be March 4 or April 3. "
        "Say which of the two comes first in this file.",
    ]


def test_each_training_keeps_the_order_of_day_and_month_that_its_own_column_proves() -> None:
    heads = ["Name", "CSEC 101", "HIPAA", "Ethics (3/4/2024)"]
    rows = (
        ["Priya Nair", "3/4/2024 (2 hrs)", "4/3/2024 (1 hr)", "x"],
        ["Tom Baker", "3/25/2024", "25/3/2024", "3/25/2024"],
    )
    first, second, third, *_ = lines(heads, *rows)
    assert {line.completed_on for line in (first, second, third)} == {date(2024, 3, 4)}
    assert (first.assumed, second.assumed, third.assumed) == ((), (), (HEADING_SAYS,))


def test_what_is_not_done_and_a_note_alone_tell_of_no_completion() -> None:
    heads = ["Name", "CSEC 101 - Date", "CSEC 101 - Hours", "CSEC 101 - Notes"]
    told = lines(heads, ["Priya Nair", DAY, "2", "by Zoom"], ["Tom Baker", "overdue", None, "call him"], ["Nina Park"])
    assert [(line.person.full, line.note) for line in told] == [("Priya Nair", "by Zoom")]


HEADS = ("Name", "CSEC 101 - Date", "CSEC 101 - Hours", "CSEC 101 - CEUs", "CSEC 101 - Expires", "CSEC 101 - Notes")


def test_all_that_columns_tell_of_a_training_comes_together() -> None:
    (line,) = lines(HEADS, ["Priya Nair", "3/14/2024 (1 CLE)", "90 min (3 POST)", "2", date(2026, 3, 14), "by Zoom"])
    assert (line.person, line.title) == (PersonWords("Priya Nair", "Priya", "Nair", "", "Priya Nair"), "CSEC 101")
    assert (line.completed_on, line.hours, line.expires_on) == (DAY, Decimal("1.5"), date(2026, 3, 14))
    assert line.credits == tuple(
        CreditWords(body, Decimal(amount)) for body, amount in (("CLE", 1), ("POST", 3), ("CEU", 2))
    )
    assert (line.note, line.place.words, line.problems) == ("by Zoom", "Sheet “Sheet1”, row 2, column B", ())


def test_what_is_no_number_of_credits_of_a_training_is_told() -> None:
    (line,) = lines(HEADS, ["Priya Nair", "3/14/2024", "2", "applied for"])
    assert (line.hours, line.credits) == (Decimal(2), ())
    assert words(line) == [
        "Sheet “Sheet1”, row 2, column D: “applied for” is no number of credits. Write it like 1.5."
        " The rest of the row is brought in without."
    ]


def test_hours_beside_the_day_hold_where_the_column_of_hours_tells_none() -> None:
    (line,) = lines(HEADS, ["Priya Nair", "3/14/2024 (2 hrs)", "2 CEU"])
    assert (line.hours, line.credits) == (Decimal(2), (CreditWords("CEU", Decimal(2)),))
    assert (line.note, line.expires_on) == ("", None)


def test_hours_of_a_training_without_its_day_ask_for_the_day() -> None:
    (line,) = lines(HEADS, ["Priya Nair", None, "2", "1"])
    assert (line.completed_on, line.hours, line.credits) == (None, Decimal(2), (CreditWords("CEU", Decimal(1)),))
    assert words(line) == [
        "Sheet “Sheet1”, row 2, column C: there is no date for “CSEC 101”. "
        "Write the day on which it was completed, like 3/14/2024.",
    ]
    (line,) = lines(HEADS, ["Priya Nair", None, None, "1"])
    assert (line.hours, line.credits, line.place.column) == (None, (CreditWords("CEU", Decimal(1)),), "D")


def test_a_last_valid_day_that_cannot_be_read_is_told_and_keeps_no_training_out() -> None:
    (line,) = lines(HEADS, ["Priya Nair", DAY, None, None, "soon", None])
    assert (line.completed_on, line.expires_on) == (DAY, None)
    assert words(line) == [f"Sheet “Sheet1”, row 2, column E: “soon” is no date. {WRITE}"]
    assert can_be_brought_in(line)


def test_hours_of_a_training_that_cannot_be_read_are_told_and_keep_it_not_out() -> None:
    (line,) = lines(HEADS, ["Priya Nair", DAY, "half day"])
    assert words(line) == [
        "Sheet “Sheet1”, row 2, column C: “half day” is no number of hours. Write it like 1.5. "
        "The rest of the row is brought in without.",
    ]
    assert (line.hours, can_be_brought_in(line)) == (None, True)


def test_minutes_of_a_training_are_minutes() -> None:
    (line,) = lines(
        [None, "CSEC 101", "CSEC 101", "HIPAA", "HIPAA"],
        ["Name", "Date", "Minutes", "Date", "Minutes"],
        ["Priya Nair", DAY, Decimal(90), None, None],
    )
    assert line.hours == Decimal("1.5")


ACROSS = ("Training", "Hours", "Provider", "Format", "Priya Nair", "Tom Baker")


def test_what_a_row_tells_of_a_training_holds_for_each_of_its_people() -> None:
    told = lines(ACROSS, ["CSEC 101", "2 hrs (2 CEU)", "Harbor House", "Zoom", DAY, "5/21/2024 (90 min) "])
    assert [(line.person.full, line.completed_on, line.hours) for line in told] == [
        ("Priya Nair", DAY, Decimal(2)),
        ("Tom Baker", OTHER, Decimal("1.5")),
    ]
    assert [line.place.column for line in told] == ["E", "F"]
    for line in told:
        assert (line.title, line.provider, line.format, line.note) == ("CSEC 101", "Harbor House", "live_online", "")
        assert line.credits == (CreditWords("CEU", Decimal(2)),)
    (line,) = lines(ACROSS, ["CSEC 101", None, None, "Campfire", DAY, "1/2/2024 (1 CLE)"])[:1]
    assert (line.format, line.note, line.hours, line.credits) == ("", "Campfire", None, ())


def test_who_has_not_done_it_has_no_line_below_their_name() -> None:
    told = lines(ACROSS, ["CSEC 101", "2", None, None, DAY, "overdue"], ["HIPAA", "1", None, None, "n/a", OTHER])
    assert [(line.person.full, line.title) for line in told] == [("Priya Nair", "CSEC 101"), ("Tom Baker", "HIPAA")]


def test_a_row_of_a_training_without_a_title_asks_for_it_at_each_of_its_people() -> None:
    row = ["CSEC 101", "2", None, None, DAY, None]
    told = lines(ACROSS, row, row, [None, "2", None, None, DAY, OTHER])[2:]
    title = "Sheet “Sheet1”, row 4, column A: there is no title here. Write which training it was."
    assert [words(line) for line in told] == [[title], [title]]
    assert [line.title for line in told] == ["", ""]


def test_hours_of_a_training_that_cannot_be_read_are_told_at_each_of_its_people() -> None:
    told = lines(ACROSS, ["CSEC 101", "half day", None, None, DAY, "x"], ["HIPAA", "1", None, None, DAY, OTHER])[:2]
    hours = (
        "Sheet “Sheet1”, row 2, column B: “half day” is no number of hours. Write it like 1.5. "
        "The rest of the row is brought in without."
    )
    mark = f"Sheet “Sheet1”, row 2, column F: “x” does not say when it was completed. {WRITE}"
    assert [words(line) for line in told] == [[hours], [hours, mark]]


def test_what_is_assumed_of_one_person_is_said_of_no_other() -> None:
    rows = (["CSEC 101", "2", None, None, DAY, DAY], ['"', "2", None, None, "3/14/2024 (Zoom)", "5/21/2024 (room 4)"])
    told = lines(ACROSS, *rows)[2:]
    ditto = "Title of the training repeats the row above."
    assert [line.assumed for line in told] == [
        (ditto, "“Zoom” beside the date is not brought in."),
        (ditto, "“room 4” beside the date is not brought in."),
    ]


def test_a_heading_that_people_take_for_a_person_is_one_as_it_stands() -> None:
    its = book([*ACROSS, "Team 7"], ["CSEC 101", "2", None, None, DAY, OTHER, DAY])
    (sheet,) = propose(its).sheets
    columns = (*sheet.columns[:-1], replace(sheet.columns[-1], column=Column.PERSON))
    line = read(its, propose(its).with_sheet(replace(sheet, columns=columns))).lines[-1]
    assert isinstance(line, CompletionLine)
    assert line.person == PersonWords("Team 7")
