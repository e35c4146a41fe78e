"""What the child says, believed only after each word of it was checked."""

import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.errors import UnreadableFile
from tracker.intake.errand import Errand, Exhibit, Want
from tracker.intake.words import Note, Refusal

_FILE = re.compile(r"[0-9]{4}\.(jpg|pdf|png|json|bin)", re.ASCII)
# What stands in a mail may be anything: it is read like any file before it is believed to be one.
_BEGINS = {".jpg": b"\xff\xd8\xff", ".pdf": b"%PDF-", ".png": b"\x89PNG\r\n\x1a\n", ".json": b"{", ".bin": b""}
# What the copies of one file may weigh together: they pass through the memory of the process that asked.
MOST_COPIES = 128 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """A file as the child saw it: pages, size in pixels or points, notes, its way into a packet, and the copies."""

    pages: int
    width: int
    height: int
    notes: tuple[Note, ...]
    exhibit: Exhibit
    copies: tuple[bytes, ...]


def check(raw: bytes, scratch: Path, errand: Errand) -> Answer:
    """Return the answer, or raise UnreadableFile in plain words where it refuses or makes no sense."""
    try:
        told = json.loads(raw)
        if "refused" in told:
            refusal = _believable(Refusal(told["refused"]))
        else:
            return _believe(told, scratch, errand)
    except (ValueError, TypeError, KeyError, OSError, RecursionError) as error:
        # No answer, half of one, or nonsense: the child died or is no longer ours.
        raise UnreadableFile(Refusal.TOO_HEAVY.words) from error
    raise UnreadableFile(refusal.words)


def told_in(answer: Answer) -> object:
    """Return what the child wrote as JSON, believed to be no more than that. Raises UnreadableFile where it is none."""
    try:
        told: object = json.loads(answer.copies[0])
    except (ValueError, IndexError, RecursionError) as error:
        raise UnreadableFile(Refusal.TOO_HEAVY.words) from error
    return told


def _believable(refusal: Refusal) -> Refusal:
    """A child knows nothing of other files, nor of the machine: said by one, the file would be tried for ever."""
    if refusal in {Refusal.BUSY, Refusal.UNABLE}:
        raise ValueError("not a child's to say")
    return refusal


def _believe(told: dict[str, object], scratch: Path, errand: Errand) -> Answer:
    limits = errand.limits
    pages = _whole(told["pages"], limits.pages)
    files, notes = _list(told["files"], pages), _list(told["notes"], len(Note))
    return Answer(
        pages=pages,
        width=_whole(told["width"], limits.side),
        height=_whole(told["height"], limits.side),
        notes=tuple(sorted({Note(note) for note in notes})),
        exhibit=Exhibit(_text(told["exhibit"])),
        copies=_copies(files, scratch, errand),
    )


def _copies(files: list[str], scratch: Path, errand: Errand) -> tuple[bytes, ...]:
    if bool(files) is (errand.want is Want.NOTHING):
        raise ValueError("copies were made unasked, or not made")
    room, copies = MOST_COPIES, []
    for name in files:
        if name.endswith(".bin") and errand.want not in {Want.MAIL, Want.UNPACKED}:
            raise ValueError("a file of any kind, and neither a mail nor a ZIP was read")
        copies.append(_copy(scratch, name, min(room, errand.limits.output)))
        room -= len(copies[-1])
    return tuple(copies)


def _copy(scratch: Path, name: str, room: int) -> bytes:
    if not _FILE.fullmatch(name):
        raise ValueError("not a name that a copy has")
    # A link would make us read, and show, another file of ours; a pipe would never end.
    handle = os.open(scratch / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise ValueError("not a file")
        content = stream.read(room + 1)
    if len(content) > room or not content.startswith(_BEGINS[Path(name).suffix]):
        raise ValueError("too large, or not what its name says")
    return content


def _whole(value: object, most: int) -> int:
    if type(value) is not int or not 1 <= value <= most:
        raise ValueError("not a number within bounds")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _list(value: object, most: int) -> list[str]:
    if not isinstance(value, list) or len(value) > most:
        raise TypeError("not a list within bounds")
    return [_text(item) for item in value]
