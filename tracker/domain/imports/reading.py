"""The way from cells to lines: propose how to read them, ask what nobody but their owner knows, read.

    book -> propose -> plan (corrected by people) -> questions (answered in the plan) -> read -> lines

A plan says everything that was understood, so that whoever corrects it need not know how it came about.
"""

from collections.abc import Sequence

from tracker.domain.imports import statements
from tracker.domain.imports.asking import Question, questions
from tracker.domain.imports.deciding import Order
from tracker.domain.imports.grid import Book
from tracker.domain.imports.layouts import plan_sheet
from tracker.domain.imports.lines import Line, Passed, PassedRow, Place, Read
from tracker.domain.imports.plan import Layout, Plan, SheetPlan
from tracker.domain.imports.rows import rows_of

__all__ = ["Question", "propose", "questions", "read"]


def propose(book: Book, remembered: Sequence[SheetPlan] = ()) -> Plan:
    """Return how a book is to be read; a sheet with the headings of a remembered plan as that says."""
    return Plan(tuple(statements.plan_of(sheet, remembered) or plan_sheet(sheet, remembered) for sheet in book.sheets))


def read(book: Book, plan: Plan) -> Read:
    """Return a line for whatever each row says, with its problems, and why a row has none. Every row is told of."""
    order = Order(book, plan)
    lines: list[Line] = []
    passed: list[PassedRow] = []
    for sheet in book.sheets:
        told = plan.sheet(sheet.name)
        if told is None or told.layout is Layout.SKIP:
            rows = range(1, len(sheet.rows) + 1)
            passed += [PassedRow(Place(sheet.name, row), Passed.SHEET_LEFT_OUT) for row in rows]
            continue
        for number, found in rows_of(sheet, told, order):
            if isinstance(found, Passed):
                passed.append(PassedRow(Place(sheet.name, number), found))
            else:
                lines += found
    return Read(tuple(lines), tuple(passed))
