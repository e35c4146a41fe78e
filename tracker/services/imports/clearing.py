"""Removing what imports keep of people once nobody worked on them for so long: their rows and answers, and the files.

Where somebody left rows for later, all of it waits for them. The import itself stays: which file was dropped, by whom,
when, and what its columns were taken for. The files go from the store with the next tidying, for nothing names them any
more; those that became evidence are named by it.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.db.work import unit_of_work
from tracker.models import Import, ImportFile, ImportLine
from tracker.services.imports.rows import remove_parts
from tracker.services.imports.states import LATER, ImportState


def clear(before: datetime, now: datetime, *, dry_run: bool = False) -> int:
    """Clear the imports that nobody touched since a moment, each in a unit of work; return how many."""
    with everywhere(db.session()):
        over = select(Import.center_id, Import.id).where(Import.cleared_at.is_(None), *_is_over(before))
        waiting = db.session.execute(over.order_by(Import.id)).all()
        db.session.rollback()
    if dry_run:
        return len(waiting)
    return sum(_clear(center_id, number, before, now) for center_id, number in waiting)


def _clear(center_id: int, number: int, before: datetime, now: datetime) -> bool:
    with unit_of_work(), working_for(db.session(), center_id):
        # Asked again: one that somebody touched since it was looked for stays.
        row: Import | None = db.session.scalar(select(Import).where(Import.id == number, *_is_over(before)))
        if row is None:
            return False
        remove_parts(number)
        row.state, row.cleared_at = ImportState.CLEARED, now
        return True


def _is_over(before: datetime) -> tuple[ColumnElement[bool], ...]:
    left = or_(ImportLine.choice == LATER, ImportLine.person_choice == LATER, ImportLine.title_choice == LATER)
    waits = select(ImportLine.id).where(ImportLine.import_id == Import.id, ImportLine.made.is_(None), left).exists()
    later = select(ImportFile.id).where(ImportFile.import_id == Import.id, ImportFile.made.is_(None))
    return (Import.touched_at < before, ~waits, ~later.where(ImportFile.chosen == LATER).exists())
