"""What the assessment of today says that somebody should know before a reviewer does."""

from collections.abc import Iterable, Iterator

from tracker.domain.assessment import Assessment
from tracker.domain.finding import Finding
from tracker.domain.record import Completion
from tracker.domain.record_checks.facts import Facts
from tracker.domain.record_checks.line import Check, Line, Opens, Thing
from tracker.domain.rules.selection import NOT_ON_LIST
from tracker.domain.verdict import Status, Verdict
from tracker.domain.wording import day, quoted


def lapsing(facts: Facts) -> Iterator[Line]:
    """Yield what is met today and no longer holds on the day of a visit to come."""
    for assessment in facts.assessments:
        visit_on = assessment.visit_on
        if visit_on is None:
            continue
        for finding in assessment.all_findings:
            ends = finding.lapses_on
            if finding.status.counts_as_met and ends is not None and facts.today < ends <= visit_on:
                yield Line(
                    check=Check.LAPSING,
                    name=finding.whose,
                    says=(
                        f"{quoted(finding.requirement.title)} is {finding.status.label.lower()} today and lapses on "
                        f"{day(ends)}, before the visit on {day(visit_on)}."
                    ),
                    do=_renew(finding),
                    things=(_log(assessment, finding),),
                    facts=(assessment.standard.id, finding.requirement.id, ends.isoformat()),
                )


def not_on_list(facts: Facts) -> Iterator[Line]:
    """Yield training left out because a standard's list does not have it, where the requirement is not met without."""
    for assessment in facts.assessments:
        for finding in assessment.all_findings:
            if not finding.status.counts_as_met:
                for it in _left_out(finding):
                    yield _unlisted(assessment, finding, it)


def _left_out(finding: Finding) -> tuple[Completion, ...]:
    """Return the completions that any part of a finding left out for the list, each once."""
    found = (left.completion for part in _parts((finding,)) for left in part.not_counted if left.why == NOT_ON_LIST)
    return tuple(dict.fromkeys(it for it in found if isinstance(it, Completion)))


def _parts(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    for verdict in verdicts:
        yield verdict
        yield from _parts(verdict.children)


def _unlisted(assessment: Assessment, finding: Finding, it: Completion) -> Line:
    asked = finding.requirement
    return Line(
        check=Check.NOT_ON_LIST,
        name=finding.whose,
        says=(
            f"{quoted(it.title)} of {day(it.completed_on)} does not count for {quoted(asked.title)}: "
            "it is not on the list that the standard accepts."
        ),
        do="If it is on the list under another name, choose the catalog's entry; if not, another training is needed.",
        things=(Thing(Opens.CORRECT, it.key, f"Correct {quoted(it.title)}"),),
        facts=(assessment.standard.id, assessment.standard.edition, asked.id, it.training or it.title),
    )


def _renew(finding: Finding) -> str:
    if finding.status is Status.WAIVED:
        return "Have it met before that day, or propose the waiver anew."
    return "Have it renewed before that day, and log it."


def _log(assessment: Assessment, finding: Finding) -> Thing:
    if finding.person is None:
        return Thing(Opens.EVENT_LOG, "", "Record what the team did or holds")
    asked = f"{assessment.standard.id}/{finding.requirement.id}"
    return Thing(Opens.LOG, finding.person.key, f"Log it for {finding.person.name}", asked)
