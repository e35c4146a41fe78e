"""What a change of a standard would do to people: who stands otherwise, today and at the visit, and whose days move."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.assessment import assess
from tracker.domain.finding import Finding, Status
from tracker.domain.standard import Standard
from tracker.domain.windows import day_before
from tracker.domain.wording import day
from tracker.services import assessments
from tracker.services.actor import Actor
from tracker.services.standards import Followed

Found = Mapping[tuple[str, str], Finding]
_NOBODY = Status.DOES_NOT_APPLY


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody, or the team, who stands otherwise under a change; the reason is the new one."""

    who: str
    requirement: str
    before: Status
    after: Status
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody, or the team, who stands as before, but until another day."""

    who: str
    requirement: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Who stands otherwise today, who on the day of the visit besides, whose days move, and how many findings do not.

    `visit_on`: the day of the visit, where it is to come. `added`: what is found today of what was not asked before.
    """

    changes: tuple[Change, ...]
    moved: tuple[Moved, ...]
    at_visit: tuple[Change, ...]
    visit_on: date | None
    unchanged: int
    added: tuple[Finding, ...] = ()


def foresee(actor: Actor, before: Followed | None, after: Standard, judged: Callable[[str], bool]) -> Foreseen:
    """Judge everybody by what holds and by what would, today and on the day of a visit to come.

    `judged` tells of which requirements, by id. Costs two judgements of
    everybody, and two more before a visit.
    """
    record = assessments.record(actor)
    visit_on = record.visit_on if record.visit_on and record.visit_on > actor.today else None

    def pairs(on: date) -> list[tuple[Finding | None, Finding]]:
        was = found_on(actor, before, on)
        now = assess(after, record, on).all_findings
        return [(was.get(each.cell), each) for each in now if judged(each.requirement.id)]

    found = pairs(actor.today)
    today, then = _asked_before(found), _asked_before(pairs(visit_on)) if visit_on else []
    changes = {now.cell: _change(old, now) for old, now in today if old.status is not now.status}
    at_visit = {
        now.cell: _change(old, now)
        for old, now in then
        if old.status is not now.status and (old.status, now.status) != _both(changes.get(now.cell))
    }
    moved = {
        now.cell: Moved(now.whose, now.requirement.title, _until(old), _until(now))
        for old, now in today
        if old.status is now.status is not _NOBODY and _until(old) != _until(now)
    }
    otherwise = {*changes, *at_visit, *moved}
    stays = sum(now.cell not in otherwise and now.status is not _NOBODY for _, now in today)
    added = tuple(now for old, now in found if old is None)
    return Foreseen(tuple(changes.values()), tuple(moved.values()), tuple(at_visit.values()), visit_on, stays, added)


def found_on(actor: Actor, followed: Followed | None, on: date) -> Found:
    """Return what is found by what holds now, by person and requirement; nothing where it is not followed."""
    findings: Iterable[Finding] = assessments.of_team(actor, followed, on).all_findings if followed else ()
    return {finding.cell: finding for finding in findings}


def _asked_before(pairs: Iterable[tuple[Finding | None, Finding]]) -> list[tuple[Finding, Finding]]:
    return [(old, now) for old, now in pairs if old is not None]


def _change(old: Finding, now: Finding) -> Change:
    return Change(now.whose, now.requirement.title, old.status, now.status, now.reason)


def _both(change: Change | None) -> tuple[Status, Status] | None:
    return (change.before, change.after) if change else None


def _until(finding: Finding) -> str:
    """Say until when somebody stands so, or by when something must be there."""
    if finding.status.counts_as_met:
        return f"through {day(day_before(finding.lapses_on))}" if finding.lapses_on else "for good"
    return f"due by {day(finding.due_on)}" if finding.due_on else "no day is set"
