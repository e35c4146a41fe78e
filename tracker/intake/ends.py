"""The first and last bytes of a file: they are compared and not parsed, so this is done in this process."""

from pathlib import Path

from tracker.domain.errors import UnreadableFile
from tracker.intake.formats import HEAD_BYTES, TAIL_BYTES
from tracker.intake.words import Refusal


def ends_of(path: Path, most: int, too_large: Refusal) -> tuple[bytes, bytes]:
    """Return how a file begins and ends. Raises UnreadableFile where it is empty, or has more than `most` bytes."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(0)
        head = stream.read(HEAD_BYTES)
        stream.seek(max(0, size - TAIL_BYTES))
        tail = stream.read(TAIL_BYTES)
    if size == 0:
        raise UnreadableFile(Refusal.EMPTY.words)
    if size > most:
        raise UnreadableFile(too_large.words)
    return head, tail
