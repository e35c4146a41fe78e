"""What somebody may be told of: gaps and lapses as the assessment has them, lines of the plan, what was returned.

Nothing is judged here. What waits for review is held back: whoever sent it in has done their part. Which that is, the
assessment says too, of the same record with all that was sent in accepted.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from tracker.db import db
from tracker.domain import wanted
from tracker.domain.assessment import Assessment, assess_person
from tracker.domain.finding import Finding, Status
from tracker.domain.record import Person
from tracker.domain.reminders import Item, ItemKind, would_be_told
from tracker.domain.vocabulary import CompletionState, PlanLineState
from tracker.domain.wording import day
from tracker.models import Completion
from tracker.models import Person as PersonRow
from tracker.services import assessments, plan_lines, standards, trainings
from tracker.services.actor import Actor
from tracker.services.plan_lines import PlanLineView
from tracker.services.standards import Followed
from tracker.services.trainings import TrainingView

_UNFINISHED = (CompletionState.DRAFT, CompletionState.RETURNED)
_SAID = {
    ItemKind.RETURNED: "It was returned with a reason. Open it to see why, correct it, and send it in again.",
    ItemKind.DRAFT: "It is a draft still, and counts once it is sent in and accepted.",
}


@dataclass(frozen=True, slots=True)
class Material:
    """What the digests of a center are made from, as its record stands at one moment."""

    today: date
    offsets: tuple[int, ...]
    people: Mapping[str, Person]
    judged: tuple[tuple[Followed, Assessment], ...]
    shelf: tuple[TrainingView, ...]
    plan: tuple[PlanLineView, ...]
    unfinished: Mapping[str, tuple[tuple[str, str, CompletionState], ...]]

    def training(self, key: str) -> TrainingView | None:
        """Return an entry of the catalog by its key."""
        return next((each for each in self.shelf if each.key == key), None)


def material(actor: Actor, offsets: tuple[int, ...]) -> Material:
    """Read what digests are made from. Some ten statements while the record stands as it was, for any team."""
    judged = tuple((each, assessments.of_team(actor, each, actor.today)) for each in standards.followed(actor))
    return Material(
        today=actor.today,
        offsets=offsets,
        people={person.key: person for person in assessments.record(actor).people},
        judged=judged,
        shelf=trainings.shelf(),
        plan=plan_lines.to_do(actor),
        unfinished=_unfinished(),
    )


def of_person(held: Material, person: str) -> tuple[Item, ...]:
    """Return everything that somebody may be told of, by their public id."""
    return (*_returned(held, person), *_requirements(held, person), *_agreed(held, person))


def seen_to_for_others(held: Material, person: str) -> int:
    """Return how many overdue lines of the plan somebody sees to for others, who are not named to them by mail."""
    return sum(each.owner == person and each.person not in {"", person} and _is_overdue(each) for each in held.plan)


def _unfinished() -> Mapping[str, tuple[tuple[str, str, CompletionState], ...]]:
    rows = db.session.execute(
        select(PersonRow.public_id, Completion.public_id, Completion.title, Completion.state)
        .join(PersonRow, PersonRow.id == Completion.person_id)
        .where(Completion.state.in_(_UNFINISHED))
        .order_by(Completion.recorded_at, Completion.id)
    )
    found = defaultdict(list)
    for person, public_id, title, state in rows:
        found[person].append((public_id, title, CompletionState(state)))
    return {person: tuple(each) for person, each in found.items()}


def _returned(held: Material, person: str) -> Iterator[Item]:
    for public_id, title, state in held.unfinished.get(person, ()):
        kind = ItemKind.RETURNED if state is CompletionState.RETURNED else ItemKind.DRAFT
        words = "Returned" if kind is ItemKind.RETURNED else "Still a draft"
        yield Item(
            key=f"completion/{public_id}",
            kind=kind,
            what=f"{words}: {title}",
            why=_SAID[kind],
            is_open=True,
            subject=public_id,
        )


def _requirements(held: Material, person: str) -> Iterator[Item]:
    who = held.people.get(person)
    if who is None:
        return
    accepted = _with_everything_accepted(who)
    for followed, found in held.judged:
        then = assess_person(followed.standard, accepted, held.today, found.visit_on) if accepted else ()
        done = {each.requirement.id: each for each in then}
        named = f"{followed.standard.title}. " if len(held.judged) > 1 else ""
        for finding in found.for_person(person):
            item = _requirement(held, followed.key, finding, named)
            if item is None:
                continue
            after = done.get(finding.requirement.id)
            ahead = _requirement(held, followed.key, after, named) if after else None
            is_enough = ahead is None or not would_be_told(ahead, held.today, held.offsets)
            yield replace(item, is_held=after is not None and is_enough)


def _requirement(held: Material, standard: str, finding: Finding, named: str) -> Item | None:
    """Return what a finding gives to tell; None where nothing need be done by any day."""
    until = wanted.until(finding)
    if finding.status in {Status.DOES_NOT_APPLY, Status.IN_REVIEW} or not (finding.status.is_gap or until):
        return None
    return Item(
        key=f"{standard}/{finding.requirement.id}",
        kind=ItemKind.REQUIREMENT,
        what=finding.requirement.title,
        why=named + wanted.said(finding),
        until=until,
        is_open=finding.status.is_gap,
        trainings=tuple(each.key for each in trainings.closing(held.shelf, finding)),
    )


def _with_everything_accepted(who: Person) -> Person | None:
    """Return somebody as they would stand were all that they sent in accepted; None where nothing waits."""
    if not any(each.state is CompletionState.SUBMITTED for each in who.completions):
        return None
    taken = (
        replace(each, state=CompletionState.ACCEPTED) if each.state is CompletionState.SUBMITTED else each
        for each in who.completions
    )
    return replace(who, completions=tuple(taken))


def _agreed(held: Material, person: str) -> Iterator[Item]:
    for line in held.plan:
        is_theirs = line.person == person or (line.owner == person and not line.person)
        if not is_theirs:
            continue
        booked = line.booked_on is not None and line.booked_on >= held.today
        yield Item(
            key=f"plan/{line.public_id}",
            kind=ItemKind.PLAN,
            what=line.title,
            why=f"Agreed on in the plan, to be done by {day(line.due_on)}.",
            until=line.due_on,
            is_open=_is_overdue(line),
            is_held=line.state is PlanLineState.WAITING or booked,
            trainings=(line.training_key,) if line.person and line.training_key else (),
            subject=line.public_id,
            of_team=not line.person,
        )


def _is_overdue(line: PlanLineView) -> bool:
    return line.state is PlanLineState.OVERDUE
