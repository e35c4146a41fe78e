"""The record of a center as the rules see it, read in a constant number of statements.

People with every role and completion ever recorded, what the team did together, its documents, and the day of the
visit. Keys are public ids; a training's is its catalog key, and one merged into another counts as that one.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select, true

from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.record import Completion, CompletionKind, Leave, Person, Record, RoleTerm, TeamEvent, Waiver
from tracker.domain.vocabulary import CLAIMED, CompletionState, Discipline, Grade, Role
from tracker.models import Agency, Center, Event, Evidence, Training
from tracker.models import Completion as CompletionRow
from tracker.models import Person as PersonRow
from tracker.models import RoleTerm as RoleTermRow
from tracker.services import leaves, waivers_granted
from tracker.services.actor import Actor

# What the team holds rather than does: these events are documents with a day.
DOCUMENT_KINDS = frozenset(
    {CompletionKind.PROTOCOL, CompletionKind.SCREENING_TOOL, CompletionKind.AGREEMENT, CompletionKind.DOCUMENT}
)
_COMPLETION_COLUMNS = (
    CompletionRow.public_id,
    CompletionRow.title,
    CompletionRow.completed_on,
    CompletionRow.state,
    CompletionRow.training_id,
    CompletionRow.kind,
    CompletionRow.hours,
    CompletionRow.topics,
    CompletionRow.topic_hours,
    CompletionRow.grade,
    CompletionRow.event_id,
    CompletionRow.recorded_at,
    CompletionRow.expires_on,
    CompletionRow.person_id,
    PersonRow.public_id,
)
# What an event or a document of the team is made from, for whoever asks in another way which there are.
EVENT_COLUMNS = (
    Event.id,
    Event.public_id,
    Event.kind,
    Event.title,
    Event.held_on,
    Event.expires_on,
    Event.training_id,
    Event.hours,
    Event.topics,
)
_STATES = {state.value: state for state in CompletionState}
_GRADES = {grade.value: grade for grade in Grade}


def load(actor: Actor) -> Record:
    """Return the whole record of the center in force. Nine statements; cost grows with the center's own rows only."""
    zone, visit_on = _center(actor)
    trainings, events = training_keys(), _events()
    completions, attendees = _completions(zone, trainings, {row.id: row.public_id for row in events}, true())
    waivers = waivers_granted.by_person(zone)
    return Record(
        people=_people(completions, waivers, leaves.by_person(), true()),
        events=tuple(team_event(row, trainings, attendees[row.id]) for row in events if row.kind not in DOCUMENT_KINDS),
        documents=_documents(row for row in events if row.kind in DOCUMENT_KINDS),
        waivers=waivers.get(None, ()),
        visit_on=visit_on,
    )


def load_person(actor: Actor, public_id: str) -> tuple[Person | None, date | None]:
    """Return one person of the record and the day of the visit; None where nobody has the id. Seven statements.

    Who may see the person is asked by the caller.
    """
    zone, visit_on = _center(actor)
    events = {row.id: row.public_id for row in _events()}
    those = PersonRow.public_id == public_id
    completions, _ = _completions(zone, training_keys(), events, those)
    people = _people(completions, waivers_granted.by_person(zone, those), leaves.by_person(those), those)
    return next(iter(people), None), visit_on


def completions_of(
    actor: Actor, people: Collection[int]
) -> tuple[Mapping[int, list[Completion]], Mapping[str, set[str]]]:
    """Return the completions of some people by row number, and which of them attended each event. Four statements.

    For other use cases.
    """
    zone, _ = _center(actor)
    events = {row.id: row.public_id for row in _events()}
    found, attendees = _completions(zone, training_keys(), events, PersonRow.id.in_(people))
    return found, {events[number]: those for number, those in attendees.items() if number in events}


def row_of(public_id: str) -> int | None:
    """Return the row number of a person of the center in force, or None. For other use cases."""
    found: int | None = db.session.scalar(select(PersonRow.id).where(PersonRow.public_id == public_id))
    return found


def number_of(public_id: str) -> int:
    """Return the row number of a person of the center in force. Raises NotFound. For other use cases."""
    found = row_of(public_id)
    if found is None:
        raise NotFound("There is no such person here.")
    return found


def _center(actor: Actor) -> tuple[ZoneInfo, date | None]:
    zone, visit_on = db.session.execute(
        select(Center.time_zone, Center.site_visit_on).where(Center.id == actor.center_id)
    ).one()
    return ZoneInfo(zone), visit_on


