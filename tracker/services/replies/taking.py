"""Taking the files of a mail into the list of whoever sent it: like files of a form, but for a longer time.

Each file waits under a token that the mail and its place in it make, so that a mail that is read a second time, because
its reader was killed, puts nothing there twice; what was logged meanwhile is not put there again.
"""

import base64
import hashlib
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from tracker.domain.errors import TrackerError, UnreadableFile
from tracker.domain.replies import ReplyOutcome
from tracker.intake import mails
from tracker.intake.words import Refusal
from tracker.services import certificates, virus_scanning
from tracker.services.actor import Actor
from tracker.services.retention.cleaning import periods_in_force
from tracker.services.uploads import NOT_NOW, Stay
from tracker.storage import StorageFailed

LONGEST_NAME = 100
NO_NAME = "A file without a name"
MORE = "More than 20 files were in the mail. Send the rest in another one."
_TOKEN_LENGTH = 22


class TryLater(Exception):
    """Nothing that the mail did: it stays where it is, and is read again. `for_all`: so would every other."""

    def __init__(self, *, for_all: bool) -> None:
        """Keep whether other mails would fare the same."""
        super().__init__()
        self.for_all = for_all


@dataclass(slots=True)
class Taken:
    """What came of the files of a mail: names of those that wait, and of the others with the reason in words."""

    outcome: ReplyOutcome
    names: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    small: int = 0


def take(actor: Actor, path: Path, digest: str, *, is_last_try: bool) -> Taken:
    """Take the files of a mail that lies at `path`. Raises TryLater. A child process for the mail and each file."""
    try:
        found = mails.files_of(path)
    except UnreadableFile as refused:
        pass_on(refused, is_last_try=is_last_try)
        return Taken(ReplyOutcome.UNREADABLE)
    taken = Taken(ReplyOutcome.NOTHING, small=found.small)
    for place, (name, content) in enumerate(found.files):
        _take_one(actor, taken, (name, content), _token(digest, place), is_last_try=is_last_try)
    if found.left_over:
        taken.refused.append((f"{found.left_over} more", MORE))
    if taken.names:
        taken.outcome = ReplyOutcome.TAKEN
    return taken


def _take_one(actor: Actor, taken: Taken, sent: tuple[str, bytes], token: str, *, is_last_try: bool) -> None:
    name, content = sent
    if certificates.was_logged(actor, token):
        taken.names.append(_shown(name))
        return
    stay = Stay(token, periods_in_force()["mailed"].lasts)
    try:
        taken.names.append(certificates.take(actor, BytesIO(content), name, stay).name)
    except TrackerError as refused:
        pass_on(refused, is_last_try=is_last_try)
        taken.refused.append((_shown(name), refused.message))


def pass_on(refused: TrackerError, *, is_last_try: bool) -> None:
    """Raise TryLater for what the next pass may see otherwise."""
    if isinstance(refused, StorageFailed) or refused.message == virus_scanning.SILENT:
        raise TryLater(for_all=True) from refused
    if refused.message in NOT_NOW or (refused.message == Refusal.TOO_SLOW.words and not is_last_try):
        raise TryLater(for_all=False) from refused


def _token(digest: str, place: int) -> str:
    made = hashlib.sha256(f"{digest} {place}".encode()).digest()
    return base64.urlsafe_b64encode(made).decode()[:_TOKEN_LENGTH]


def _shown(name: str) -> str:
    """Return a name that can stand in a line of a mail."""
    return " ".join("".join(letter for letter in name if letter.isprintable())[-LONGEST_NAME:].split()) or NO_NAME
