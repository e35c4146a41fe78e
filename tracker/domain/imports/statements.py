"""The sheet in which statements of a learning system stand: its headings are ours, so nothing about it is guessed."""

from collections.abc import Sequence

from tracker.domain.imports.grid import Sheet
from tracker.domain.imports.plan import Column, ColumnPlan, Layout, SheetPlan

NAME = "Statements"
VOIDED = "voided"
COLUMNS: tuple[tuple[str, Column], ...] = (
    ("Name", Column.PERSON),
    ("Email", Column.EMAIL),
    ("Training", Column.TITLE),
    ("Activity id", Column.ACTIVITY),
    ("Completed on", Column.COMPLETED_ON),
    ("Duration", Column.HOURS),
    ("Status", Column.STATUS),
    ("Verb", Column.IGNORED),
    ("Statement id", Column.STATEMENT),
)
HEADS = tuple(heading for heading, _ in COLUMNS)


def plan_of(sheet: Sheet, remembered: Sequence[SheetPlan] = ()) -> SheetPlan | None:
    """Return how a sheet of statements is read, as it was last said where it was; None for another sheet."""
    if sheet.name != NAME or not sheet.rows or sheet.rows[0] != HEADS:
        return None
    earlier = (plan for plan in remembered if plan.sheet == NAME and plan.headings == HEADS)
    columns = tuple(ColumnPlan(at, heading, column) for at, (heading, column) in enumerate(COLUMNS))
    return next(earlier, SheetPlan(NAME, Layout.COMPLETIONS, 1, columns))
