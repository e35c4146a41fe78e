"""The smallest people, completions and standards that a case needs; days are written as people write them in data."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import count

from tracker.domain.assessment import assess
from tracker.domain.finding import Finding
from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import Completion, CompletionKind, Leave, Person, Record, RoleTerm, TeamEvent
from tracker.domain.rules import Composite, Part
from tracker.domain.standard import Applies, Bridge, Component, Mark, Requirement, Rule, Source, Standard
from tracker.domain.vocabulary import CompletionState, Discipline, Grade, Role

ADVOCATE = Role.VICTIM_ADVOCATE
ADVOCATES = Applies(roles=frozenset({ADVOCATE}))
# What records by chance are about, and a training whose parts, two of the catalog, count only together.
TOPICS = ("trauma", "screening", "boys")
BOTH = Composite("Both", (Part("part a", "a"), Part("part b", "b")))
_number = count(1)


def on(day: str) -> date:
    """Read a day: "2026-11-24"."""
    return date.fromisoformat(day)


def term(starts_on: str, ends_on: str | None = None, role: Role = ADVOCATE) -> RoleTerm:
    """A role from a day to a day."""
    return RoleTerm(role, on(starts_on), on(ends_on) if ends_on else None)


def done(
    day: str,
    hours: str | None = "1",
    *topics: str,
    state: CompletionState = CompletionState.ACCEPTED,
    kind: str = CompletionKind.TRAINING,
    title: str = "A training",
    training: str | None = None,
    split: dict[str, str] | None = None,
    grade: Grade | None = Grade.CERTIFICATE,
    expires_on: str | None = None,
    key: str | None = None,
) -> Completion:
    """A completion, accepted unless said otherwise."""
    return Completion(
        key=key or f"completion {next(_number)}",
        title=title,
        completed_on=on(day),
        state=state,
        training=training,
        kind=kind,
        hours=None if hours is None else Decimal(hours),
        topics=frozenset(topics),
        topic_hours={topic: Decimal(share) for topic, share in (split or {}).items()},
        grade=grade,
        expires_on=on(expires_on) if expires_on else None,
    )


def person(
    *completions: Completion,
    terms: Iterable[RoleTerm] | None = None,
    key: str = "ada",
    discipline: Discipline = Discipline.CAC,
    leaves: Iterable[Leave] = (),
) -> Person:
    """Somebody who has been an advocate for long, unless terms are given."""
    terms = (term("2020-01-01"),) if terms is None else tuple(terms)
    return Person(
        key=key,
        name=key.capitalize(),
        discipline=discipline,
        role_terms=terms,
        completions=completions,
        leaves=tuple(leaves),
    )


def event(day: str, *topics: str, disciplines: Iterable[Discipline] = (), attendees: Iterable[str] = ()) -> TeamEvent:
    """A team event."""
    return TeamEvent(
        key=f"event {next(_number)}",
        title="Team day",
        held_on=on(day),
        topics=frozenset(topics),
        disciplines=frozenset(disciplines),
        attendees=frozenset(attendees),
    )


def requirement(
    rule: Rule,
    name: str = "asked",
    *,
    applies: Applies | None = None,
    grace_days: int = 0,
    least_grade: Grade | None = None,
    bridge: Bridge | None = None,
    leave: LeaveEffect | None = None,
) -> Requirement:
    """A requirement that binds advocates."""
    return Requirement(
        id=name,
        title=name.capitalize(),
        text="What is asked.",
        component="part",
        applies=applies or ADVOCATES,
        rule=rule,
        source=Source("A test", Mark.DRAFT),
        grace_days=grace_days,
        least_grade=least_grade,
        bridge=bridge,
        leave=leave,
    )


def standard(*requirements: Requirement, due_soon_days: int = 90) -> Standard:
    """A standard of one component."""
    return Standard(
        id="test",
        title="A standard",
        edition="1",
        edition_label="First",
        publisher="NCA",
        effective_from=on("2000-01-01"),
        due_soon_days=due_soon_days,
        components=(Component("part", "A part"),),
        requirements=requirements,
    )


def away(starts_on: str, ends_on: str | None = None) -> Leave:
    """A leave from a day to a day."""
    return Leave(on(starts_on), on(ends_on) if ends_on else None)


def found(
    rule: Rule,
    somebody: Person,
    day: str,
    *,
    grace_days: int = 0,
    visit_on: str | None = None,
    due_soon_days: int = 90,
    leave: LeaveEffect | None = None,
) -> Finding:
    """Judge one person by one rule on a day."""
    asked = standard(requirement(rule, grace_days=grace_days, leave=leave), due_soon_days=due_soon_days)
    record = Record(people=(somebody,), visit_on=on(visit_on) if visit_on else None)
    return assess(asked, record, on(day)).findings[0]


def found_team(rule: Rule, record: Record, day: str) -> Finding:
    """Judge the team by one rule on a day."""
    asked = standard(requirement(rule, applies=Applies(team=True)))
    return assess(asked, record, on(day)).team[0]


def whys(finding: Finding) -> list[str]:
    """Why each completion was left out, in the finding's order."""
    return [entry.why for entry in finding.not_counted]
