"""Imports as people see them: the list, one of them, what would come of its rows, and what is asked about names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.imports.lines import Passed
from tracker.domain.retention import PERIODS
from tracker.models import Account, Import
from tracker.services import installation
from tracker.services.actor import Actor
from tracker.services.imports import lines
from tracker.services.imports.here import read_here
from tracker.services.imports.judged import Judged
from tracker.services.imports.judging import Judgement, counted
from tracker.services.imports.matching import Candidate, Found
from tracker.services.imports.papers import FilesAhead, files_ahead
from tracker.services.imports.places import letters_of
from tracker.services.imports.rows import row_of
from tracker.services.imports.states import (
    LATER,
    NEW_PERSON,
    NOT_YOURS,
    OWN_TITLE,
    FileOutcome,
    ImportState,
    Kind,
    Outcome,
)

MOST_LISTED = 100
MOST_ASKED = 25
_UNSETTLED = (Outcome.WHO, Outcome.WHICH, Outcome.CONFLICT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """An import: what was dropped by whom, how far it is, and what came of it. `kept_until`: when its rows go."""

    public_id: str
    file_name: str
    size: int
    state: ImportState
    progress: str
    steps_done: int
    steps_all: int
    failure: str
    dropped_by: str
    dropped_at: datetime
    saved_at: datetime | None
    kept_until: date
    result: Mapping[str, Any]
    version: int

    @property
    def progress_words(self) -> str:
        """How far the reading is, in words."""
        if self.state is ImportState.WAITING:
            return "It waits to be read."
        return f"{self.progress or 'Reading the file'} (step {self.steps_done + 1} of {self.steps_all or 1})"

    @property
    def passed(self) -> tuple[tuple[str, int], ...]:
        """What the file has besides rows that say something, in words with how many."""
        found = self.result.get("passed", {})
        return tuple((why.label, found[why.value]) for why in Passed if found.get(why.value))


@dataclass(frozen=True, slots=True)
class Asked:
    """A name or a title that is asked: how often it stands there, what it may be, what is proposed or chosen."""

    key: str
    words: str
    count: int
    like: tuple[Candidate, ...]
    chosen: str
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """What would come of an import: counts by outcome, its rows, and what is asked first."""

    it: ImportView
    counts: Mapping[Outcome, int]
    rows: tuple[Judged, ...]
    people: tuple[Asked, ...]
    titles: tuple[Asked, ...]
    files: FilesAhead = field(default_factory=FilesAhead)

    @property
    def ready_files(self) -> int:
        """How many files would be added now."""
        return self.files.counts.get(FileOutcome.PAIRED, 0)

    @property
    def left(self) -> int:
        """How many rows and files made nothing."""
        files = sum(each.outcome is not FileOutcome.DONE for each in self.files.files)
        return len(self.rows) - self.counts.get(Outcome.DONE, 0) + files

    @property
    def ready(self) -> int:
        """How many rows would be brought in now."""
        return self.counts.get(Outcome.NEW, 0)

    @property
    def open_people(self) -> int:
        """How many names are still to be settled."""
        return sum(not each.is_settled for each in self.people)

    @property
    def open_titles(self) -> int:
        """How many titles are still to be settled."""
        return sum(not each.is_settled for each in self.titles)

    @property
    def unsettled(self) -> int:
        """How many rows wait for an answer."""
        return sum(self.counts.get(outcome, 0) for outcome in _UNSETTLED)

    def of(self, outcome: Outcome | None) -> tuple[Judged, ...]:
        """Return the rows that come to an outcome, all where none is named."""
        return tuple(each for each in self.rows if outcome is None or each.outcome is outcome)


def listing(actor: Actor) -> list[ImportView]:
    """Return the center's imports, the latest first. One statement."""
    actor.must(Action.RECORD_FOR_OTHERS, NOT_YOURS)
    query = _query().order_by(Import.dropped_at.desc(), Import.id.desc()).limit(MOST_LISTED)
    return [_view(actor, row, name) for row, name in db.session.execute(query)]


