"""Gaps that are closed together: each for itself, but those of requirements whose hours count once as one question.

There an hour that closes one gap may open another, so that only all of them can be asked: how many are met, and which
are gaps still. What is not due by the day takes no part at first, or a plan would close more than is asked. Where it
then takes the hours away, as the order of the standard may let it, it is tried with the rest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.assessment import assess_person
from tracker.domain.finding import Finding, Status
from tracker.domain.forecast_offers import Offer
from tracker.domain.forecast_trial import Days, Trial
from tracker.domain.record import Person
from tracker.domain.standard import Requirement, Standard

Gap = tuple[Standard, Finding]
_MET_OR_GAP = {status for status in Status if status.is_gap} | {Status.MET, Status.DUE_SOON}


@dataclass(frozen=True, slots=True)
class Question:
    """Gaps that are closed together, the requirements to try for it, and how many of these are met already.

    `standard` asks for them and whatever shares hours with them, and for nothing else. `held` are the gaps and what is
    met: what a plan must answer for.
    """

    standard: Standard
    gaps: tuple[Gap, ...]
    held: tuple[Requirement, ...]
    tried: tuple[Requirement, ...]
    met: int = 0

    @property
    def is_whole(self) -> bool:
        """Tell whether everything that shares hours is tried, also what is not due."""
        return len(self.tried) == len(self.standard.requirements)

    def trial(self, person: Person, days: Days, offers: Sequence[Offer], done_on: date) -> Trial:
        """Prepare to try it; it aims at meeting as many as all offers together can let be met."""
        trial = Trial.of((self.standard, self.tried), person, days, offers, done_on)
        trial.aim = trial.met(trial.useful)
        return trial

    def left(self, person: Person, days: Days) -> tuple[Gap, ...]:
        """Return what is a gap by the day with what the person has completed, and what is met no more."""
        found = assess_person(self.standard, person, days.on_day, days.visit_on)
        return tuple((self.gaps[0][0], each) for each in found if each.status.is_gap or self._is_lost(each))

    def _is_lost(self, finding: Finding) -> bool:
        return not finding.status.counts_as_met and any(finding.requirement is each for each in self.held)

    def is_answered(self, left: Sequence[Gap], aim: int) -> bool:
        """Tell whether no more is left open than was to be, once as many are met as was aimed at."""
        return len(left) < len(self.gaps) if self.is_whole else len(left) <= len(self.tried) - aim

    def whole(self, person: Person, days: Days) -> "Question":
        """Return the same question with everything tried that shares hours."""
        found = assess_person(self.standard, person, days.on_day, days.visit_on)
        met = sum(each.status.counts_as_met for each in found)
        return replace(self, tried=self.standard.requirements, met=met)


def questions(gaps: Iterable[Gap], person: Person, days: Days) -> list[Question]:
    """Return what to ask to close gaps. Cost: one look at each group of requirements that share hours."""
    together: dict[tuple[str, ...], list[Gap]] = {}
    for standard, finding in gaps:
        together.setdefault((standard.id, *_sharing(standard, finding.requirement)), []).append((standard, finding))
    return [_question(tuple(each), ids, person, days) for (_, *ids), each in together.items()]


def _sharing(standard: Standard, requirement: Requirement) -> tuple[str, ...]:
    """Return the ids of the requirements with which one shares hours, its own among them."""
    groups = (group.requirements for group in standard.counts_once if requirement.id in group.requirements)
    return next(groups, (requirement.id,))


def _question(gaps: tuple[Gap, ...], ids: Sequence[str], person: Person, days: Days) -> Question:
    standard = gaps[0][0]
    if len(ids) == 1:
        one = (gaps[0][1].requirement,)
        return Question(replace(standard, requirements=one, counts_once=()), gaps, one, one)
    asked = tuple(each for each in standard.requirements if each.id in ids)
    only = replace(standard, requirements=asked)
    found = [each for each in assess_person(only, person, days.on_day, days.visit_on) if each.status in _MET_OR_GAP]
    held = tuple(each.requirement for each in found)
    return Question(only, gaps, held, held, sum(each.status.counts_as_met for each in found))
