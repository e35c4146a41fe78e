"""Removing a person who was added by mistake, as long as nothing hangs on them.

Name, address, field, agency, roles, leaves and that they are expected somewhere go. The row stays, empty and found by
nobody: lines of history name its number, and SQLite would give the number of a row that is gone to the next person. On
whom something hangs has not been added by mistake; their roles end, and their record stays.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, exists, func, select, update

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound, TrackerError
from tracker.domain.vocabulary import Discipline
from tracker.formatting import format_count, join_names
from tracker.models import (
    Completion,
    EarlierState,
    ExpectedPerson,
    HistoryEntry,
    Invitation,
    Leave,
    Membership,
    Person,
    PhoneLink,
    PlanLine,
    RoleTerm,
    Waiver,
)
from tracker.services import history
from tracker.services.actor import Actor
from tracker.services.packets.sealing import issued_inputs, packet_store
from tracker.services.people import CHANGED
from tracker.services.people_views import NONE_HERE

NOT_YOURS = "Only a director removes somebody from the list of people."
STAYS = "Something hangs on this person, so they stay on the list. If they are not here any more, end their roles."


class Why(StrEnum):
    """Why somebody should not be on the list at all."""

    TWICE = "twice"
    NEVER_HERE = "never_here"
    TRIED = "tried"

    @property
    def label(self) -> str:
        """The words people choose by."""
        return _LABELS[self]


_LABELS = {
    Why.TWICE: "They are on the list twice",
    Why.NEVER_HERE: "They never belonged to the team",
    Why.TRIED: "They were entered to try something",
}


class Place(StrEnum):
    """Where to look at what hangs on somebody."""

    RECORD = "record"
    MEMBERS = "members"
    PACKETS = "packets"
    WAIVERS = "waivers"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Hanging:
    """Something that hangs on a person, in words, and where it is seen."""

    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class Ahead:
    """What removing somebody means: what hangs on them, and how many lines of history hold the name or an address."""

    name: str
    version: int
    hanging: tuple[Hanging, ...]
    telling_lines: int


def ahead(actor: Actor, public_id: str) -> Ahead:
    """Say what removing somebody would mean. Costs reading the sealed inputs of each issued packet. Raises NotFound."""
    actor.must(Action.MANAGE_CENTER, NOT_YOURS)
    row = _row(public_id)
    details = db.session.scalars(select(HistoryEntry.detail).where(HistoryEntry.person_id == row.id)).all()
    # Older lines hold addresses as well, as what was there before and what came.
    telling = sum("name" in detail or isinstance(detail.get("email"), list) for detail in details)
    return Ahead(row.name, row.version, tuple(_hanging(actor, row)), telling)


def remove(actor: Actor, public_id: str, why: Why, version: int) -> None:
    """Remove a person on whom nothing hangs, with a line of history that says why and holds no name.

    Raises Conflict where something hangs on them or somebody changed them meanwhile; NotFound, Refused.
    """
    actor.must(Action.MANAGE_CENTER, NOT_YOURS)
    # Who logs something for them or invites them holds the row too, so that it is there before or finds nobody.
    row = _row(public_id, hold=True)
    history.hold(actor)
    if any(_hanging(actor, row)):
        raise Conflict(STAYS)
    take_off(actor, row, version, why.label)


def take_off(actor: Actor, row: Person, version: int, reason: str) -> None:
    """Empty the row of a person on whom nothing hangs; for other use cases, which asked whether they may.

    Raises Conflict where something hangs on them or somebody changed them meanwhile.
    """
    number, public_id = row.id, row.public_id
    done = db.session.execute(
        update(Person)
        .where(Person.id == number, Person.version == version, *_nothing_hangs(actor, number))
        .values(
            name="",
            other_names=(),
            email=None,
            discipline=Discipline.OTHER,
            agency_id=None,
            removed_at=actor.now,
            version=Person.version + 1,
        )
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:
        raise Conflict(CHANGED)
    db.session.expire(row)
    owned = (RoleTerm, Leave)
    gone = [public_id]
    for cls in owned:
        gone += db.session.scalars(select(cls.public_id).where(cls.person_id == number))
    db.session.execute(
        delete(EarlierState).where(EarlierState.public_id.in_(gone)).execution_options(synchronize_session=False)
    )
    db.session.execute(
        delete(RoleTerm).where(RoleTerm.person_id == number).execution_options(synchronize_session=False)
    )
    for held in (ExpectedPerson, PhoneLink):
        theirs = delete(held).where(held.person_id == number)
        db.session.execute(theirs.execution_options(synchronize_session=False))
    db.session.execute(delete(Leave).where(Leave.person_id == number).execution_options(synchronize_session=False))
    history.append(actor, "remove", "person", public_id, person_id=number, reason=reason)


def hanging_besides_record(actor: Actor, row: Person) -> list[Hanging]:
    """Return what hangs on somebody besides what they completed and what was issued; for other use cases."""
    found = []
    if waivers := db.session.scalar(select(func.count(Waiver.id)).where(Waiver.person_id == row.id)):
        found.append(Hanging(f"{format_count(waivers, 'waiver')}, declined and ended ones too", Place.WAIVERS))
    if agreed := db.session.scalar(select(func.count(PlanLine.id)).where(_plan_line_of(actor, row.id))):
        words = f"{format_count(agreed, 'line')} of the plan, for them or theirs to see to, dropped ones too"
        found.append(Hanging(words, Place.PLAN))
    if db.session.scalar(select(Membership.id).where(_account_of(actor, row.id)).limit(1)):
        found.append(Hanging("An account that signs in or signed in as them", Place.MEMBERS))
    if db.session.scalar(select(Invitation.id).where(_invitation_of(actor, row.id)).limit(1)):
        found.append(Hanging("An invitation that is under way; withdraw it first", Place.MEMBERS))
    return found


def _hanging(actor: Actor, row: Person) -> list[Hanging]:
    found = []
    if completions := db.session.scalar(select(func.count(Completion.id)).where(Completion.person_id == row.id)):
        words = f"{format_count(completions, 'completed training')}, with files and attendance, withdrawn ones too"
        found.append(Hanging(words, Place.RECORD))
    found += hanging_besides_record(actor, row)
    if numbers := _printed_in(row.public_id):
        found.append(Hanging(f"What was issued: {join_names(f'Packet {each}' for each in numbers)}", Place.PACKETS))
    return found


def _nothing_hangs(actor: Actor, number: int) -> tuple[ColumnElement[bool], ...]:
    completed = (Completion.center_id == actor.center_id) & (Completion.person_id == number)
    waived = (Waiver.center_id == actor.center_id) & (Waiver.person_id == number)
    agreed = _plan_line_of(actor, number)
    return tuple(
        ~exists().where(each)
        for each in (completed, waived, agreed, _account_of(actor, number), _invitation_of(actor, number))
    )


def _plan_line_of(actor: Actor, number: int) -> ColumnElement[bool]:
    return (PlanLine.center_id == actor.center_id) & ((PlanLine.person_id == number) | (PlanLine.owner_id == number))


def _account_of(actor: Actor, number: int) -> ColumnElement[bool]:
    return (Membership.center_id == actor.center_id) & (Membership.person_id == number)


def _invitation_of(actor: Actor, number: int) -> ColumnElement[bool]:
    return (
        (Invitation.center_id == actor.center_id)
        & (Invitation.person_id == number)
        & Invitation.used_at.is_(None)
        & Invitation.withdrawn_at.is_(None)
        & (Invitation.ends_at > actor.now)
    )


def _printed_in(public_id: str) -> list[int]:
    """Return the numbers of issued packets whose sealed inputs name the person."""
    return [number for _, number, inputs in issued_inputs() if public_id.encode() in _content(inputs)]


def _content(inputs: str) -> bytes:
    try:
        with packet_store().open(inputs) as stream:
            return bytes(stream.read())
    except TrackerError:
        return b""  # lost inputs, which `check` tells of


def _row(public_id: str, *, hold: bool = False) -> Person:
    query = select(Person).where(Person.public_id == public_id)
    row: Person | None = db.session.scalar(query.with_for_update() if hold else query)
    if row is None:
        raise NotFound(NONE_HERE)
    return row
