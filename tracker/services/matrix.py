"""People by requirements on a day: the rows as filtered and sorted, each with its two numbers."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from tracker.domain.assessment import Assessment, Counts
from tracker.domain.finding import Finding, Status
from tracker.domain.record import Person
from tracker.domain.standard import Component, Requirement
from tracker.domain.vocabulary import CompletionState, Role

OWN = "own"


@dataclass(frozen=True, slots=True)
class Row:
    """One person: the findings of the columns shown, hours done up to the day, and requirements met."""

    person: Person
    findings: tuple[Finding, ...]
    hours_done: Decimal
    counts: Counts


@dataclass(frozen=True, slots=True)
class Matrix:
    """What the page shows, and what its filters offer."""

    assessment: Assessment
    columns: tuple[Requirement, ...]
    rows: tuple[Row, ...]
    team: tuple[Finding, ...]
    roles: tuple[Role, ...]
    agencies: tuple[str, ...]
    components: tuple[Component, ...]
    bound: int


def arrange(
    found: Assessment, *, role: str = "", agency: str = "", component: str = "", by_name: bool = False
) -> Matrix:
    """Return the rows and columns that the filters leave, those at greatest risk first unless sorted by name."""
    bound = found.bound_people
    columns = tuple(c for c in found.personal_requirements if component in {"", c.component})
    people = [person for person in bound if _fits(person, found, role, agency)]
    rows = [_row(found, person, columns) for person in people]
    there = {role for person in bound for role in _roles_on(person, found)}
    rows.sort(key=_by_name if by_name else _by_risk)
    return Matrix(
        assessment=found,
        columns=columns,
        rows=tuple(rows),
        team=tuple(f for f in found.team if component in {"", f.requirement.component}),
        roles=tuple(role for role in Role if role in there),
        agencies=tuple(sorted({person.agency for person in bound if person.agency})),
        components=tuple(found.standard.components),
        bound=len(bound),
    )


def _fits(person: Person, found: Assessment, role: str, agency: str) -> bool:
    if role and role not in _roles_on(person, found):
        return False
    return not agency or person.agency == ("" if agency == OWN else agency)


def _roles_on(person: Person, found: Assessment) -> set[Role]:
    return {
        term.role
        for term in person.role_terms
        if term.starts_on <= found.as_of and (term.ends_on is None or found.as_of <= term.ends_on)
    }


def _row(found: Assessment, person: Person, columns: tuple[Requirement, ...]) -> Row:
    done = (
        completion.hours
        for completion in person.completions
        if completion.state is CompletionState.ACCEPTED and completion.hours and completion.completed_on <= found.as_of
    )
    findings = tuple(found.cell(person.key, column.id) for column in columns)
    return Row(person, findings, sum(done, Decimal(0)), found.person_counts(person.key))


def _by_risk(row: Row) -> tuple[list[int], str]:
    # Status stands in order of risk: who has most of the worst comes first.
    have = Counter(finding.status for finding in row.findings)
    return ([-have[status] for status in Status], row.person.name.casefold())


def _by_name(row: Row) -> str:
    return row.person.name.casefold()
