"""The rows of archives that wait to be made or lie here, and who asked for each."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.domain.vocabulary import ArchiveState
from tracker.models import Center, CenterArchive
from tracker.services import who_asked
from tracker.services.actor import Actor
from tracker.services.waiting_rows import WaitingRows

NO_LONGER = "Who asked for it may no longer take everything along. A director can ask anew."
NONE_HERE = "There is no such archive, or it is not yours to see."
Clock = Callable[[], datetime]


waiting = WaitingRows(
    CenterArchive, ArchiveState.WAITING, ArchiveState.MAKING, ArchiveState.FAILED, CenterArchive.asked_at
)


def ready() -> set[str]:
    """Return the public ids of the archives that lie here, over all centers."""
    with everywhere(db.session()):
        query = select(CenterArchive.public_id).where(CenterArchive.state == ArchiveState.READY)
        found = set(db.session.scalars(query))
        db.session.rollback()
    return found


def actor_of(public_id: str, now: datetime) -> Actor:
    """Return who asked for an archive, as they are now. Raises Refused where they may no longer have it."""
    row = db.session.scalar(select(CenterArchive).where(CenterArchive.public_id == public_id))
    if row is None:
        raise NotFound(NONE_HERE)
    center = db.session.get_one(Center, row.center_id)
    return who_asked.as_they_are(center, row.asked_by, Action.MANAGE_CENTER, NO_LONGER, now)
