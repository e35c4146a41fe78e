"""How far the reading of an import's files is, and the pictures of their pages."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.formatting import format_count, format_number
from tracker.models import ImportFile
from tracker.services import file_copies
from tracker.services.actor import Actor
from tracker.services.imports.rows import row_of
from tracker.services.imports.states import FileState

NONE_HERE = "There is no such file, or it is not yours to see."


@dataclass(frozen=True, slots=True)
class HowFar:
    """How many files of an import were read, of how many; `packs`: ZIPs that are still to be unpacked."""

    read: int
    of: int
    packs: int

    @property
    def is_under_way(self) -> bool:
        """Whether files are still to be read."""
        return self.packs > 0 or self.read < self.of

    @property
    def words(self) -> str:
        """It in words."""
        if self.packs:
            return f"Unpacking; {format_count(self.of, 'file')} so far"
        return f"{format_number(self.read)} of {format_count(self.of, 'file')} read"


def how_far(actor: Actor, public_id: str) -> HowFar:
    """Return how far the reading of an import's files is. Raises NotFound, Refused."""
    row = row_of(actor, public_id)
    states = select(ImportFile.state, func.count()).where(ImportFile.import_id == row.id).group_by(ImportFile.state)
    counts = dict(db.session.execute(states).all())
    packs = counts.pop(FileState.PACKED, 0)
    counts.pop(FileState.UNPACKED, None)
    every = sum(counts.values())
    return HowFar(every - counts.get(FileState.WAITING, 0), every, packs)


def picture_of(actor: Actor, public_id: str, file: str, number: int) -> Path:
    """Return the JPEG of a page of a file that came with an import, from 1. Raises NotFound, Refused."""
    row = row_of(actor, public_id)
    read = ImportFile.state.in_((FileState.READ, FileState.DRAWN))
    its = (ImportFile.import_id == row.id, ImportFile.public_id == file, read)
    sha256 = db.session.scalar(select(ImportFile.sha256).where(*its))
    if sha256 is None:
        raise NotFound(NONE_HERE)
    return file_copies.page_picture(sha256, number)
