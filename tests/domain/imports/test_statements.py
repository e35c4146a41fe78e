"""A sheet of statements is read by its own headings, whatever its cells look like, and as people said it was."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tracker.domain.imports.grid import Book, Sheet, Value
from tracker.domain.imports.lines import CompletionLine, Passed
from tracker.domain.imports.plan import Column, Layout
from tracker.domain.imports.reading import propose, read
from tracker.domain.imports.statements import COLUMNS, HEADS, NAME, plan_of

DAY = date(2026, 3, 14)


def row(status: str = "completed", **cells: Value) -> tuple[Value, ...]:
    usual = {"Name": "Ana Reyes", "Training": "Trauma", "Completed on": DAY, "Status": status, "Verb": status}
    return tuple((usual | cells).get(head) for head in HEADS)


def test_each_column_is_what_its_heading_says() -> None:
    plan = plan_of(Sheet(NAME, (HEADS, row())))
    assert plan is not None
    assert (plan.layout, plan.first_row) == (Layout.COMPLETIONS, 2)
    assert [(each.heading, each.column) for each in plan.columns] == list(COLUMNS)


def test_another_sheet_is_looked_at_as_any() -> None:
    assert plan_of(Sheet("2024", (HEADS, row()))) is None
    assert plan_of(Sheet(NAME, (("Name", "Training"),))) is None
    assert plan_of(Sheet(NAME, ())) is None


def test_what_people_said_of_it_holds_for_the_next_file() -> None:
    sheet = Sheet(NAME, (HEADS, row()))
    plan = plan_of(sheet)
    assert plan is not None
    said = replace(
        plan, columns=(*plan.columns[:5], replace(plan.columns[5], column=Column.IGNORED), *plan.columns[6:])
    )
    other = replace(said, sheet="2024")
    assert propose(Book((sheet,)), [other, said]).sheets == (said,)
    assert propose(Book((sheet,)), [other]).sheets == (plan,)


def test_each_statement_is_a_line_or_is_passed_over_for_its_reason() -> None:
    told = {"Duration": "90 min", "Activity id": "https://lms.example/7", "Statement id": "b1d6"}
    book = Book((Sheet(NAME, (HEADS, row(**told), row("voided"), row("not completed"), row("passed"))),))
    found = read(book, propose(book))
    first, second = found.lines
    assert isinstance(first, CompletionLine)
    assert (first.title, first.completed_on, first.hours) == ("Trauma", DAY, Decimal("1.5"))
    assert (first.activity, first.statement) == ("https://lms.example/7", "b1d6")
    assert isinstance(second, CompletionLine)
    assert (second.hours, second.statement) == (None, "")
    assert found.counts == {Passed.HEADING: 1, Passed.VOIDED: 1, Passed.NOT_COMPLETED: 1}
