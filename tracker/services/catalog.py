"""What directors do with the catalog: own trainings, adopting what staff typed, retiring, merging, other names.

A merged entry stays as a row that points at what it became, so that completions of either count alike; its title
becomes another name of that one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm.attributes import flag_modified

from tracker.db import db
from tracker.db.columns import new_public_id
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.record import CompletionKind
from tracker.domain.vocabulary import CompletionState
from tracker.models import Completion, Training, TrainingAlias, earlier_state
from tracker.services import history, submissions
from tracker.services.actor import Actor
from tracker.services.trainings import NONE_HERE

NOT_YOURS = "Only a director or deputy changes the catalog."
MOST_ALIASES, MOST_TYPED = 100, 200
_FIELDS = ("title", "provider", "topics", "roles", "audience", "format", "hours", "cost", "url", "note", "past")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A training as entered."""

    title: str
    provider: str = ""
    topics: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    audience: str = ""
    format: str = "unknown"
    hours: Decimal | None = None
    cost: str = "unknown"
    url: str = ""
    note: str = ""
    past: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """A title that staff typed freely, and how many completions carry it."""

    title: str
    count: int


def add(actor: Actor, entry: Entry, key: str = "", *, adopts: str = "") -> str:
    """Add an own training; returns its public id. `adopts`: a typed title whose completions become ones of it.

    A form sent twice adds one. Raises Conflict where the catalog has this title already.
    """
    actor.must(Action.MANAGE_CATALOG, NOT_YOURS)
    history.hold(actor)  # of two at once the second finds what the first one added
    if already := submissions.made_by(actor, key):
        return already
    _refuse_twin(entry.title)
    row = Training(key=f"own-{_slug(entry.title)}-{new_public_id()[:6]}")
    _fill(row, entry)
    db.session.add(row)
    db.session.flush()
    history.append(actor, "add", "training", row.public_id, detail={"title": entry.title})
    if adopts:
        adopt(actor, row.public_id, adopts)
    submissions.remember(actor, key, row.public_id)
    return row.public_id


def change(actor: Actor, public_id: str, entry: Entry, version: int) -> None:
    """Correct an entry; a shipped one too, in this center's copy. Raises NotFound, Conflict."""
    actor.must(Action.MANAGE_CATALOG, NOT_YOURS)
    row = _row(public_id, version)
    if row.title.casefold() != entry.title.casefold():
        _refuse_twin(entry.title)
    before = {name: getattr(row, name) for name in _FIELDS}
    if row.url != entry.url:
        row.link_state, row.link_seen_at, row.link_checked_at = "unchecked", None, None
    _fill(row, entry)
    db.session.flush()
    changed = {
        name: [_plain(before[name]), _plain(getattr(row, name))]
        for name in _FIELDS
        if before[name] != getattr(row, name)
    }
    if changed:
        history.append(actor, "change", "training", public_id, detail=changed)


def typed_titles(actor: Actor) -> list[Typed]:
    """Return the titles of trainings that staff typed and the catalog lacks, the most frequent first."""
    actor.must(Action.MANAGE_CATALOG, NOT_YOURS)
    counts: dict[str, Typed] = {}
    for title, count in _typed():
        known = counts.get(title.casefold(), Typed(title, 0))
        counts[title.casefold()] = Typed(min(known.title, title), known.count + count)
    return sorted(counts.values(), key=lambda typed: (-typed.count, typed.title))[:MOST_TYPED]


def adopt(actor: Actor, public_id: str, title: str) -> int:
    """Let every completion with a typed title be one of an entry; returns how many. Raises NotFound.

    Hours, topics and days stay as they were typed. The title becomes another name of the entry.
    """
    actor.must(Action.MANAGE_CATALOG, NOT_YOURS)
    row = _row(public_id)
    written = [each for each, _ in _typed(every_state=True) if each.casefold() == title.casefold()]
    those = (
        Completion.training_id.is_(None),
        Completion.kind == CompletionKind.TRAINING,
        Completion.title.in_(written),
    )
    earlier_state.keep_those(db.session, Completion, those)
    moved = db.session.execute(
        update(Completion).where(*those).values(training_id=row.id).execution_options(synchronize_session=False)
    ).rowcount
    _name(row, [title])
    history.append(actor, "adopt", "training", public_id, detail={"title": title, "completions": moved})
    return int(moved)


