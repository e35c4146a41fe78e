"""The rows of archives as their making moves them on: each step one short transaction that names the state it found."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import NotFound, Refused
from tracker.domain.vocabulary import ArchiveState
from tracker.models import Account, Center, CenterArchive
from tracker.services import accounts, centers
from tracker.services.actor import Actor

LONGEST_WORDS, LONGEST_FAILURE = 120, 2000
NO_LONGER = "Who asked for it may no longer take everything along. A director can ask anew."
NONE_HERE = "There is no such archive, or it is not yours to see."
Clock = Callable[[], datetime]


class Removed(Exception):
    """The archive was taken back while it was made."""


def next_waiting() -> tuple[int, str] | None:
    """Return center and public id of the archive that waits longest, over all centers; None where none does."""
    with everywhere(db.session()):
        row = db.session.execute(
            select(CenterArchive.center_id, CenterArchive.public_id)
            .where(CenterArchive.state == ArchiveState.WAITING)
            .order_by(CenterArchive.asked_at, CenterArchive.id)
            .limit(1)
        ).first()
        db.session.rollback()
    return (row.center_id, row.public_id) if row else None


def let_wait_again() -> None:
    """Let every archive that is being made wait again. For when whoever made them has ended."""
    with unit_of_work(), everywhere(db.session()):
        db.session.execute(
            update(CenterArchive)
            .where(CenterArchive.state == ArchiveState.MAKING)
            .values(state=ArchiveState.WAITING, progress="", steps_done=0)
            .execution_options(synchronize_session=False)
        )


def let_one_wait_again(center_id: int, public_id: str) -> None:
    """Let an archive that is being made wait again."""
    with unit_of_work(), working_for(db.session(), center_id):
        _turn(public_id, ArchiveState.MAKING, state=ArchiveState.WAITING, progress="", steps_done=0)


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
    account = db.session.get_one(Account, row.asked_by)
    choice = accounts.center_of(account.id, center.public_id) if account.active else None
    if choice is None:
        raise Refused(NO_LONGER)
    actor = centers.actor_for(center, account.id, account.display_name, choice.role, choice.person_id, now)
    actor.must(Action.MANAGE_CENTER, NO_LONGER)
    return actor


def claim(center_id: int, public_id: str) -> bool:
    """Begin the making of an archive that waits, and tell whether it was ours to begin."""
    with unit_of_work(), working_for(db.session(), center_id):
        return _turn(public_id, ArchiveState.WAITING, state=ArchiveState.MAKING, progress="Reading the record")


def tell(center_id: int, public_id: str, done: int, of: int, words: str) -> None:
    """Write how far the making is. Raises Removed where it was taken back."""
    with unit_of_work(), working_for(db.session(), center_id):
        move_on(public_id, steps_done=done, steps_all=of, progress=words[:LONGEST_WORDS])


def fail(center_id: int, public_id: str, message: str) -> None:
    """Write why there is none."""
    with unit_of_work(), working_for(db.session(), center_id):
        values = {"state": ArchiveState.FAILED, "failure": message[:LONGEST_FAILURE], "progress": ""}
        _turn(public_id, ArchiveState.MAKING, **values)


def move_on(public_id: str, **values: Any) -> None:
    """Change an archive that is being made, in the caller's unit of work. Raises Removed where it was taken back."""
    if not _turn(public_id, ArchiveState.MAKING, **values):
        raise Removed


def _turn(public_id: str, found: ArchiveState, **values: Any) -> bool:
    done = db.session.execute(
        update(CenterArchive)
        .where(CenterArchive.public_id == public_id, CenterArchive.state == found)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return bool(done.rowcount == 1)
