"""Which file proves what: exhibits numbered in the order in which a packet meets them, each file once.

A file that several people or requirements rest on has one number. What is printed is the copy made for packets, kept in
the store under its own digest as well, so that a sealed packet can be issued again from exactly these bytes.
"""

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tracker.domain.errors import TrackerError
from tracker.intake.formats import Format
from tracker.reports.context import Exhibit
from tracker.reports.pictures import bind_pictures
from tracker.services import file_copies
from tracker.services.evidence import FileOfRecord


@dataclass(frozen=True, slots=True)
class Printed:
    """The copy of a file that is printed: its digest, empty where it is the file itself, and its kind."""

    sha256: str
    kind: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that files may prove, in the order of the packet: a completion, an event of the team, or a waiver."""

    key: str
    title: str
    day: date
    person: str = ""
    event: str = ""
    requirements: tuple[str, ...] = ()


@dataclass(slots=True)
class _Numbered:
    number: int
    file: FileOfRecord
    claim: Claim
    people: dict[str, None] = field(default_factory=dict)
    requirements: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proof:
    """The exhibits, and the numbers of those behind each completion, event or waiver by public id."""

    exhibits: tuple[Exhibit, ...]
    numbers: Mapping[str, tuple[int, ...]]


def prepare(files: Iterable[FileOfRecord]) -> None:
    """Make the copies that will be printed, before anything is held; the costly part for a file met first."""
    for sha256, of in {file.sha256: file for file in files}.items():
        printed_copy(sha256, of.format)


def prove(claims: Sequence[Claim], files: Iterable[FileOfRecord]) -> Proof:
    """Number the files behind the claims. Reads one small file for each."""
    behind: defaultdict[str, list[FileOfRecord]] = defaultdict(list)
    for file in files:
        behind[file.completion or file.event or file.waiver or ""].append(file)
    numbered: dict[str, _Numbered] = {}
    numbers: dict[str, tuple[int, ...]] = {}
    for claim in claims:
        found = [*behind.get(claim.key, ()), *behind.get(claim.event, ())]
        numbers[claim.key] = tuple(dict.fromkeys(_number(numbered, file, claim) for file in found))
    exhibits = (_exhibit(entry, printed_copy(sha256, entry.file.format)) for sha256, entry in numbered.items())
    return Proof(tuple(exhibits), numbers)


def printed_copy(sha256: str, file_format: str) -> Printed:
    """Return the copy of a file that is printed, kept in the store.

    A file that is lost or that nobody can read any more has no copy: the packet then prints a page that says so.
    """
    try:
        copy = file_copies.copy_to_print(sha256)
    except TrackerError:
        return Printed("", "pdf" if file_format == Format.PDF else "jpeg")
    if copy.is_pdf or len(copy.paths) == 1:
        return _kept(sha256, "pdf" if copy.is_pdf else "jpeg", copy.paths[0])
    return _kept(sha256, "pdf", io.BytesIO(bind_pictures(copy.paths)))


def _kept(sha256: str, kind: str, source: Path | io.BytesIO) -> Printed:
    original = file_copies.store().path_of(sha256)
    if source == original:
        return Printed("", kind)
    return Printed(file_copies.store().put(source).sha256, kind)


def _number(numbered: dict[str, _Numbered], file: FileOfRecord, claim: Claim) -> int:
    entry = numbered.setdefault(file.sha256, _Numbered(len(numbered) + 1, file, claim))
    if claim.person:
        entry.people[claim.person] = None
    entry.requirements |= dict.fromkeys(claim.requirements)
    return entry.number


def _exhibit(entry: _Numbered, printed: Printed) -> Exhibit:
    return Exhibit(
        number=entry.number,
        sha256=entry.file.sha256,
        printed=printed.sha256,
        kind=printed.kind,
        title=entry.claim.title,
        completed_on=entry.claim.day,
        pages=entry.file.pages,
        person_ids=tuple(entry.people),
        requirement_ids=tuple(entry.requirements),
    )
