"""Agreeing on the plan: who completes what, who sees to it, and by which day.

    open -> waiting -> done    (a completion of that training is sent in, then accepted: the record tells)
         -> done               (by a director's word, where no completion can tell it)
         -> dropped            (by a director's decision, with a reason)

What is agreed on for a person and still to do is not agreed on twice. Whoever sees to a line says for which day it is
booked. Nothing here counts for a requirement.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.forecast_plan import PersonPlan, Step
from tracker.domain.vocabulary import PlanLineState
from tracker.domain.wording import day
from tracker.models import Membership, Person, PlanLine, Training
from tracker.services import history, plans, records, submissions
from tracker.services.actor import Actor
from tracker.services.plan_line_views import (
    NONE_HERE,
    NOT_YOURS,
    PlanLineView,
    get,
    listing,
    of_own,
    of_person,
    overdue_count,
    requirement_titles,
    to_do,
)

__all__ = [
    "Entry",
    "PlanLineView",
    "add",
    "book",
    "change",
    "close",
    "get",
    "keep",
    "listing",
    "of_own",
    "of_person",
    "overdue_count",
    "seen",
    "to_do",
]

CHANGED = "The plan has changed meanwhile, so nothing was kept. Look at it again, then keep it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line as typed. `person` and `owner` are public ids, `person` empty for the team, `owner` for the person.

    `training` is the public id of an entry of the catalog, where the title is one's; `closes` a standard's key, a slash
    and a requirement's id, or empty.
    """

    title: str
    due_on: date
    person: str = ""
    owner: str = ""
    training: str = ""
    closes: str = ""
    note: str = ""


def seen(people: Iterable[PersonPlan]) -> str:
    """Return a mark of what is to be booked for people: whoever keeps it names what they read."""
    told = [(each.person.key, step.offer.key, step.due_on) for each in people for step in each.to_book]
    return sha256(repr(told).encode()).hexdigest()[:32]


def keep(actor: Actor, on_day: date, for_whom: str, mark: str) -> int:
    """Keep what the plan for a day proposes for a person, a gap of the team, or all; returns how many lines are new.

    Each has its person as the owner; where they do not sign in, whoever keeps it. Kept again it makes none. Raises
    Refused; Conflict where the plan is another than the one that was read, by `seen`. Cost: that of the plan, and two
    statements a line.
    """
    actor.must(Action.DECIDE, NOT_YOURS)
    history.hold(actor)
    plan = plans.of_team(actor, on_day)
    chosen = plan.proposed(for_whom)
    if not chosen or mark != seen(chosen):
        raise Conflict(CHANGED)
    standing = {(each.person, each.training_key) for each in to_do(actor)}
    new = [
        (each, step) for each in chosen for step in each.to_book if (each.person.key, step.offer.key) not in standing
    ]
    people = _numbers({each.person.key for each, _ in new})
    entries = {view.key: view.public_id for view in plan.shelf.values()}
    numbers = _training_numbers(entries[step.offer.key] for _, step in new)
    signing_in = _who_signs_in()
    for each, step in new:
        whose = people[each.person.key]
        owner = whose if whose in signing_in else actor.person_id or whose
        _keep(actor, _line(step, whose, owner, numbers[entries[step.offer.key]]))
    return len(new)


def add(actor: Actor, entry: Entry, key: str = "") -> str:
    """Agree on something by hand; returns its public id. A form sent twice makes one.

    Raises Refused, NotFound; Conflict where the team's has no owner, its day is over, or the same stands already.
    """
    actor.must(Action.DECIDE, NOT_YOURS)
    history.hold(actor)
    if already := submissions.made_by(actor, key):
        return already
    person = records.number_of(entry.person) if entry.person else None
    owner = records.number_of(entry.owner) if entry.owner else person
    if owner is None:
        raise Conflict("Choose who sees to it: for the team as one nobody does by themselves.", field="owner")
    _refuse_past(actor, entry.due_on)
    _refuse_twin(actor, entry)
    row = PlanLine(
        person_id=person,
        training_id=_training_number(entry.training) if entry.training else None,
        title=entry.title,
        closes=_closes(actor, entry.closes),
        owner_id=owner,
        due_on=entry.due_on,
        note=entry.note,
    )
    _keep(actor, row)
    submissions.remember(actor, key, row.public_id)
    return row.public_id


