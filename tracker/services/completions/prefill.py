"""What is known before somebody types: what a link names, from a training or an event to what it is wanted for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.domain.record import CompletionKind
from tracker.domain.vocabulary import Role, TrainingFormat
from tracker.models import Agency, Event, Person, RoleTerm, Training
from tracker.services import completion_rows, plan_line_views
from tracker.services.actor import Actor
from tracker.services.completions import wanted
from tracker.services.completions.wanted import Wanted
from tracker.services.plan_line_views import PlanLineView
from tracker.services.trainings import TrainingView

MOST_OFFERED = 5
ANOTHER = "another"  # in place of a training: none that is known beforehand


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefill:
    """Proposals for the form. `catalog_hours` are what the catalog states, said as a hint and never filled in.

    `wanted` are the requirements that it is logged for, `agreed` the line of the plan.
    """

    person: str = ""
    training: str = ""
    event: str = ""
    event_title: str = ""
    title: str = ""
    kind: CompletionKind = CompletionKind.TRAINING
    provider: str = ""
    format: str = TrainingFormat.UNKNOWN
    topics: frozenset[str] = frozenset()
    completed_on: date | None = None
    hours: Decimal | None = None
    catalog_hours: Decimal | None = None
    wanted: tuple[Wanted, ...] = ()
    agreed: PlanLineView | None = None

    @property
    def offered(self) -> tuple[TrainingView, ...]:
        """Trainings of the catalog to choose from: what helps with most of what is wanted first, at most five."""
        found = [each for it in self.wanted for each in it.trainings]
        ranked = sorted(dict.fromkeys(each.public_id for each in found), key=lambda one: -_times(one, found))
        return tuple(next(each for each in found if each.public_id == one) for one in ranked[:MOST_OFFERED])

    @property
    def guessed(self) -> frozenset[str]:
        """The topics that nobody typed and no training or event has: what is wanted alone says them."""
        return frozenset() if self.training or self.event else self.topics


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody to log for: name, roles in words, agency, empty for the center's own, and former and other names."""

    public_id: str
    name: str
    role_words: str
    agency: str
    other_names: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of theirs."""
        return (self.name, *self.other_names)


def people_to_choose(actor: Actor, besides: str = "") -> list[PersonChoice]:
    """Return who holds a role today, and the person `besides`, the center's own first. One statement."""
    held = (RoleTerm.starts_on <= actor.today) & (RoleTerm.ends_on.is_(None) | (RoleTerm.ends_on >= actor.today))
    rows = db.session.execute(
        select(Person.public_id, Person.name, Agency.name, RoleTerm.role, Person.other_names)
        .outerjoin(RoleTerm, (RoleTerm.person_id == Person.id) & held)
        .outerjoin(Agency, Agency.id == Person.agency_id)
        .where(RoleTerm.id.is_not(None) | (Person.public_id == besides))
        .order_by(Agency.name.is_not(None), Agency.name, Person.name, Person.id)
    )
    found: dict[str, PersonChoice] = {}
    for public_id, name, agency, role, others in rows:
        words = [found[public_id].role_words] if public_id in found else []
        words += [Role(role).label] if role else []
        found[public_id] = PersonChoice(public_id, name, ", ".join(words), agency or "", others)
    return list(found.values())


def people_for(actor: Actor, besides: str = "") -> list[PersonChoice]:
    """Return whom the actor may log for: themselves alone, unless they log for others; nobody without a person."""
    if actor.may(Action.RECORD_FOR_OTHERS):
        return people_to_choose(actor, besides)
    return _named(Person.id == (actor.person_id or 0))


def person_named(public_id: str) -> list[PersonChoice]:
    """Return one person by all their names, if there is one of that public id. For other use cases."""
    return _named(Person.public_id == public_id)


def _named(those: ColumnElement[bool]) -> list[PersonChoice]:
    rows = db.session.execute(select(Person.public_id, Person.name, Person.other_names).where(those))
    return [PersonChoice(public_id, name, "", "", others) for public_id, name, others in rows]


def prefill(
    actor: Actor,
    *,
    person: str = "",
    training: str = "",
    event: str = "",
    plan_line: str = "",
    requirements: Sequence[str] = (),
) -> Prefill:
    """Return what links to the form propose, by public ids; what is unknown proposes nothing.

    `requirements`: each its standard's key, a slash and its id. A line of the plan names person, training and those;
    `training` may be ANOTHER than its own.
    """
    agreed = _agreed(actor, plan_line)
    chosen = _person(actor, agreed.person if agreed else person)
    if agreed is not None and agreed.person == chosen:
        training, requirements = training or agreed.training, requirements or agreed.requirements
    else:
        agreed = None
    known = _of_event(actor, event) or _of_training(training) or Prefill()
    asked = wanted.of(actor, chosen, requirements)
    if asked and not known.training and not known.event:
        known = replace(known, kind=asked[0].kind, topics=asked[0].topics)
    return replace(known, person=chosen, wanted=asked, agreed=agreed)


def _of_event(actor: Actor, public_id: str) -> Prefill | None:
    row = _event(public_id) if public_id else None
    if row is None:
        return None
    return Prefill(
        training=_training_id(row.training_id),
        event=row.public_id,
        event_title=row.title,
        title=row.title,
        provider=row.provider,
        format=row.format,
        topics=row.topics,
        completed_on=row.held_on if row.held_on <= actor.today else None,
        hours=row.hours,
    )


def _of_training(public_id: str) -> Prefill | None:
    found = _training(public_id) if public_id not in {"", ANOTHER} else None
    if found is None:
        return None
    return Prefill(
        training=found.public_id,
        title=found.title,
        provider=found.provider,
        format=found.format,
        topics=found.topics,
        catalog_hours=found.hours,
    )


def _agreed(actor: Actor, plan_line: str) -> PlanLineView | None:
    """Return a line of the plan that is the actor's to see, has a person, and is still to do."""
    try:
        found = plan_line_views.get(actor, plan_line) if plan_line else None
    except NotFound:
        return None
    return found if found and found.person and found.state.is_to_do else None


def _times(public_id: str, found: Sequence[TrainingView]) -> int:
    return sum(each.public_id == public_id for each in found)


def _person(actor: Actor, public_id: str) -> str:
    """Return the person asked for where the actor may log for them, else the actor's own; empty for none."""
    row = db.session.scalar(select(Person).where(Person.public_id == public_id)) if public_id else None
    if row is not None and completion_rows.may_change(actor, row.id):
        return str(row.public_id)
    own = db.session.scalar(select(Person.public_id).where(Person.id == (actor.person_id or 0)))
    return str(own or "")


def _event(public_id: str) -> Event | None:
    found: Event | None = db.session.scalar(
        select(Event).where(Event.public_id == public_id, Event.withdrawn_at.is_(None))
    )
    return found


def _training(public_id: str) -> Training | None:
    found: Training | None = db.session.scalar(select(Training).where(Training.public_id == public_id))
    return found


def _training_id(row: int | None) -> str:
    return str(db.session.scalar(select(Training.public_id).where(Training.id == (row or 0))) or "")
