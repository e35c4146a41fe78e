"""What is here already, read once to hold a whole file against it: people, agencies, the catalog, completions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from sqlalchemy import select

from tracker.db import db
from tracker.domain.titles import fold
from tracker.domain.vocabulary import CompletionState
from tracker.models import Agency, Completion, Import, ImportLine, Person, Training
from tracker.services.completions.entry import Match, Names, names
from tracker.services.imports.matching import Known
from tracker.services.imports.states import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A completion as it stands here, as far as a file may differ from it."""

    public_id: str
    person: str
    training: str
    title: str
    kind: str
    completed_on: date
    expires_on: date | None
    hours: Decimal | None
    certificate_number: str
    note: str
    state: str
    version: int


@dataclass
class Catalog:
    """The catalog by every name that its entries have; what was merged leads on."""

    known: Names
    listed: tuple[Known, ...] = field(init=False)
    _by_key: dict[str, set[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._by_key = defaultdict(set)
        found = []
        for number, key in self.known.named:
            final = self.known.rows[number].merged_into_id or number
            self._by_key[key].add(final)
            row = self.known.rows[final]
            found.append(Known(row.public_id, row.title, key))
        self.listed = tuple(found)

    def called(self, key: str) -> frozenset[str]:
        """Return the public ids of the entries that are called so."""
        return frozenset(self.known.rows[number].public_id for number in self._by_key.get(key, ()))

    @cached_property
    def by_id(self) -> Mapping[str, Match]:
        """Every entry by its public id."""
        return {
            row.public_id: Match(row.id, row.public_id, row.title, row.provider, row.topics, row.format)
            for row in self.known.rows.values()
        }


@dataclass(frozen=True)
class Here:
    """The record of a center, as a file is held against it.

    `brought`: what earlier imports made that still stands, by the digest of the row that said it, with the file's name.
    """

    people: tuple[Known, ...]
    agencies: frozenset[str]
    catalog: Catalog
    records: Mapping[str, Sequence[Record]]
    brought: Mapping[str, tuple[str, str]]

    @cached_property
    def people_by_id(self) -> Mapping[str, Known]:
        """Everybody by public id."""
        return {each.public_id: each for each in self.people}

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """Every completion by public id."""
        return {each.public_id: each for those in self.records.values() for each in those}


def read_here(besides: int) -> Here:
    """Read the record of the center in force; `besides`: the import whose own rows are not what was brought before.

    Seven statements, whatever the file; their rows grow with the center's own record.
    """
    people = db.session.execute(select(Person.public_id, Person.name, Person.email).order_by(Person.id)).all()
    agencies = frozenset(name.casefold() for name in db.session.scalars(select(Agency.name)))
    records = _records()
    standing = {each.public_id for those in records.values() for each in those}
    earlier = db.session.execute(
        select(ImportLine.fingerprint, ImportLine.made, Import.file_name)
        .join(Import, Import.id == ImportLine.import_id)
        .where(ImportLine.import_id != besides, ImportLine.made.is_not(None), ImportLine.kind == Kind.COMPLETION)
    )
    return Here(
        tuple(Known(public_id, name, fold(name), email or "") for public_id, name, email in people),
        agencies,
        Catalog(names()),
        records,
        {digest: (made, file_name) for digest, made, file_name in earlier if made in standing},
    )


def _records() -> dict[str, list[Record]]:
    query = (
        select(
            Completion.public_id,
            Person.public_id.label("person"),
            Training.public_id.label("training"),
            Completion.title,
            Completion.kind,
            Completion.completed_on,
            Completion.expires_on,
            Completion.hours,
            Completion.certificate_number,
            Completion.note,
            Completion.state,
            Completion.version,
        )
        .join(Person, Person.id == Completion.person_id)
        .outerjoin(Training, Training.id == Completion.training_id)
        .where(Completion.state != CompletionState.WITHDRAWN)
    )
    found: dict[str, list[Record]] = defaultdict(list)
    for row in db.session.execute(query).mappings():
        found[row["person"]].append(Record(**{**row, "training": row["training"] or "", "title": fold(row["title"])}))
    return found
