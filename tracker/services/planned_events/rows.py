"""Rows of planned events as the use cases find them."""

from sqlalchemy import select

from tracker.db import db
from tracker.domain.errors import Conflict, NotFound
from tracker.models import PlannedEvent

NOT_YOURS = "Only a director or deputy plans what the team does."
NONE_HERE = "There is no such planned event, or it is not yours to see."
CHANGED = "Somebody else changed this planned event meanwhile. Look at what is there now, then save again."
RECORDED = "This was recorded meanwhile. What each person completed is corrected there."


def found(public_id: str) -> PlannedEvent:
    """Return a row, whatever became of it. Raises NotFound."""
    row: PlannedEvent | None = db.session.scalar(select(PlannedEvent).where(PlannedEvent.public_id == public_id))
    if row is None:
        raise NotFound(NONE_HERE)
    return row


def open_one(public_id: str, version: int | None = None) -> PlannedEvent:
    """Return a row that is still ahead, as it was when it was read where a version is given.

    Raises NotFound; Conflict where it was recorded, canceled or changed meanwhile.
    """
    row = found(public_id)
    if row.event_id is not None:
        raise Conflict(RECORDED)
    if row.canceled_at is not None:
        raise Conflict("This was canceled. Plan it anew if it takes place after all.")
    if version is not None and row.version != version:
        raise Conflict(CHANGED)
    return row
