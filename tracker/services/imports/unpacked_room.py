"""What may still be unpacked: as much as an import may hold, and no more than is left of its center's room.

A ZIP is let in by the size that it has itself, which says nothing of what is in it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, exists, func, select

from tracker.db import db
from tracker.domain.room import Room
from tracker.formatting import format_size
from tracker.models import Evidence, ImportFile
from tracker.services import room
from tracker.services.imports.states import GONE

MOST_UNPACKED = 1_000_000_000
TOO_MUCH = "The files of this import take more than 1 GB together. Bring in what is here, then drop this one again."
NO_ROOM = "There was no room for it"
_WAITS = (ImportFile.made.is_(None), ImportFile.state.not_in(GONE))


@dataclass(slots=True)
class Left:
    """What an import holds, and its center with all that waits; `there` and `here`: by digest, in bytes `size`."""

    center: Room
    size: int
    there: set[str] = field(default_factory=set)
    here: set[str] = field(default_factory=set)

    def why_not(self, digest: str, size: int) -> str:
        """Say why a file is not kept; empty where there is room for it, as for what takes some already."""
        if digest not in self.there and self.size + size > MOST_UNPACKED:
            return TOO_MUCH
        if digest not in self.here and not self.center.holds(size):
            return (
                f"{NO_ROOM}: your center's files, with those that wait, take {format_size(self.center.used)} of "
                f"{format_size(self.center.quota)}. Ask your director to have the room enlarged by whoever runs this "
                "installation, then drop this one again."
            )
        return ""

    def take(self, digest: str, size: int) -> None:
        """Count a file that is kept, once."""
        if digest not in self.there:
            self.there.add(digest)
            self.size += size
        if digest not in self.here:
            self.here.add(digest)
            self.center = Room(self.center.used + size, self.center.quota)


def sizes_waiting() -> dict[str, int]:
    """Return what lies here for imports and is no evidence yet, by digest: it takes room too. One statement."""
    those = select(ImportFile.sha256, func.max(ImportFile.size)).where(*_WAITS).group_by(ImportFile.sha256)
    return dict(db.session.execute(those).all())


def left_for(center_id: int, import_id: int, pack: str, digests: Collection[str]) -> Left:
    """Return what is left for files of these digests, in the center in force. Five statements.

    The ZIP that they lie in is not counted: it goes once all of it is unpacked.
    """
    its = (ImportFile.import_id == import_id, ImportFile.sha256 != "", ImportFile.sha256 != pack)
    rows = db.session.execute(select(ImportFile.sha256, ImportFile.size).where(*its)).all()
    besides = (*_WAITS, ImportFile.sha256 != pack)
    wait = select(ImportFile.sha256).where(*besides, ImportFile.sha256.in_(digests))
    here = {*db.session.scalars(wait), *room.held(digests)}
    taken = room.of_center(center_id)
    center = Room(taken.used + _size_of_waiting(besides), taken.quota)
    return Left(center, sum(size for _, size in rows), {digest for digest, _ in rows}, here)


def _size_of_waiting(those: Sequence[ColumnElement[bool]]) -> int:
    """Return the bytes of what waits and is not kept as evidence already, each content once."""
    kept = exists().where(Evidence.sha256 == ImportFile.sha256, Evidence.removed_at.is_(None))
    each = select(func.max(ImportFile.size).label("size")).where(*those, ~kept).group_by(ImportFile.sha256).subquery()
    return int(db.session.scalar(select(func.coalesce(func.sum(each.c.size), 0))))
