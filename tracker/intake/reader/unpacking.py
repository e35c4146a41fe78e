"""A ZIP, some files of it at a time: each written under a number of ours, so that no name in it is ever a path."""

import io
import json
import stat
import zipfile
from itertools import pairwise
from pathlib import Path

from tracker.intake.errand import Errand, Exhibit
from tracker.intake.pack_words import MOST_AT_ONCE, MOST_BYTES_AT_ONCE, MOST_ENTRIES, Why
from tracker.intake.reader.findings import Findings, Unacceptable
from tracker.intake.words import Refusal

LONGEST_NAME = 1000
_LOCKED, _IN_UTF8, _HEADER = 0x1, 0x800, 30
# What programs leave in a ZIP beside what people put there.
_LEFT = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def look(content: bytes, errand: Errand) -> Findings:
    """Write files as 0001.bin and so on, from entry `first` on, and last 0000.json that says which is which."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError) as error:
        raise Unacceptable(Refusal.PACK_DAMAGED) from error
    parts = archive.infolist()
    if len(parts) > MOST_ENTRIES:
        raise Unacceptable(Refusal.PACK_TOO_MANY)
    overlapping = _overlapping(parts)
    files: list[str] = []
    told: list[dict[str, object]] = []
    taken, at = 0, errand.first
    while at < len(parts) and len(files) < MOST_AT_ONCE and taken < MOST_BYTES_AT_ONCE:
        part = parts[at]
        at += 1
        if part.is_dir() or _is_left_by_a_program(part.filename):
            continue
        found = Why.DAMAGED if at - 1 in overlapping else _content_of(archive, part, errand.limits.output)
        entry: dict[str, object] = {"entry": at - 1, "name": _name_of(part)[-LONGEST_NAME:]}
        if isinstance(found, Why):
            entry["why"] = found
        else:
            files.append(f"{len(files) + 1:04}.bin")
            Path(files[-1]).write_bytes(found)
            taken += len(found)
            entry["file"] = len(files)
        told.append(entry)
    Path("0000.json").write_text(
        json.dumps({"entries": told, "next": at if at < len(parts) else None, "of": len(parts)})
    )
    return Findings(len(files) + 1, 1, 1, Exhibit.AS_IT_IS, files=[*files, "0000.json"])


def _overlapping(parts: list[zipfile.ZipInfo]) -> set[int]:
    """Return the entries whose bytes are another's too: so a small file unpacks to thousands of times its size."""
    order = sorted(range(len(parts)), key=lambda at: parts[at].header_offset)
    ends = {at: parts[at].header_offset + _HEADER + parts[at].compress_size for at in order}
    return {at for at, after in pairwise(order) if ends[at] > parts[after].header_offset}


def _content_of(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes | Why:
    if part.flag_bits & _LOCKED:
        return Why.LOCKED
    if stat.S_ISLNK(part.external_attr >> 16):
        return Why.LINK
    if part.file_size > most:
        return Why.TOO_LARGE
    try:
        with archive.open(part) as stream:
            # What is said of its size is not believed: no more than that is unpacked.
            content = stream.read(most + 1)
    except MemoryError:
        raise
    except Exception:  # the boundary: damaged, cut off, packed in a way that is not known
        return Why.DAMAGED
    if len(content) > most:
        return Why.TOO_LARGE
    return content or Why.EMPTY


def _is_left_by_a_program(name: str) -> bool:
    last = name.rsplit("/", 1)[-1].lower()
    return name.startswith("__MACOSX/") or last in _LEFT or last.startswith("._")


def _name_of(part: zipfile.ZipInfo) -> str:
    """Return a name; many programs write UTF-8 and do not say so."""
    if part.flag_bits & _IN_UTF8:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return part.filename
