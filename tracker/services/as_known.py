"""The record of a center as it was known at the end of a day: without what was recorded since, and before what changed.

When something was true stands in the facts themselves; when it was recorded stands beside them, and what a fact said
before it was changed in `earlier_state`. People, roles and events that were there before those moments were kept count
as known from the start, and a completion decided on since then as waiting. Names are as they are now.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from tracker.db import db
from tracker.domain.record import Completion, Leave, Person, Record, RoleTerm, Waiver
from tracker.domain.vocabulary import CLAIMED, CompletionState, Discipline, Grade, Role, WaiverState
from tracker.models import Agency, EarlierState, Event, Evidence
from tracker.models import Completion as CompletionRow
from tracker.models import Leave as LeaveRow
from tracker.models import Person as PersonRow
from tracker.models import RoleTerm as RoleTermRow
from tracker.services import records
from tracker.services.actor import Actor

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Then:
    """The end of a day, and what was said until later by what has changed since: by table and public id."""

    moment: datetime
    said: Mapping[tuple[str, str], Said]

    def of(self, table: str, public_id: str) -> Said:
        """Return what a row said then in place of what it says now; empty where that is the same."""
        return self.said.get((table, public_id), {})

    def is_there(self, recorded_at: datetime | None) -> bool:
        """Tell whether something was recorded by then; what nobody knows the moment of was."""
        return recorded_at is None or recorded_at < self.moment


def load(actor: Actor, day: date) -> Record:
    """Return the record as it was known when a day ended on the center's clock.

    Costs what `records.load` does, and ten statements; grows with what was changed since.
    """
    now = records.load(actor)
    then = _then(actor, day)
    trainings = records.training_keys()
    events = [_at(row, then.of("event", row.public_id)) for row in _events() if then.is_there(row.recorded_at)]
    standing = [row for row in events if row.withdrawn_at is None or row.withdrawn_at >= then.moment]
    people = _people(now, then, trainings, {row.id: row.public_id for row in standing}, day)
    attended, proved = _attended(people), _proved(then)
    return Record(
        people=people,
        events=tuple(
            records.team_event(row, trainings, attended[row.public_id])
            for row in standing
            if row.kind not in records.DOCUMENT_KINDS
        ),
        documents=tuple(
            records.document(row, proved=row.id in proved) for row in standing if row.kind in records.DOCUMENT_KINDS
        ),
        waivers=_waivers(now.waivers, then, day),
        visit_on=_day(then.of("center", actor.center).get("site_visit_on", now.visit_on)),
    )


def end_of(actor: Actor, day: date) -> datetime:
    """Return the moment at which a day ends on the center's clock."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(actor.zone)).astimezone(UTC)


def _then(actor: Actor, day: date) -> _Then:
    """Look up what was changed after a day: of several changes of a row the first says how it was."""
    moment = end_of(actor, day)
    rows = db.session.execute(
        select(EarlierState.of, EarlierState.public_id, EarlierState.said)
        .where(EarlierState.held_until >= moment)
        .order_by(EarlierState.held_until, EarlierState.id)
    )
    said: dict[tuple[str, str], Said] = {}
    for table, public_id, values in rows:
        said.setdefault((table, public_id), values)
    return _Then(moment, said)


def _people(
    now: Record, then: _Then, trainings: Mapping[int, str], events: Mapping[int, str], day: date
) -> tuple[Person, ...]:
    agencies = dict(db.session.execute(select(Agency.id, Agency.name)).all())
    recorded = dict(db.session.execute(select(PersonRow.public_id, PersonRow.recorded_at)).all())
    terms, undecided, resting = _terms(then), _undecided(then), _resting(events)
    leaves = _leaves(then)
    found = []
    for person in now.people:
        if not then.is_there(recorded.get(person.key)):
            continue
        said = then.of("person", person.key)
        completions = (
            _completion(
                replace(entry, event=resting.get(entry.key)),
                then.of("completion", entry.key),
                undecided,
                trainings,
                events,
            )
            for entry in person.completions
            if entry.recorded_on is None or entry.recorded_on <= day
        )
        found.append(
            replace(
                person,
                discipline=Discipline(said.get("discipline", person.discipline)),
                agency=agencies.get(said["agency_id"], "") if said else person.agency,
                role_terms=terms[person.key],
                completions=tuple(completions),
                waivers=_waivers(person.waivers, then, day),
                leaves=leaves[person.key],
            )
        )
    return tuple(found)


def _completion(
    entry: Completion,
    said: Said,
    undecided: Mapping[str, CompletionState],
    trainings: Mapping[int, str],
    events: Mapping[int, str],
) -> Completion:
    if not said:
        return replace(entry, state=undecided[entry.key]) if entry.key in undecided else entry
    return replace(
        entry,
        title=said["title"],
        completed_on=date.fromisoformat(said["completed_on"]),
        state=CompletionState(said["state"]),
        training=trainings.get(said["training_id"]),
        kind=said["kind"],
        hours=None if said["hours"] is None else Decimal(said["hours"]),
        topics=frozenset(said["topics"]),
        grade=Grade(said["grade"]) if said["grade"] in set(Grade) else None,
        event=events.get(said["event_id"]),
        expires_on=_day(said["expires_on"]),
    )