def retire(actor: Actor, public_id: str, *, back: bool = False) -> None:
    """Take an entry off what is proposed, or bring it back; what was completed of it stays. Raises NotFound."""
    actor.must(Action.MANAGE_CATALOG, NOT_YOURS)
    row = _row(public_id)
    if back == (row.retired_at is None):
        return  # it stands as asked already
    row.retired_at = None if back else actor.now
    db.session.flush()
    history.append(actor, "bring_back" if back else "retire", "training", public_id)


def merge(actor: Actor, public_id: str, into: str) -> None:
    """Let an entry be the same as another from now on. Raises NotFound, Conflict for itself or a merged one."""
    actor.must(Action.MANAGE_CATALOG, NOT_YOURS)
    row, target = _row(public_id), _row(into)
    if row.id == target.id or target.merged_into_id is not None or row.merged_into_id is not None:
        raise Conflict("Choose another entry that stands by itself.", field="into")
    aliases = _aliases(row)
    db.session.execute(update(Training).where(Training.merged_into_id == row.id).values(merged_into_id=target.id))
    row.merged_into_id = target.id
    db.session.execute(delete(TrainingAlias).where(TrainingAlias.training_id == row.id))
    _name(target, [row.title, *aliases])
    db.session.flush()
    history.append(actor, "merge", "training", public_id, detail={"into": target.public_id})


def set_aliases(actor: Actor, public_id: str, aliases: Iterable[str]) -> None:
    """Set the other names of an entry. Raises NotFound, Conflict for too many."""
    actor.must(Action.MANAGE_CATALOG, NOT_YOURS)
    row = _row(public_id)
    names = _distinct(aliases, row.title)
    if len(names) > MOST_ALIASES:
        raise Conflict(f"Enter at most {MOST_ALIASES} other names.", field="aliases")
    before = _aliases(row)
    if names == before:
        return
    db.session.execute(delete(TrainingAlias).where(TrainingAlias.training_id == row.id))
    _name(row, names)
    # The names lie in a table of their own; the entry's version tells who has it open that they changed.
    flag_modified(row, "title")
    db.session.flush()
    history.append(actor, "change", "training", public_id, detail={"other names": [before, names]})


def _aliases(row: Training) -> list[str]:
    query = select(TrainingAlias.alias).where(TrainingAlias.training_id == row.id).order_by(TrainingAlias.id)
    return list(db.session.scalars(query))


def _name(row: Training, names: Iterable[str]) -> None:
    new = _distinct(names, row.title, *_aliases(row))
    db.session.add_all(TrainingAlias(training_id=row.id, alias=name) for name in new)
    db.session.flush()


def _distinct(names: Iterable[str], *taken: str) -> list[str]:
    """Return names once each, whatever their case, without blanks and without those taken already."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    for name in ("", *taken):
        found.pop(name.casefold(), None)
    return list(found.values())


def _fill(row: Training, entry: Entry) -> None:
    for name in _FIELDS:
        setattr(row, name, getattr(entry, name))


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value) if value not in (None, "", False) else None


def _typed(*, every_state: bool = False) -> list[tuple[str, int]]:
    """Return titles as they were typed, with how many completions carry each; drafts and withdrawn ones where asked."""
    query = select(Completion.title, func.count(Completion.id)).where(
        Completion.training_id.is_(None), Completion.kind == CompletionKind.TRAINING
    )
    if not every_state:
        query = query.where(Completion.state.not_in((CompletionState.DRAFT, CompletionState.WITHDRAWN)))
    return [(title, count) for title, count in db.session.execute(query.group_by(Completion.title))]


def _refuse_twin(title: str) -> None:
    # Compared here: SQLite lowers English letters only.
    titles = db.session.scalars(select(Training.title).where(Training.merged_into_id.is_(None)))
    if title.casefold() in {each.casefold() for each in titles}:
        raise Conflict("The catalog has a training of this title already.", field="title")


def _row(public_id: str, version: int | None = None) -> Training:
    row: Training | None = db.session.scalar(select(Training).where(Training.public_id == public_id))
    if row is None:
        raise NotFound(NONE_HERE)
    if version is not None and row.version != version:
        raise Conflict("Somebody else changed this training meanwhile. Look at it again, then save.")
    return row


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60] or "training"
