"""Evidence files under their own SHA-256, and copies made from them for showing.

A file is written once and never changed, so a row that holds the digest proves which bytes it means. Two
people who add the same certificate share one file. Which center a file belongs to is for the database to
say: paths do not.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from tracker.domain.errors import NotFound
from tracker.storage.copying import LARGEST, copy, sha256_of
from tracker.storage.durable import Draft, flush_folders, holding, make_root
from tracker.storage.failures import absent_is_not_found, plain_failures

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_KIND = re.compile(r"[a-z0-9][a-z0-9.-]{0,39}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Stored:
    """What came to lie in the store: its SHA-256 in lower-case hex, and its size in bytes."""

    sha256: str
    size: int


class EvidenceStore:
    """Files by SHA-256 below one folder: `objects/ab/cd/<sha>`, `derived/ab/cd/<sha>/<kind>`, `incoming/`.

    Several processes may use one folder at once. All methods raise StorageFailed when the disk fails, and
    NotFound for a digest that is none or that nothing is kept under.
    """

    def __init__(self, root: Path, *, limit: int = LARGEST) -> None:
        """Use `root`, made when missing with access for its owner only; refuse files over `limit` bytes."""
        self._objects, self._derived = root / "objects", root / "derived"
        self._incoming = root / "incoming"
        self._limit = limit
        with plain_failures():
            for folder in (self._objects, self._derived, self._incoming):
                make_root(folder)

    def put(self, source: BinaryIO | Path) -> Stored:
        """Keep a file, and return once it outlives a power cut. Keeping it again changes nothing.

        Raises UnreadableFile when it is over the limit. Costs one write, one read and four flushes; one read and three
        where it is given by its path and kept already.
        """
        if isinstance(source, Path) and (known := self._kept_again(source)):
            return known
        with plain_failures(), Draft(self._incoming) as draft:
            sha256, size = copy(source, draft, self._limit)
            target = self._place(self._objects, sha256)
            # Held, so that no clean-up takes the file away between the look at it and its new date.
            with holding(self._objects, alone=False):
                if not self._stays(target, size):
                    # Missing, or cut short by a failing disk: what is in hand has this digest for certain.
                    draft.land(target, self._objects)
        return Stored(sha256, size)

    def path_of(self, sha256: str) -> Path:
        """Return where a file lies, or would lie."""
        return self._place(self._objects, sha256)

    def exists(self, sha256: str) -> bool:
        """Say whether a file is kept; it is not read."""
        return self.path_of(sha256).is_file()

    def open(self, sha256: str) -> BinaryIO:
        """Open a file for reading; the caller closes it."""
        return _open(self.path_of(sha256))

    def verify(self, sha256: str) -> bool:
        """Read a file anew and say whether it still is what its name says."""
        path = self.path_of(sha256)
        with plain_failures(), absent_is_not_found():
            return sha256_of(path) == sha256

    def everything(self) -> Iterator[str]:
        """Yield the digest of each file that is kept, in no order."""
        with plain_failures():
            for path in self._objects.glob("*/*/*"):
                if _DIGEST.fullmatch(path.name):
                    yield path.name

    def orphans(self, known: Set[str], older_than: datetime) -> Iterator[str]:
        """Yield the digests of files not in `known` and last put before `older_than`. Removes nothing."""
        for sha256 in self.everything():
            if sha256 not in known and self._put_before(sha256, older_than):
                yield sha256

    def holds_any_of(self, sha256: str) -> bool:
        """Say whether a file is kept, or a copy that was made of it."""
        return self.exists(sha256) or self._place(self._derived, sha256).exists()

    def discard(self, sha256: str, older_than: datetime) -> bool:
        """Remove a file that no row names, and its copies, unless it was put again since; tell whether it went."""
        copies = self._place(self._derived, sha256)
        with plain_failures(), holding(self._objects, alone=True):
            if not self.holds_any_of(sha256) or (self.exists(sha256) and not self._put_before(sha256, older_than)):
                return False
            # The copies first: whoever dies in between, or meets a failing disk, leaves a file that the next clean-up
            # finds.
            shutil.rmtree(copies, ignore_errors=True)
            if copies.exists():
                return False
            self.path_of(sha256).unlink(missing_ok=True)
        return True

    def put_derived(self, sha256: str, kind: str, data: bytes) -> Path:
        """Keep a copy made from the file `sha256` under a short name, such as `page-1.jpg`; return where.

        A copy can be made again at any time: an earlier one of the same name is replaced.
        """
        target = self.derived_path(sha256, kind)
        with plain_failures(), Draft(self._incoming) as draft:
            draft.write(data)
            # Held, so that the file is not removed between the look at it and its copy, which would outlive it.
            with holding(self._objects, alone=False):
                if not self.exists(sha256):
                    raise NotFound("The file that this copy was made from is not kept here.")
                draft.land(target, self._derived)
        return target

    def derived_path(self, sha256: str, kind: str) -> Path:
        """Return where a copy lies, or would lie."""
        if not _KIND.fullmatch(kind):
            raise NotFound("There is no copy of that name.")
        return self._place(self._derived, sha256) / kind

    def open_derived(self, sha256: str, kind: str) -> BinaryIO:
        """Open a copy for reading; the caller closes it."""
        return _open(self.derived_path(sha256, kind))

    def has_derived(self, sha256: str, kind: str) -> bool:
        """Say whether a copy was made."""
        return self.derived_path(sha256, kind).is_file()

    def sweep(self, older_than: datetime) -> int:
        """Remove what uploads that died left under temporary names before `older_than`; return how many."""
        gone = 0
        with plain_failures():
            for path in self._incoming.iterdir():
                with contextlib.suppress(FileNotFoundError):
                    if path.stat().st_mtime < older_than.timestamp():
                        path.unlink()
                        gone += 1
        return gone

    def _kept_again(self, source: Path) -> Stored | None:
        """Keep a file that is here already, without writing it anew; None where it is not."""
        with plain_failures(), absent_is_not_found():
            size = source.stat().st_size
            if size > self._limit:
                return None
            sha256 = sha256_of(source)
            with holding(self._objects, alone=False):
                return Stored(sha256, size) if self._stays(self._place(self._objects, sha256), size) else None

    def _stays(self, target: Path, size: int) -> bool:
        """Let a file that is here whole stay, and tell; to be called while the folder is held."""
        if not _is_file_of(target, size):
            return False
        # A new date keeps it from a clean-up that looks for old files without a row: its row is on the way.
        os.utime(target)
        flush_folders(self._objects, target.parent)
        return True

    def _place(self, tree: Path, sha256: str) -> Path:
        if not _DIGEST.fullmatch(sha256):
            raise NotFound("There is no such file.")
        return tree / sha256[:2] / sha256[2:4] / sha256

    def _put_before(self, sha256: str, moment: datetime) -> bool:
        with plain_failures():
            try:
                return self.path_of(sha256).stat().st_mtime < moment.timestamp()
            except FileNotFoundError:
                return False


def _is_file_of(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def _open(path: Path) -> BinaryIO:
    with plain_failures(), absent_is_not_found():
        return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb")
