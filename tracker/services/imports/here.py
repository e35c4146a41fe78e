"""What is here already, read once to hold a whole file against it: people, agencies, the catalog, completions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sqlalchemy import select

from tracker.db import db
from tracker.domain.titles import fold
from tracker.domain.vocabulary import CompletionState
from tracker.models import Completion, Credit, Import, ImportLine, Person, Training
from tracker.services import agencies, people
from tracker.services.actor import Actor
from tracker.services.agencies import AgencyView
from tracker.services.completions import CreditLine
from tracker.services.completions.entry import Match, Names, names
from tracker.services.imports.differing import Stated
from tracker.services.imports.matching import Known
from tracker.services.imports.states import Kind
from tracker.services.people import PersonView


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Stated):
    """A completion as it stands here."""

    public_id: str
    person: str
    training: str
    title: str
    kind: str
    completed_on: date
    note: str
    state: str
    version: int

    def is_of(self, day: date | None) -> bool:
        """Tell whether it was completed on a day."""
        return self.completed_on == day


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

    `listed`: everybody by public id; `agencies` by their names without case. `brought`: what earlier imports made that
    still stands, by the digest of the row that said it, with the file's name.
    """

    listed: Mapping[str, PersonView]
    agencies: Mapping[str, AgencyView]
    catalog: Catalog
    records: Mapping[str, Sequence[Record]]
    brought: Mapping[str, tuple[str, str]]

    @cached_property
    def people(self) -> tuple[Known, ...]:
        """Everybody under each of their names."""
        return tuple(
            Known(each.public_id, each.name, fold(name), each.email)
            for each in self.listed.values()
            for name in (each.name, *each.other_names)
        )

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """Every completion by public id."""
        return {each.public_id: each for those in self.records.values() for each in those}


def read_here(actor: Actor, besides: int) -> Here:
    """Read the record of the center in force; `besides`: the import whose own rows are not what was brought before.

    Nine statements, whatever the file; their rows grow with the center's own record.
    """
    records = _records()
    standing = {each.public_id for those in records.values() for each in those}
    earlier = db.session.execute(
        select(ImportLine.fingerprint, ImportLine.made, Import.file_name)
        .join(Import, Import.id == ImportLine.import_id)
        .where(ImportLine.import_id != besides, ImportLine.made.is_not(None), ImportLine.kind == Kind.COMPLETION)
    )
    return Here(
        {each.public_id: each for each in people.everyone(actor)},
        {each.name.casefold(): each for each in agencies.listing(actor)},
        Catalog(names()),
        records,
        {digest: (made, file_name) for digest, made, file_name in earlier if made in standing},
    )


def _records() -> dict[str, list[Record]]:
    query = (
        select(
            Completion.id,
            Completion.public_id,
            Person.public_id.label("person"),
            Training.public_id.label("training"),
            Completion.title,
            Completion.kind,
            Completion.completed_on,
            Completion.expires_on,
            Completion.hours,
            Completion.certificate_number,
            Completion.provider,
            Completion.format,
            Completion.topics,
            Completion.topic_hours,
            Completion.note,
            Completion.state,
            Completion.version,
        )
        .join(Person, Person.id == Completion.person_id)
        .outerjoin(Training, Training.id == Completion.training_id)
        .where(Completion.state != CompletionState.WITHDRAWN)
    )
    credits, found = _credits(), defaultdict(list)
    for row in map(dict, db.session.execute(query).mappings()):
        row |= {"training": row["training"] or "", "title": fold(row["title"]), "credits": credits[row.pop("id")]}
        found[row["person"]].append(Record(**row))
    return found


def _credits() -> dict[int, tuple[CreditLine, ...]]:
    query = select(Credit.completion_id, Credit.body, Credit.amount, Credit.number).order_by(Credit.id)
    found: dict[int, tuple[CreditLine, ...]] = defaultdict(tuple)
    for number, *line in db.session.execute(query):
        found[number] += (CreditLine(*line),)
    return found
