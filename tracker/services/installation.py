"""What the use cases need to know of the installation they run in: folders, keys, addresses.

Set once when the application is made. Services cannot read settings themselves (they stand below them), and passing
these through every call would hide what a call is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tracker.domain.backups import BackupPlan
from tracker.domain.mailbox import Mailbox
from tracker.domain.retention import Period
from tracker.domain.room import DEFAULT_QUOTA, quota_from
from tracker.domain.single_sign_on import Provider
from tracker.domain.virus_scanner import ScannerAddress
from tracker.intake import photos, turn


@dataclass(frozen=True, slots=True)
class Installation:
    """One installation: where its evidence lies, the key of its history, the address people type, its way for mail.

    `backup`: the plan of its backups, where they are made by themselves. `providers`: whom people may sign in through.
    `quota`: the bytes that the files of one center may take. `scanner`: where the virus scanner listens, if any.
    `time_stamps`: the address of an authority that stamps packets with the time, if any.
    `periods`: for how long things are kept, where it is not the usual. `mailbox`: what answers are read from, if any.
    `photos`: whether photos are read, where they can be.
    """

    data: Path
    evidence: Path
    base_url: str
    history_key: bytes = field(repr=False)
    mail_from: str
    mail_outbox: Path | None = None
    smtp_url: str | None = field(default=None, repr=False)
    secret_key: bytes = field(default=b"", repr=False)
    backup: BackupPlan | None = None
    providers: tuple[Provider, ...] = ()
    quota: int = quota_from(DEFAULT_QUOTA)
    scanner: ScannerAddress | None = None
    time_stamps: str | None = None
    periods: Mapping[str, Period] | None = None
    mailbox: Mailbox | None = None
    photos: bool = True


_current: Installation | None = None


def configure(installation: Installation) -> None:
    """Say which installation this process serves."""
    global _current  # noqa: PLW0603 one process serves one installation
    _current = installation
    turn.stand_in(uploads=installation.data, packets=installation.evidence, photos=installation.data / "staging")
    photos.let_be_read(installation.photos)


def current() -> Installation:
    """Return the installation; raises RuntimeError before `configure`."""
    if _current is None:
        raise RuntimeError("No installation is configured; make the application first.")
    return _current
