"""Standards in which an hour may serve only one requirement, and somebody judged by them."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tests.domain.build import on, person, requirement, standard, term
from tracker.domain.assessment import assess
from tracker.domain.finding import Finding
from tracker.domain.record import Completion, Leave, Record
from tracker.domain.rules import FirstDue, Hours, RecurringHours, Selection, Window
from tracker.domain.standard import CountsOnce, Requirement, Standard

TODAY = "2026-11-24"
YEARLY = Window(12, first_due=FirstDue.AT_ONCE)


def once(*requirements: Requirement, apart: Sequence[Requirement] = ()) -> Standard:
    """A standard in which an hour serves only one of the requirements; those apart share with nobody."""
    return replace(
        standard(*requirements, *apart), counts_once=(CountsOnce(tuple(entry.id for entry in requirements)),)
    )


def core(hours: str = "24", *topics: str, due_days: int | None = None, name: str = "core") -> Requirement:
    """Hours that are asked for once."""
    counts = Selection(topics=frozenset(topics))
    return requirement(Hours(hours=Decimal(hours), counts=counts, due_days=due_days), name)


def ongoing(hours: str = "8", *topics: str, window: Window = YEARLY, name: str = "ongoing") -> Requirement:
    """Hours that are asked for again and again."""
    counts = Selection(topics=frozenset(topics))
    return requirement(RecurringHours(hours=Decimal(hours), window=window, counts=counts), name)


def found(
    asked: Standard,
    *completions: Completion,
    day: str = TODAY,
    since: str = "2020-01-01",
    visit_on: str | None = None,
    leaves: Sequence[Leave] = (),
) -> list[Finding]:
    """Judge somebody who completed these."""
    record = Record(
        people=(person(*completions, terms=[term(since)], leaves=leaves),), visit_on=on(visit_on) if visit_on else None
    )
    return list(assess(asked, record, on(day)).findings)


def statuses(asked: Standard, *completions: Completion, day: str = TODAY) -> list[str]:
    """How each requirement stands."""
    return [finding.status.value for finding in found(asked, *completions, day=day)]


def notes(finding: Finding) -> list[str]:
    """What is said beside each thing that counted."""
    return [entry.note for entry in finding.counted]
