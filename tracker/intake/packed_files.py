"""A ZIP of files unpacked in the child, some at a time; what the child says is believed only after it was checked."""

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from tracker.domain.errors import UnreadableFile
from tracker.domain.imports.bounded import a_whole
from tracker.intake.answer import Answer
from tracker.intake.ends import ends_of
from tracker.intake.errand import Want
from tracker.intake.formats import Format
from tracker.intake.limits import PACK
from tracker.intake.pack_words import MOST_ENTRIES, Why
from tracker.intake.sandbox import read_apart
from tracker.intake.turn import Queue
from tracker.intake.words import Refusal

LONGEST_NAME = 200
_BEGINS = (b"PK\x03\x04", b"PK\x05\x06")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# What is said of any file, as it is said of a ZIP.
_OF_A_PACK = {
    Refusal.TOO_SLOW.words: Refusal.PACK_TOO_HEAVY.words,
    Refusal.TOO_HEAVY.words: Refusal.PACK_TOO_HEAVY.words,
}


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A file of a ZIP: its place in it, its name and its folders as they may be shown, and its content or why not."""

    entry: int
    name: str
    folder: str
    content: bytes = b""
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Some:
    """Some files of a ZIP; `then`: the entry to go on with, None at its end; `count`: how many entries it has."""

    files: tuple[Unpacked, ...]
    then: int | None
    count: int


def is_packed(source: BinaryIO) -> bool:
    """Tell whether a file begins as a ZIP does; it is left at its beginning."""
    source.seek(0)
    begins = source.read(4)
    source.seek(0)
    return begins in _BEGINS


def unpack(path: Path, first: int = 0) -> Some:
    """Return the files of a ZIP from an entry on, 40 or 24 MB of them and one more at most.

    Nothing in it is opened further, and no name in it is used as a path. Raises UnreadableFile where it is none, or
    too much. Costs a process of 0.1 s; holds what it returns in memory.
    """
    ends_of(path, PACK.file_bytes, Refusal.PACK_TOO_LARGE)
    try:
        answer = read_apart(path, Format.PDF, Want.UNPACKED, PACK, Queue.PACKETS, first=first)
    except UnreadableFile as refused:
        raise UnreadableFile(_OF_A_PACK.get(refused.message, refused.message)) from refused
    try:
        return _some(answer, first)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise UnreadableFile(Refusal.PACK_TOO_HEAVY.words) from error


def shown(raw: str) -> tuple[str, str]:
    """Return the last part of a name and the folders before it, without what turns or hides text; never empty."""
    parts = [" ".join(_seen(part).split()) for part in re.split(r"[/\\]", raw)]
    kept = [part for part in parts if part.strip(". ")]
    last = kept[-1] if kept and parts[-1] == kept[-1] else "Unnamed file"
    return last[-LONGEST_NAME:], "/".join(kept[:-1] if kept and last == kept[-1] else kept)[-LONGEST_NAME:]


def _seen(text: str) -> str:
    plain = unicodedata.normalize("NFC", text)
    return "".join(" " if unicodedata.category(letter) in _UNSEEN else letter for letter in plain)


def _some(answer: Answer, first: int) -> Some:
    *contents, listed = answer.copies
    told: dict[str, Any] = json.loads(listed)
    count, then = a_whole(told["of"], MOST_ENTRIES), told["next"]
    if then is not None and a_whole(then, count) <= first:
        raise ValueError("it does not go on")
    files, numbers = [], set()
    for each in told["entries"]:
        entry, (name, folder) = a_whole(each["entry"], count), shown(str(each["name"]))
        if entry < first or entry in numbers:
            raise ValueError("not an entry that was asked for, or twice")
        numbers.add(entry)
        if "why" in each:
            files.append(Unpacked(entry, name, folder, why=Why(each["why"])))
        else:
            files.append(Unpacked(entry, name, folder, contents[a_whole(each["file"], len(contents)) - 1]))
    return Some(tuple(files), then, count)
