"""Records and assessments as plain values that stay the same for ever: what a packet seals and is issued again from.

The form is made of dicts, lists, texts, numbers and None, written in one order whatever the machine: days as
2026-11-24, hours as text so that no float touches them, sets sorted. Equal records have equal forms, so that a digest
of the form is a digest of the record. A change of the form takes a new number and keeps reading the old ones.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from tracker.domain.assessment import Assessment
from tracker.domain.errors import UnreadableFile
from tracker.domain.finding import Finding
from tracker.domain.record import Completion, Leave, Person, Record, RoleTerm, TeamEvent, Waiver, WaiverKind
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import CompletionState, Discipline, Grade, Role
from tracker.domain.wording import number

FORM = 3
_READABLE = frozenset({1, 2, FORM})  # before the second there were no waivers, before the third no leave

Value = TypeVar("Value")
Primitive = dict[str, Any]


def to_primitive(thing: Record | Assessment) -> Primitive:
    """Write a record or an assessment in the form."""
    return _of_record(thing) if isinstance(thing, Record) else _of_assessment(thing)


def record_from_primitive(values: Mapping[str, Any]) -> Record:
    """Read a record back, equal to the one that was written. Raises UnreadableFile for another or a damaged form."""
    if values.get("form") not in _READABLE:
        raise UnreadableFile(f"This sealed record has form {values.get('form')}; this version reads up to form {FORM}.")
    try:
        return Record(
            people=tuple(_to_person(entry) for entry in values["people"]),
            events=tuple(_to_event(entry) for entry in values["events"]),
            documents=tuple(_to_completion(entry) for entry in values["documents"]),
            waivers=_to_waivers(values),
            visit_on=_to_day(values["visit_on"]),
        )
    except (KeyError, TypeError, ValueError, ArithmeticError):
        raise UnreadableFile("This sealed record is damaged: something in it is missing or cannot be read.") from None


def _of_record(record: Record) -> Primitive:
    return {
        "form": FORM,
        "visit_on": _day(record.visit_on),
        "people": [_of_person(person) for person in record.people],
        "events": [_of_event(event) for event in record.events],
        "documents": [_of_completion(entry) for entry in record.documents],
        "waivers": [_of_waiver(entry) for entry in record.waivers],
    }


def _of_person(person: Person) -> Primitive:
    return {
        "key": person.key,
        "name": person.name,
        "discipline": person.discipline.value,
        "agency": person.agency,
        "role_terms": [
            {"role": term.role.value, "starts_on": _day(term.starts_on), "ends_on": _day(term.ends_on)}
            for term in person.role_terms
        ],
        "completions": [_of_completion(entry) for entry in person.completions],
        "waivers": [_of_waiver(entry) for entry in person.waivers],
        "leaves": [{"starts_on": _day(leave.starts_on), "ends_on": _day(leave.ends_on)} for leave in person.leaves],
    }


def _of_waiver(waiver: Waiver) -> Primitive:
    return {
        "key": waiver.key,
        "kind": waiver.kind.value,
        "standard": waiver.standard,
        "edition": waiver.edition,
        "requirement": waiver.requirement,
        "starts_on": _day(waiver.starts_on),
        "ends_on": _day(waiver.ends_on),
        "reason": waiver.reason,
        "instead": waiver.instead,
        "proposed_by": waiver.proposed_by,
        "decided_by": waiver.decided_by,
        "decided_on": _day(waiver.decided_on),
    }


def _of_completion(completion: Completion) -> Primitive:
    return {
        "key": completion.key,
        "title": completion.title,
        "completed_on": _day(completion.completed_on),
        "state": completion.state.value,
        "training": completion.training,
        "kind": str(completion.kind),
        "hours": _hours(completion.hours),
        "topics": _sorted(completion.topics),
        "topic_hours": {str(topic): _hours(share) for topic, share in sorted(completion.topic_hours.items())},
        "grade": completion.grade.value if completion.grade else None,
        "event": completion.event,
        "recorded_on": _day(completion.recorded_on),
        "expires_on": _day(completion.expires_on),
    }


def _of_event(event: TeamEvent) -> Primitive:
    return {
        "key": event.key,
        "title": event.title,
        "held_on": _day(event.held_on),
        "training": event.training,
        "hours": _hours(event.hours),
        "topics": _sorted(event.topics),
        "disciplines": _sorted(event.disciplines),
        "attendees": _sorted(event.attendees),
    }


def _of_assessment(assessment: Assessment) -> Primitive:
    return {
        "form": FORM,
        "standard": {"id": assessment.standard.id, "edition": assessment.standard.edition},
        "as_of": _day(assessment.as_of),
        "visit_on": _day(assessment.visit_on),
        "findings": [_of_finding(finding) for finding in assessment.all_findings],
    }


def _of_finding(finding: Finding) -> Primitive:
    return {
        "requirement": finding.requirement.id,
        "person": finding.person.key if finding.person else None,
        "weak": [entry.key for entry in finding.weak],
        "waiver": finding.waiver.key if finding.waiver else None,
        **_of_verdict(finding),
    }


def _of_verdict(verdict: Verdict) -> Primitive:
    return {
        "title": verdict.title,
        "status": verdict.status.value,
        "reason": verdict.reason,
        "gap": verdict.gap,
        "counted": [
            {
                "key": entry.completion.key,
                "hours": _hours(entry.hours),
                "topics": _sorted(entry.topics),
                "note": entry.note,
            }
            for entry in verdict.counted
        ],
        "not_counted": [{"key": entry.completion.key, "why": entry.why} for entry in verdict.not_counted],
        "hours_needed": _hours(verdict.hours_needed),
        "hours_counted": _hours(verdict.hours_counted),
        "topics_missing": [str(topic) for topic in verdict.topics_missing],
        "due_on": _day(verdict.due_on),
        "lapses_on": _day(verdict.lapses_on),
        "cautions": list(verdict.cautions),
        "children": [_of_verdict(child) for child in verdict.children],
    }


def _to_person(values: Mapping[str, Any]) -> Person:
    return Person(
        key=values["key"],
        name=values["name"],
        discipline=Discipline(values["discipline"]),
        agency=values["agency"],
        role_terms=tuple(
            RoleTerm(Role(entry["role"]), date.fromisoformat(entry["starts_on"]), _to_day(entry["ends_on"]))
            for entry in values["role_terms"]
        ),
        completions=tuple(_to_completion(entry) for entry in values["completions"]),
        waivers=_to_waivers(values),
        leaves=tuple(
            Leave(date.fromisoformat(entry["starts_on"]), _to_day(entry["ends_on"]))
            for entry in values.get("leaves", ())
        ),
    )


def _to_waivers(values: Mapping[str, Any]) -> tuple[Waiver, ...]:
    return tuple(_to_waiver(entry) for entry in values.get("waivers", ()))


def _to_waiver(values: Mapping[str, Any]) -> Waiver:
    return Waiver(
        key=values["key"],
        kind=WaiverKind(values["kind"]),
        standard=values["standard"],
        edition=values["edition"],
        requirement=values["requirement"],
        starts_on=date.fromisoformat(values["starts_on"]),
        ends_on=date.fromisoformat(values["ends_on"]),
        reason=values["reason"],
        instead=values["instead"],
        proposed_by=values["proposed_by"],
        decided_by=values["decided_by"],
        decided_on=date.fromisoformat(values["decided_on"]),
    )


def _to_completion(values: Mapping[str, Any]) -> Completion:
    return Completion(
        key=values["key"],
        title=values["title"],
        completed_on=date.fromisoformat(values["completed_on"]),
        state=CompletionState(values["state"]),
        training=values["training"],
        kind=values["kind"],
        hours=_or_none(values["hours"], Decimal),
        topics=frozenset(values["topics"]),
        topic_hours={topic: Decimal(share) for topic, share in values["topic_hours"].items()},
        grade=_or_none(values["grade"], Grade),
        event=values["event"],
        recorded_on=_to_day(values["recorded_on"]),
        expires_on=_to_day(values["expires_on"]),
    )


def _to_event(values: Mapping[str, Any]) -> TeamEvent:
    return TeamEvent(
        key=values["key"],
        title=values["title"],
        held_on=date.fromisoformat(values["held_on"]),
        training=values["training"],
        hours=_or_none(values["hours"], Decimal),
        topics=frozenset(values["topics"]),
        disciplines=frozenset(Discipline(entry) for entry in values["disciplines"]),
        attendees=frozenset(values["attendees"]),
    )


def _or_none(text: str | None, read: Callable[[str], Value]) -> Value | None:
    return None if text is None else read(text)


def _to_day(text: str | None) -> date | None:
    return _or_none(text, date.fromisoformat)


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _hours(value: Decimal | None) -> str | None:
    """Write hours so that 8, 8.0 and 8.00 are one text."""
    return None if value is None else number(value)


def _sorted(values: Iterable[str]) -> list[str]:
    return sorted(str(value) for value in values)
