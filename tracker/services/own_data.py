"""What a center keeps about whoever asks: their record, what happened with it, and their account, to take along.

Of others nothing but that somebody did something: who that was is on the pages, for as long as the center keeps it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tracker.services import (
    accounts,
    activity,
    citations,
    completions,
    evidence,
    file_copies,
    leaves,
    own_traces,
    people_views,
    plan_line_views,
    planned_events,
    redactions,
    reminders,
    replies,
    sessions,
    sightings,
    waiver_views,
)
from tracker.services.actor import Actor
from tracker.services.completions import CompletionView
from tracker.services.evidence_reading import EvidenceView
from tracker.services.plan_line_views import PlanLineView
from tracker.services.reminders import SentDigest
from tracker.services.second_factor import standing
from tracker.services.sessions import SignedIn
from tracker.services.sightings import Look
from tracker.services.single_sign_on import identities
from tracker.services.waiver_views import WaiverView

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of the own record: its name in the copy, where it lies, and its SHA-256."""

    name: str
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class OwnData:
    """Everything, as tables by name, each a list of rows with the same columns; and the files."""

    tables: Mapping[str, list[Row]]
    files: tuple[OwnFile, ...]


def gather(actor: Actor, me: SignedIn) -> OwnData:
    """Gather what is kept about the actor. Some dozen statements, and the pages of what happened."""
    book = completions.book(actor)
    record = book.completions
    files = [file for each in record for file in each.files]
    lines, looks = _happened(actor)
    tables: dict[str, list[Row]] = {
        "account": [_account(me)],
        "sign-ins": [
            {"device": each.device, "began": each.started_at, "last_seen": each.seen_at}
            for each in sessions.browsers(me.account_id, me.session_id, actor.now)
        ],
        "centers": [{"center": each.name, "may_do": each.role.label} for each in accounts.centers_of(me.account_id)],
        "person": _person(actor, book.person),
        "leaves": _leaves(actor, book.person),
        "completions": [_completion(actor, each) for each in record],
        "decisions": [
            {"completion": each.public_id, "decision": it.decision, "reason": it.reason, "at": it.decided_at}
            for each in record
            for it in each.reviews
        ],
        "not-printed": _not_printed(files),
        "names-read": evidence.names_read([file.public_id for file in files]),
        "places": _places(files),
        "waivers": [_waiver(each) for each in waiver_views.of_own(actor)],
        "plan": [_plan_line(each) for each in plan_line_views.of_own(actor)],
        "reminders": [_digest(each) for each in reminders.sent_to(actor)],
        "mails": replies.of_own(actor),
        "expected-at": _expected(actor),
        "snoozes": [
            {"what": each.what, "until": each.until, "reason": each.reason} for each in reminders.snoozed_by_me(actor)
        ],
        **own_traces.tables(actor, me.account_id, book.person, [each.public_id for each in record]),
        "history": lines,
        "looks": looks,
    }
    return OwnData(tables, tuple(_files(record)))


def _account(me: SignedIn) -> Row:
    has = standing.of(me.account_id)
    return {
        "name": me.name,
        "email": me.email,
        "has_password": has.has_password,
        "second_factor": has.words,
        "recovery_codes_left": has.codes_left,
        "other_providers": ", ".join(f"{it.provider} ({it.email})" for it in identities.of(me.account_id)),
    }


def _person(actor: Actor, person: str) -> list[Row]:
    if not person:
        return []
    it = people_views.get(actor, person)
    facts = {
        "name": it.name,
        "other_names": "; ".join(it.other_names),
        "email": it.email,
        "field": it.discipline.label,
        "agency": it.agency,
    }
    terms: list[Row] = [{"role": each.role.label, "from": each.starts_on, "to": each.ends_on} for each in it.terms]
    return [{**facts, **term} for term in terms or [{"role": "", "from": None, "to": None}]]


def _expected(actor: Actor) -> list[Row]:
    found = planned_events.of_own(actor)
    return [{"event": it.title, "held_on": it.held_on, "checked_in_as": it.typed, "at": it.at} for it in found]


def _leaves(actor: Actor, person: str) -> list[Row]:
    return [{"from": each.starts_on, "to": each.ends_on} for each in leaves.of_person(actor, person)]


