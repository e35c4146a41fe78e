"""What a packet will say: the assessment of a day that every page shows, all it rests on, the files that prove it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from tracker.domain.assessment import Assessment, assess
from tracker.domain.carrying import crossings
from tracker.domain.levels import shorten
from tracker.domain.names import BY_LINK
from tracker.domain.record import Completion, Record, TeamEvent
from tracker.domain.standard import Standard
from tracker.domain.vocabulary import Discipline, Level
from tracker.formatting import format_moment
from tracker.reports import context as printed
from tracker.reports.context import PacketContext
from tracker.reports.documents import TeamDocument
from tracker.reports.levels import at_level
from tracker.services import (
    as_known,
    assessments,
    centers,
    citations,
    evidence,
    letterhead,
    people_views,
    redactions,
    said_then,
)
from tracker.services.actor import Actor
from tracker.services.citations import CitationView
from tracker.services.evidence import FileOfRecord
from tracker.services.history import Head
from tracker.services.letterhead import Letterhead
from tracker.services.packets import claims, findings, signing, waivers
from tracker.services.packets.claims import ClaimedCompletion
from tracker.services.packets.proof import Claim, Proof, prove
from tracker.services.standards import Followed

Claimed = Mapping[str, list[ClaimedCompletion]]
Rests = Mapping[tuple[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class Composition:
    """What is printed, and the record that the verdicts rest on: None where the packet does not name people."""

    context: PacketContext
    record: Record | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known: the findings, the record that they rest on, what people claim, the files, and other names."""

    found: Assessment
    record: Record
    claimed: Claimed
    files: list[FileOfRecord]
    other_names: Mapping[str, tuple[str, ...]]


def compose(
    actor: Actor,
    followed: Followed,
    as_of: date,
    number: str,
    head: Head,
    known_on: date | None = None,
    level: Level = Level.FULL,
) -> Composition:
    """Gather everything that a packet says, at the moment of `actor`. A constant number of statements.

    `number` is the packet's as people read it; `known_on` as in `as_known`. Cost grows with the center's completions.
    """
    known = _known(actor, followed, as_of, known_on)
    heading = _heading(actor, followed, known.found, number, head) | {"known_on": known_on}
    if level is Level.FULL:
        return Composition(_context(actor, followed, known, heading), _sealed(known.record, followed.standard))
    others = chain(_others(actor, known.claimed), *known.other_names.values())
    shortened = shorten(known.found, known.record, level, list(others))
    told = replace(known, found=shortened.found, record=shortened.record)
    return Composition(at_level(_context(actor, followed, told, heading), level, shortened.mask), None)


def _others(actor: Actor, claimed: Claimed) -> list[str]:
    """Return the names of people who need not be in the record: who entered, decided, issues."""
    entries = [each for those in claimed.values() for each in those]
    deciders = [(each.decided_by or "").removesuffix(BY_LINK).partition(",")[0] for each in entries]
    return [actor.name, *filter(None, (*(each.recorded_by for each in entries), *deciders))]


def _heading(actor: Actor, followed: Followed, found: Assessment, number: str, head: Head) -> dict[str, Any]:
    """Return what a packet says of itself, and who answers for it."""
    settings, standard = centers.settings(actor), followed.standard
    return {
        "packet_id": number,
        "center": settings.name,
        "standard": standard.title,
        "edition": standard.edition_words,
        "as_of": found.as_of,
        "issued_by": actor.name,
        "issued_at": format_moment(actor.now, settings.time_zone),
        "issued_on": actor.today,
        "checked": standard.checked_words if standard.checked else "",
        "notice": standard.unchecked_words,
        # The notice stands above it: a caution that begins with the same words would say them twice.
        "caution": standard.notice.removeprefix(f"{standard.unchecked_words}.").lstrip() or printed.COMPARE,
        "site_visit_on": found.visit_on,
        # As `verify-history --expect` takes it, so that whoever holds the packet can have the history held against it.
        "history_head": f"{actor.center}:{head.number}:{head.digest}",
        "seal_key": signing.fingerprint(signing.public_key()),
        **_look(letterhead.of(actor)),
    }


def _context(actor: Actor, followed: Followed, known: _Known, heading: dict[str, Any]) -> PacketContext:
    found, record, claimed = known.found, known.record, known.claimed
    rests = findings.requirements_resting_on(found)
    pointed = _pointed(actor, heading["known_on"])
    proof = prove(_claims(found, record, claimed, rests), known.files, pointed, redactions.standing())
    return PacketContext(
        **heading,
        components=tuple(
            printed.Component(id=each.id, title=each.title, met=counts.met, asked=counts.applicable)
            for each, counts in found.component_counts()
        ),
        requirements=tuple(findings.requirement(found, each) for each in followed.standard.requirements),
        people=_people(known, proof, ZoneInfo(actor.zone), rests, _carried(followed, known)),
        findings=findings.printed_findings(found, proof),
        events=_events(found, record, proof, rests),
        documents=_documents(found, record, proof, rests),
        waivers=waivers.printed_waivers(found, record, proof),
        exhibits=proof.exhibits,
        citations=proof.citations,
    )


def _look(held: Letterhead) -> dict[str, Any]:
    letter = printed.Letter(paragraphs=held.paragraphs, signed_by=held.signed_by, signed_as=held.signed_as)
    return {"accent": held.accent, "logo": held.logo, "letter": letter if held.paragraphs else None}


