"""A packet's facts in the order of its pages: who stands where, under which short code, with which exhibits.

Everything here is looked up and grouped, nothing is judged. Gaps and self-reported records are found here, among the
findings and completions that the sections print, so that the lists cannot disagree with the sections.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from tracker.domain.vocabulary import Level
from tracker.reports import anchors
from tracker.reports.context import (
    Citation,
    Completion,
    Component,
    Exhibit,
    Finding,
    PacketContext,
    Person,
    Requirement,
    Word,
)
from tracker.reports.left_out import RequirementCounts
from tracker.reports.self_reports import SelfReport, self_reports
from tracker.reports.shapes import SHAPES
from tracker.reports.troubles import Trouble

Entry = TypeVar("Entry")

DOES_NOT_APPLY = "does_not_apply"
GAPS = frozenset({"not_met", "lapsed", "in_review", "not_yet_due"})

# What fits on a Letter page with its legend; both are split evenly, so that no block is a lonely line.
PEOPLE_A_BLOCK = 20
REQUIREMENTS_A_BLOCK = 9


@dataclass(frozen=True)
class MatrixBlock:
    """As much of the matrix as one page takes."""

    people: Sequence[Person]
    requirements: Sequence[Requirement]
    number: int
    of: int


class Outline:
    """One packet's facts, grouped; each list is made once, at its first use."""

    def __init__(self, packet: PacketContext, troubles: Iterable[Trouble] = ()) -> None:
        """Keep the packet whose facts these are, and the troubles of files by the number of their exhibit."""
        self.packet = packet
        self.troubles = {each.exhibit: each for each in troubles}

    @cached_property
    def codes(self) -> dict[str, str]:
        """The short code of each requirement, by its id: place of its component, place in it."""
        places = {component.id: place for place, component in enumerate(self.packet.components, start=1)}
        seen: Counter[str] = Counter()
        codes = {}
        for requirement in self.packet.requirements:
            seen[requirement.component_id] += 1
            codes[requirement.id] = f"{places.get(requirement.component_id, 0)}.{seen[requirement.component_id]}"
        return codes

    @cached_property
    def people(self) -> dict[str, Person]:
        """Each person by id."""
        return {person.id: person for person in self.packet.people}

    @cached_property
    def requirements(self) -> dict[str, Requirement]:
        """Each requirement by id."""
        return {requirement.id: requirement for requirement in self.packet.requirements}

    @cached_property
    def components(self) -> dict[str, Component]:
        """Each component by id."""
        return {component.id: component for component in self.packet.components}

    @cached_property
    def exhibits(self) -> dict[int, Exhibit]:
        """Each exhibit by number."""
        return {exhibit.number: exhibit for exhibit in self.packet.exhibits}

    @cached_property
    def cited(self) -> dict[int, Citation]:
        """Each place that somebody pointed at, by number."""
        return {citation.number: citation for citation in self.packet.citations}

    @cached_property
    def places(self) -> dict[int, list[Citation]]:
        """The places in each exhibit, by its number."""
        found: defaultdict[int, list[Citation]] = defaultdict(list)
        for citation in self.packet.citations:
            found[citation.exhibit].append(citation)
        return found

    @cached_property
    def cells(self) -> dict[tuple[str, str], Finding]:
        """Each finding by person and requirement."""
        return {(finding.person_id, finding.requirement_id): finding for finding in self.packet.findings}

    @cached_property
    def by_requirement(self) -> dict[str, list[Finding]]:
        """Each requirement's findings, those whom it does not bind left out, in the order of the people."""
        return _grouped(self._binding, "requirement_id", self.requirements, list(self.people))

    @cached_property
    def by_person(self) -> dict[str, list[Finding]]:
        """Each person's findings, those that do not bind left out, in the order of the standard."""
        return _grouped(self._binding, "person_id", self.people, list(self.requirements))

    @cached_property
    def _binding(self) -> list[Finding]:
        return [finding for finding in self.packet.findings if finding.status.value != DOES_NOT_APPLY]

    def not_binding(self, person: Person) -> list[str]:
        """Return the codes of what does not apply to a person."""
        cells = ((code, self.cells.get((person.id, id_))) for id_, code in self.codes.items())
        return [code for code, finding in cells if finding and finding.status.value == DOES_NOT_APPLY]

    @cached_property
    def gaps(self) -> list[Finding]:
        """Every finding that something is missing to, in the order of the standard."""
        return [finding for findings in self.by_requirement.values() for finding in findings if finding.gap]

    @cached_property
    def self_reported(self) -> list[SelfReport]:
        """Every completion that rests on a word, in the order of the people; then what of the team's has no file."""
        return list(self_reports(self.packet))

    @cached_property
    def deciders(self) -> list[tuple[str, int]]:
        """Who accepted how many completions, by name."""
        return sorted(
            Counter(
                completion.decided_by
                for person in self.packet.people
                for completion in person.completions
                if completion.state.value == "accepted" and completion.decided_by
            ).items()
        )

    @cached_property
    def undecided(self) -> int:
        """How many completions wait for a decision."""
        return sum(each.state.value == "submitted" for person in self.packet.people for each in person.completions)

    @cached_property
    def statuses(self) -> list[Word]:
        """Each status that occurs, from met on; one without a shape comes last."""
        order = list(SHAPES)
        found = {each.value: each for each in (*(it.status for it in self.packet.findings), *self._counted)}
        return sorted(found.values(), key=lambda each: order.index(each.value) if each.value in order else len(order))

    @cached_property
    def _counted(self) -> list[Word]:
        return [Word(each.value, each.word) for entry in self.packet.left_out.counts for each in entry.standing]

    @cached_property
    def statuses_counted(self) -> list[Word]:
        """Each status in which people are counted, from met on."""
        return [each for each in self.statuses if each in self._counted]

    def standing(self, requirement_id: str) -> dict[str, int]:
        """Return how many people stand how on a requirement, by status, where they are counted."""
        return {each.value: each.people for each in self.counts[requirement_id].standing}

    @property
    def matrix_title(self) -> str:
        """What stands over the matrix, or over the counts in its place."""
        return "Counts by requirement" if self.level is Level.COUNTS else "People and requirements"

    @cached_property
    def counts(self) -> dict[str, RequirementCounts]:
        """What stands in place of people's findings, by requirement; nothing where people are listed."""
        return {entry.requirement_id: entry for entry in self.packet.left_out.counts}

    @cached_property
    def level(self) -> Level:
        """How much is told of people."""
        return Level(self.packet.level.value)

    @cached_property
    def tally(self) -> list[tuple[Word, int]]:
        """How many findings stand how, those left out that bind nobody."""
        counts = Counter(finding.status.value for finding in self._binding)
        for entry in self.packet.left_out.counts:
            counts.update({each.value: each.people for each in entry.standing})
        return [(status, counts[status.value]) for status in self.statuses if counts[status.value]]

    def leads_to(self, status: Word) -> str:
        """Name the place where a reader of the summary finds what stands so: with its proof, or among the gaps."""
        if status.value in GAPS or not self.packet.requirements:
            return "gaps"
        return anchors.requirement(self.packet.requirements[0].id)

    @cached_property
    def running_out(self) -> list[Finding]:
        """What is met with nothing to do yet, and lapses by the day of the site visit."""
        until = self.packet.site_visit_on
        return [
            finding
            for findings in self.by_requirement.values()
            for finding in findings
            if until and not finding.gap and finding.lapses_on and finding.lapses_on <= until
        ]

    @cached_property
    def waiting_exhibits(self) -> set[int]:
        """The exhibits of completions of which none was accepted yet."""
        states: defaultdict[int, set[str]] = defaultdict(set)
        for person in self.packet.people:
            for completion in person.completions:
                for number in completion.exhibits:
                    states[number].add(completion.state.value)
        return {number for number, found in states.items() if "accepted" not in found}

    @cached_property
    def matrix(self) -> list[MatrixBlock]:
        """The matrix in blocks of people and of requirements, so that nothing is cut at a page's edge."""
        columns = [requirement for requirement in self.packet.requirements if not requirement.team]
        people = [person for person in self.packet.people if self.by_person[person.id]]
        if not columns or not people:
            return []
        pairs = [
            (rows, some) for rows in evenly(people, PEOPLE_A_BLOCK) for some in evenly(columns, REQUIREMENTS_A_BLOCK)
        ]
        return [MatrixBlock(rows, some, number, len(pairs)) for number, (rows, some) in enumerate(pairs, start=1)]

    @cached_property
    def team_requirements(self) -> list[Requirement]:
        """The requirements that have no column in the matrix, being measured for the team as one."""
        return [requirement for requirement in self.packet.requirements if requirement.team]

    def roles_of(self, person: Person) -> str:
        """Return the roles that a person has on the day, and without any the discipline."""
        on = self.packet.as_of
        held = [
            term.role for term in person.roles if term.starts_on <= on and (term.ends_on is None or on <= term.ends_on)
        ]
        return ", ".join(dict.fromkeys(held)) or person.discipline

    def running(self, person: Person) -> list[tuple[Completion, Decimal | None]]:
        """Return a person's completions, each with the hours accepted up to it; None where it adds none."""
        total = Decimal(0)
        rows: list[tuple[Completion, Decimal | None]] = []
        for completion in person.completions:
            adds = completion.state.value == "accepted" and completion.hours is not None
            total += (completion.hours or Decimal(0)) if adds else Decimal(0)
            rows.append((completion, total if adds else None))
        return rows


def evenly(entries: Sequence[Entry], most: int) -> list[Sequence[Entry]]:
    """Split entries into as few runs as hold at most `most` each, and of nearly the same length."""
    runs = -(-len(entries) // most)
    cuts = [len(entries) * place // runs for place in range(runs + 1)] if runs else []
    return [entries[start:end] for start, end in pairwise(cuts)]


def _grouped(
    findings: Iterable[Finding], key: str, groups: Iterable[str], order: list[str]
) -> dict[str, list[Finding]]:
    other = "person_id" if key == "requirement_id" else "requirement_id"
    places = {id_: place for place, id_ in enumerate(order)}
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[getattr(finding, key)].append(finding)
    return {id_: sorted(found[id_], key=lambda entry: places.get(getattr(entry, other), -1)) for id_ in groups}
