"""The room that a center's files take: each file counted once, however many records it stands behind."""

from collections.abc import Collection, Mapping

from sqlalchemy import func, select

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.errors import Conflict
from tracker.domain.room import Room
from tracker.formatting import format_size
from tracker.models import Evidence
from tracker.services import history, installation
from tracker.services.actor import Actor

# A file that was withdrawn is kept, and counts; one that was removed does not.
_KEPT = Evidence.removed_at.is_(None)


def of(actor: Actor) -> Room:
    """Return the room of the actor's center. One statement; it reads the center's files by their index."""
    return of_center(actor.center_id)


def of_center(center_id: int) -> Room:
    """Return the room of the center in force, for jobs that nobody waits for."""
    files = (
        select(func.max(Evidence.size).label("size"))
        .where(Evidence.center_id == center_id, _KEPT)
        .group_by(Evidence.sha256)
        .subquery()
    )
    used = db.session.scalar(select(func.coalesce(func.sum(files.c.size), 0)))
    return Room(int(used), installation.current().quota)


def of_each_center() -> dict[int, Room]:
    """Return the room of every center that has files, by its row number. For the installation's administrator."""
    with everywhere(db.session()):
        files = (
            select(Evidence.center_id, func.max(Evidence.size).label("size"))
            .where(_KEPT)
            .group_by(Evidence.center_id, Evidence.sha256)
            .subquery()
        )
        rows = db.session.execute(select(files.c.center_id, func.sum(files.c.size)).group_by(files.c.center_id)).all()
    return {center: Room(int(used), installation.current().quota) for center, used in rows}


def refuse_beyond(actor: Actor, sizes: Mapping[str, int]) -> None:
    """Let files pass that fit, given by digest with their sizes; those that the center has already take no more room.

    Raises Conflict for what does not fit.
    """
    with working_for(db.session(), actor.center_id):
        already = held(sizes)
        new = sum(size for sha256, size in sizes.items() if sha256 not in already)
        room = of(actor) if new else None
    if room is not None and not room.holds(new):
        raise Conflict(
            f"There is no room for {format_size(new)} more: your center's files take {format_size(room.used)} of "
            f"{format_size(room.quota)}. You can save without this file for now. Ask your director to have the room "
            "enlarged by whoever runs this installation."
        )


def refuse_beyond_for_good(actor: Actor, sizes: Mapping[str, int]) -> None:
    """Do the same while nothing else of the center is written, so that of two at once only what fits is kept.

    To be called in the unit of work that writes the rows. Raises Conflict.
    """
    if sizes:
        history.hold(actor)
        refuse_beyond(actor, sizes)


def held(digests: Collection[str]) -> set[str]:
    """Return which of these files the center in force has already: they take no more room."""
    return set(db.session.scalars(select(Evidence.sha256).where(Evidence.sha256.in_(digests), _KEPT).distinct()))
