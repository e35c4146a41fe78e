"""Set a record against a standard on a day: every page, packet and export shows what comes out here.

    assessment = assess(standard, record, as_of)
    assessment.cell(person.key, "refresher").reason

Pure: the same standard, record and day give the same findings on any machine. Cost: one sort of each person's
completions, then one pass over them for each requirement that binds the person; more where hours are shared out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from types import MappingProxyType

from tracker.domain import ledger as ledgers
from tracker.domain.allocation import allot
from tracker.domain.bridges import carried
from tracker.domain.context import Context
from tracker.domain.finding import Finding
from tracker.domain.ledger import Ledger
from tracker.domain.record import Completion, Person, Record, Waiver
from tracker.domain.service import (
    LEFT_OUT,
    circumstances,
    circumstances_of_team,
    service_on,
    services,
    why_not_bound,
)
from tracker.domain.standard import Applies, Component, Requirement, Standard
from tracker.domain.verdict import Counted, Status, Verdict
from tracker.domain.vocabulary import Grade
from tracker.domain.waivers import in_force, set_aside
from tracker.domain.windows import Period


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings stand how.

    `met` holds due soon and waived too; `applicable` all but does not apply.
    """

    by_status: Mapping[Status, int]

    @property
    def met(self) -> int:
        """How many are met on the day."""
        return sum(number for status, number in self.by_status.items() if status.counts_as_met)

    @property
    def applicable(self) -> int:
        """How many there are to meet."""
        return sum(number for status, number in self.by_status.items() if status is not Status.DOES_NOT_APPLY)

    def of(self, status: Status) -> int:
        """How many stand so."""
        return self.by_status.get(status, 0)

    def __str__(self) -> str:
        """Write the tally as people read it: "5 of 6"."""
        return f"{self.met} of {self.applicable}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All findings of a standard on a day.

    People in the record's order, each with the standard's requirements.
    """

    standard: Standard
    as_of: date
    visit_on: date | None
    people: tuple[Person, ...]
    findings: tuple[Finding, ...]
    team: tuple[Finding, ...]
    _rows: Mapping[str, tuple[Finding, ...]] = field(repr=False, compare=False)
    _columns: Mapping[str, int] = field(repr=False, compare=False)

    def cell(self, person: str, requirement: str) -> Finding:
        """Return the finding for a person's key and a requirement's id.

        Raises KeyError for a team requirement.
        """
        return self._rows[person][self._columns[requirement]]

    def for_person(self, person: str) -> tuple[Finding, ...]:
        """Return one person's findings in the standard's order, also those that do not apply."""
        return self._rows[person]

    def for_requirement(self, requirement: str) -> tuple[Finding, ...]:
        """Return one requirement's findings: each person's, or the team's single one."""
        return tuple(finding for finding in self.all_findings if finding.requirement.id == requirement)

    def for_component(self, component: str) -> tuple[Finding, ...]:
        """Return the findings of everything under one component."""
        return tuple(finding for finding in self.all_findings if finding.requirement.component == component)

    @property
    def personal_requirements(self) -> tuple[Requirement, ...]:
        """The requirements that bind people: the columns of the matrix."""
        return tuple(entry for entry in self.standard.requirements if not entry.applies.team)

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Each person's findings, then the team's."""
        return self.findings + self.team

    @property
    def bound_people(self) -> tuple[Person, ...]:
        """The people whom at least one requirement binds on the day: the rows of the matrix."""
        bound = {f.person.key for f in self.findings if f.person and f.status is not Status.DOES_NOT_APPLY}
        return tuple(person for person in self.people if person.key in bound)

    def counts(self) -> Counts:
        """Tally everything: "41 of 52"."""
        return tally(self.all_findings)

    def person_counts(self, person: str) -> Counts:
        """Tally one person: "5 of 6"."""
        return tally(self.for_person(person))

    def requirement_counts(self, requirement: str) -> Counts:
        """Tally one requirement over everybody whom it binds."""
        return tally(self.for_requirement(requirement))

    def component_counts(self) -> tuple[tuple[Component, Counts], ...]:
        """Tally each component, in the standard's order."""
        return tuple((entry, tally(self.for_component(entry.id))) for entry in self.standard.components)


def tally(findings: Iterable[Finding]) -> Counts:
    """Count findings by status."""
    return Counts(MappingProxyType(Counter(finding.status for finding in findings)))


