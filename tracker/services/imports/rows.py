"""The rows of imports as reading moves them on: each step one short transaction that names the state it found."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, or_, select

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.models import Import, ImportFile, ImportLine
from tracker.services.actor import Actor
from tracker.services.imports.states import MEANWHILE, NONE_HERE, NOT_YOURS, ImportState
from tracker.services.waiting_rows import LONGEST_WORDS, WaitingRows

waiting = WaitingRows(Import, ImportState.WAITING, ImportState.READING, ImportState.FAILED, Import.dropped_at)
# No file takes so long to read: whoever was reading it has ended.
GIVEN_UP = timedelta(minutes=5)


def row_of(actor: Actor, public_id: str, *, version: int | None = None) -> Import:
    """Return the row of an import, as it was when it was read where a version is given.

    Raises Refused for who brings nothing in, NotFound, Conflict where somebody worked on it meanwhile.
    """
    actor.must(Action.RECORD_FOR_OTHERS, NOT_YOURS)
    row: Import | None = db.session.scalar(select(Import).where(Import.public_id == public_id))
    if row is None:
        raise NotFound(NONE_HERE)
    if version is not None and row.version != version:
        raise Conflict(MEANWHILE)
    return row


def remove_parts(number: int, *, made_nothing: bool = False) -> None:
    """Remove the rows and files of an import, or those that made nothing. Two statements."""
    for table in (ImportLine, ImportFile):
        those = delete(table).where(table.import_id == number)
        those = those.where(table.made.is_(None)) if made_nothing else those
        db.session.execute(those.execution_options(synchronize_session=False))


def next_waiting(now: datetime) -> tuple[int, str] | None:
    """Return center and public id of the file that waits longest to be read, over all centers; None where none does."""
    return waiting.next_waiting(_left(now))


def claim(center_id: int, public_id: str, now: datetime) -> bool:
    """Begin the reading of a file that waits, or that somebody began and did not finish; tell whether it is ours."""
    waits = or_(Import.state == ImportState.WAITING, _left(now))
    values = {"progress": "Reading the file", "steps_all": 3, "touched_at": now}
    with unit_of_work(), working_for(db.session(), center_id):
        return waiting.turn(public_id, waits, state=ImportState.READING, **values)


def tell(center_id: int, public_id: str, done: int, words: str) -> None:
    """Write how far the reading is; nothing where the file was thrown away meanwhile."""
    with unit_of_work(), working_for(db.session(), center_id):
        waiting.turn(public_id, waiting.is_under_way, steps_done=done, progress=words[:LONGEST_WORDS])


def understood(center_id: int, public_id: str, plan: dict[str, Any], now: datetime) -> bool:
    """Write what the file is taken for; nothing where it was thrown away meanwhile."""
    values = {"state": ImportState.READ, "plan": plan, "progress": "", "steps_done": 0, "touched_at": now}
    with unit_of_work(), working_for(db.session(), center_id):
        return waiting.turn(public_id, waiting.is_under_way, **values)


def _left(now: datetime) -> Any:
    """Return the condition that a file is being read by nobody any more."""
    return and_(Import.state == ImportState.READING, Import.touched_at < now - GIVEN_UP)
