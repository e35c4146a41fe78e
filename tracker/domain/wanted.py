"""What somebody is wanted to log for a finding: in words, and as far as its rule tells, of which kind and topic.

Nothing is judged here: a finding says what is missing, and its rule which records it looks at.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tracker.domain.bridges import leaves_of
from tracker.domain.finding import Finding, Status
from tracker.domain.record import CompletionKind
from tracker.domain.rules import AllOf, AnyOf, AtLeast, leaves
from tracker.domain.rules.selection import Selection
from tracker.domain.rules.trees import nearest_first
from tracker.domain.standard import Rule
from tracker.domain.verdict import Verdict
from tracker.domain.wording import day

Leaf = tuple[Selection, tuple[str, ...]]


def until(finding: Finding) -> date | None:
    """Return the last day to come on which it can be done in time, or through which it holds; None for neither."""
    if finding.status.is_gap:
        return None
    if finding.status.counts_as_met:
        return finding.lapses_on - timedelta(days=1) if finding.lapses_on else None
    return finding.due_on


def said(finding: Finding) -> str:
    """Say in a sentence or two how it stands, by when, and what is missing."""
    last = until(finding)
    if last is None:
        return f"{finding.status.label}. {finding.gap}".strip()
    if finding.status.counts_as_met:
        return f"Met through {day(last)}. {finding.gap}".strip()
    return f"To be done by {day(last)}. {finding.gap}".strip()


def kind(finding: Finding, among: Iterable[CompletionKind]) -> CompletionKind | None:
    """Return the kind of record that is missing, the first of those that may be chosen; None where none of them is."""
    kinds = next((selection.kinds for selection, _ in _missing(finding)), frozenset())
    return next((each for each in among if each in kinds), None)


def topics(finding: Finding) -> frozenset[str]:
    """Return the topics that it must be on, where that leaves no choice.

    Which of several it treats nobody knows before it is seen, and what is not looked at would be claimed.
    """
    for selection, missing in _missing(finding):
        asked = frozenset(missing) or selection.topics
        return asked | selection.also_topics if len(asked) <= 1 else frozenset()
    return frozenset()


def _missing(finding: Finding) -> Iterator[Leaf]:
    """Yield what the parts look at that are missing, and which topics of it; of what is met, what all of them do."""
    requirement = finding.requirement
    found = [] if requirement.bridge else list(_open(requirement.rule, finding))
    if found:
        yield from found
    else:
        yield from ((selection, ()) for _, selection in leaves_of(requirement))


def _open(rule: Rule, verdict: Verdict) -> Iterator[Leaf]:
    # What waits for review is there.
    if not verdict.gap or verdict.status is Status.IN_REVIEW:
        return
    if not isinstance(rule, AllOf | AnyOf | AtLeast):
        yield from ((selection, verdict.topics_missing) for _, selection in leaves(rule))
    elif len(rule.parts) == len(verdict.children):
        nearest = nearest_first(verdict.children)[: _needed(rule)]
        for part, child in zip(rule.parts, verdict.children, strict=True):
            if child in nearest:
                yield from _open(part, child)


def _needed(rule: AllOf | AnyOf | AtLeast) -> int:
    if isinstance(rule, AtLeast):
        return rule.count
    return 1 if isinstance(rule, AnyOf) else len(rule.parts)
