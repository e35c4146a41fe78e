"""Making the archives that wait, away from any request, one after the other.

    waiting -> making -> ready    (gone by itself when its time is over)
                      -> failed   (asked for anew)
            -> removed            (as is a ready one, by a director or by the next that is made)

The file lies there whole before its row says "ready", so a break at any point leaves an archive that waits again.
"""

import shutil
from datetime import datetime, timedelta

from sqlalchemy import select, update

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.db.work import unit_of_work
from tracker.domain.vocabulary import ArchiveState
from tracker.models import CenterArchive
from tracker.services import history, installation
from tracker.services.archives import rows, writing
from tracker.services.archives.asking import folder
from tracker.services.archives.rows import Clock
from tracker.services.made_apart import MadeApart
from tracker.services.packets.signing import whole_digest
from tracker.services.waiting_rows import TakenBack

WENT_WRONG = (
    "Something went wrong on our side, and there is no archive. Ask for it again; if it fails again, tell whoever runs"
    " this installation."
)
_making = MadeApart(rows.waiting, "archive", WENT_WRONG)
# What was begun and is older than this belongs to a process that has ended.
BEGUN_AT_MOST = timedelta(days=1)


def make_waiting(now: Clock) -> int:
    """Make every archive that waits, over all centers, the one asked for first first; return how many there are."""
    return _making.make_waiting(lambda center_id, public_id: make(center_id, public_id, now))


def take_up_again() -> None:
    """Let what an ended process left half made wait again. For the start of the process that makes archives."""
    shutil.rmtree(installation.current().data / "archives" / "work", ignore_errors=True)
    rows.waiting.let_wait_again()


def make(center_id: int, public_id: str, now: Clock) -> bool:
    """Make an archive that waits, and tell whether it is ready. What went wrong stands in its row."""

    def work() -> None:
        try:
            _make(center_id, public_id, now)
        except TakenBack:
            folder().discard(public_id)
            raise

    return _making.make(center_id, public_id, work)


def sweep(now: datetime, *, dry_run: bool = False) -> int:
    """Remove the files of archives whose rows say that they are gone, or that are gone themselves; return how many."""
    return folder().sweep(rows.ready(), now - BEGUN_AT_MOST, dry_run=dry_run)


def _make(center_id: int, public_id: str, now: Clock) -> None:
    with working_for(db.session(), center_id):
        actor = rows.actor_of(public_id, now())
        db.session.rollback()

    def tell(done: int, of: int, words: str) -> None:
        rows.waiting.tell(center_id, public_id, done, of, words)

    with writing.folder() as workdir, folder().draft(public_id) as stream:
        manifest = writing.write(stream, center_id, workdir, actor.name, now(), tell)
    path = folder().path_of(public_id)
    files = sum(member.name.startswith("files/") for member in manifest.members)
    told: dict[str, str | int] = {"sha256": whole_digest(path), "size": path.stat().st_size, "files": files}
    for earlier in _ready(center_id, public_id, told, len(manifest.missing), now):
        folder().discard(earlier)


def _ready(center_id: int, public_id: str, told: dict[str, str | int], missing: int, now: Clock) -> list[str]:
    """Say that an archive is ready, and that it takes the place of those before; return these."""
    with unit_of_work(), working_for(db.session(), center_id):
        actor = rows.actor_of(public_id, now())
        history.hold(actor)
        query = select(CenterArchive.public_id).where(CenterArchive.state == ArchiveState.READY)
        earlier = list(db.session.scalars(query))
        rows.waiting.move_on(
            public_id, state=ArchiveState.READY, made_at=actor.now, progress="", missing=missing, **told
        )
        db.session.execute(
            update(CenterArchive)
            .where(CenterArchive.public_id.in_(earlier), CenterArchive.state == ArchiveState.READY)
            .values(state=ArchiveState.REMOVED)
            .execution_options(synchronize_session=False)
        )
        history.append(actor, "make", "archive", public_id, detail=told)
    return earlier
