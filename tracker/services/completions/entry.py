"""What somebody enters about a completion, checked, and matched to the catalog by its title."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.domain.record import NO_TOPIC_HOURS, CompletionKind
from tracker.domain.titles import fold
from tracker.domain.vocabulary import Topic, TrainingFormat
from tracker.formatting import format_date, format_hours, format_number
from tracker.models import Training, TrainingAlias
from tracker.services.actor import Actor

# The other kinds are the team's alone, which has pages of its own; a document may be a person's or the team's.
PERSONAL_KINDS = (
    CompletionKind.TRAINING,
    CompletionKind.PEER_REVIEW,
    CompletionKind.SUPERVISION,
    CompletionKind.LICENSE,
    CompletionKind.DEGREE,
    CompletionKind.ENROLLMENT,
    CompletionKind.LICENSE_ELIGIBILITY,
    CompletionKind.TOPIC_RECORD,
    CompletionKind.DOCUMENT,
)
MOST_HOURS = Decimal(1000)
EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A body's credit: who gives it, how much (None: not stated), under which number."""

    body: str
    amount: Decimal | None = None
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was entered. `training` and `event` are public ids; `hours` None is unknown, never zero.

    `topic_hours` says how many of the hours are on which topic, where the certificate does; such a topic need not be
    named among `topics` as well.

    `proposed` are topics that stood in the form before anybody typed: unchanged, they give way to the catalog's.
    """

    title: str
    completed_on: date
    kind: str = CompletionKind.TRAINING
    expires_on: date | None = None
    hours: Decimal | None = None
    topics: frozenset[str] = frozenset()
    topic_hours: Mapping[str, Decimal] = field(default_factory=lambda: NO_TOPIC_HOURS, hash=False)
    provider: str = ""
    format: str = TrainingFormat.UNKNOWN
    certificate_number: str = ""
    note: str = ""
    credits: tuple[CreditLine, ...] = ()
    training: str | None = None
    event: str | None = None
    proposed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """The entry of the catalog that a title stands for, and what it knows."""

    row: int
    public_id: str
    title: str
    provider: str
    topics: frozenset[str]
    format: str


def refuse_impossible(actor: Actor, entry: Entry) -> None:
    """Raise Conflict, naming the field, for what cannot be true."""
    if not entry.title.strip():
        raise Conflict("Enter the title.", field="title")
    if entry.kind not in PERSONAL_KINDS:
        raise Conflict("Choose what it is from the list.", field="kind")
    if entry.completed_on > actor.today:
        raise Conflict("The completion date must be today or earlier.", field="completed_on")
    if entry.completed_on < EARLIEST:
        raise Conflict(f"The completion date must be {format_date(EARLIEST)} or later.", field="completed_on")
    if entry.expires_on is not None and entry.expires_on < entry.completed_on:
        raise Conflict("The last valid day must not be before the completion date.", field="expires_on")
    if entry.hours is not None and not 0 < entry.hours <= MOST_HOURS:
        raise Conflict(f"Hours must be more than zero and at most {MOST_HOURS}.", field="hours")
    if not entry.topics <= set(Topic):
        raise Conflict("Choose topics from the list.", field="topics")
    _refuse_shares(entry)
    if entry.format not in set(TrainingFormat):
        raise Conflict("Choose the format from the list.", field="format")


def _refuse_shares(entry: Entry) -> None:
    shares = entry.topic_hours
    if not shares.keys() <= set(Topic):
        raise Conflict("Choose topics from the list.", field="topic_hours")
    if any(share <= 0 for share in shares.values()):
        raise Conflict("The hours on a topic must be more than zero.", field="topic_hours")
    most, of_all = entry.hours or MOST_HOURS, sum(shares.values(), Decimal())
    if of_all > most:
        whole = f"{'a training has at most' if entry.hours is None else 'there are'} {format_hours(most)}"
        message = f"The hours by topic come to {format_number(of_all)}, and {whole}. Correct one of them."
        raise Conflict(message, field="topic_hours")


@dataclass(frozen=True, slots=True)
class Names:
    """What the catalog calls its entries: each entry by its row, and every name of it, folded, with that row."""

    rows: Mapping[int, Any]
    named: Sequence[tuple[int, str]]


def names() -> Names:
    """Read what the catalog calls its entries. Two statements."""
    rows = {
        row.id: row
        for row in db.session.execute(
            select(
                Training.id,
                Training.public_id,
                Training.title,
                Training.provider,
                Training.topics,
                Training.format,
                Training.merged_into_id,
            )
        )
    }
    called = [(row.id, row.title) for row in rows.values()]
    called += [tuple(pair) for pair in db.session.execute(select(TrainingAlias.training_id, TrainingAlias.alias))]
    return Names(rows, [(number, fold(name)) for number, name in called])


def match(entry: Entry, known: Names | None = None) -> Match | None:
    """Return the catalog's entry that the title stands for, by its title or an alias. Two statements unless `known`.

    The chosen one, where its name still is what was typed; else the only one of that name. What was merged leads on.
    """
    known = known or names()
    rows, wanted = known.rows, fold(entry.title)
    named = {number for number, name in known.named if name == wanted}
    chosen = {number for number in named if rows[number].public_id == entry.training}
    final = {rows[number].merged_into_id or number for number in chosen or named}
    if not wanted or len(final) != 1:
        return None
    found = rows[final.pop()]
    return Match(found.id, found.public_id, found.title, found.provider, found.topics, found.format)


def completed(entry: Entry, found: Match | None) -> Entry:
    """Return the entry with what the catalog knows where nothing was said; never the hours: certificates have those."""
    said = entry.topics.union(entry.topic_hours)
    if found is None:
        return replace(entry, training=None, topics=said)
    nothing_said = said <= entry.proposed
    return replace(
        entry,
        training=found.public_id,
        provider=entry.provider or found.provider,
        topics=(found.topics or said) if nothing_said else said,
        format=found.format if entry.format == TrainingFormat.UNKNOWN else entry.format,
    )
