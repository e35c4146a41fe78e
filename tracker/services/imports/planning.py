"""What was understood of a file: how each sheet is laid out, what each column is; corrected, then laid out in rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from tracker.domain.errors import Conflict, TrackerError
from tracker.domain.imports.cells import shown
from tracker.domain.imports.grid import Book, Sheet, letters
from tracker.domain.imports.plan import Column, Layout, MonthAs, Plan, SheetPlan
from tracker.domain.imports.reading import Question, questions, read
from tracker.formatting import format_short
from tracker.models import Import
from tracker.services import history
from tracker.services.actor import Actor
from tracker.services.imports import lines
from tracker.services.imports.reading import book_of
from tracker.services.imports.rows import row_of
from tracker.services.imports.states import ImportState
from tracker.services.imports.taken_from_reader import said_by

Kind = TypeVar("Kind", bound=StrEnum)
EXAMPLES = 3
LONGEST_EXAMPLE = 60
NOT_YET = "This file was not read yet. Look at it again in a moment."
IN_THE_RECORD = "What this file says is in the record. Take the import back first, then correct its columns."
NO_SHEET = "None of the sheets is to be brought in. Say of one at least what is in it."


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column as people see it: letters, heading, some of its cells, what it is taken for."""

    at: str
    letter: str
    heading: str
    examples: tuple[str, ...]
    column: Column


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet as people see it; `heads` says in which row its headings stand, `rows` how many are below them."""

    at: str
    name: str
    is_hidden: bool
    layout: Layout
    header_row: int
    rows: int
    throughout: tuple[str, ...]
    columns: tuple[ColumnView, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file is taken for, what was left out of it, and what only its owner knows."""

    public_id: str
    file_name: str
    version: int
    sheets: tuple[SheetView, ...]
    notes: tuple[str, ...]
    questions: tuple[Question, ...]
    plan: Plan


@dataclass(frozen=True, slots=True)
class Corrected:
    """What people say a file is: layouts by sheet, kinds by column, each by its place; and their answers."""

    layouts: Mapping[str, str]
    columns: Mapping[str, str]
    day_first: bool | None = None
    month_as: MonthAs | None = None


def understood(actor: Actor, public_id: str) -> Understood:
    """Return what a file is taken for. Raises NotFound, Refused, Conflict where it was not read."""
    row = row_of(actor, public_id)
    book, plan = book_of(row.sha256, row.file_name, actor.zone), _plan_of(row)
    sheets = {each.name: each for each in book.sheets}
    views = tuple(
        _sheet(f"{number}", each, sheets[each.sheet]) for number, each in enumerate(plan.sheets) if each.sheet in sheets
    )
    return Understood(
        row.public_id, row.file_name, row.version, views, tuple(book.notes), tuple(questions(book, plan)), plan
    )


def correct(actor: Actor, public_id: str, version: int, said: Corrected) -> bool:
    """Take what people say a file is, and lay out its rows; tell whether that could be done.

    It could not where a question is open: it is asked then, and what was corrected is kept. Costs a pass over the file
    and one insert of its rows. Raises Conflict, NotFound, Refused.
    """
    row = row_of(actor, public_id, version=version)
    if row.state == ImportState.SAVED:
        raise Conflict(IN_THE_RECORD)
    plan = _corrected(_plan_of(row), said)
    if all(each.layout is Layout.SKIP for each in plan.sheets):
        raise Conflict(NO_SHEET)
    book = book_of(row.sha256, row.file_name, actor.zone)
    row.plan, row.touched_at = plan.to_form(), actor.now
    if _open_questions(book, plan):
        row.state = ImportState.READ
        lines.lay_out(row, ())
        return False
    found = read(book, plan)
    count = lines.lay_out(row, map(said_by, found.lines))
    row.state = ImportState.OPEN
    row.result = {"rows": count, "passed": {why.value: number for why, number in found.counts.items()}}
    history.append(actor, "lay_out", "import", public_id, detail={"rows": count})
    return True


def _open_questions(book: Book, plan: Plan) -> Sequence[Question]:
    return [each for each in questions(book, plan) if not each.is_answered(plan)]


def _plan_of(row: Import) -> Plan:
    if row.plan is None or row.cleared_at is not None:
        raise Conflict(NOT_YET if row.cleared_at is None else "This file is not kept here any more. Drop it again.")
    try:
        return Plan.from_form(row.plan)
    except ValueError as error:
        raise TrackerError("What was understood of this file is damaged. Drop it again.") from error


def _corrected(plan: Plan, said: Corrected) -> Plan:
    sheets = []
    for number, sheet in enumerate(plan.sheets):
        columns = tuple(
            replace(each, column=_one_of(Column, said.columns.get(f"{number}-{each.index}"), each.column))
            for each in sheet.columns
        )
        layout = _one_of(Layout, said.layouts.get(f"{number}"), sheet.layout)
        sheets.append(replace(sheet, layout=layout, columns=columns))
    day_first = plan.day_first if said.day_first is None else said.day_first
    return Plan(tuple(sheets), day_first, said.month_as or plan.month_as)


def _one_of(kind: type[Kind], value: str | None, otherwise: Kind) -> Kind:
    return kind(value) if value in set(kind) else otherwise


def _sheet(at: str, plan: SheetPlan, sheet: Sheet) -> SheetView:
    below = range(plan.first_row, len(sheet.rows) + 1)
    return SheetView(
        at,
        sheet.name,
        sheet.is_hidden,
        plan.layout,
        plan.header_row,
        sum(any(cell is not None for cell in sheet.rows[row - 1]) for row in below),
        tuple(f"{each.column.label}: {each.text}" for each in plan.throughout),
        tuple(
            ColumnView(
                f"{at}-{each.index}",
                letters(each.index),
                each.heading,
                _examples(sheet, below, each.index),
                each.column,
            )
            for each in plan.columns
        ),
    )


def _examples(sheet: Sheet, below: range, index: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in below:
        cell = sheet.cell(row, index)
        if cell is not None:
            found.setdefault(format_short(shown(cell), LONGEST_EXAMPLE), None)
        if len(found) == EXAMPLES:
            break
    return tuple(found)
