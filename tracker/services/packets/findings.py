"""Findings and requirements in a packet's words: the assessment said again, with the numbers of its exhibits."""

from collections import defaultdict

from tracker.domain.assessment import Assessment
from tracker.domain.finding import Counted, Finding, NotCounted, Status
from tracker.domain.record import Completion, TeamEvent
from tracker.domain.rule_words import measured
from tracker.domain.standard import Requirement
from tracker.domain.vocabulary import CLAIMED, Grade, Topic
from tracker.formatting import format_count, format_hours
from tracker.reports import context as printed
from tracker.reports.context import Considered, Word
from tracker.services.packets.proof import Proof


def requirement(found: Assessment, asked: Requirement) -> printed.Requirement:
    """Return a requirement with how it stands over everybody whom it binds."""
    status, verdict = _over_all(found.for_requirement(asked.id), team=asked.applies.team)
    return printed.Requirement(
        id=asked.id,
        component_id=asked.component,
        title=asked.title,
        text=asked.text,
        source=asked.source.named,
        source_mark=asked.mark_words,
        status=Word(status.value, status.label),
        verdict=verdict,
        note=asked.note,
        team=asked.applies.team,
        measured=measured(asked, found.standard),
    )


def printed_findings(found: Assessment, proof: Proof) -> tuple[printed.Finding, ...]:
    """Return the findings of everybody bound, and the team's, each with the exhibits and places that it rests on."""
    bound = {person.key for person in found.bound_people}
    return tuple(
        _finding(each, found, proof) for each in found.all_findings if each.person is None or each.person.key in bound
    )


def requirements_resting_on(found: Assessment) -> dict[tuple[str, str], list[str]]:
    """Return which requirements rest on what, by person (empty: the team) and public id."""
    rests: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for each in found.all_findings:
        for entry in each.counted:
            rests[each.person.key if each.person else "", entry.completion.key].append(each.requirement.id)
    return rests


def _over_all(findings: tuple[Finding, ...], *, team: bool) -> tuple[Status, str]:
    binding = [each.status for each in findings if each.status is not Status.DOES_NOT_APPLY]
    if not binding:
        return Status.DOES_NOT_APPLY, "It binds nobody on this day"
    worst = min(binding, key=lambda status: status.standing)
    if team:
        return worst, "Measured for the team as one"
    met = sum(status.counts_as_met for status in binding)
    meet = "meets" if 1 in (met, len(binding)) else "meet"
    return worst, f"{met} of {format_count(len(binding), 'person')} {meet} it"


def _finding(each: Finding, found: Assessment, proof: Proof) -> printed.Finding:
    keys = [*(entry.completion.key for entry in each.counted), *([each.waiver.key] if each.waiver else [])]
    behind = proof.behind(*keys)
    return printed.Finding(
        requirement_id=each.requirement.id,
        person_id=each.person.key if each.person else "",
        status=Word(each.status.value, each.status.label),
        reason=each.reason,
        gap=each.gap,
        cautions=(*each.cautions, *filter(None, (each.weak_words,))),
        counted=tuple(_counted(entry, proof) for entry in each.counted),
        not_counted=tuple(_left_out(entry, proof) for entry in each.not_counted if _is_claimed(entry, found)),
        exhibits=tuple(sorted(behind.exhibits)),
        citations=behind.citations,
        due_on=each.due_on,
        lapses_on=each.lapses_on,
    )


def _counted(entry: Counted, proof: Proof) -> Considered:
    behind = proof.behind(entry.completion.key)
    hours = format_hours(entry.hours) if entry.hours is not None else ""
    return Considered(
        title=entry.completion.title,
        completed_on=entry.completion.completed_on,
        words=", ".join(filter(None, (hours, entry.note))),
        exhibits=behind.exhibits,
        citations=behind.citations,
        rests_on=_word_of(entry.completion, proved=bool(behind.exhibits)),
        topics=tuple(topic.label for topic in Topic if topic in entry.topics),
    )


def _word_of(record: Completion | TeamEvent, *, proved: bool) -> str:
    """Say what a record without a file rests on, or one whose file is a prior center's transcript."""
    grade = record.grade if isinstance(record, Completion) else None
    if proved:
        return grade.label if grade is Grade.PRIOR_CENTER else ""
    return f"{grade.label}, no file" if grade else "No file"


def _left_out(entry: NotCounted, proof: Proof) -> Considered:
    behind = proof.behind(entry.completion.key)
    return Considered(
        title=entry.completion.title,
        completed_on=entry.completion.completed_on,
        words=entry.why,
        exhibits=behind.exhibits,
        citations=behind.citations,
    )


def _is_claimed(entry: NotCounted, found: Assessment) -> bool:
    """Tell whether somebody claims it by the day: a packet is no place for drafts and for what was withdrawn."""
    unclaimed = isinstance(entry.completion, Completion) and entry.completion.state not in CLAIMED
    return not unclaimed and entry.completion.completed_on <= found.as_of
