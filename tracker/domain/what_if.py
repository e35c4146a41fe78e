"""A record as it would be after a change that nobody made yet, and what would stand otherwise for it.

    hired(record, "New advocate", Role.VICTIM_ADVOCATE, Discipline.CAC, from_day)
    differences(assess(standard, record, day), assess(standard, changed, day))

Nothing here is kept: a record comes in, another goes out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.assessment import Assessment
from tracker.domain.finding import Finding, Status
from tracker.domain.record import Person, Record, RoleTerm
from tracker.domain.vocabulary import Discipline, Role
from tracker.domain.windows import add_days
from tracker.domain.wording import inside_a_sentence

HIRED = "hired"


@dataclass(frozen=True, slots=True)
class Difference:
    """A finding before and after; None where there was none, or where it is no more."""

    before: Finding | None
    after: Finding | None

    @property
    def finding(self) -> Finding:
        """The finding after, or the last there was."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a difference is of something
        return found

    @property
    def is_worse(self) -> bool:
        """Tell whether it is a gap after and was none before."""
        return _status(self.after).is_gap and not _status(self.before).is_gap

    @property
    def words(self) -> str:
        """Say from what to what: "Met, then not met"."""
        return f"{_status(self.before).label}, then {inside_a_sentence(_status(self.after).label)}"


def hired(record: Record, name: str, role: Role, discipline: Discipline, starts_on: date) -> Record:
    """Return a record with somebody more, of whom nothing is recorded but a role from a day on."""
    somebody = Person(key=HIRED, name=name, discipline=discipline, role_terms=(RoleTerm(role, starts_on),))
    return replace(record, people=(*record.people, somebody))


def left(record: Record, person: str, last_day: date) -> Record:
    """Return a record in which somebody's roles end on a day. What they completed stays."""
    return _changed(record, person, lambda who: _ended(who, last_day))


def given(record: Record, person: str, role: Role, starts_on: date) -> Record:
    """Return a record in which somebody has one role more from a day on."""
    return _changed(record, person, lambda who: replace(who, role_terms=(*who.role_terms, RoleTerm(role, starts_on))))


def moved(record: Record, person: str, role: Role, starts_on: date) -> Record:
    """Return a record in which somebody has one role from a day on, and the roles until then end the day before."""
    return given(left(record, person, add_days(starts_on, -1)), person, role, starts_on)


def visited(record: Record, visit_on: date) -> Record:
    """Return a record with the visit on another day."""
    return replace(record, visit_on=visit_on)


def differences(before: Assessment, after: Assessment) -> tuple[Difference, ...]:
    """Return the findings whose status differs, those that become gaps first.

    Both of one standard, or of two editions where one says what became of the other: a requirement then stands beside
    what it came from. What only one of them asks applies on that side alone.
    """
    found = sorted(_differences(before, after), key=lambda each: (not each.is_worse, _status(each.after).standing))
    return tuple(found)


def _differences(before: Assessment, after: Assessment) -> Iterator[Difference]:
    now, came_from = {finding.cell: finding for finding in before.all_findings}, _came_from(before, after)
    told = set()
    for other in after.all_findings:
        person, requirement = other.cell
        cells = [(person, each) for each in came_from.get(requirement, (requirement,)) if (person, each) in now]
        told.update(cells)
        # Of several that became one, the worst is what it was.
        finding = min((now[cell] for cell in cells), key=lambda each: each.status.standing, default=None)
        if _status(finding) is not _status(other):
            yield Difference(finding, other)
    gone = (finding for cell, finding in now.items() if cell not in told)
    yield from (Difference(finding, None) for finding in gone if finding.status is not Status.DOES_NOT_APPLY)


def _came_from(before: Assessment, after: Assessment) -> dict[str, tuple[str, ...]]:
    """Return of each requirement after what it was before, where the two are editions of which one maps the other."""
    one, other = before.standard, after.standard
    found: dict[str, tuple[str, ...]] = {}
    if other.before and other.before.edition == one.edition:
        pairs = [(each.now, each.earlier) for each in other.before.mapped]
    elif one.before and one.before.edition == other.edition:
        pairs = [(each.earlier, each.now) for each in one.before.mapped]
    else:
        return found
    for here, there in pairs:
        found[here] = (*found.get(here, ()), *filter(None, (there,)))
    return found


def _changed(record: Record, person: str, change: Callable[[Person], Person]) -> Record:
    return replace(record, people=tuple(change(who) if who.key == person else who for who in record.people))


def _ended(who: Person, last_day: date) -> Person:
    terms = (
        replace(term, ends_on=last_day if term.ends_on is None else min(term.ends_on, last_day))
        for term in who.role_terms
        if term.starts_on <= last_day
    )
    return replace(who, role_terms=tuple(terms))


def _status(finding: Finding | None) -> Status:
    return finding.status if finding else Status.DOES_NOT_APPLY