def change(actor: Actor, public_id: str, version: int, *, owner: str, due_on: date, note: str) -> None:
    """Change who sees to it, by when, and the note. Raises Refused, NotFound, Conflict."""
    actor.must(Action.DECIDE, NOT_YOURS)
    row = _changing(actor, public_id, version)
    number = records.number_of(owner)
    if due_on != row.due_on:
        _refuse_past(actor, due_on)
    # Public ids, no names: who is named here and owns it no more may be taken off the list of people.
    detail = {
        "owner": [_public_id(row.owner_id), owner] if number != row.owner_id else None,
        "due": [row.due_on.isoformat(), due_on.isoformat()] if due_on != row.due_on else None,
        "note": [row.note, note] if note != row.note else None,
    }
    row.owner_id, row.due_on, row.note = number, due_on, note
    db.session.flush()
    if changed := {name: pair for name, pair in detail.items() if pair}:
        history.append(actor, "change", "plan_line", public_id, person_id=row.person_id, detail=changed)


def book(actor: Actor, public_id: str, version: int, booked_on: date | None) -> None:
    """Say for which day it is booked, or that it is not; whose it is may too. Raises NotFound, Conflict."""
    get(actor, public_id)
    row = _changing(actor, public_id, version)
    if booked_on == row.booked_on:
        return
    row.booked_on = booked_on
    db.session.flush()
    detail = {"day": booked_on.isoformat() if booked_on else None}
    history.append(actor, "book", "plan_line", public_id, person_id=row.person_id, detail=detail)


def close(actor: Actor, public_id: str, version: int, outcome: PlanLineState, reason: str) -> None:
    """Drop a line with a reason, or say that it is done where no completion can. Raises Refused, NotFound, Conflict."""
    actor.must(Action.DECIDE, NOT_YOURS)
    row = _changing(actor, public_id, version)
    if outcome is PlanLineState.DONE and row.person_id and row.training_id:
        raise Conflict("It is done by itself once the completion is logged and accepted.")
    if outcome is PlanLineState.DROPPED and not reason.strip():
        raise Conflict("Say why, so that whoever sees to it knows.", field="reason")
    row.closed_as, row.closed_reason = outcome, reason
    row.closed_by, row.closed_at = actor.account_id, actor.now
    db.session.flush()
    action = "drop" if outcome is PlanLineState.DROPPED else "finish"
    history.append(actor, action, "plan_line", public_id, person_id=row.person_id, reason=reason)


def _line(step: Step, person: int, owner: int, training: int) -> PlanLine:
    return PlanLine(
        person_id=person,
        training_id=training,
        title=step.offer.title,
        closes=frozenset(step.closes),
        owner_id=owner,
        due_on=step.due_on,
    )


def _keep(actor: Actor, row: PlanLine) -> None:
    row.kept_by, row.kept_at, row.kept_on = actor.account_id, actor.now, actor.today
    db.session.add(row)
    db.session.flush()
    detail = {"title": row.title, "due": row.due_on.isoformat()}
    history.append(actor, "keep", "plan_line", row.public_id, person_id=row.person_id, detail=detail)


def _changing(actor: Actor, public_id: str, version: int) -> PlanLine:
    history.hold(actor)
    row: PlanLine | None = db.session.scalar(select(PlanLine).where(PlanLine.public_id == public_id))
    if row is None:
        raise NotFound(NONE_HERE)
    if row.version != version:
        raise Conflict("This was changed meanwhile. Look at what is there now, then save again.")
    if row.closed_as:
        raise Conflict(f"Nothing is changed here any more: it is {PlanLineState(row.closed_as).label.lower()}.")
    return row


def _refuse_past(actor: Actor, due_on: date) -> None:
    if due_on < actor.today:
        raise Conflict("Choose today or a day to come.", field="due_on")


def _refuse_twin(actor: Actor, entry: Entry) -> None:
    for each in to_do(actor):
        same = entry.training == each.training if entry.training else entry.title.casefold() == each.title.casefold()
        if each.person == entry.person and same:
            raise Conflict(f"This is agreed on already, by {day(each.due_on)}.", field="title")


def _closes(actor: Actor, asked: str) -> frozenset[str]:
    if not asked:
        return frozenset()
    if asked not in requirement_titles(actor):
        raise Conflict("No standard that applies here has this requirement. Choose one of the list.", field="asked")
    return frozenset({asked})


def _numbers(people: set[str]) -> dict[str, int]:
    query = select(Person.public_id, Person.id).where(Person.public_id.in_(people))
    return dict(db.session.execute(query).all())


def _public_id(person: int) -> str:
    return str(db.session.scalar(select(Person.public_id).where(Person.id == person)) or "")


def _training_number(public_id: str) -> int:
    if public_id not in (found := _training_numbers([public_id])):
        raise NotFound("There is no such training in the catalog.")
    return found[public_id]


def _training_numbers(public_ids: Iterable[str]) -> dict[str, int]:
    query = select(Training.public_id, Training.id).where(Training.public_id.in_(set(public_ids)))
    return dict(db.session.execute(query).all())


def _who_signs_in() -> frozenset[int]:
    query = select(Membership.person_id).where(Membership.ended_at.is_(None), Membership.person_id.is_not(None))
    return frozenset(db.session.scalars(query))
