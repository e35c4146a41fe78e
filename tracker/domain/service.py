"""Since when somebody serves in the roles that a requirement binds.

Decided here, once: terms in any of the bound roles are one service as long as no day lies between them (the
day after one ends, the next has begun). Two roles at once, or a move from one bound role to another,
therefore do not start the clock again. A gap of a single day does: a rehire is a new service, with its own
grace and its own first deadline, although everything completed before still counts. The day after the last
term ends the requirement no longer applies; on any day before, also when asked later, it did.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from tracker.domain.allotment import Allotment
from tracker.domain.context import Context
from tracker.domain.pauses import NO_PAUSES, Pauses
from tracker.domain.record import Leave, Person, RoleTerm
from tracker.domain.standard import Applies, Requirement, Standard
from tracker.domain.windows import Period, add_days, next_day
from tracker.domain.wording import day

LEFT_OUT = "Left out here: it is held that the standard does not ask for this."


def unbroken(terms: Iterable[RoleTerm | Leave]) -> tuple[Period, ...]:
    """Join terms, or leaves, that overlap or follow each other without a free day, earliest first.

    Sorts: n log n in terms.
    """
    joined: list[Period] = []
    for term in sorted(terms, key=lambda term: term.starts_on):
        last = joined[-1] if joined else None
        if last is None or (last.ends_on is not None and next_day(last.ends_on) < term.starts_on):
            joined.append(Period(term.starts_on, term.ends_on))
        elif last.ends_on is not None and (term.ends_on is None or term.ends_on > last.ends_on):
            joined[-1] = Period(last.starts_on, term.ends_on)
    return tuple(joined)


def services(person: Person, applies: Applies) -> tuple[Period, ...]:
    """Return a person's services in the bound roles; none where the discipline is not among those bound."""
    if applies.team or (applies.disciplines and person.discipline not in applies.disciplines):
        return ()
    return unbroken(term for term in person.role_terms if not applies.roles or term.role in applies.roles)


def service_on(periods: Iterable[Period], as_of: date) -> Period | None:
    """Return the service that a day lies in, or None."""
    return next((period for period in periods if period.holds(as_of)), None)


@lru_cache(maxsize=4096)
def pauses_for(leaves: tuple[Leave, ...]) -> Pauses:
    """Return the days of leave on which a clock stands still that leave stops."""
    return Pauses(unbroken(leaves)) if leaves else NO_PAUSES


def circumstances(
    standard: Standard,
    requirement: Requirement,
    service: Period,
    visit_on: date | None,
    leaves: tuple[Leave, ...],
    allotment: Allotment | None = None,
) -> Context:
    """Return what a requirement's rule must know of somebody besides the ledger."""
    pauses = pauses_for(leaves) if leaves and requirement.leave_stops else NO_PAUSES
    grace = None
    if requirement.grace_days:
        grace = pauses.moved(service.starts_on, add_days(service.starts_on, requirement.grace_days))
    return Context(
        service=service,
        grace_until=grace,
        visit_on=visit_on,
        due_soon_days=standard.due_soon_days,
        allotment=allotment,
        pauses=pauses,
    )


def circumstances_of_team(standard: Standard, requirement: Requirement, visit_on: date | None) -> Context:
    """Return what a requirement's rule must know of the team besides the ledger."""
    return Context(visit_on=visit_on, due_soon_days=standard.due_soon_days, leave_stops=requirement.leave_stops)


def why_not_bound(periods: tuple[Period, ...], as_of: date) -> str:
    """Say in one sentence why a requirement does not bind somebody on a day."""
    later = next((period for period in periods if period.starts_on > as_of), None)
    if later is not None:
        return f"Applies from {day(later.starts_on)}, when the role begins."
    if periods and (ended := periods[-1].ends_on) is not None:
        return f"The role it applies to ended on {day(ended)}."
    return "Applies to none of the roles held."
