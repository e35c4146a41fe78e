"""Backups by themselves. Nothing is remembered but the backups: whoever looks at the folder knows what is due."""

import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tracker.domain.backups import BackupPlan
from tracker.services import installation
from tracker.services.backup.making import Made, make
from tracker.storage import StorageFailed
from tracker.storage.backups import BackupFolder, Recipients
from tracker.storage.backups.failures import told_of

# A clock that was put back by less is an ordinary one.
CLOCKS_DIFFER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether backups are scheduled, from when the last whole one is, and whether that is too long ago.

    `early`: when those were made that are from the future.
    """

    scheduled: bool
    now: datetime
    late: bool = False
    last: datetime | None = None
    count: int = 0
    every_hours: int = 0
    encrypted: bool = False
    folder: Path | None = None
    early: tuple[datetime, ...] = ()


def standing(now: datetime) -> Standing:
    """Return how it stands. Costs a listing of the folder of backups."""
    plan = installation.current().backup
    if plan is None:
        return Standing(False, now)
    made: list[datetime] = []
    # A disk that does not answer holds no backup that anybody could restore.
    with contextlib.suppress(StorageFailed):
        made = _moments(plan)
    last = _last(made, now)
    hours = round(plan.every.total_seconds() / 3600)
    early = tuple(moment for moment in made if not _is_past(moment, now))
    late = plan.is_late(last, now)
    return Standing(True, now, late, last, len(made), hours, bool(plan.recipients), plan.folder, early)


def troubles(now: datetime) -> list[str]:
    """Say what is wrong with the schedule, for `check`; nothing where none is set."""
    it = standing(now)
    return [*_early(it), *_late(it)]


def _early(it: Standing) -> list[str]:
    """Name the backups of days to come: this machine's clock was wrong then, or is now."""
    if not it.early:
        return []
    last = f"{max(it.early):%Y-%m-%d %H:%M} UTC"
    return [
        f"Backup: {len(it.early)} in {it.folder} are from the future, the last of {last}. Look at the clock of this"
        " machine, and remove them."
    ]


def _late(it: Standing) -> list[str]:
    if not it.late:
        return []
    since = f"the last whole one is from {it.last:%Y-%m-%d %H:%M} UTC" if it.last else "there is no whole one yet"
    return [f"Backup: {since} in {it.folder}, and BACKUP_EVERY asks for one every {it.every_hours} hours."]


def run_if_due(now: datetime) -> Made | None:
    """Make the backup that is due, then remove those that BACKUP_KEEP does not keep; None where none is due.

    Raises what `make` raises; the earlier backups are then untouched.
    """
    plan = installation.current().backup
    if plan is None or not plan.is_due(_last(_moments(plan), now), now):
        return None
    made = make(plan.folder, Recipients(plan.recipients), with_keys=False, now=now)
    folder = BackupFolder(plan.folder)
    with told_of(plan.folder):
        kept = folder.kept()
        staying = plan.to_keep(each.made_at for each in kept)
        folder.drop(each.name for each in kept if each.made_at not in staying)
    return made


def _last(made: list[datetime], now: datetime) -> datetime | None:
    """Return when the last one was made; one from the future must not keep the next from its time."""
    return max((moment for moment in made if _is_past(moment, now)), default=None)


def _is_past(made: datetime, now: datetime) -> bool:
    return made <= now + CLOCKS_DIFFER


def _moments(plan: BackupPlan) -> list[datetime]:
    with told_of(plan.folder):
        return [each.made_at for each in BackupFolder(plan.folder).kept()]
