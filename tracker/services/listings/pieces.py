"""A part of a list: behind the thing that ended the part before, in the order of recording, and at most so many.

That order never changes, so nothing is missed or met twice, whatever is added or corrected meanwhile.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.models import Person
from tracker.services.actor import Actor


class HasPublicId(Protocol):
    """Whatever is listed."""

    @property
    def public_id(self) -> str:
        """Its public id."""


Thing = TypeVar("Thing")
Named = TypeVar("Named", bound=HasPublicId)
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


def cut(items: Sequence[tuple[str, Thing]], piece: Piece) -> Listed[Thing]:
    """Return a part of a list that is there already, each of its things with what it is called by."""
    places = {name: place for place, (name, _) in enumerate(items, start=1)}
    if piece.after and piece.after not in places:
        raise NotFound(NO_PLACE)
    begin = places.get(piece.after, 0)
    part = items[begin : begin + piece.most]
    return Listed(tuple(thing for _, thing in part), part[-1][0] if begin + len(part) < len(items) else None)


def piece_of(
    actor: Actor, model: Any, piece: Piece, those: Sequence[ColumnElement[bool]]
) -> tuple[list[str], str | None]:
    """Return the public ids of a part of a table, and the last of them where more follow. Two statements at most.

    Raises Refused where the actor does not see the team, NotFound where there is nothing to go on from.
    """
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


def in_order(ids: Sequence[str], views: Iterable[Named], following: str | None) -> Listed[Named]:
    """Return a part with its things in the order of their public ids, without what went meanwhile."""
    found = {view.public_id: view for view in views}
    return Listed(tuple(found[each] for each in ids if each in found), following)


def of_person(column: Any, person: str | None) -> list[ColumnElement[bool]]:
    """Return what narrows a list to a person by public id: a column that points at people is theirs."""
    return [] if person is None else [column.in_(select(Person.id).where(Person.public_id == person))]
