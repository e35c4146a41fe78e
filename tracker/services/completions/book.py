"""A person's record as a book: by year, topic and state, with the accepted hours of each year."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from tracker.db import db
from tracker.domain.vocabulary import CompletionState
from tracker.models import Person
from tracker.services.actor import Actor
from tracker.services.completions.views import CompletionView, of_person


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
    completions: tuple[CompletionView, ...]
    years: tuple[Shelf, ...]
    total: int
    returned: tuple[CompletionView, ...]


def book(actor: Actor, person: str = "", *, year: int | None = None, topic: str = "", state: str = "") -> Book:
    """Return the record of a person by public id, one's own where none is named. Raises NotFound. Seven statements."""
    owner = _owner(actor, person)
    if owner is None:
        return Book("", actor.name, (), (), 0, ())
    everything = of_person(actor, owner[0])
    kept = [each for each in everything if _fits(each, year, topic, state)]
    returned = tuple(each for each in everything if each.state is CompletionState.RETURNED)
    return Book(*owner, tuple(kept), _years(everything), len(everything), returned)


def _owner(actor: Actor, person: str) -> tuple[str, str] | None:
    wanted = Person.public_id == person if person else Person.id == (actor.person_id or 0)
    row = db.session.execute(select(Person.public_id, Person.name).where(wanted)).first()
    if row is None:
        # An account without a person has an empty record; somebody who does not exist is refused by of_person.
        return (person, "") if person else None
    return row[0], row[1]


def _fits(view: CompletionView, year: int | None, topic: str, state: str) -> bool:
    # What was withdrawn is there for who asks for it, and otherwise out of the way.
    if state != view.state and (state or view.state is CompletionState.WITHDRAWN):
        return False
    return (year is None or view.completed_on.year == year) and (not topic or topic in view.topics)


def _years(views: list[CompletionView]) -> tuple[Shelf, ...]:
    standing = [view for view in views if view.state is not CompletionState.WITHDRAWN]
    return tuple(
        Shelf(year, len(those), sum((_accepted(view) for view in those), Decimal(0)))
        for year in sorted({view.completed_on.year for view in standing}, reverse=True)
        if (those := [view for view in standing if view.completed_on.year == year])
    )


def _accepted(view: CompletionView) -> Decimal:
    return (view.hours or Decimal(0)) if view.state is CompletionState.ACCEPTED else Decimal(0)