def _completion(actor: Actor, it: CompletionView) -> Row:
    return {
        "completion": it.public_id,
        "title": it.title,
        "provider": it.provider,
        "format": it.format,
        "completed_on": it.completed_on,
        "last_valid_day": it.expires_on,
        "hours": it.hours,
        "topics": ", ".join(sorted(it.topics)),
        "hours_by_topic": "; ".join(f"{share:f} {topic}" for topic, share in it.topic_hours.items()),
        "credits": "; ".join(f"{each.amount or ''} {each.body} {each.number}".strip() for each in it.credits),
        "certificate_number": it.certificate_number,
        "proof": it.grade.label,
        "state": it.state.label,
        "note": it.note,
        "logged_by": "yourself" if it.recorded_by == actor.name else "somebody else",
        "by_one_time_link": it.by_link,
        "logged_at": it.recorded_at,
        "sent_in_at": it.submitted_at,
        "decided_at": it.decided_at,
        "withdrawn_because": it.withdrawn_reason,
    }


def _waiver(it: WaiverView) -> Row:
    return {
        "requirement": it.requirement_title,
        "standard": f"{it.standard_title}, {it.edition}",
        "kind": it.kind.label,
        "from": it.starts_on,
        "to": it.last_day,
        "met_instead_by": it.instead,
        "reason": it.reason,
        "state": it.state.label,
        "decided_at": it.decided_at,
    }


def _places(files: list[EvidenceView]) -> list[Row]:
    found = citations.of_files([each.public_id for each in files])
    return [
        {"file": file.file_name, "sha256": file.sha256, "what": it.place.label, "where": it.place.words}
        for file in files
        for it in found.get(file.public_id, ())
    ]


def _not_printed(files: list[EvidenceView]) -> list[Row]:
    found = redactions.of_digests({each.sha256 for each in files})
    return [
        {"file": file.file_name, "sha256": file.sha256, "page": it.page, "where": it.box.words, "reason": it.reason}
        for file in files
        for it in found.get(file.sha256, ())
    ]


def _plan_line(it: PlanLineView) -> Row:
    return {
        "what": it.title,
        "closes": "; ".join(it.closes),
        "for_whom": "yourself" if it.is_for_you else "somebody else" if it.person else "the team",
        "you_see_to_it": it.is_yours_to_see_to,
        "until": it.due_on,
        "booked_for": it.booked_on,
        "note": it.note,
        "agreed_at": it.kept_at,
        "state": it.state.label,
        "reason": it.closed_reason,
    }


def _digest(it: SentDigest) -> Row:
    return {
        "week_of": it.week_of,
        "about": it.kind.label,
        "lines": it.lines,
        "what_became_of_it": it.state.label,
        "at": it.at,
    }


def _happened(actor: Actor) -> tuple[list[Row], list[Row]]:
    lines: list[Row] = []
    looks: list[Row] = []
    at: activity.Place | None = activity.place(actor, "")
    while at is not None:
        part = activity.of_own(actor, at)
        for each in part.items:
            if isinstance(each, Look):
                looks.append(_look(each))
            else:
                lines.append(
                    {
                        "number": each.number,
                        "at": each.at,
                        "by": "yourself" if each.who == actor.name else "somebody else",
                        "what": each.action,
                        "of": each.subject,
                        "id": each.subject_id,
                        "reason": each.reason,
                    }
                )
        at = part.older
    return lines, looks


def _look(it: Look) -> Row:
    by = {sightings.LEFT: "somebody who left", sightings.BY_LINK: "somebody by a link"}.get(it.as_what, it.as_what)
    return {"day": it.day, "by": by, "what": it.act.value, "of": it.subject.value, "times": it.times}


def _files(record: tuple[CompletionView, ...]) -> Iterator[OwnFile]:
    for completion in record:
        for number, each in enumerate(completion.files, start=1):
            path = file_copies.store().path_of(each.sha256)
            if path.is_file():
                yield OwnFile(_name(completion, number, each), path, each.sha256)


def _name(completion: CompletionView, number: int, file: EvidenceView) -> str:
    kept = "withdrawn-" if file.withdrawn_at else ""
    return f"files/{completion.completed_on:%Y-%m-%d}-{completion.public_id}-{number}-{kept}{file.file_name}"


def words(value: object) -> str | int | bool | None:
    """Return a value as a file holds it: days and moments in ISO 8601, amounts as text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | bool) else str(value)
