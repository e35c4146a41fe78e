"""The catalog of a center as everybody reads it: entries, search as one types, and what would close a gap.

A center has a few hundred entries at most. They are read whole, in two statements, and searched in memory: quicker than
any index at this size, the same on every database, and no cost grows with other centers.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select

from tracker.catalog.trainings import ShippedTraining, shipped_trainings
from tracker.db import db
from tracker.db.columns import new_public_id
from tracker.db.tenancy import center_in_force
from tracker.domain.closing import would_help
from tracker.domain.errors import NotFound
from tracker.domain.finding import Finding
from tracker.domain.vocabulary import Role, Topic, TrainingFormat
from tracker.models import Training, TrainingAlias
from tracker.services.actor import Actor

NONE_HERE = "There is no such training in the catalog."
LENGTHS = {"short": "Up to 1 hour", "medium": "Over 1, up to 4 hours", "long": "Over 4 hours", "unknown": "Not stated"}
COSTS = {"free": "Free", "paid": "Costs something", "unknown": "Not stated"}
MOST_CLOSING = 3
_SHORT, _MEDIUM = Decimal(1), Decimal(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingView:
    """An entry of the catalog. `hours` None is not stated; `verified` names what its sources support, where shipped."""

    public_id: str
    key: str
    shipped: bool
    title: str
    provider: str
    topics: frozenset[str]
    roles: frozenset[str]
    audience: str
    format: str
    hours: Decimal | None
    length_as_stated: str
    cost: str
    cost_as_stated: str
    credit_as_stated: str
    past: bool
    held_on: date | None
    url: str
    sources: str
    note: str
    link_state: str
    link_seen_at: datetime | None
    link_checked_at: datetime | None
    retired_at: datetime | None
    merged_into: str | None
    version: int
    aliases: tuple[str, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether it can be taken now, as far as is known."""
        return not self.past and self.retired_at is None and self.merged_into is None

    @property
    def topic_words(self) -> tuple[str, ...]:
        """Its topics as people read them, in the list's order."""
        return tuple(topic.label for topic in Topic if topic in self.topics)

    @property
    def role_words(self) -> tuple[str, ...]:
        """The roles it is meant for, as people read them."""
        return tuple(role.label for role in Role if role in self.roles)

    @property
    def format_words(self) -> str:
        """How it is given, or that this is not known."""
        return TrainingFormat(self.format).label

    @property
    def cost_words(self) -> str:
        """What it costs, in the source's words where they say more."""
        return self.cost_as_stated or COSTS[self.cost]

    @property
    def length_band(self) -> str:
        """Which band of lengths it belongs to."""
        if self.hours is None:
            return "unknown"
        return "short" if self.hours <= _SHORT else "medium" if self.hours <= _MEDIUM else "long"

    @property
    def source_list(self) -> tuple[str, ...]:
        """The addresses it was described from."""
        return tuple(self.sources.split())


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to; empty is anything."""

    words: str = ""
    topic: str = ""
    audience: str = ""
    format: str = ""
    length: str = ""
    cost: str = ""
    role: str = ""
    past: bool = False
    retired: bool = False


def shelf() -> tuple[TrainingView, ...]:
    """Return every entry of the center in force, by title. Two statements."""
    aliases: dict[int, list[str]] = defaultdict(list)
    for number, alias in db.session.execute(
        select(TrainingAlias.training_id, TrainingAlias.alias).order_by(TrainingAlias.id)
    ):
        aliases[number].append(alias)
    rows = db.session.execute(select(*_COLUMNS)).mappings().all()
    public_ids = {row["id"]: row["public_id"] for row in rows}
    found = [_view(row, aliases[row["id"]], public_ids) for row in rows]
    return tuple(sorted(found, key=lambda view: view.title.casefold()))


def search(filters: Filters) -> list[TrainingView]:
    """Return the entries that fit, the best answer first; by title where no words are given."""
    words = filters.words.casefold().split()
    fitting = [(view, _rank(view, words)) for view in shelf() if _fits(view, filters)]
    return [view for view, rank in sorted(fitting, key=lambda pair: -pair[1]) if rank]


def suggest(actor: Actor, words: str, limit: int = 8) -> list[TrainingView]:
    """Return what somebody may mean who begins to type a title; past events too, for people did attend them."""
    asked = Filters(words=words, past=True)
    return search(asked)[:limit] if words.strip() else []


def get(actor: Actor, public_id: str) -> TrainingView:
    """Return one entry. Raises NotFound."""
    for view in shelf():
        if view.public_id == public_id:
            return view
    raise NotFound(NONE_HERE)


def closing(entries: Iterable[TrainingView], finding: Finding, limit: int = MOST_CLOSING) -> tuple[TrainingView, ...]:
    """Return entries that would do something about a finding: what fits best, then what is free, then what is short."""
    roles = {term.role for term in finding.person.role_terms} if finding.person else set()
    fitting = [(view, would_help(finding, view.key, view.topics)) for view in entries if view.is_live and view.url]
    ranked = sorted(
        ((view, fit) for view, fit in fitting if fit),
        key=lambda pair: (-pair[1], not (roles & pair[0].roles), pair[0].cost != "free", pair[0].hours or Decimal(999)),
    )
    return tuple(view for view, _ in ranked[:limit])


def copy_shipped() -> None:
    """Copy the shipped trainings that the center in force lacks into its catalog. Three statements."""
    center_id = center_in_force(db.session())
    here = set(db.session.scalars(select(Training.key)))
    missing = [training for training in shipped_trainings() if training.key not in here]
    if not missing:
        return
    db.session.execute(insert(Training), [_row(center_id, training) for training in missing])
    aliases = {training.key: training.aliases for training in missing if training.aliases}
    if aliases:
        numbers = dict(db.session.execute(select(Training.key, Training.id).where(Training.key.in_(aliases))).all())
        rows = [
            {"center_id": center_id, "training_id": numbers[key], "alias": alias}
            for key, names in aliases.items()
            for alias in names
        ]
        db.session.execute(insert(TrainingAlias), rows)


_PLAIN = (
    "key",
    "title",
    "provider",
    "topics",
    "roles",
    "audience",
    "format",
    "hours",
    "length_as_stated",
    "cost",
    "cost_as_stated",
    "credit_as_stated",
    "past",
    "held_on",
    "url",
    "note",
)
_KEPT = (
    "public_id",
    "shipped",
    "sources",
    "link_state",
    "link_seen_at",
    "link_checked_at",
    "retired_at",
    "version",
)
_COLUMNS = (Training.id, Training.merged_into_id, *(getattr(Training, name) for name in (*_PLAIN, *_KEPT)))


def _row(center_id: int, training: ShippedTraining) -> dict[str, Any]:
    return {
        "center_id": center_id,
        "public_id": new_public_id(),
        "shipped": True,
        "sources": " ".join(training.sources),
        "link_state": "unchecked",
        "version": 1,
        **{name: getattr(training, name) for name in _PLAIN},
    }


def _view(row: Any, aliases: list[str], public_ids: dict[int, str]) -> TrainingView:
    values = {name: row[name] for name in (*_PLAIN, *_KEPT)}
    return TrainingView(**values, merged_into=public_ids.get(row["merged_into_id"]), aliases=tuple(aliases))


def _fits(view: TrainingView, filters: Filters) -> bool:
    if view.merged_into or (view.retired_at is not None) != filters.retired or (view.past and not filters.past):
        return False
    return (
        (not filters.topic or filters.topic in view.topics)
        and (not filters.role or filters.role in view.roles)
        and filters.audience.casefold() in view.audience.casefold()
        and filters.format in {"", view.format}
        and filters.length in {"", view.length_band}
        and filters.cost in {"", view.cost}
    )


def _rank(view: TrainingView, words: list[str]) -> int:
    """Return how well an entry answers the words: 0 where one of them is nowhere in it."""
    if not words:
        return 1
    title = view.title.casefold()
    names = [title, *(alias.casefold() for alias in view.aliases)]
    rest = " ".join((view.provider, *view.topic_words)).casefold()
    if not all(any(word in name for name in names) or word in rest for word in words):
        return 0
    asked = " ".join(words)
    if any(name.startswith(asked) for name in names):
        return 4
    if any(asked in name for name in names):
        return 3
    return 2 if all(any(word in name for name in names) for word in words) else 1
