"""From rows as people keep them to lines, without a touch; what cannot be known is asked, and nothing vanishes."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.imports.sheets import book, plan_of, read_alone, told
from tracker.domain.imports.grid import Value
from tracker.domain.imports.lines import AgencyLine, Passed, PersonLine, can_be_brought_in
from tracker.domain.imports.plan import Column, Layout, Plan
from tracker.domain.imports.reading import propose, questions, read

DAY = date(2024, 3, 14)
HEADS = ("Name", "Training", "Date", "Hours")
ONE = ("Priya Nair", "CSEC 101", DAY, Decimal("1.5"))
READ_ONE = ("Priya Nair", "CSEC 101", "2024-03-14", "1.50")


def test_headings_are_found_below_titles_and_above_totals() -> None:
    found = read_alone(
        ["Harbor House Training Log", None],
        [],
        ["Staff Name", "Training Title", "Date Completed", "# of Hours"],
        ["Nair, Priya", "CSEC 101", "3/14/2024", "1.5 hrs"],
        [],
        ["Staff Name", "Training Title", "Date Completed", "# of Hours"],
        ["Tom Baker", "HIPAA", "3/4/2024", "90 min"],
        ["Total", None, None, Decimal(3)],
        ["* certificates are in the binder"],
    )
    assert told(found) == [READ_ONE, ("Tom Baker", "HIPAA", "2024-03-04", "1.50")]
    assert found.counts == {
        Passed.ABOVE: 2,
        Passed.HEADING: 2,
        Passed.BLANK: 1,
        Passed.TOTAL: 1,
        Passed.REMARK: 1,
    }


def test_a_wide_sheet_gives_a_line_for_each_cell_that_tells_of_a_completion() -> None:
    found = read_alone(
        ["Name", "CSEC 101", "HIPAA", "Ethics"],
        ["Priya Nair", DAY, "x", "3/25/24 (2 hrs)"],
        ["Tom Baker", None, "n/a", None],
    )
    assert told(found) == [
        ("Priya Nair", "CSEC 101", "2024-03-14", ""),
        ("Priya Nair", "HIPAA", "", ""),
        ("Priya Nair", "Ethics", "2024-03-25", "2.00"),
    ]
    assert [can_be_brought_in(line) for line in found.lines] == [True, False, True]
    assert found.problems[0].words == (
        "Sheet “Sheet1”, row 2, column C: “x” does not say when it was completed. Write it like 3/14/2024."
    )
    assert found.counts[Passed.NOTHING_DONE] == 1


def test_two_rows_of_headings_give_a_date_and_hours_to_each_training() -> None:
    found = read_alone(
        [None, "CSEC 101", "CSEC 101", "HIPAA", None],
        ["Name", "Date", "Hours", "Date", "Hours"],
        ["Priya Nair", DAY, Decimal("1.5"), DAY, "1 hr"],
    )
    assert told(found) == [READ_ONE, ("Priya Nair", "HIPAA", "2024-03-14", "1.00")]


def test_columns_for_the_date_and_the_hours_of_a_training_belong_together() -> None:
    found = read_alone(
        ["Employee", "CSEC 101 - Date", "CSEC 101 - Hours", "HIPAA Date", "HIPAA Hours"],
        ["Priya Nair", DAY, "1:30", None, None],
    )
    assert told(found) == [READ_ONE]


@pytest.mark.parametrize("numbers", [("1", "2"), ("", "")])
def test_a_row_may_tell_several_trainings_side_by_side(numbers: tuple[str, str]) -> None:
    heads = [f"{word} {number}".strip() for number in numbers for word in ("Training", "Date", "Hours")]
    found = read_alone(
        ["Name", *heads],
        ["Priya Nair", "CSEC 101", DAY, "1.5", "HIPAA", DAY, "1"],
        ["Tom Baker", None, None, None, "Ethics", DAY, None],
        ["Nina Park", None, None],
    )
    assert told(found) == [
        READ_ONE,
        ("Priya Nair", "HIPAA", "2024-03-14", "1.00"),
        ("Tom Baker", "Ethics", "2024-03-14", ""),
    ]
    assert [line.place.column for line in found.lines] == ["B", "E", "E"]
    assert found.counts[Passed.NOTHING_DONE] == 1


def test_a_heading_that_is_a_time_is_no_training() -> None:
    for heading in ("2024", "March", "Mar 2024", "3/2024"):
        assert read_alone(["Name", heading], ["Priya Nair", DAY]).lines == ()
    assert len(read_alone(["Name", "Marketing"], ["Priya Nair", DAY]).lines) == 1
    rows = (["Name", "Course", "2023", "2024"], ["Priya Nair", "CSEC 101", DAY, DAY])
    assert not any(can_be_brought_in(line) for line in read_alone(*rows).lines)


def test_the_last_valid_day_of_a_training_is_not_the_day_it_was_completed() -> None:
    found = read_alone(["Name", "HIPAA", "CPR exp."], ["Priya Nair", DAY, date(2026, 3, 14)])
    assert [(line[1], line[2]) for line in told(found)] == [("HIPAA", "2024-03-14"), ("CPR", "")]
    assert not can_be_brought_in(found.lines[1])


def test_people_may_stand_in_the_columns() -> None:
    found = read_alone(["Training", "Hours", "Priya Nair", "Tom Baker"], ["CSEC 101", "1.5", DAY, None])
    assert told(found) == [READ_ONE]
    assert found.lines[0].place.column == "C"


def test_a_sheet_may_be_of_one_person_by_its_name_or_what_stands_above() -> None:
    rows = (["Course", "Completed", "Hrs"], ["CSEC 101", DAY, "1.5"])
    assert told(read_alone(*rows, name="Priya Nair")) == [READ_ONE]
    assert told(read_alone(["Employee: Priya Nair"], [], *rows)) == [READ_ONE]
    assert told(read_alone(["Employee", "Priya Nair"], *rows)) == [READ_ONE]
    unnamed = read_alone(*rows, name="Training log")
    assert not can_be_brought_in(unnamed.lines[0])


def test_a_sheet_may_be_of_one_training_by_what_stands_above() -> None:
    found = read_alone(
        ["Training: CSEC 101"], ["Date:", "3/14/2024"], ["Hours: 1.5"], ["Name", "Agency"], ["Priya Nair", "CAC"]
    )
    assert told(found) == [READ_ONE]


def test_a_name_written_once_for_a_block_holds_for_the_rows_below() -> None:
    found = read_alone(HEADS, ONE, (None, "HIPAA", DAY, None), ("Tom Baker", "Ethics", DAY, None))
    assert [line[0] for line in told(found)] == ["Priya Nair", "Priya Nair", "Tom Baker"]
    assert "Person's name stands in a row above." in found.lines[1].assumed  # type: ignore[union-attr]


def test_a_name_that_is_missing_among_names_in_each_row_is_not_filled_in() -> None:
    found = read_alone(HEADS, ONE, ONE, (None, "HIPAA", DAY, None))
    assert told(found)[2][0] == ""
    assert not can_be_brought_in(found.lines[2])


def test_names_may_stand_alone_above_their_rows() -> None:
    found = read_alone(
        ["Priya Nair"], ["Course", "Date"], ["CSEC 101", DAY], [], ["Tom Baker"], ["Course", "Date"], ["HIPAA", DAY]
    )
    assert [line[0] for line in told(found)] == ["Priya Nair", "Tom Baker"]


def test_ditto_marks_repeat_the_row_above() -> None:
    found = read_alone(HEADS, ONE, ("Tom Baker", '"', '"', '"'))
    assert told(found)[1] == ("Tom Baker", *READ_ONE[1:])


def test_rows_that_say_that_it_was_not_completed_are_passed_over() -> None:
    found = read_alone((*HEADS, "Status"), (*ONE, "Completed"), (*ONE, "Registered"), (*ONE, "no show"))
    assert (len(found.lines), found.counts[Passed.NOT_COMPLETED]) == (1, 2)


def test_people_and_agencies_are_read_from_lists_of_theirs() -> None:
    people = read_alone(
        ["Name", "Title", "Agency", "Discipline", "Hire Date", "E-mail"],
        ["Nair, Priya", "Forensic Interviewer", "Harbor House", "CAC", "3/14/2020", "priya@example.org"],
    ).lines[0]
    assert isinstance(people, PersonLine)
    assert (people.person.full, people.role, people.agency, people.discipline, people.since, people.person.email) == (
        *("Priya Nair", "forensic_interviewer", "Harbor House", "cac", date(2020, 3, 14), "priya@example.org"),
    )
    agency = read_alone(["Agency", "Discipline"], ["Cedar Police", "Law enforcement"]).lines[0]
    assert isinstance(agency, AgencyLine) and (agency.name, agency.discipline) == ("Cedar Police", "law_enforcement")


def test_start_and_end_in_a_list_of_roles_are_the_days_in_the_role() -> None:
    heads = ["Name", "Role", "Agency", "Start Date", "End Date"]
    (line,) = read_alone(heads, ["Priya Nair", "Prosecutor", "County", "3/14/2020", "5/1/2024"]).lines
    assert isinstance(line, PersonLine)
    assert (line.since, line.until) == (date(2020, 3, 14), date(2024, 5, 1))
    trained = read_alone(
        ["Name", "Training", "Role", "Start Date", "End Date"], ["Priya Nair", "HIPAA", "", *["2024-05-01"] * 2]
    )
    assert told(trained) == [("Priya Nair", "HIPAA", "2024-05-01", "")]


def test_a_plan_of_an_earlier_file_is_used_for_the_same_headings() -> None:
    first = plan_of(["Who", "Zeug", "Wann"], ["Priya Nair", "CSEC 101", "2024-03-14"])
    columns = tuple(
        replace(each, column=kind)
        for each, kind in zip(first.sheets[0].columns, (Column.PERSON, Column.TITLE, Column.COMPLETED_ON), strict=True)
    )
    agreed = replace(first.sheets[0], layout=Layout.COMPLETIONS, columns=columns)
    again = book(["Who", "Zeug", "Wann"], ["Tom Baker", "HIPAA", "2024-05-01"])
    assert told(read(again, propose(again, (agreed,)))) == [("Tom Baker", "HIPAA", "2024-05-01", "")]


def test_a_cell_that_is_no_date_is_named_with_its_place_and_what_would_be_right() -> None:
    found = read_alone(HEADS, ("Priya Nair", "CSEC 101", "13/45/2024", None), name="2024")
    assert found.problems[0].words == "Sheet “2024”, row 2, column C: “13/45/2024” is no date. Write it like 3/14/2024."


def test_hours_that_cannot_be_read_do_not_keep_a_row_out() -> None:
    found = read_alone(HEADS, ("Priya Nair", "CSEC 101", DAY, "half day"))
    assert can_be_brought_in(found.lines[0]) and len(found.problems) == 1


def test_a_sheet_of_something_else_is_left_out_and_counted() -> None:
    found = read_alone(["Dear all,"], ["please fill in the other sheet."])
    assert (found.lines, found.counts) == ((), {Passed.SHEET_LEFT_OUT: 2})
    its = book(["Dear all,"], name="Letter", Notes=(["Thank you."],), Log=(HEADS, ONE))
    whole = read(its, propose(its))
    assert told(whole) == [READ_ONE]
    assert [each.place.words for each in whole.passed] == [
        *("Sheet “Letter”, row 1", "Sheet “Notes”, row 1", "Sheet “Log”, row 1"),
    ]


CELLS: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.sampled_from(["Name", "Training", "Date", "Hours", "Priya Nair", "Tom Baker", "x", "Total", "3/4/2024", '"']),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.decimals(0, 50_000, places=1),
    st.text(max_size=12),
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=14))
def test_every_row_is_a_line_or_passed_over_for_a_reason(rows: list[list[Value]]) -> None:
    its = book(*rows)
    plan = propose(its)
    found = read(its, plan)
    lines, passed = {line.place.row for line in found.lines}, [row.place.row for row in found.passed]
    assert lines | set(passed) == set(range(1, len(rows) + 1))
    assert not lines & set(passed) and len(set(passed)) == len(passed)
    assert Plan.from_form(json.loads(json.dumps(plan.to_form()))) == plan
    assert all(asked.examples for asked in questions(its, plan))


@pytest.mark.parametrize("layout", list(Layout))
def test_a_sheet_can_be_read_by_any_layout_that_people_choose(layout: Layout) -> None:
    its = book(HEADS, ONE, ONE)
    plan = propose(its)
    found = read(its, plan.with_sheet(replace(plan.sheets[0], layout=layout)))
    assert len({line.place.row for line in found.lines}) + len(found.passed) == 3
