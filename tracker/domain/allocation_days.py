"""How requirements that share their hours stood before, and how long completions can carry them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from tracker.domain.allocation_claims import Claim, Claims, claims_on
from tracker.domain.allocation_flow import most
from tracker.domain.record import Person
from tracker.domain.rules.cycles import visit_of
from tracker.domain.rules.hours import Hours, RecurringHours, deadline
from tracker.domain.rules.recurrence import carries_through
from tracker.domain.service import circumstances, services
from tracker.domain.standard import CountsOnce, Requirement, Standard
from tracker.domain.windows import day_before, next_day


@dataclass(frozen=True, slots=True)
class Before:
    """The days before on which what could be met may last have changed, and the question who was met on one."""

    as_of: date
    days: Sequence[date]
    shared: Callable[[date], Sequence[str]]

    def met(self, claim: Claim, day: date) -> bool:
        """Tell whether a requirement was met on a day, its hours shared out as of that day."""
        return claim.may_be_met(day) and claim.name in self.shared(day)


def days_held(now: Claims, as_of: date) -> list[date]:
    """Return the days to come after which some window loses something, the earliest first."""
    found: set[date] = set()
    for claim in now.claims:
        if isinstance(claim.rule, RecurringHours):
            for entry in claim.gathered.eligible:
                last = carries_through(claim.rule.window, entry.completion.completed_on, claim.context)
                found |= {last} if last is not None and last > as_of else set()
    return sorted(found)


def were_contested(standard: Standard, group: CountsOnce, person: Person, as_of: date) -> bool:
    """Tell whether more than one claimed the same hours while somebody served in a role that is over.

    Claims only grow while the same requirements bind: the last day of each service knows of all before it. No
    visit changes who claims what.
    """
    periods = [
        each
        for entry in standard.requirements
        if entry.id in group.requirements
        for each in services(person, entry.applies)
    ]
    lasts = {each.ends_on for each in periods if each.ends_on is not None and each.ends_on < as_of}
    return any(claims_on(standard, group, person, last, None).contested() for last in lasts)


def days_before(standard: Standard, group: CountsOnce, person: Person, as_of: date, visit_on: date | None) -> Before:
    """Return how to ask about the days before `as_of`."""

    @cache
    def shared(day: date) -> Sequence[str]:
        then = claims_on(standard, group, person, day, visit_on)
        return most([then.ask(claim, day) for claim in then.claims], then.stock())[0]

    found = {day_before(on) for on in _completed(person)}
    for waiver in person.waivers:
        found |= {day_before(waiver.starts_on), waiver.ends_on}
    for entry in standard.requirements:
        if entry.id in group.requirements:
            found.update(_last_days(standard, entry, person, visit_on))
    return Before(as_of, sorted(day for day in found if day < as_of), shared)


def held_before(claim: Claim, before: Before) -> date | None:
    """Return the last day in the present service on which a requirement that comes round again was met."""
    rule, service = claim.rule, claim.context.service
    if isinstance(rule, Hours) or service is None:
        return None
    if visit_of(rule.window, claim.context) is not None:
        return None
    asked = (day for day in reversed(before.days) if day >= service.starts_on)
    return next((day for day in asked if before.met(claim, day)), None)


def first_met(claim: Claim, before: Before) -> date | None:
    """Return the first day on which a requirement was met, where that came after its deadline; None if in time."""
    service = claim.context.service
    due_on = deadline(claim.rule.due_days, claim.context) if isinstance(claim.rule, Hours) else None
    if due_on is None or service is None or due_on >= before.as_of:
        return None
    in_time = [due_on, *(day for day in reversed(before.days) if service.starts_on <= day < due_on)]
    if any(before.met(claim, day) for day in in_time):
        return None
    later = (next_day(day) for day in before.days if day >= due_on)
    return next((day for day in later if before.met(claim, day)), before.as_of)


def _last_days(standard: Standard, entry: Requirement, person: Person, visit_on: date | None) -> Iterator[date]:
    """Return the days after which somebody is asked otherwise, or has less in a window.

    The windows are those of the service that ran: one that is over had its own.
    """
    for service in services(person, entry.applies):
        yield day_before(service.starts_on)
        if service.ends_on is not None:
            yield service.ends_on
        if isinstance(entry.rule, RecurringHours):
            context = circumstances(standard, entry, service, visit_on, person.leaves)
            for on in _completed(person):
                if (last := carries_through(entry.rule.window, on, context)) is not None:
                    yield last


def _completed(person: Person) -> list[date]:
    return [entry.completed_on for entry in person.completions]
