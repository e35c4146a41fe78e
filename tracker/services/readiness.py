"""What a director sees first: readiness for the visit, what lapses next, the biggest gaps, what happened this week."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from tracker.db import db
from tracker.domain.assessment import Assessment, Counts
from tracker.domain.finding import Finding, Status
from tracker.domain.standard import Requirement
from tracker.domain.vocabulary import CompletionState
from tracker.models import Completion, Membership, Person, Review
from tracker.services import assessments, standards
from tracker.services.actor import Actor
from tracker.services.standards import Followed

A_WEEK = timedelta(days=7)
MOST_GAPS = 5
MOST_NAMED = 4
MOST_LAPSES = 8


@dataclass(frozen=True, slots=True)
class Lapse:
    """A finding that is met on the day and no longer holds from another day on."""

    finding: Finding
    lapses_on: date
    before_visit: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement that several people do not meet: who, and the sentence that closes it for the first of them."""

    standard: str
    requirement: Requirement
    findings: tuple[Finding, ...]
    bound: int

    @property
    def names(self) -> tuple[str, ...]:
        """Who lacks it; empty where it is the team's."""
        return tuple(finding.person.name for finding in self.findings if finding.person)

    @property
    def names_in_short(self) -> tuple[str, ...]:
        """The first of those who lack it, and how many more."""
        rest = len(self.names) - MOST_NAMED
        return (*self.names[:MOST_NAMED], f"{rest} more") if rest > 0 else self.names

    @property
    def closings(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """What would close it: each sentence with whom it is for, the commonest first; no names for the team."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for finding in self.findings:
            found[finding.gap].append(finding.person.name if finding.person else "")
        ranked = sorted(found.items(), key=lambda pair: -len(pair[1]))
        return tuple((tuple(filter(None, names)), sentence) for sentence, names in ranked if sentence)


@dataclass(frozen=True, slots=True)
class Readiness:
    """One standard: how it stands on a day, and how it would on the visit day if nothing more were done."""

    followed: Followed
    counts: Counts
    on_visit: Counts | None
    lapses: tuple[Lapse, ...]
    gaps: tuple[Gap, ...]

    @property
    def lapsing_before_visit(self) -> int:
        """How many findings met on the day lapse before the visit."""
        return sum(lapse.before_visit for lapse in self.lapses)


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in the last seven days."""

    submitted: int
    accepted: int
    returned: int


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What a new center has not done yet; all false once it is under way."""

    add_people: bool
    set_visit: bool
    follow_standard: bool
    invite: bool

    @property
    def any(self) -> bool:
        """Whether one is left."""
        return self.add_people or self.set_visit or self.follow_standard or self.invite


def of_standards(actor: Actor, as_of: date | None = None) -> tuple[Readiness, ...]:
    """Return the readiness by each standard that applies, today or on another day."""
    return tuple(_readiness(actor, each, as_of or actor.today) for each in standards.followed(actor))


def biggest_gaps(found: tuple[Readiness, ...]) -> tuple[Gap, ...]:
    """Return the five biggest gaps over all standards, most people first."""
    gaps = sorted((gap for each in found for gap in each.gaps), key=lambda gap: -len(gap.findings))
    return tuple(gaps[:MOST_GAPS])


def next_lapses(found: tuple[Readiness, ...]) -> tuple[Lapse, ...]:
    """Return what lapses next over all standards, earliest first."""
    lapses = sorted((lapse for each in found for lapse in each.lapses), key=lambda lapse: lapse.lapses_on)
    return tuple(lapses[:MOST_LAPSES])


def week(actor: Actor) -> Week:
    """Return what happened in the last seven days. Two statements."""
    since = actor.now - A_WEEK
    submitted = db.session.scalar(select(func.count(Completion.id)).where(Completion.submitted_at >= since))
    counts = select(Review.decision, func.count(Review.id)).where(Review.decided_at >= since).group_by(Review.decision)
    decided = dict(db.session.execute(counts).all())
    return Week(submitted or 0, decided.get(CompletionState.ACCEPTED, 0), decided.get(CompletionState.RETURNED, 0))


def first_steps(actor: Actor, visit_on: date | None) -> FirstSteps:
    """Return what a new center has still to do. Two statements."""
    people = db.session.scalar(select(func.count(Person.id))) or 0
    members = db.session.scalar(select(func.count(Membership.id)).where(Membership.ended_at.is_(None))) or 0
    return FirstSteps(
        add_people=people < 2,
        set_visit=visit_on is None,
        follow_standard=not standards.followed(actor),
        invite=members < 2,
    )


def _readiness(actor: Actor, followed: Followed, as_of: date) -> Readiness:
    found = assessments.of_team(actor, followed, as_of)
    visit_on = found.visit_on if found.visit_on and found.visit_on > as_of else None
    ahead = assessments.of_team(actor, followed, visit_on) if visit_on else None
    return Readiness(
        followed=followed,
        counts=found.counts(),
        on_visit=ahead.counts() if ahead else None,
        lapses=_lapses(found, visit_on),
        gaps=_gaps(found),
    )


def _lapses(found: Assessment, visit_on: date | None) -> tuple[Lapse, ...]:
    lapses = [
        Lapse(finding, finding.lapses_on, visit_on is not None and finding.lapses_on <= visit_on)
        for finding in found.all_findings
        if finding.status.counts_as_met and finding.lapses_on
    ]
    return tuple(sorted(lapses, key=lambda lapse: lapse.lapses_on))


def _gaps(found: Assessment) -> tuple[Gap, ...]:
    gaps = []
    for requirement in found.standard.requirements:
        findings = found.for_requirement(requirement.id)
        lacking = tuple(finding for finding in findings if finding.status.is_gap)
        if lacking:
            bound = sum(finding.status is not Status.DOES_NOT_APPLY for finding in findings)
            gaps.append(Gap(found.standard.id, requirement, lacking, bound))
    return tuple(gaps)
