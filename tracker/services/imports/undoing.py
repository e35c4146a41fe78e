"""Taking an import back, as long as nothing was built on it: what it made goes, what it replaced stands as before.

The lines of history stay, those of what was made and those of the taking back. A completion that an import made was
decided on by nobody when it goes, so it never counted for anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update

from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.domain.vocabulary import CompletionState, PacketState
from tracker.formatting import format_count, join_names
from tracker.models import (
    Agency,
    Completion,
    Credit,
    HistoryEntry,
    Import,
    ImportLine,
    Packet,
    Person,
    Review,
)
from tracker.services import decision_links, history, removing_people
from tracker.services.actor import Actor
from tracker.services.history import Told
from tracker.services.imports import attaching, putting_back
from tracker.services.imports.parts import parts
from tracker.services.imports.rows import row_of
from tracker.services.imports.states import ImportState, Kind

NOT_SAVED = "Nothing of this file is in the record."
_GONE = (None, None, None, None)
REASON = "The import that made them was taken back"


@dataclass(frozen=True, slots=True)
class _Made:
    """A completion that a row made, or replaced where it keeps what stood there; None where it is gone."""

    public_id: str
    made_version: int
    before: dict[str, Any] | None
    id: int | None
    person_id: int | None
    version: int | None
    state: str | None

    @property
    def stands(self) -> bool:
        """Whether nobody decided on it or changed it since; what was a draft before it was replaced stays one."""
        is_open = self.state == CompletionState.SUBMITTED or self.before is not None
        return self.version == self.made_version and is_open


def in_the_way(actor: Actor, public_id: str) -> tuple[str, ...]:
    """Say what was built on an import, so that it cannot be taken back; nothing where it can. Some ten statements."""
    row = row_of(actor, public_id)
    return tuple(_in_the_way(actor, row, _made(row))) if row.state == ImportState.SAVED else ()


def take_back(actor: Actor, public_id: str, version: int) -> None:
    """Take an import back; its rows and answers stay, to be brought in again. Raises Conflict where it cannot be."""
    history.hold(actor)
    row = row_of(actor, public_id, version=version)
    if row.state != ImportState.SAVED:
        raise Conflict(NOT_SAVED)
    made = _made(row)
    for words in _in_the_way(actor, row, made):
        raise Conflict(f"It cannot be taken back as a whole any more: {words}")
    attaching.take_away(row)
    _put_back(made)
    putting_back.put_back(actor, row)
    _remove([each for each in made if each.before is None])
    history.append_all(actor, [Told(_told(each), "completion", each.public_id, each.person_id) for each in made])
    _remove_people(actor, (row.result or {}).get("people", ()))
    _remove_agencies(actor, (row.result or {}).get("agencies", ()))
    _forget(row)
    history.append(actor, "take_back", "import", public_id, detail={"file": row.file_name, "completions": len(made)})
    row.state, row.saved_at, row.saved_by, row.saved_number = ImportState.OPEN, None, None, 0
    row.touched_at = actor.now
    row.result = {name: value for name, value in (row.result or {}).items() if name in {"rows", "passed"}}


def _made(row: Import) -> list[_Made]:
    those = (ImportLine.import_id == row.id, ImportLine.kind == Kind.COMPLETION, ImportLine.made.is_not(None))
    query = select(ImportLine.made, ImportLine.made_version, ImportLine.before).where(*those)
    kept = db.session.execute(query.order_by(ImportLine.number)).all()
    # Looked up by their own key, 500 at a time: joined, PostgreSQL walks through one table for each row of the other.
    standing = _standing([made for made, *_ in kept])
    return [_Made(made, version, before, *standing.get(made, _GONE)) for made, version, before in kept]


def _standing(public_ids: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for some in parts(public_ids):
        query = select(Completion.public_id, Completion.id, Completion.person_id, Completion.version, Completion.state)
        found |= {key: tuple(rest) for key, *rest in db.session.execute(query.where(Completion.public_id.in_(some)))}
    return found


def _in_the_way(actor: Actor, row: Import, made: Sequence[_Made]) -> Iterator[str]:
    changed = [each for each in made if not each.stands]
    if changed:
        count = format_count(len(changed), "completion")
        yield f"{count} of it {_were(changed)} decided on, corrected or withdrawn since."
    fresh = [each.id for each in made if each.before is None and each.id is not None]
    asked = sum(decision_links.asked_about(actor, some) for some in parts(fresh))
    if asked:
        yield (
            f"Somebody is asked to decide on {format_count(asked, 'completion')} that it brought in, by a one-time "
            "link that is still open. A director revokes it under Queue, Decided by a link."
        )
    filed = attaching.of_others(row, fresh)
    if filed:
        yield f"{format_count(filed, 'file')} {'was' if filed == 1 else 'were'} added to what it brought in."
    # What is put back is accepted again, by a decision that looked at the files of then and at no others.
    exchanged = attaching.exchanged(row, [each.public_id for each in made if each.before is not None])
    if exchanged:
        yield f"Files were added to or taken from {format_count(exchanged, 'completion')} that it replaced."
    yield from attaching.in_the_way(row)
    replaced = putting_back.changed_since(row)
    yield from putting_back.in_the_way(replaced)
    if packets := _packets_since(row):
        yield f"{join_names(packets)} {'was' if len(packets) == 1 else 'were'} made since, and may tell of it."
    for public_id in (row.result or {}).get("people", ()):
        yield from _on_person(actor, row, public_id, {each.public_id for each in made}, was_asked=public_id in replaced)


def _were(those: Sequence[Any]) -> str:
    return "was" if len(those) == 1 else "were"


def _packets_since(row: Import) -> list[str]:
    read_since = Packet.history_number >= row.saved_number
    under_way = Packet.state == PacketState.MAKING
    issued = Packet.state == PacketState.ISSUED
    rows = db.session.scalars(select(Packet.number).where(or_(under_way, issued & read_since)).order_by(Packet.number))
    return [f"Packet {number}" for number in rows]


def _on_person(actor: Actor, row: Import, public_id: str, made: set[str], *, was_asked: bool) -> Iterator[str]:
    person: Person | None = db.session.scalar(select(Person).where(Person.public_id == public_id))
    if person is None:
        return
    others = db.session.scalars(select(Completion.public_id).where(Completion.person_id == person.id))
    besides = sum(each not in made for each in others)
    if besides:
        yield f"{format_count(besides, 'completion')} of {person.name}, whom it brought in, came from elsewhere."
    for each in removing_people.hanging_besides_record(actor, person):
        yield f"On {person.name}, whom it brought in, hangs: {each.words[0].lower()}{each.words[1:]}."
    # Whom a later row of the same import changed was held against what that row made of them.
    if not was_asked and db.session.scalar(select(HistoryEntry.id).where(*_changed_since(row, person)).limit(1)):
        yield f"{person.name}, whom it brought in, was changed since."


def _changed_since(row: Import, person: Person) -> tuple[ColumnElement[bool], ...]:
    return (
        HistoryEntry.person_id == person.id,
        HistoryEntry.subject == "person",
        HistoryEntry.number > row.saved_number,
        HistoryEntry.action != "add",
    )


def _told(each: _Made) -> str:
    return "take_back_import" if each.before is None else "put_back_import"


def _put_back(made: Sequence[_Made]) -> None:
    for each in made:
        if each.before is not None and each.id is not None:
            putting_back.completion_as_it_stood(each.id, each.before)
    db.session.flush()


def _remove(made: Sequence[_Made]) -> None:
    numbers = [each.id for each in made if each.id is not None]
    for some in parts(numbers):
        # A link that is over told of them; of what was decided by one nothing comes here.
        decision_links.let_go(some)
        for those in (
            delete(Credit).where(Credit.completion_id.in_(some)),
            delete(Review).where(Review.completion_id.in_(some)),
            delete(Completion).where(Completion.id.in_(some)),
        ):
            db.session.execute(those.execution_options(synchronize_session=False))


def _remove_people(actor: Actor, public_ids: Sequence[str]) -> None:
    for public_id in public_ids:
        person: Person | None = db.session.scalar(select(Person).where(Person.public_id == public_id))
        if person is not None:
            removing_people.take_off(actor, person, person.version, REASON)


def _remove_agencies(actor: Actor, public_ids: Sequence[str]) -> None:
    """Remove the agencies that were made, where nobody else came to belong to them."""
    for public_id in public_ids:
        agency: Agency | None = db.session.scalar(select(Agency).where(Agency.public_id == public_id))
        if agency is None or db.session.scalar(select(Person.id).where(Person.agency_id == agency.id).limit(1)):
            continue
        history.append(actor, "take_back_import", "agency", public_id, detail={"name": agency.name})
        db.session.delete(agency)
        db.session.flush()


def _forget(row: Import) -> None:
    those = update(ImportLine).where(ImportLine.import_id == row.id, ImportLine.made.is_not(None))
    db.session.execute(
        those.values(made=None, made_version=0, before=None).execution_options(synchronize_session=False)
    )
