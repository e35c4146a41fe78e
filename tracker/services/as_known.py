"""The record of a center as it was known at the end of a day: without what was recorded since, and before what changed.

When something was true stands in the facts themselves; when it was recorded stands beside them, and what a fact said
before it was changed in `earlier_state`. People, roles and events that were there before those moments were kept count
as known from the start, and a completion decided on since then as waiting. Names are as they are now. Which standards
were followed then, and how, `standards` tells.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, TypeVar

from sqlalchemy import or_, select

from tracker.db import db
from tracker.domain.record import Completion, Leave, Person, Record, RoleTerm, Waiver
from tracker.domain.vocabulary import CLAIMED, CompletionState, Discipline, Grade, Role, WaiverState
from tracker.models import Agency, Event, Evidence
from tracker.models import Completion as CompletionRow
from tracker.models import Leave as LeaveRow
from tracker.models import Person as PersonRow
from tracker.models import RoleTerm as RoleTermRow
from tracker.services import records, said_then
from tracker.services.actor import Actor
from tracker.services.evidence_reading import stood_at
from tracker.services.said_then import Said, Then

Dated = TypeVar("Dated", RoleTerm, Leave)


def load(actor: Actor, day: date) -> Record:
    """Return the record as it was known when a day ended on the center's clock.

    Costs what `records.load` does, and ten statements; grows with what was changed since.
    """
    now = records.load(actor)
    then = said_then.at(actor, day)
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


def _people(
    now: Record, then: Then, trainings: Mapping[int, str], events: Mapping[int, str], day: date
) -> tuple[Person, ...]:
    agencies = dict(db.session.execute(select(Agency.id, Agency.name)).all())
    recorded = dict(db.session.execute(select(PersonRow.public_id, PersonRow.recorded_at)).all())
    terms, leaves = _terms(then), _leaves(then)
    undecided, resting = _undecided(then), _resting(events)
    found = []
    for person in now.people:
        if not then.is_there(recorded.get(person.key)):
            continue
        who = then.of("person", person.key)
        completions = (
            _changed(entry, said, trainings, events)
            if (said := then.of("completion", entry.key))
            else _same(entry, undecided.get(entry.key, entry.state), resting.get(entry.key))
            for entry in person.completions
            if entry.recorded_on is None or entry.recorded_on <= day
        )
        found.append(
            replace(
                person,
                discipline=Discipline(who.get("discipline", person.discipline)),
                agency=agencies.get(who["agency_id"], "") if who else person.agency,
                role_terms=terms.get(person.key, ()),
                completions=tuple(completions),
                waivers=_waivers(person.waivers, then, day),
                leaves=leaves.get(person.key, ()),
            )
        )
    return tuple(found)


def _same(entry: Completion, state: CompletionState, event: str | None) -> Completion:
    """Return what said the same then, with how it stood and what it rested on."""
    return entry if (entry.state, entry.event) == (state, event) else replace(entry, state=state, event=event)


def _changed(entry: Completion, said: Said, trainings: Mapping[int, str], events: Mapping[int, str]) -> Completion:
    return replace(
        entry,
        title=said["title"],
        completed_on=date.fromisoformat(said["completed_on"]),
        state=CompletionState(said["state"]),
        training=trainings.get(said["training_id"]),
        kind=said["kind"],
        hours=None if said["hours"] is None else Decimal(said["hours"]),
        topics=frozenset(said["topics"]),
        # Nothing was shared out before there was a place for it.
        topic_hours={topic: Decimal(share) for topic, share in said.get("topic_hours", {}).items()},
        grade=Grade(said["grade"]) if said["grade"] in set(Grade) else None,
        event=events.get(said["event_id"]),
        expires_on=_day(said["expires_on"]),
    )


def _terms(then: Then) -> dict[str, tuple[RoleTerm, ...]]:
    """Return the roles that were known then, by the person's public id, from the earliest."""
    return _from_the_earliest(
        (person, RoleTerm(Role(said.get("role", row.role)), *_days(row, said)))
        for person, row, said in _recorded(then, RoleTermRow)
    )


def _leaves(then: Then) -> dict[str, tuple[Leave, ...]]:
    """Return the leaves that were known then, by the person's public id, from the earliest."""
    return _from_the_earliest(
        (person, Leave(*_days(row, said)))
        for person, row, said in _recorded(then, LeaveRow)
        if said.get("taken_back_at", row.taken_back_at) is None
    )


def _recorded(then: Then, cls: Any) -> Iterator[tuple[str, Any, Said]]:
    """Yield the rows of people's days that were recorded by then: whose, the row as it is now, and what it said."""
    query = select(cls, PersonRow.public_id).join(PersonRow, PersonRow.id == cls.person_id)
    for row, person in db.session.execute(query.order_by(cls.starts_on, cls.id)):
        if then.is_there(row.recorded_at):
            yield person, row, then.of(cls.__tablename__, row.public_id)


def _days(row: Any, said: Said) -> tuple[date, date | None]:
    if not said:
        return row.starts_on, row.ends_on
    return date.fromisoformat(said["starts_on"]), _day(said["ends_on"])


def _from_the_earliest(each: Iterable[tuple[str, Dated]]) -> dict[str, tuple[Dated, ...]]:
    found: defaultdict[str, list[Dated]] = defaultdict(list)
    for person, term in each:
        found[person].append(term)
    return {person: tuple(sorted(terms, key=lambda term: term.starts_on)) for person, terms in found.items()}


def _resting(events: Mapping[int, str]) -> dict[str, str]:
    """Return the event of each completion that rests on one that stood then, also where it was withdrawn since."""
    rows = db.session.execute(
        select(CompletionRow.public_id, CompletionRow.event_id).where(CompletionRow.event_id.is_not(None))
    )
    return {key: events[event] for key, event in rows if event in events}


def _undecided(then: Then) -> dict[str, CompletionState]:
    """Return how completions stood that were sent in or decided on later, by the moments that they carry themselves."""
    later = or_(CompletionRow.decided_at >= then.moment, CompletionRow.submitted_at >= then.moment)
    rows = db.session.execute(select(CompletionRow.public_id, CompletionRow.submitted_at).where(later))
    return {
        key: CompletionState.SUBMITTED if sent and sent < then.moment else CompletionState.DRAFT for key, sent in rows
    }


def _waivers(waivers: tuple[Waiver, ...], then: Then, day: date) -> tuple[Waiver, ...]:
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


def _proved(then: Then) -> set[int]:
    """Return the events that had a file then."""
    there = (Evidence.event_id.is_not(None), *stood_at(then.moment))
    return set(db.session.scalars(select(Evidence.event_id).where(*there)))


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
