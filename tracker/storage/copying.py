"""Taking in a file of unknown length: hashed and counted while written, refused once too long."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tracker.domain.errors import UnreadableFile
from tracker.storage.durable import Draft

CHUNK = 256 * 1024
MEBIBYTE = 1024 * 1024
LARGEST = 25 * MEBIBYTE


@contextmanager
def reading(source: BinaryIO | Path) -> Iterator[BinaryIO]:
    """Give a stream to read from; a path is opened and closed, a stream is read from where it stands."""
    if isinstance(source, Path):
        with source.open("rb") as stream:
            yield stream
    else:
        yield source


def copy(source: BinaryIO | Path, draft: Draft, limit: int) -> tuple[str, int]:
    """Write all of `source` into `draft`; return its SHA-256 in hex and its size in bytes.

    Holds one chunk in memory. Raises UnreadableFile once more than `limit` bytes came, OSError from the disk.
    """
    digest, size = hashlib.sha256(), 0
    with reading(source) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise UnreadableFile(
                    f"This file is larger than {limit // MEBIBYTE} MB, the most that can be kept. "
                    "Save it with fewer pages or as a smaller picture, and add that."
                )
            digest.update(chunk)
            draft.write(chunk)
    return digest.hexdigest(), size


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, read anew, in hex. Reads about 1 GB a second."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
