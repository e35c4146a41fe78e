"""Asking for everything of a center as one file, seeing how far it is, having it, and removing it before its time."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.handout import file_name
from tracker.domain.retention import PERIODS
from tracker.domain.vocabulary import ArchiveState
from tracker.models import Account, CenterArchive
from tracker.services import history, installation, submissions
from tracker.services.actor import Actor
from tracker.services.archives.rows import NONE_HERE
from tracker.storage.archives import ArchiveFolder
from tracker.storage.archives.folder import GONE

NOT_YOURS = "Only a director takes everything of the center along."
UNDER_WAY = (ArchiveState.WAITING, ArchiveState.MAKING)
MAY_BE_REMOVED = (*UNDER_WAY, ArchiveState.READY)
MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """An archive as a director sees it. `lies_here`: whether it can be downloaded; `until`: when it goes by itself."""

    public_id: str
    state: ArchiveState
    asked_by: str
    asked_at: datetime
    made_at: datetime | None
    until: datetime | None
    lies_here: bool
    size: int
    files: int
    missing: int
    sha256: str
    failure: str
    steps_done: int
    steps_all: int
    progress: str

    @property
    def progress_words(self) -> str:
        """What is done now, as people read it."""
        return self.progress or "It waits for its turn. Another one may be in the making."


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """An archive to hand out: where it lies, and what it is called."""

    path: Path
    file_name: str


def folder() -> ArchiveFolder:
    """Return where the archives of this installation lie."""
    return ArchiveFolder(installation.current().data / "archives")


def ask(actor: Actor, key: str = "") -> str:
    """Ask for everything of the center; return the archive's public id. The same form asks once.

    While one is on its way, that one is it.
    """
    actor.must(Action.MANAGE_CENTER, NOT_YOURS)
    if made := submissions.made_by(actor, key):
        return made
    history.hold(actor)
    if coming := db.session.scalar(select(CenterArchive.public_id).where(CenterArchive.state.in_(UNDER_WAY)).limit(1)):
        return str(coming)
    row = CenterArchive(state=ArchiveState.WAITING, asked_by=actor.account_id, asked_at=actor.now)
    db.session.add(row)
    db.session.flush()
    history.append(actor, "ask", "archive", row.public_id)
    submissions.remember(actor, key, row.public_id)
    return row.public_id


def listing(actor: Actor) -> list[ArchiveView]:
    """Return the center's latest archives, the newest first."""
    actor.must(Action.MANAGE_CENTER, NOT_YOURS)
    query = select(CenterArchive, Account.display_name).join(Account, Account.id == CenterArchive.asked_by)
    latest = query.order_by(CenterArchive.asked_at.desc(), CenterArchive.id.desc()).limit(MOST_LISTED)
    return [_view(row, name, actor.now) for row, name in db.session.execute(latest)]


def get(actor: Actor, public_id: str) -> ArchiveView:
    """Return an archive of the center. Raises NotFound."""
    actor.must(Action.MANAGE_CENTER, NOT_YOURS)
    query = select(CenterArchive, Account.display_name).join(Account, Account.id == CenterArchive.asked_by)
    found = db.session.execute(query.where(CenterArchive.public_id == public_id)).first()
    if found is None:
        raise NotFound(NONE_HERE)
    return _view(found[0], found[1], actor.now)


def file_of(actor: Actor, public_id: str) -> ArchiveFile:
    """Return an archive's file. Raises NotFound where it is not ready, or gone."""
    it = get(actor, public_id)
    if not it.lies_here or it.made_at is None:
        raise NotFound(GONE)
    day = it.made_at.date().isoformat()
    return ArchiveFile(folder().path_of(public_id), f"{file_name('everything of', actor.center_name, day)}.zip")


def remove(actor: Actor, public_id: str) -> None:
    """Take back an archive that is still to come, or remove one that lies here; then call `drop`.

    Raises NotFound, Conflict where it is gone already.
    """
    actor.must(Action.MANAGE_CENTER, NOT_YOURS)
    get(actor, public_id)
    done = db.session.execute(
        update(CenterArchive)
        .where(CenterArchive.public_id == public_id, CenterArchive.state.in_(MAY_BE_REMOVED))
        .values(state=ArchiveState.REMOVED, progress="")
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != 1:
        raise Conflict("It does not lie here any more.")
    history.append(actor, "remove_archive", "archive", public_id)


def end_all(actor: Actor, reason: str) -> None:
    """End every archive of the center that lies here or is to come, in the caller's unit of work; then call `sweep`.

    For what must be nowhere any more: it is asked for anew, and then holds what is there by then.
    """
    ended = (
        update(CenterArchive)
        .where(CenterArchive.state.in_(MAY_BE_REMOVED))
        .values(state=ArchiveState.REMOVED, progress="")
        .returning(CenterArchive.public_id)
    )
    for public_id in db.session.scalars(ended.execution_options(synchronize_session=False)).all():
        history.append(actor, "remove_archive", "archive", public_id, reason=reason)


def drop(public_id: str) -> None:
    """Remove the file of an archive that was removed. After the commit; the clean-up does what is left."""
    folder().discard(public_id)


def _view(row: CenterArchive, asked_by: str, now: datetime) -> ArchiveView:
    until = row.made_at + (installation.current().periods or PERIODS)["archives"].lasts if row.made_at else None
    is_in_time = until is not None and now < until
    return ArchiveView(
        public_id=row.public_id,
        state=ArchiveState(row.state),
        asked_by=asked_by,
        asked_at=row.asked_at,
        made_at=row.made_at,
        until=until,
        lies_here=row.state == ArchiveState.READY and is_in_time and folder().holds(row.public_id),
        size=row.size,
        files=row.files,
        missing=row.missing,
        sha256=row.sha256,
        failure=row.failure,
        steps_done=row.steps_done,
        steps_all=row.steps_all,
        progress=row.progress,
    )
