"""A person's record as a book: by year, topic and state, with the accepted hours of each year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.vocabulary import CompletionState
from tracker.models import Person
from tracker.services.actor import Actor
from tracker.services.completions.views import NO_PERSON, CompletionView, of_person


@dataclass(frozen=True, slots=True)
class Shelf:
    """A year: how many completions, and the hours of those accepted."""

    year: int
    count: int
    accepted_hours: Decimal


@dataclass(frozen=True, slots=True)
class Book:
    """Everything logged for a person: `completions` as filtered, `years` over all of it, the latest first."""

    person: str
    person_name: str
    is_own: bool
    completions: tuple[CompletionView, ...] = ()
    years: tuple[Shelf, ...] = ()
    total: int = 0
    returned: tuple[CompletionView, ...] = ()


def book(actor: Actor, person: str = "") -> Book:
    """Return the whole record of a person by public id, one's own where none is named. Raises NotFound."""
    owner = _owner(actor, person)
    if owner is None:
        return Book("", actor.name, is_own=True)
    everything = tuple(of_person(actor, owner.public_id))
    returned = tuple(each for each in everything if each.state is CompletionState.RETURNED)
    return Book(
        owner.public_id,
        owner.name,
        owner.id == actor.person_id,
        everything,
        _years(everything),
        len(everything),
        returned,
    )


def narrowed(whole: Book, *, year: int | None = None, topic: str = "", state: str = "") -> Book:
    """Return a book with the completions that fit; without what was withdrawn, unless that is asked for."""
    return replace(whole, completions=tuple(each for each in whole.completions if _fits(each, year, topic, state)))


def _owner(actor: Actor, person: str) -> Any:
    wanted = Person.public_id == person if person else Person.id == (actor.person_id or 0)
    row = db.session.execute(select(Person.id, Person.public_id, Person.name).where(wanted)).first()
    if row is None and person:
        raise NotFound(NO_PERSON)
    return row


def _fits(view: CompletionView, year: int | None, topic: str, state: str) -> bool:
    # What was withdrawn is there for who asks for it, and otherwise out of the way.
    if state != view.state and (state or view.state is CompletionState.WITHDRAWN):
        return False
    return (year is None or view.completed_on.year == year) and (not topic or topic in view.topics)


def _years(views: Sequence[CompletionView]) -> tuple[Shelf, ...]:
    standing = [view for view in views if view.state is not CompletionState.WITHDRAWN]
    return tuple(
        Shelf(year, len(those), sum((_accepted(view) for view in those), Decimal(0)))
        for year in sorted({view.completed_on.year for view in standing}, reverse=True)
        if (those := [view for view in standing if view.completed_on.year == year])
    )


def _accepted(view: CompletionView) -> Decimal:
    return (view.hours or Decimal(0)) if view.state is CompletionState.ACCEPTED else Decimal(0)
