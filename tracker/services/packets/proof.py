"""Which file proves what: exhibits numbered in the order in which a packet meets them, each file once.

A file that several people or requirements rest on has one number. What is printed is the copy made for packets, kept in
the store under its own digest as well, so that a sealed packet can be issued again from exactly these bytes.
"""

import hashlib
import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tracker.domain.errors import TrackerError
from tracker.intake.cover import Cover
from tracker.intake.formats import Format
from tracker.reports.context import Citation, Exhibit
from tracker.reports.pictures import bind_pictures
from tracker.services import file_copies
from tracker.services.citations import CitationView
from tracker.services.evidence import FileOfRecord

Redacted = Mapping[str, Collection[Cover]]


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
class Behind:
    """The numbers of the exhibits and of the places in them that stand behind something."""

    exhibits: tuple[int, ...]
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """The exhibits and the places in them, and the numbers of both behind each completion, event or waiver."""

    exhibits: tuple[Exhibit, ...]
    numbers: Mapping[str, tuple[int, ...]]
    citations: tuple[Citation, ...] = ()
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def behind(self, *keys: str) -> "Behind":
        """Return what stands behind completions, events or waivers by public id; each exhibit and place once."""
        return Behind(
            tuple(dict.fromkeys(number for key in keys for number in self.numbers.get(key, ()))),
            tuple(dict.fromkeys(number for key in keys for number in self.places.get(key, ()))),
        )


def prepare(files: Iterable[FileOfRecord], redacted: Redacted) -> None:
    """Make the copies that will be printed, before anything is held; the costly part for a file met first."""
    for sha256, of in {file.sha256: file for file in files}.items():
        printed_copy(sha256, of.format, redacted.get(sha256, ()))


def prove(
    claims: Sequence[Claim],
    files: Iterable[FileOfRecord],
    pointed: Mapping[str, Sequence[CitationView]],
    redacted: Redacted,
) -> Proof:
    """Number the files behind the claims, and the places in them that were pointed at, by public id of the file.

    `redacted`: what is not printed of a file, by its SHA-256. Reads one small file for each.
    """
    behind: defaultdict[str, list[FileOfRecord]] = defaultdict(list)
    for file in files:
        behind[file.completion or file.event or file.waiver or ""].append(file)
    numbered: dict[str, _Numbered] = {}
    numbers: dict[str, tuple[int, ...]] = {}
    places: dict[str, tuple[int, ...]] = {}
    cited: dict[str, Citation] = {}
    for claim in claims:
        found = [*behind.get(claim.key, ()), *behind.get(claim.event, ())]
        numbers[claim.key] = tuple(dict.fromkeys(_number(numbered, file, claim) for file in found))
        its = [
            (numbered[file.sha256].number, each)
            for file in found
            for each in pointed.get(file.evidence, ())
            if each.completion in ("", claim.key)  # a row of a sheet is where one of many signed
        ]
        places[claim.key] = tuple(_cite(cited, exhibit, each) for exhibit, each in its)
    exhibits = (_exhibit(entry, redacted.get(sha256, ())) for sha256, entry in numbered.items())
    return Proof(tuple(exhibits), numbers, tuple(cited.values()), places)


def printed_copy(sha256: str, file_format: str, covers: Collection[Cover] = ()) -> Printed:
    """Return the copy of a file that is printed, kept in the store; without what lies in `covers`.

    A file that is lost or that nobody can read any more has no copy: the packet then prints a page that says so.
    """
    if covers:
        return _redacted(sha256, covers)
    try:
        copy = file_copies.copy_to_print(sha256)
    except TrackerError:
        return Printed("", "pdf" if file_format == Format.PDF else "jpeg")
    if copy.is_pdf or len(copy.paths) == 1:
        return _kept(sha256, "pdf" if copy.is_pdf else "jpeg", copy.paths[0])
    return _kept(sha256, "pdf", io.BytesIO(bind_pictures(copy.paths)))


def _redacted(sha256: str, covers: Collection[Cover]) -> Printed:
    """Return the redacted copy. Where it cannot be made, never the file itself: a digest under which nothing lies."""
    try:
        copy = file_copies.redacted_copy(sha256, covers)
    except TrackerError:
        return Printed(hashlib.sha256(f"no redacted copy of {sha256}".encode()).hexdigest(), "pdf")
    return Printed(file_copies.store().put(copy).sha256, "pdf")


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


def _cite(cited: dict[str, Citation], exhibit: int, its: CitationView) -> int:
    """Return the number of a place. The same place behind another claim, as in a sheet of an event, is one."""
    place = its.place
    box = (place.box.left, place.box.top, place.box.right, place.box.bottom) if place.box else ()
    made = Citation(
        number=len(cited) + 1,
        exhibit=exhibit,
        label=place.label,
        first_page=place.first_page,
        last_page=place.last_page,
        box=box,
    )
    return cited.setdefault(its.public_id, made).number


def _exhibit(entry: _Numbered, covers: Collection[Cover]) -> Exhibit:
    printed = printed_copy(entry.file.sha256, entry.file.format, covers)
    return Exhibit(
        number=entry.number,
        sha256=entry.file.sha256,
        printed=printed.sha256,
        kind=printed.kind,
        title=entry.claim.title,
        completed_on=entry.claim.day,
        pages=entry.file.pages,
        covers=tuple(each.numbers for each in covers),
        person_ids=tuple(entry.people),
        requirement_ids=tuple(entry.requirements),
    )