def get(actor: Actor, public_id: str) -> ImportView:
    """Return one import. Raises NotFound, Refused."""
    row = row_of(actor, public_id)
    name = db.session.scalar(select(Account.display_name).where(Account.id == row.dropped_by))
    return _view(actor, row, name or "")


def ahead(actor: Actor, public_id: str) -> Ahead:
    """Hold the rows of an import against the record. A dozen statements; the work grows with the file's rows.

    Raises NotFound, Refused.
    """
    it, row = get(actor, public_id), row_of(actor, public_id)
    judgement = Judgement(actor, read_here(actor, row.id), letters_of(row))
    judged = tuple(judgement.of(lines.rows_of(row)))
    people, titles = tuple(_people(judgement, judged)), tuple(_titles(judgement, judged))
    return Ahead(it, counted(judged), judged, people, titles, files_ahead(row, judged))


def _query() -> Any:
    return select(Import, Account.display_name).join(Account, Account.id == Import.dropped_by)


def _view(actor: Actor, row: Import, dropped_by: str) -> ImportView:
    periods = installation.current().periods or PERIODS
    lasts: timedelta = periods["imports"].lasts
    names = ("public_id", "file_name", "size", "progress", "steps_done", "steps_all", "failure", "version")
    return ImportView(
        **{name: getattr(row, name) for name in names},
        state=ImportState(row.state),
        dropped_by=dropped_by,
        dropped_at=row.dropped_at,
        saved_at=row.saved_at,
        kept_until=actor.day_of(row.touched_at + lasts),
        result=row.result or {},
    )


def _people(judgement: Judgement, judged: Sequence[Judged]) -> list[Asked]:
    """Return the names that are not certain, those still to be settled first."""
    found: dict[str, list[Judged]] = {}
    for each in judged:
        said = each.row.said
        if said.kind in {Kind.COMPLETION, Kind.PERSON} and said.person_key and _is_asked(judgement, each):
            found.setdefault(said.person_key, []).append(each)
    asked = [_asked_person(judgement, key, those) for key, those in found.items()]
    return sorted(asked, key=lambda each: (each.is_settled, each.words.casefold()))


def _is_asked(judgement: Judgement, each: Judged) -> bool:
    if each.row.made is not None or each.outcome is Outcome.IMPOSSIBLE or judgement.found(each.row.said).certain:
        return False
    # Somebody whom a sheet of people brings is nobody to be asked for, where nobody here has a name like theirs.
    return bool(each.row.person_choice) or each.outcome in {Outcome.WHO, Outcome.LATER}


def _asked_person(judgement: Judgement, key: str, those: Sequence[Judged]) -> Asked:
    found: Found = judgement.found(those[0].row.said)
    chosen = those[0].row.person_choice
    proposed = found.proposed.public_id if found.proposed else "" if found.like else NEW_PERSON
    return Asked(key, those[0].row.said.name, len(those), found.like, chosen or proposed, bool(chosen))


def _titles(judgement: Judgement, judged: Sequence[Judged]) -> list[Asked]:
    found: dict[str, list[Judged]] = {}
    for each in judged:
        said = each.row.said
        if said.kind is not Kind.COMPLETION or not said.title_key or each.outcome in {Outcome.IMPOSSIBLE, Outcome.DONE}:
            continue
        titles = judgement.title(said)
        if titles.certain is None and (titles.like or each.row.title_choice):
            found.setdefault(said.title_key, []).append(each)
    asked = [_asked_title(judgement, key, those) for key, those in found.items()]
    return sorted(asked, key=lambda each: (each.is_settled, each.words.casefold()))


def _asked_title(judgement: Judgement, key: str, those: Sequence[Judged]) -> Asked:
    found, chosen = judgement.title(those[0].row.said), those[0].row.title_choice
    proposed = found.like[0].public_id if found.like else OWN_TITLE
    return Asked(key, those[0].row.said.title, len(those), found.like, chosen or proposed, bool(chosen))


__all__ = ["LATER", "MOST_ASKED", "Ahead", "Asked", "ImportView", "ahead", "get", "listing"]