def _known(actor: Actor, followed: Followed, as_of: date, known_on: date | None) -> _Known:
    """Return what is known, or was when a day ended; what people are called besides is of today."""
    other_names = people_views.other_names()
    if known_on is None:
        found, record = assessments.of_team(actor, followed, as_of), assessments.record(actor)
        return _Known(found, record, claims.claimed(as_of), evidence.files_of_record(actor), other_names)
    record, moment = as_known.load(actor, known_on), said_then.end_of(actor, known_on)
    found = assess(followed.standard, record, as_of)
    claimed, files = claims.claimed_then(as_of, record, moment), evidence.files_of_record(actor, moment)
    return _Known(found, record, claimed, files, other_names)


def _pointed(actor: Actor, known_on: date | None) -> Mapping[str, list[CitationView]]:
    return citations.of_center(actor, None if known_on is None else said_then.end_of(actor, known_on))


def _sealed(record: Record, standard: Standard) -> Record:
    """Return a record without the leaves of absence where the standard lets them change nothing: it holds the least."""
    if any(each.leave_stops for each in standard.requirements):
        return record
    return replace(record, people=tuple(replace(each, leaves=()) if each.leaves else each for each in record.people))


def _claims(found: Assessment, record: Record, claimed: Claimed, rests: Rests) -> list[Claim]:
    """Return everything that files may prove, in the order of the packet."""
    people = _claims_of_people(found, claimed, rests)
    return [*people, *_claims_of_team(found, record, rests), *waivers.claims(found, record)]


def _claims_of_people(found: Assessment, claimed: Claimed, rests: Rests) -> list[Claim]:
    return [
        Claim(
            key=each.public_id,
            title=each.title,
            day=each.completed_on,
            person=person.key,
            event=each.event or "",
            requirements=tuple(rests.get((person.key, each.public_id), ())),
        )
        for person in found.bound_people
        for each in claimed.get(person.key, ())
    ]


def _claims_of_team(found: Assessment, record: Record, rests: Rests) -> list[Claim]:
    team: list[TeamEvent | Completion] = [*_held(record, found.as_of), *_papers(record, found.as_of)]
    return [
        Claim(each.key, each.title, each.completed_on, requirements=tuple(rests.get(("", each.key), ())))
        for each in team
    ]


def _carried(followed: Followed, known: _Known) -> dict[str, str]:
    """Return by person what they carry over from the edition before, in words, where they carry anything."""
    if followed.earlier is None:
        return {}
    before = assess(followed.earlier, known.record, known.found.as_of)
    return {it.person.key: it.words for it in crossings(before, known.found) if it.person and it.carried}


def _people(
    known: _Known, proof: Proof, zone: ZoneInfo, rests: Rests, carried: Mapping[str, str]
) -> tuple[printed.Person, ...]:
    credits = claims.credits()
    return tuple(
        printed.Person(
            id=person.key,
            name=person.name,
            carried=carried.get(person.key, ""),
            discipline=person.discipline.label,
            agency=person.agency,
            other_names=known.other_names.get(person.key, ()),
            roles=tuple(
                printed.RoleTerm(role=term.role.label, starts_on=term.starts_on, ends_on=term.ends_on)
                for term in sorted(person.role_terms, key=lambda term: term.starts_on, reverse=True)
                if term.starts_on <= known.found.as_of
            ),
            completions=tuple(
                each.printed(
                    zone,
                    credits.get(each.id, ()),
                    proof.behind(each.public_id),
                    tuple(rests.get((person.key, each.public_id), ())),
                )
                for each in known.claimed.get(person.key, ())
            ),
        )
        for person in known.found.bound_people
    )


def _held(record: Record, as_of: date) -> list[TeamEvent]:
    """Return what the team did up to the day, the latest first."""
    held = (each for each in record.events if each.held_on <= as_of)
    return sorted(held, key=lambda each: (each.held_on, each.key), reverse=True)


def _papers(record: Record, as_of: date) -> list[Completion]:
    """Return what the team holds by the day."""
    return [each for each in record.documents if each.completed_on <= as_of]


def _documents(found: Assessment, record: Record, proof: Proof, rests: Rests) -> tuple[TeamDocument, ...]:
    return tuple(
        TeamDocument(
            title=each.title,
            completed_on=each.completed_on,
            requirement_ids=tuple(rests.get(("", each.key), ())),
            exhibits=proof.behind(each.key).exhibits,
        )
        for each in _papers(record, found.as_of)
    )


def _events(found: Assessment, record: Record, proof: Proof, rests: Rests) -> tuple[printed.TeamEvent, ...]:
    return tuple(
        printed.TeamEvent(
            title=each.title,
            held_on=each.held_on,
            hours=each.hours,
            attendance=_attendance(record, each),
            requirement_ids=tuple(rests.get(("", each.key), ())),
            exhibits=proof.behind(each.key).exhibits,
            citations=proof.behind(each.key).citations,
        )
        for each in _held(record, found.as_of)
    )


def _attendance(record: Record, held: TeamEvent) -> tuple[printed.Attendance, ...]:
    """Count by discipline how many were there, of how many who served on the team that day."""
    present: defaultdict[Discipline, list[str]] = defaultdict(list)
    on_team: Counter[Discipline] = Counter()
    for person in record.people:
        there = person.key in held.attendees
        served = any(
            term.starts_on <= held.held_on and (term.ends_on is None or held.held_on <= term.ends_on)
            for term in person.role_terms
        )
        present[person.discipline] += [person.key] if there else []
        on_team[person.discipline] += there or served
    return tuple(
        printed.Attendance(
            discipline=field.label,
            present=len(present[field]),
            on_team=on_team[field],
            person_ids=tuple(present[field]),
        )
        for field in Discipline
        if on_team[field]
    )
