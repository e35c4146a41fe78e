"""The rows of imports as reading moves them on: each step one short transaction that names the state it found."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.models import Import
from tracker.services.actor import Actor
from tracker.services.imports.states import MEANWHILE, NONE_HERE, NOT_YOURS, ImportState

LONGEST_WORDS = 120
LONGEST_FAILURE = 2000
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


def next_waiting(now: datetime) -> tuple[int, str] | None:
    """Return center and public id of the file that waits longest to be read, over all centers; None where none does."""
    left = and_(Import.state == ImportState.READING, Import.touched_at < now - GIVEN_UP)
    with everywhere(db.session()):
        row = db.session.execute(
            select(Import.center_id, Import.public_id)
            .where(or_(Import.state == ImportState.WAITING, left))
            .order_by(Import.dropped_at, Import.id)
            .limit(1)
        ).first()
        db.session.rollback()
    return (row.center_id, row.public_id) if row else None


def let_wait_again() -> None:
    """Let every file that is being read wait again. For when whoever read them has ended."""
    with unit_of_work(), everywhere(db.session()):
        db.session.execute(
            update(Import)
            .where(Import.state == ImportState.READING)
            .values(state=ImportState.WAITING, progress="", steps_done=0)
            .execution_options(synchronize_session=False)
        )


def claim(center_id: int, public_id: str, now: datetime) -> bool:
    """Begin the reading of a file that waits, or that somebody began and did not finish; tell whether it is ours."""
    left = and_(Import.state == ImportState.READING, Import.touched_at < now - GIVEN_UP)
    return _turn(
        center_id,
        public_id,
        or_(Import.state == ImportState.WAITING, left),
        {"state": ImportState.READING, "progress": "Reading the file", "steps_all": 3, "touched_at": now},
    )


def tell(center_id: int, public_id: str, done: int, words: str) -> None:
    """Write how far the reading is."""
    is_read = Import.state == ImportState.READING
    _turn(center_id, public_id, is_read, {"steps_done": done, "progress": words[:LONGEST_WORDS]})


def understood(center_id: int, public_id: str, plan: dict[str, Any], now: datetime) -> bool:
    """Write what the file is taken for; nothing where it was thrown away meanwhile."""
    values = {"state": ImportState.READ, "plan": plan, "progress": "", "steps_done": 0, "touched_at": now}
    return _turn(center_id, public_id, Import.state == ImportState.READING, values)


def fail(center_id: int, public_id: str, message: str) -> None:
    """Write why the file cannot be read."""
    values = {"state": ImportState.FAILED, "failure": message[:LONGEST_FAILURE], "progress": ""}
    _turn(center_id, public_id, Import.state == ImportState.READING, values)


def _turn(center_id: int, public_id: str, found: Any, values: dict[str, Any]) -> bool:
    with unit_of_work(), working_for(db.session(), center_id):
        done = db.session.execute(
            update(Import)
            .where(Import.public_id == public_id, found)
            .values(**values, version=Import.version + 1)
            .execution_options(synchronize_session=False)
        )
        return bool(done.rowcount == 1)
