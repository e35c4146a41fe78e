"""What would come of the files of an import: each paired with a row, asked, or told why not; found at each look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.domain.certificates import Kind as DocumentKind
from tracker.domain.imports.pairing import Likely, Pairing, Paper, PaperRow, pair
from tracker.domain.vocabulary import CompletionState
from tracker.intake.signs import in_name
from tracker.intake.words import Note
from tracker.models import Completion, Evidence, Import, ImportFile, ImportLine, Person
from tracker.services.imports.file_reading import is_left_to_photos
from tracker.services.imports.file_views import HowFar
from tracker.services.imports.judged import Judged
from tracker.services.imports.parts import parts
from tracker.services.imports.states import LATER, FileOutcome, FileState, Kind, Outcome
from tracker.services.uploads import CALLED_SO

TO_ONE_THAT_IS_HERE = "It is added to the completion in the record, which waits for review again if it was accepted."
GONE = "Its completion was withdrawn, returned or removed since: add the file there by hand."
HAS_A_FILE = "Its completion has a file already: add this one there by hand if it is another."
CHOSEN, LEFT = "You said so.", "You left it for later."


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAhead:
    """A file with what would come of it and why; `row`: the row that it goes to; `likely`: rows that it may prove.

    `to`: the completion that it goes to, where that was there before the rows are brought in and may be decided on.
    `named`: the names that were read on it as those of whoever completed it.
    """

    id: int
    public_id: str
    name: str
    folder: str
    size: int
    pages: int
    format: str
    sha256: str
    outcome: FileOutcome
    words: str = ""
    row: Judged | None = None
    to: str = ""
    likely: tuple[tuple[Judged, Likely], ...] = ()
    warnings: tuple[str, ...] = ()
    chosen: str = ""
    named: tuple[str, ...] = ()

    @property
    def is_choosable(self) -> bool:
        """Whether a person may say which row it proves."""
        open_ones = {FileOutcome.ASKED, FileOutcome.PAIRED, FileOutcome.HELD, FileOutcome.LATER}
        return self.outcome in open_ones


@dataclass(frozen=True, slots=True)
class FilesAhead:
    """The files of an import with what would come of them; `packs`: ZIPs that are still to be unpacked.

    `unseen`: photos and scans whose words are still to be looked for, which may lead to a row.
    """

    files: tuple[FileAhead, ...] = ()
    packs: int = 0
    unseen: int = 0

    @property
    def counts(self) -> dict[FileOutcome, int]:
        """How many come to what, in the order of outcomes; those that none come to left out."""
        found = [each.outcome for each in self.files]
        return {outcome: found.count(outcome) for outcome in FileOutcome if outcome in found}

    @property
    def far(self) -> HowFar:
        """How far the reading is."""
        every = len(self.files)
        return HowFar(every - len(self.of(FileOutcome.WAITING)), every, self.packs)

    def of(self, outcome: FileOutcome | None) -> tuple[FileAhead, ...]:
        """Return those that come to an outcome, all where none is named."""
        return tuple(each for each in self.files if outcome is None or each.outcome is outcome)


def files_ahead(row: Import, judged: Sequence[Judged]) -> FilesAhead:
    """Pair the files of an import with its rows as they are judged. Four statements."""
    those = select(ImportFile).where(ImportFile.import_id == row.id, ImportFile.state != FileState.UNPACKED)
    files = db.session.scalars(those.order_by(ImportFile.id)).all()
    packs = [each for each in files if each.state == FileState.PACKED]
    plain = [each for each in files if each.state != FileState.PACKED]
    if not plain:
        return FilesAhead((), len(packs))
    look = _Look(row, judged, plain)
    order = list(FileOutcome)
    ahead = [look.at(each) for each in plain]
    unseen = sum(each.state == FileState.READ and is_left_to_photos(each.told) for each in plain)
    ordered = tuple(sorted(ahead, key=lambda each: (order.index(each.outcome), each.id)))
    return FilesAhead(ordered, len(packs), unseen)


class _Look:
    """The files of an import held against its rows and the record."""

    def __init__(self, row: Import, judged: Sequence[Judged], files: Sequence[ImportFile]) -> None:
        self._rows = {each.row.number: each for each in judged if _may_be_proven(each)}
        self._by_fingerprint: dict[str, int] = {}
        for number, each in sorted(self._rows.items()):
            self._by_fingerprint.setdefault(each.row.said.fingerprint, number)
        self._in_record = _in_record([each.sha256 for each in files if each.made is None])
        self._stands = _standing(row) if any(each.outcome is Outcome.DONE for each in judged) else set()
        self._there = _there(list(filter(None, map(_of_before, judged))))
        # What somebody said of a file is not asked of pairing: it would be in the way of others.
        said: list[ImportFile] = []
        free: list[ImportFile] = []
        for file in files:
            if _is_open(file) and file.sha256 not in self._in_record:
                is_said = file.chosen == LATER or file.chosen in self._by_fingerprint
                (said if is_said else free).append(file)
        taken = {self._by_fingerprint[file.chosen] for file in said if file.chosen != LATER}
        taken |= _proven(row) if any(each.made for each in files) else set()
        rows = [_paper_row(each) for each in self._rows.values()]
        self._pairings = pair([_paper(each) for each in free], rows, taken)
        # Whoever thinks again of what was said is offered the likest rows all the same.
        self._offered = pair([_paper(each) for each in said], rows) if said else {}

    def at(self, file: ImportFile) -> FileAhead:
        """Return what would come of a file."""
        offered = self._likely(self._offered.get(file.public_id, Pairing()))
        if settled := self._settled(file):
            return _ahead(file, settled[0], words=settled[1], likely=offered)
        if file.chosen in self._by_fingerprint:
            return self._to_row(file, self._by_fingerprint[file.chosen], CHOSEN, offered)
        return self._paired(file, self._pairings[file.public_id])

    def _settled(self, file: ImportFile) -> tuple[FileOutcome, str] | None:
        if file.made is not None:
            return FileOutcome.DONE, ""
        if file.state == FileState.REFUSED:
            return FileOutcome.REFUSED, file.failure
        if file.state == FileState.WAITING:
            return FileOutcome.WAITING, ""
        if file.sha256 in self._in_record:
            return FileOutcome.HERE, self._in_record[file.sha256]
        return (FileOutcome.LATER, LEFT) if file.chosen == LATER else None

    def _paired(self, file: ImportFile, pairing: Pairing) -> FileAhead:
        likely = self._likely(pairing)
        if pairing.row is not None:
            return self._to_row(file, pairing.row, _told(pairing), likely)
        words = pairing.doubt.words if pairing.doubt else ""
        return _ahead(file, FileOutcome.ASKED, words=words, likely=likely)

    def _likely(self, pairing: Pairing) -> tuple[tuple[Judged, Likely], ...]:
        return tuple((self._rows[each.number], each) for each in pairing.likely)

    def _to_row(
        self, file: ImportFile, number: int, words: str, likely: tuple[tuple[Judged, Likely], ...]
    ) -> FileAhead:
        row = self._rows[number]
        held = to = ""
        if row.outcome in {Outcome.DONE, Outcome.HERE} and number not in self._stands:
            to = _of_before(row)
            held = self._there.get(to, GONE)
        elif row.outcome not in {Outcome.DONE, Outcome.NEW}:
            held = f"Its row: {row.outcome.label}"
        outcome = FileOutcome.HELD if held else FileOutcome.PAIRED
        told = held or (TO_ONE_THAT_IS_HERE if to else "")
        return _ahead(file, outcome, words=f"{words} {told}".strip(), row=row, to="" if held else to, likely=likely)


def _ahead(file: ImportFile, outcome: FileOutcome, **rest: Any) -> FileAhead:
    names = ("id", "public_id", "folder", "size", "pages", "format", "sha256", "chosen")
    copied = {name: getattr(file, name) for name in names}
    told = file.told or {}
    named = () if told.get("signs") or in_name(file.file_name) else tuple(told.get("named", ()))
    return FileAhead(**copied, name=file.file_name, outcome=outcome, warnings=warnings_of(file), named=named, **rest)


def warnings_of(file: ImportFile) -> tuple[str, ...]:
    """Return why somebody must look at a file before it is taken, in words."""
    told = file.told or {}
    notes = [note.words for note in Note if note.is_of_a_case and note.value in told.get("signs", ())]
    kinds = [kind.words for kind in DocumentKind if kind == told.get("kind")]
    return (*notes, *kinds, *([CALLED_SO] if in_name(file.file_name) else []))


def _is_open(file: ImportFile) -> bool:
    return file.made is None and file.state in {FileState.READ, FileState.DRAWN}


def _paper(file: ImportFile) -> Paper:
    told: Mapping[str, Any] = file.told or {}
    return Paper(
        key=file.public_id,
        name=f"{file.folder}/{file.file_name}" if file.folder else file.file_name,
        people=tuple(told.get("people", ())),
        titles=tuple(told.get("titles", ())),
        days=tuple(map(date.fromisoformat, told.get("days", ()))),
        look=bool(warnings_of(file)),
    )


def _paper_row(each: Judged) -> PaperRow:
    said = each.row.said
    return PaperRow(
        number=each.row.number,
        names=tuple(dict.fromkeys(name for name in (said.name, each.person_name, *each.other_names) if name)),
        titles=tuple(dict.fromkeys(title for title in (said.title, each.training_title) if title)),
        day=said.completed_on,
        file=said.file,
    )


def _may_be_proven(each: Judged) -> bool:
    """Tell whether a row is a completion, or may become one; of two that say the same day, the one that holds."""
    is_out = each.outcome is Outcome.IMPOSSIBLE or (each.outcome is Outcome.HERE and not each.meets)
    return each.row.said.kind is Kind.COMPLETION and not is_out


def _told(pairing: Pairing) -> str:
    best, *others = pairing.likely
    words = f"{best.words} {best.score} of 100"
    return f"{words}; the next row has {others[0].score}." if others else f"{words}; no other row is like it."


def _in_record(digests: Sequence[str]) -> dict[str, str]:
    """Return of which files the record has the very content, and where, in words."""
    found: dict[str, str] = {}
    for some in parts(digests):
        query = (
            select(Evidence.sha256, Completion.title, Person.name)
            .outerjoin(Completion, Completion.id == Evidence.completion_id)
            .outerjoin(Person, Person.id == Completion.person_id)
            .where(Evidence.sha256.in_(some), Evidence.withdrawn_at.is_(None))
            .order_by(Evidence.id)
        )
        for sha256, title, name in db.session.execute(query):
            found.setdefault(
                sha256, f"It proves “{title}” of {name} already." if title else "It is in the record already."
            )
    return found


def _proven(row: Import) -> set[int]:
    """Return the numbers of rows whose completion got a file of this import."""
    query = (
        select(ImportLine.number)
        .join(Completion, Completion.public_id == ImportLine.made)
        .join(Evidence, Evidence.completion_id == Completion.id)
        .join(ImportFile, ImportFile.made == Evidence.public_id)
        .where(ImportLine.import_id == row.id, ImportFile.import_id == row.id)
    )
    return set(db.session.scalars(query))


def _of_before(each: Judged) -> str:
    """Return the completion that a row made or that says the same here, by public id; empty where there is none."""
    return each.row.made or (each.meets if each.outcome is Outcome.HERE else "")


def _there(public_ids: Sequence[str]) -> dict[str, str]:
    """Return why no file can go to completions that were there before, empty where one can."""
    found: dict[str, str] = {}
    for some in parts(sorted(set(public_ids))):
        filed = select(Evidence.completion_id).where(Evidence.withdrawn_at.is_(None))
        those = select(Completion.public_id, Completion.state, Completion.id.in_(filed))
        for public_id, state, has_file in db.session.execute(those.where(Completion.public_id.in_(some))):
            is_sent = state in {CompletionState.SUBMITTED, CompletionState.ACCEPTED}
            found[public_id] = (HAS_A_FILE if has_file else "") if is_sent else GONE
    return found


def _standing(row: Import) -> set[int]:
    """Return the numbers of rows whose completion nobody decided on or changed since it was brought in."""
    query = (
        select(ImportLine.number)
        .join(Completion, Completion.public_id == ImportLine.made)
        .where(
            ImportLine.import_id == row.id,
            Completion.version == ImportLine.made_version,
            Completion.state == CompletionState.SUBMITTED,
        )
    )
    return set(db.session.scalars(query))
