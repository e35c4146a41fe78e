"""Files of a backup: hashed while they are written and while they are read."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from tracker.domain.errors import UnreadableFile
from tracker.storage.backups.encryption import Identity, Recipients, as_stream
from tracker.storage.backups.manifest import Part
from tracker.storage.copying import CHUNK, sha256_of
from tracker.storage.durable import Draft, flush_folders, make_root


class HashedSource:
    """A stream that knows the SHA-256 of what was read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        """Read from a stream."""
        self._stream, self._digest = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        chunk = self._stream.read(size)
        self._digest.update(chunk)
        return chunk

    @property
    def sha256(self) -> str:
        """The digest of what was read so far, in hex."""
        return self._digest.hexdigest()


class HashedSink:
    """Writes into a draft, and knows the size and SHA-256 of what was written."""

    def __init__(self, draft: Draft) -> None:
        """Write into a draft."""
        self._draft, self._digest, self.size = draft, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        """Write all of it."""
        self._draft.write(data)
        self._digest.update(data)
        self.size += len(data)
        return len(data)

    @property
    def sha256(self) -> str:
        """The digest of what was written so far, in hex."""
        return self._digest.hexdigest()


def lay(
    source: BinaryIO, target: Path, root: Path, recipients: Recipients, *, expected: str | None = None
) -> tuple[int, str] | None:
    """Write a stream into a file below `root`, encrypted where there are recipients; return its size and SHA-256.

    Those of the bytes as they lie there. Where the stream turns out not to be what was `expected` (its SHA-256),
    nothing is written and None returned. The file is there whole and flushed, or not at all.
    """
    make_root(root / "incoming")
    with Draft(root / "incoming") as draft:
        heard, sink = HashedSource(source), HashedSink(draft)
        if recipients:
            recipients.seal(as_stream(heard), sink)
        else:
            _pour(heard, sink)
        if expected is not None and heard.sha256 != expected:
            return None
        draft.land(target, root)
        return sink.size, sink.sha256


def trouble_with(file: Path, part: Part) -> str:
    """Return what is wrong with a file that a manifest names; empty where it is whole. Costs reading it."""
    try:
        if file.is_symlink() or not file.is_file():
            return f"{part.path}: it is missing."
        whole = file.stat().st_size == part.size and sha256_of(file) == part.sha256
    except OSError:
        return f"{part.path}: it cannot be read."
    return "" if whole else f"{part.path}: its content is not what it was."


def open_into(
    file: Path, part: Part, identity: Identity | None, target: Callable[[str], Path], places: tuple[Path, Path]
) -> str:
    """Copy a file out of a backup, decrypted where an identity is given; returns the SHA-256 of what was written.

    `target` says where it goes, told that digest; `places`: a folder above it, and one for temporary names. Raises
    UnreadableFile naming the part, OSError from the disk.
    """
    root, incoming = places
    with file.open("rb") as stream, Draft(incoming) as draft:
        heard, sink = HashedSource(stream), HashedSink(draft)
        try:
            if identity is not None:
                identity.open(as_stream(heard), sink)
            else:
                _pour(heard, sink)
        except UnreadableFile as damaged:
            raise UnreadableFile(f"{part.path}: {damaged.message}") from None
        while heard.read(CHUNK):
            """What may follow the encrypted content is part of the file too."""
        if heard.sha256 != part.sha256:
            raise UnreadableFile(f"{part.path}: its content is not what it was.")
        draft.land(target(sink.sha256), root)
        return sink.sha256


def _pour(source: HashedSource, sink: HashedSink) -> None:
    while chunk := source.read(CHUNK):
        sink.write(chunk)


def move_in(staged: Path, target: Path) -> None:
    """Give a file that is done its name, once its bytes are flushed; return when that is durable."""
    handle = os.open(staged, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    staged.replace(target)
    flush_folders(target.parent, target.parent)