def training_keys() -> dict[int, str]:
    """Return the catalog key of each training by row number; a merged one has the key of what it became."""
    rows = {row.id: row for row in db.session.execute(select(Training.id, Training.key, Training.merged_into_id))}
    found = {}
    for number, row in rows.items():
        seen = {number}
        while row.merged_into_id in rows and row.merged_into_id not in seen:
            seen.add(row.merged_into_id)
            row = rows[row.merged_into_id]  # noqa: PLW2901 the end of the chain of mergers stands for its start
        found[number] = row.key
    return found


def _completions(
    zone: ZoneInfo, trainings: dict[int, str], events: dict[int, str], those: ColumnElement[bool]
) -> tuple[dict[int, list[Completion]], dict[int, set[str]]]:
    """Return completions by person, and who attended each event."""
    found: dict[int, list[Completion]] = defaultdict(list)
    attendees: dict[int, set[str]] = defaultdict(set)
    query = select(*_COMPLETION_COLUMNS).join(PersonRow, PersonRow.id == CompletionRow.person_id).where(those)
    for row in db.session.execute(query).all():
        # Unpacked once: this loop runs for every completion of the center.
        key, title, day, state, training, kind, hours, topics, shares, *rest = row
        grade, event, recorded, expires, owner, person = rest
        standing = _STATES[state]
        found[owner].append(
            Completion(
                key=key,
                title=title,
                completed_on=day,
                state=standing,
                training=trainings.get(training),
                kind=kind,
                hours=hours,
                topics=topics,
                topic_hours=shares,
                grade=_GRADES.get(grade),
                event=events.get(event),
                recorded_on=recorded.astimezone(zone).date(),
                expires_on=expires,
            )
        )
        # Attendance stands on the sheet before anybody decides on each one's hours.
        if event is not None and standing in CLAIMED:
            attendees[event].add(person)
    return found, attendees


def _people(
    completions: dict[int, list[Completion]],
    waivers: Mapping[int | None, tuple[Waiver, ...]],
    away: Mapping[int, tuple[Leave, ...]],
    those: ColumnElement[bool],
) -> tuple[Person, ...]:
    terms: dict[int, list[RoleTerm]] = defaultdict(list)
    held = (
        select(RoleTermRow.person_id, RoleTermRow.role, RoleTermRow.starts_on, RoleTermRow.ends_on)
        .join(PersonRow, PersonRow.id == RoleTermRow.person_id)
        .where(those)
        .order_by(RoleTermRow.starts_on, RoleTermRow.id)
    )
    for owner, role, starts_on, ends_on in db.session.execute(held):
        terms[owner].append(RoleTerm(Role(role), starts_on, ends_on))
    rows = db.session.execute(
        select(PersonRow.id, PersonRow.public_id, PersonRow.name, PersonRow.discipline, Agency.name)
        .outerjoin(Agency, Agency.id == PersonRow.agency_id)
        .where(those)
        .order_by(PersonRow.name, PersonRow.id)
    )
    return tuple(
        Person(
            key=key,
            name=name,
            discipline=Discipline(discipline),
            agency=agency or "",
            role_terms=tuple(terms.get(number, ())),
            completions=tuple(completions.get(number, ())),
            waivers=waivers.get(number, ()),
            leaves=away.get(number, ()),
        )
        for number, key, name, discipline, agency in rows
    )


def _events() -> list[Any]:
    return list(db.session.execute(select(*EVENT_COLUMNS).where(Event.withdrawn_at.is_(None))))


def team_event(row: Any, trainings: Mapping[int, str], attendees: set[str]) -> TeamEvent:
    """Return what the team did together, as the rules see it. For other use cases."""
    return TeamEvent(
        key=row.public_id,
        title=row.title,
        held_on=row.held_on,
        training=trainings.get(row.training_id),
        hours=row.hours,
        topics=row.topics,
        attendees=frozenset(attendees),
    )


def document(row: Any, *, proved: bool) -> Completion:
    """Return a document of the team, as the rules see it; `proved`: a file is there. For other use cases."""
    return Completion(
        key=row.public_id,
        title=row.title,
        completed_on=row.held_on,
        state=CompletionState.ACCEPTED,
        kind=row.kind,
        grade=Grade.CERTIFICATE if proved else Grade.OWN_WORD,
        topics=row.topics,
        expires_on=row.expires_on,
    )


def _documents(rows: Any) -> tuple[Completion, ...]:
    proved = set(
        db.session.scalars(
            select(Evidence.event_id).where(Evidence.event_id.is_not(None), Evidence.withdrawn_at.is_(None))
        )
    )
    return tuple(document(row, proved=row.id in proved) for row in rows)
