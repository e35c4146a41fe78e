"""Archives of a center, for the routes that show one and hand it out."""

from typing import Any

from tests.factories import CenterWorld
from tests.house.things import Owner
from tracker import clock
from tracker.db import db
from tracker.domain.vocabulary import ArchiveState
from tracker.models import CenterArchive
from tracker.services import archives


def archive(center: CenterWorld, _owner: Owner) -> str:
    """Ask for everything of the center, which nobody makes yet."""
    return _row(center, ArchiveState.WAITING)


def ready_archive(center: CenterWorld, _owner: Owner) -> str:
    """Return an archive that lies there, as far as its row and its file tell."""
    made = _row(center, ArchiveState.READY, made_at=clock.now())
    with center.app.app_context(), archives.asking.folder().draft(made) as stream:
        stream.write(b"PK an archive")
    return made


def _row(center: CenterWorld, state: ArchiveState, **values: Any) -> str:
    with center.working():
        row = CenterArchive(state=state, asked_by=center.director, asked_at=clock.now(), **values)
        db.session.add(row)
        db.session.flush()
        return row.public_id
