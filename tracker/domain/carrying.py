"""What of one edition is carried into the next: for each person and the team, and requirement by requirement.

Carried is what is met under both editions, where the next one asks the same, less, or more of which the rest is there
too. What is met without having been met before counts as met and not as carried. What nobody mapped is left out: what
the edition before asked there is not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.domain.assessment import Assessment, assess_person
from tracker.domain.finding import Finding
from tracker.domain.record import Person
from tracker.domain.standard import Mapped, Requirement, Standard
from tracker.domain.verdict import Status


class Carry(StrEnum):
    """How one requirement comes over: with what was there, with something new, or not yet."""

    CARRIED = "carried"
    MET_ANEW = "met_anew"
    TO_DOCUMENT = "to_document"


@dataclass(frozen=True, slots=True)
class Crossing:
    """One person, or the team (None), on the way to an edition: each finding that applies, with how it comes over.

    Only findings of requirements of which it is known what became of them, or that they are new. `stands_for`: how many
    topics a requirement stands for, by its id.
    """

    edition: str
    person: Person | None
    findings: tuple[tuple[Finding, Carry], ...]
    stands_for: Mapping[str, int] = field(default_factory=dict)

    def of(self, carry: Carry) -> tuple[Finding, ...]:
        """Return the findings that come over so."""
        return tuple(finding for finding, how in self.findings if how is carry)

    @property
    def carried(self) -> int:
        """How much is carried: topics where the edition tells how many, else requirements."""
        return sum(map(self._counted, self.of(Carry.CARRIED)))

    @property
    def words(self) -> str:
        """Say it in one line: "9 of 12 carried from 2017, 3 to document"."""
        everything = sum(map(self._counted, (finding for finding, _ in self.findings)))
        missing = sum(map(self._missing, self.of(Carry.TO_DOCUMENT)))
        anew = everything - self.carried - missing
        parts = [f"{self.carried} of {everything} carried from {self.edition}"]
        parts += [f"{anew} met anew"] if anew else []
        return ", ".join([*parts, f"{missing} to document" if missing else "nothing to document"])

    def _counted(self, finding: Finding) -> int:
        return self.stands_for.get(finding.requirement.id, 1)

    def _missing(self, finding: Finding) -> int:
        """Return how much of it is to document: of several topics those that are named as missing."""
        return min(len(finding.topics_missing) or self._counted(finding), self._counted(finding))


@dataclass(frozen=True, slots=True)
class Beside:
    """A requirement of the edition before beside what became of it; None for a side that has nothing or is unknown."""

    earlier: Requirement | None
    now: Requirement | None
    mapped: Mapped | None


def crossings(earlier: Assessment, now: Assessment) -> tuple[Crossing, ...]:
    """Return how each person comes over whom something binds that was mapped, and then the team likewise.

    Where several became one, all of them must have been met. Both are of the same record on the same day. Cost: one
    look at each finding.
    """
    came_from = _came_from(now.standard)
    met = {finding.cell for finding in earlier.all_findings if finding.status.counts_as_met}
    of_people = ((person, now.for_person(person.key)) for person in now.bound_people)
    found = (
        _crossing((earlier.standard, now.standard), person, findings, came_from, met)
        for person, findings in (*of_people, (None, now.team))
    )
    return tuple(crossing for crossing in found if crossing.findings)


def of_person(
    editions: tuple[Standard, Standard],
    person: Person,
    days: tuple[date, date | None],
    findings: tuple[Finding, ...],
) -> Crossing:
    """Return how one person comes over from the first edition to the second, by their findings under that.

    `days`: the day, and that of the visit. Costs one judgement under the edition before.
    """
    earlier, now = editions
    met = {finding.cell for finding in assess_person(earlier, person, *days) if finding.status.counts_as_met}
    return _crossing(editions, person, findings, _came_from(now), met)


def side_by_side(earlier: Standard, now: Standard) -> tuple[Beside, ...]:
    """Return both editions' requirements side by side: in this one's order, then what is gone."""
    mapped = now.before.mapped if now.before else ()
    before = {entry.id: entry for entry in earlier.requirements}
    rows = []
    for requirement in now.requirements:
        entries = [each for each in mapped if each.now == requirement.id]
        rows += [Beside(before.get(each.earlier), requirement, each) for each in entries]
        rows += [] if entries else [Beside(None, requirement, None)]
    return (*rows, *(Beside(before.get(each.earlier), None, each) for each in mapped if not each.now))


def _came_from(now: Standard) -> dict[str, list[str]]:
    """Return of each requirement that was mapped what it came from; nothing of what is new."""
    found: dict[str, list[str]] = {}
    for each in now.before.mapped if now.before else ():
        if each.now:
            found.setdefault(each.now, []).extend([each.earlier] if each.earlier else [])
    return found


def _stands_for(now: Standard) -> dict[str, int]:
    """Return how many topics each requirement stands for that was mapped; of what several became, all of theirs."""
    found: dict[str, int] = {}
    for each in now.before.mapped if now.before else ():
        if each.counts:
            found[each.now] = found.get(each.now, 0) + each.counts
    return found


def _crossing(
    editions: tuple[Standard, Standard],
    person: Person | None,
    findings: tuple[Finding, ...],
    came_from: dict[str, list[str]],
    met: set[tuple[str, str]],
) -> Crossing:
    key = person.key if person else ""

    def carry(finding: Finding) -> Carry:
        if not finding.status.counts_as_met:
            return Carry.TO_DOCUMENT
        before = came_from[finding.requirement.id]
        return Carry.CARRIED if before and all((key, each) in met for each in before) else Carry.MET_ANEW

    known = (each for each in findings if each.requirement.id in came_from and each.status is not Status.DOES_NOT_APPLY)
    earlier, now = editions
    found = tuple((finding, carry(finding)) for finding in known)
    return Crossing(earlier.edition, person, found, _stands_for(now))
