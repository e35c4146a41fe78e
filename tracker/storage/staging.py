"""Files that wait while a form is being corrected, so that nobody has to choose them a second time.

They belong to one account at one center, for a day, or longer where whoever puts them here says so. They are no
evidence yet: saving the form puts them into the evidence store. What was read from one waits beside it, and goes with
it.
"""

import contextlib
import hashlib
import json
import os
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from tracker.domain.errors import NotFound, Refused
from tracker.storage.copying import LARGEST, copy
from tracker.storage.durable import Draft, make_root
from tracker.storage.failures import absent_is_not_found, plain_failures

KEPT_FOR = timedelta(hours=24)
MOST_WAITING = 50
LONGEST_NAME = 1000
_GONE = (
    "This file is no longer waiting: files that are not saved with their form are removed after 24 hours. Add it again."
)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose files wait: the ids of a center and of an account, in any spelling that stays the same."""

    center: str
    account: str


@dataclass(frozen=True, slots=True)
class Staged:
    """A waiting file: its token for the form, its name as sent, size, SHA-256, when it came and when it goes."""

    token: str
    file_name: str
    size: int
    sha256: str
    staged_at: datetime
    until: datetime


class StagingArea:
    """Waiting files below one folder, `waiting/<digest of the owner>/<token>`.

    Nothing in a path tells a name. All methods raise StorageFailed when the disk fails; those that take a
    token raise NotFound when it is malformed, another's, expired or used up: the four look alike.
    """

    def __init__(self, root: Path, *, limit: int = LARGEST, most: int = MOST_WAITING) -> None:
        """Use `root`, made when missing; keep `most` files for each owner, each up to `limit` bytes."""
        self._waiting, self._incoming = root / "waiting", root / "incoming"
        self._limit, self._most = limit, most
        with plain_failures():
            make_root(self._waiting)
            make_root(self._incoming)

    def stage(
        self,
        owner: Owner,
        source: BinaryIO | Path,
        file_name: str,
        now: datetime,
        *,
        token: str = "",
        kept_for: timedelta = KEPT_FOR,
    ) -> Staged:
        """Keep a file for a day, or `kept_for`, and return its token; one that is given replaces what bore it.

        Raises UnreadableFile over the size limit, Refused when too many wait already.
        """
        if len(self.waiting(owner, now)) >= self._most:
            raise Refused(
                f"{self._most} files of yours wait in forms that were not saved. Save or discard one of "
                "those forms first; files that wait are removed after 24 hours."
            )
        token = token or secrets.token_urlsafe(16)
        content, note = self._content(owner, token), self._note(owner, token)
        with plain_failures():
            try:
                with Draft(self._incoming) as draft:
                    sha256, size = copy(source, draft, self._limit)
                    draft.land(content, self._waiting)
                staged = Staged(token, file_name[-LONGEST_NAME:], size, sha256, now, now + kept_for)
                # The note comes last: until it is there, nobody sees the file.
                with Draft(self._incoming) as draft:
                    draft.write(_note_of(staged))
                    draft.land(note, self._waiting)
                for path in (content, note):
                    _date(path, staged)
            except OSError:
                self._drop(owner, token)
                raise
        return staged

    def find(self, owner: Owner, token: str, now: datetime) -> Staged:
        """Return what waits under a token."""
        if not _TOKEN.fullmatch(token):
            raise NotFound(_GONE)
        try:
            with plain_failures(), absent_is_not_found():
                note = self._note(owner, token).read_bytes()
        except NotFound as error:
            raise NotFound(_GONE) from error
        try:
            staged = _read_note(token, note)
        except (ValueError, KeyError, TypeError) as error:  # damaged on the disk: the file can be added again
            raise NotFound(_GONE) from error
        if staged.until <= now:
            raise NotFound(_GONE)
        return staged

    def path_of(self, owner: Owner, token: str, now: datetime) -> Path:
        """Return where a waiting file lies, to inspect it or to put it into the evidence store."""
        return self._content(owner, self.find(owner, token, now).token)

    def waiting(self, owner: Owner, now: datetime) -> list[Staged]:
        """List what waits for an owner, oldest first."""
        found = []
        with plain_failures():
            for note in (self._waiting / _folder_of(owner)).glob("*.json"):
                with contextlib.suppress(NotFound):
                    found.append(self.find(owner, note.stem, now))
        return sorted(found, key=lambda staged: (staged.staged_at, staged.token))

    def keep_beside(self, owner: Owner, token: str, told: bytes, now: datetime) -> None:
        """Keep what is known of a waiting file beside it, replacing what was; it goes with the file."""
        staged, path = self.find(owner, token, now), self._beside(owner, token)
        with plain_failures():
            with Draft(self._incoming) as draft:
                draft.write(told)
                draft.land(path, self._waiting)
            _date(path, staged)

    def beside(self, owner: Owner, token: str, now: datetime) -> bytes | None:
        """Return what was kept beside a waiting file, or None where nothing was."""
        self.find(owner, token, now)
        try:
            with plain_failures(), absent_is_not_found():
                return self._beside(owner, token).read_bytes()
        except NotFound:
            return None

    def discard(self, owner: Owner, token: str) -> None:
        """Remove a waiting file, as after its form was saved. One that is gone already is no error."""
        if _TOKEN.fullmatch(token):
            with plain_failures():
                self._drop(owner, token)

    def sweep(self, now: datetime) -> int:
        """Remove everybody's files that are over their time, and what dead uploads left; return how many."""
        oldest, gone = (now - KEPT_FOR).timestamp(), 0
        with plain_failures():
            for path in [*self._incoming.iterdir(), *self._waiting.glob("*/*")]:
                with contextlib.suppress(FileNotFoundError):
                    if path.stat().st_mtime < oldest:
                        path.unlink()
                        gone += path.suffix not in {".json", ".read"}
        return gone

    def _drop(self, owner: Owner, token: str) -> None:
        self._note(owner, token).unlink(missing_ok=True)
        self._beside(owner, token).unlink(missing_ok=True)
        self._content(owner, token).unlink(missing_ok=True)

    def _content(self, owner: Owner, token: str) -> Path:
        return self._waiting / _folder_of(owner) / f"{token}.file"

    def _beside(self, owner: Owner, token: str) -> Path:
        return self._waiting / _folder_of(owner) / f"{token}.read"

    def _note(self, owner: Owner, token: str) -> Path:
        return self._waiting / _folder_of(owner) / f"{token}.json"


def _folder_of(owner: Owner) -> str:
    return hashlib.sha256(json.dumps([owner.center, owner.account]).encode()).hexdigest()[:32]


def _date(path: Path, staged: Staged) -> None:
    """Date a file a day before it goes: the sweep looks at dates alone, and reads no note."""
    moment = (staged.until - KEPT_FOR).timestamp()
    os.utime(path, (moment, moment))


def _note_of(staged: Staged) -> bytes:
    note = {
        "file_name": staged.file_name,
        "size": staged.size,
        "sha256": staged.sha256,
        "staged_at": staged.staged_at.isoformat(),
        "until": staged.until.isoformat(),
    }
    return json.dumps(note).encode()


def _read_note(token: str, content: bytes) -> Staged:
    note = json.loads(content)
    staged_at = datetime.fromisoformat(note["staged_at"])
    # What an earlier version wrote says of no other time than the usual.
    until = datetime.fromisoformat(note["until"]) if "until" in note else staged_at + KEPT_FOR
    return Staged(
        token=token,
        file_name=note["file_name"],
        size=note["size"],
        sha256=note["sha256"],
        staged_at=staged_at,
        until=until,
    )