def _terms(then: _Then) -> defaultdict[str, tuple[RoleTerm, ...]]:
    """Return the roles that were known then, by the person's public id, from the earliest."""
    held = (
        select(
            RoleTermRow.public_id,
            PersonRow.public_id,
            RoleTermRow.role,
            RoleTermRow.starts_on,
            RoleTermRow.ends_on,
            RoleTermRow.recorded_at,
        )
        .join(PersonRow, PersonRow.id == RoleTermRow.person_id)
        .order_by(RoleTermRow.starts_on, RoleTermRow.id)
    )
    found: defaultdict[str, tuple[RoleTerm, ...]] = defaultdict(tuple)
    for key, person, role, starts_on, ends_on, recorded_at in db.session.execute(held):
        if then.is_there(recorded_at):
            said = then.of("role_term", key)
            term = RoleTerm(Role(role), starts_on, ends_on)
            if said:
                starts = date.fromisoformat(said["starts_on"])
                term = RoleTerm(Role(said["role"]), starts, _day(said["ends_on"]))
            found[person] = tuple(sorted((*found[person], term), key=lambda each: each.starts_on))
    return found


def _resting(events: Mapping[int, str]) -> dict[str, str]:
    """Return the event of each completion that rests on one that stood then, also where it was withdrawn since."""
    rows = db.session.execute(
        select(CompletionRow.public_id, CompletionRow.event_id).where(CompletionRow.event_id.is_not(None))
    )
    return {key: events[event] for key, event in rows if event in events}


def _leaves(then: _Then) -> defaultdict[str, tuple[Leave, ...]]:
    """Return the leaves that were known then, by the person's public id, from the earliest."""
    query = select(LeaveRow, PersonRow.public_id).join(PersonRow, PersonRow.id == LeaveRow.person_id)
    found: defaultdict[str, tuple[Leave, ...]] = defaultdict(tuple)
    for row, person in db.session.execute(query.order_by(LeaveRow.id)):
        said = then.of("leave", row.public_id)
        if then.is_there(row.recorded_at) and said.get("taken_back_at", row.taken_back_at) is None:
            leave = Leave(row.starts_on, row.ends_on)
            if said:
                leave = Leave(date.fromisoformat(said["starts_on"]), _day(said["ends_on"]))
            found[person] = tuple(sorted((*found[person], leave), key=lambda each: each.starts_on))
    return found


def _undecided(then: _Then) -> dict[str, CompletionState]:
    """Return how completions stood that were sent in or decided on later, by the moments that they carry themselves."""
    later = or_(CompletionRow.decided_at >= then.moment, CompletionRow.submitted_at >= then.moment)
    rows = db.session.execute(select(CompletionRow.public_id, CompletionRow.submitted_at).where(later))
    return {
        key: CompletionState.SUBMITTED if sent and sent < then.moment else CompletionState.DRAFT for key, sent in rows
    }


def _waivers(waivers: tuple[Waiver, ...], then: _Then, day: date) -> tuple[Waiver, ...]:
    """Return the waivers that were granted then; one that was ended early since had its own end."""
    found = []
    for waiver in waivers:
        said = then.of("waiver", waiver.key)
        if waiver.decided_on <= day and said.get("state", WaiverState.GRANTED) == WaiverState.GRANTED:
            not_ended = said and said["ended_on"] is None
            found.append(replace(waiver, ends_on=date.fromisoformat(said["ends_on"])) if not_ended else waiver)
    return tuple(found)


def _events() -> list[Any]:
    """Return every event, with when it was recorded and withdrawn."""
    return list(db.session.execute(select(*records.EVENT_COLUMNS, Event.recorded_at, Event.withdrawn_at)))


def _at(row: Any, said: Said) -> Any:
    """Return an event with what it said then."""
    if not said:
        return row
    withdrawn = said["withdrawn_at"]
    return SimpleNamespace(
        id=row.id,
        public_id=row.public_id,
        kind=said["kind"],
        title=said["title"],
        held_on=date.fromisoformat(said["held_on"]),
        expires_on=_day(said["expires_on"]),
        training_id=said["training_id"],
        hours=None if said["hours"] is None else Decimal(said["hours"]),
        topics=frozenset(said["topics"]),
        withdrawn_at=datetime.fromisoformat(withdrawn) if withdrawn else None,
    )


def _attended(people: tuple[Person, ...]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for person in people:
        for entry in person.completions:
            if entry.event is not None and entry.state in CLAIMED:
                found[entry.event].add(person.key)
    return found


def _proved(then: _Then) -> set[int]:
    """Return the events that had a file then."""
    there = (
        Evidence.added_at < then.moment,
        or_(Evidence.withdrawn_at.is_(None), Evidence.withdrawn_at >= then.moment),
    )
    return set(db.session.scalars(select(Evidence.event_id).where(Evidence.event_id.is_not(None), *there)))


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
