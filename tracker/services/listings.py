"""Lists read piece by piece: each piece goes on behind the last thing of the one before, in the order of recording.

That order never changes, so nothing is missed or met twice, whatever is added or corrected meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.models import Completion, Event, Packet, Person, RoleTerm
from tracker.services import event_views, people_views, trainings
from tracker.services.actor import Actor
from tracker.services.completions.views import CompletionView, load
from tracker.services.event_views import EventView
from tracker.services.packets import reading
from tracker.services.packets.asking import NONE_HERE
from tracker.services.packets.reading import PacketView
from tracker.services.people_views import PersonView
from tracker.services.trainings import TrainingView

Thing = TypeVar("Thing")
NOT_YOURS = "Only a director or deputy reads the record of the team."
NO_PLACE = "There is nothing to go on from here. Begin again, without the cursor."


@dataclass(frozen=True, slots=True)
class Piece:
    """Which part of a list: behind the thing of a public id, empty for the beginning, and at most so many."""

    after: str = ""
    most: int = 50


@dataclass(frozen=True, slots=True)
class Listed(Generic[Thing]):
    """A part of a list, and the public id to go on behind; None at the end."""

    items: tuple[Thing, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """Which completions: of a person, by public id, in a state, completed from a day to a day. None is any."""

    person: str | None = None
    state: str | None = None
    first: date | None = None
    last: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what narrows a query of completions."""
        found: list[ColumnElement[bool]] = []
        if self.person is not None:
            found.append(Completion.person_id.in_(select(Person.id).where(Person.public_id == self.person)))
        if self.state is not None:
            found.append(Completion.state == self.state)
        if self.first is not None:
            found.append(Completion.completed_on >= self.first)
        if self.last is not None:
            found.append(Completion.completed_on <= self.last)
        return found


def people(actor: Actor, piece: Piece, role: str | None = None, on: date | None = None) -> Listed[PersonView]:
    """Return people; `role`: those who hold it on a day, today where none is named. Five statements."""
    those = []
    if role is not None:
        day = on or actor.today
        held = (RoleTerm.role == role, RoleTerm.starts_on <= day)
        open_still = RoleTerm.ends_on.is_(None) | (RoleTerm.ends_on >= day)
        those.append(Person.id.in_(select(RoleTerm.person_id).where(*held, open_still)))
    ids, following = _piece_of(actor, Person, piece, those)
    found = {view.public_id: view for view in people_views.some(actor, ids)}
    return Listed(tuple(found[each] for each in ids), following)


def completions(actor: Actor, piece: Piece, narrowed: Narrowed) -> Listed[CompletionView]:
    """Return completions with all that belongs to each. Seven statements."""
    ids, following = _piece_of(actor, Completion, piece, narrowed.conditions())
    return Listed(tuple(load(actor, Completion.public_id.in_(ids), (Completion.id,))), following)


def events(actor: Actor, piece: Piece) -> Listed[EventView]:
    """Return events, withdrawn ones too, without who was there. Three statements."""
    ids, following = _piece_of(actor, Event, piece, [])
    found = {view.public_id: view for view in event_views.some(actor, ids)}
    return Listed(tuple(found[each] for each in ids), following)


def packets(actor: Actor, piece: Piece) -> Listed[PacketView]:
    """Return the register of packets. Three statements."""
    ids, following = _piece_of(actor, Packet, piece, [])
    found = {view.public_id: view for view in reading.some(ids)}
    return Listed(tuple(found[each] for each in ids), following)


def packet(actor: Actor, public_id: str) -> PacketView:
    """Return one packet of the register. Raises NotFound."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    for view in reading.some([public_id]):
        return view
    raise NotFound(NONE_HERE)


def catalog(actor: Actor, piece: Piece) -> Listed[TrainingView]:
    """Return entries of the catalog, those that are not proposed any more too. Two statements, however many."""
    actor.must(Action.VIEW_CATALOG, NOT_YOURS)
    return cut([(view.public_id, view) for view in sorted(trainings.shelf(), key=lambda view: view.key)], piece)


def cut(items: Sequence[tuple[str, Thing]], piece: Piece) -> Listed[Thing]:
    """Return a part of a list that is there already, each of its things with what it is called by."""
    places = {name: place for place, (name, _) in enumerate(items, start=1)}
    if piece.after and piece.after not in places:
        raise NotFound(NO_PLACE)
    begin = places.get(piece.after, 0)
    part = items[begin : begin + piece.most]
    return Listed(tuple(thing for _, thing in part), part[-1][0] if begin + len(part) < len(items) else None)


def _piece_of(
    actor: Actor, model: Any, piece: Piece, those: Sequence[ColumnElement[bool]]
) -> tuple[list[str], str | None]:
    """Return the public ids of a part of a table, and the last of them where more follow."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    query = select(model.public_id).where(*those).order_by(model.id).limit(piece.most + 1)
    if piece.after:
        place = db.session.scalar(select(model.id).where(model.public_id == piece.after))
        if place is None:
            raise NotFound(NO_PLACE)
        query = query.where(model.id > place)
    found = list(db.session.scalars(query))
    part = found[: piece.most]
    return part, part[-1] if len(found) > len(part) else None