def assess(standard: Standard, record: Record, as_of: date, earlier: Assessment | None = None) -> Assessment:
    """Judge every person and the team on a day, which may be past or to come.

    `earlier`: what was found before some of the record changed. Where it was made by the same standard for the same
    day and visit, people of whom nothing changed keep their findings: they would come out the same. Cost then: one
    comparison for each of their completions.
    """
    known = _findings_by_person(earlier) if earlier and _asks_the_same(earlier, standard, record, as_of) else {}
    rows: dict[str, tuple[Finding, ...]] = {}
    for person in record.people:
        before, found = known.get(person.key, (None, ()))
        rows[person.key] = found if before == person else assess_person(standard, person, as_of, record.visit_on)
    personal = [entry.id for entry in standard.requirements if not entry.applies.team]
    return Assessment(
        standard=standard,
        as_of=as_of,
        visit_on=record.visit_on,
        people=record.people,
        findings=tuple(chain.from_iterable(rows.values())),
        team=assess_team(standard, record, as_of),
        _rows=rows,
        _columns={name: place for place, name in enumerate(personal)},
    )


def assess_person(standard: Standard, person: Person, as_of: date, visit_on: date | None = None) -> tuple[Finding, ...]:
    """Judge one person on every requirement that is not the team's, in the standard's order."""
    ledger = ledgers.of_person(person, as_of)
    allotments = allot(standard, person, as_of, visit_on)
    found: list[Finding] = []
    # Most requirements of a standard bind the same roles.
    serving: dict[Applies, tuple[tuple[Period, ...], Period | None]] = {}
    for entry in standard.requirements:
        if entry.applies.team:
            continue
        if entry.applies not in serving:
            periods = services(person, entry.applies)
            serving[entry.applies] = periods, service_on(periods, as_of)
        periods, service = serving[entry.applies]
        if not entry.asked:
            found.append(_left_out(entry, person))
        elif service is None:
            reason = why_not_bound(periods, as_of)
            found.append(Finding(requirement=entry, person=person, status=Status.DOES_NOT_APPLY, reason=reason))
        else:
            context = circumstances(standard, entry, service, visit_on, person.leaves, allotments.get(entry.id))
            verdict = _verdict(entry, ledger, context)
            found.append(_finding(standard, entry, person, verdict, person.waivers, as_of))
    return tuple(found)


def assess_team(standard: Standard, record: Record, as_of: date) -> tuple[Finding, ...]:
    """Judge the team on every requirement that is its own."""
    ledger = ledgers.of_team(record, as_of)
    return tuple(
        _finding(
            standard,
            entry,
            None,
            _verdict(entry, ledger, circumstances_of_team(standard, entry, record.visit_on)),
            record.waivers,
            as_of,
        )
        if entry.asked
        else _left_out(entry, None)
        for entry in standard.requirements
        if entry.applies.team
    )


def _asks_the_same(earlier: Assessment, standard: Standard, record: Record, as_of: date) -> bool:
    return (earlier.standard, earlier.as_of, earlier.visit_on) == (standard, as_of, record.visit_on)


def _findings_by_person(earlier: Assessment) -> dict[str, tuple[Person, tuple[Finding, ...]]]:
    return {person.key: (person, earlier.for_person(person.key)) for person in earlier.people}


def _left_out(requirement: Requirement, person: Person | None) -> Finding:
    return Finding(requirement=requirement, person=person, status=Status.DOES_NOT_APPLY, reason=LEFT_OUT)


def _verdict(requirement: Requirement, ledger: Ledger, context: Context) -> Verdict:
    if requirement.proof_needed is not None:
        ledger = ledgers.proven(ledger, requirement.proof_needed)
    verdict = requirement.rule.judge(ledger, context)
    if requirement.bridge is None:
        return verdict
    return carried(requirement.bridge, verdict, ledger, replace(context, allotment=None))


def _finding(
    standard: Standard,
    requirement: Requirement,
    person: Person | None,
    verdict: Verdict,
    waivers: tuple[Waiver, ...],
    as_of: date,
) -> Finding:
    weak = _weak(verdict.counted, requirement.least_grade) if requirement.least_grade else ()
    waiver = in_force(waivers, standard.id, standard.edition, requirement.id, as_of) if waivers else None
    said = set_aside(verdict, waiver) if waiver else verdict
    return Finding.of(said, requirement, person, weak, waiver if said.status is Status.WAIVED else None)


def _weak(counted: Iterable[Counted], least: Grade) -> tuple[Completion, ...]:
    """Return what counted on proof weaker than asked."""
    completions = (entry.completion for entry in counted if isinstance(entry.completion, Completion))
    return tuple(entry for entry in completions if ledgers.is_weaker(entry, least))
