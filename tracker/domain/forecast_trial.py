"""What would be found if somebody completed some of the trainings offered: asked of the assessment, never guessed.

Sets of offers are numbers, one bit an offer, so that what was asked once is remembered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from tracker.domain.assessment import assess_person
from tracker.domain.bridges import looked_at
from tracker.domain.finding import Finding
from tracker.domain.forecast_offers import Offer, places
from tracker.domain.record import Completion, Person
from tracker.domain.rules import Hours, RecurringHours, Selection
from tracker.domain.standard import Requirement, Rule, Standard
from tracker.domain.vocabulary import CompletionState, Grade

Asked = tuple[Standard, Sequence[Requirement]]
_HOURS = Hours | RecurringHours
_NONE, _LITTLE = Decimal(0), Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Today, the day by which all shall be met, and the visit that the rules reckon with."""

    today: date
    on_day: date
    visit_on: date | None


@dataclass
class Trial:
    """A requirement of one person on a day, tried with sets of offers, completed on `done_on` or their own day.

    Or several that share their hours, of which `aim` are to be met. `useful` are the offers that may make a difference:
    every other is left out before anything is judged.
    """

    standard: Standard
    person: Person
    on_day: date
    visit_on: date | None
    done_on: date
    completed: Sequence[Completion]
    useful: int
    aim: int = 1
    _found: dict[int, tuple[Finding, ...]] = field(default_factory=dict)
    _closing: list[int] = field(default_factory=list)
    _open: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, asked: Asked, person: Person, days: Days, offers: Sequence[Offer], done_on: date) -> "Trial":
        """Prepare to try one requirement of a standard, or several that share their hours."""
        standard, requirements = asked
        completed = tuple(offer.completed(done_on) for offer in offers)
        parts = [part for each in requirements for part in looked_at(each)]
        useful = sum(1 << place for place, each in enumerate(completed) if _may_count(parts, each))
        tried = replace(standard, requirements=tuple(requirements))
        # What the requirements do not look at changes nothing; each look costs what it has to read.
        who = replace(person, completions=tuple(each for each in person.completions if _may_count(parts, each)))
        return cls(tried, who, days.on_day, days.visit_on, done_on, completed, useful)

    def found(self, chosen: int) -> tuple[Finding, ...]:
        """Return what is found of each requirement with a set of offers completed."""
        chosen &= self.useful
        if chosen not in self._found:
            more = tuple(self.completed[place] for place in places(chosen))
            self._found[chosen] = self._judged(more)
        return self._found[chosen]

    def met(self, chosen: int) -> int:
        """Return how many of the requirements are met with a set of offers completed."""
        return _met(self.found(chosen))

    def _judged(self, more: tuple[Completion, ...]) -> tuple[Finding, ...]:
        who = replace(self.person, completions=self.person.completions + more)
        return assess_person(self.standard, who, self.on_day, self.visit_on)

    def closes(self, chosen: int) -> bool:
        """Tell whether a set closes it; what is known of a set that is in it, or that it is in, is not asked again.

        Another completion never lets fewer be met: with a closing set in it a set closes, within an open one not.
        """
        chosen &= self.useful
        for known in self._closing:
            if not known & ~chosen:
                return True
        for known in self._open:
            if not chosen & ~known:
                return False
        if self.hours_of(chosen) < self.least_hours:
            return False
        closes = self.met(chosen) >= self.aim
        (self._closing if closes else self._open).append(chosen)
        return closes

    def hours_of(self, chosen: int) -> Decimal:
        """Return how many hours a set has, as far as they are stated."""
        return sum((self._hours[place] for place in places(chosen & self.useful)), _NONE)

    @cached_property
    def on_topic(self) -> dict[str, int]:
        """The offers on each topic."""
        found: dict[str, int] = {}
        for place, each in enumerate(self.completed):
            for topic in each.topics:
                found[topic] = found.get(topic, 0) | 1 << place
        return found

    @cached_property
    def _hours(self) -> tuple[Decimal, ...]:
        return tuple(each.hours or _NONE for each in self.completed)

    @property
    def requirements(self) -> Sequence[Requirement]:
        """The requirements that are tried."""
        return self.standard.requirements

    @property
    def rules(self) -> Sequence[Rule]:
        """What each of them asks."""
        return [each.rule for each in self.requirements]

    @cached_property
    def least_hours(self) -> Decimal:
        """How many hours every closing set has at least: what one training that fits must have to close it alone.

        Asked of the assessment, which closes with so many and not with a little less; 0 where that is not so simple.
        Of the days on which an offer would be completed the one that asks for least; several requirements may each
        need another of these days, so that nothing is said of them then.
        """
        if not all(isinstance(rule, _HOURS) for rule in self.rules) or self.counts_parts or self.has_bridge:
            return _NONE
        days = {self.completed[place].completed_on for place in places(self.useful)} or {self.done_on}
        if len(self.rules) == 1:
            return min(self._least_of_one(day) for day in days)
        return self._least_of_all(min(days)) if len(days) == 1 else _NONE

    def _least_of_one(self, day: date) -> Decimal:
        (before,) = self.found(0)
        short = self._asked_hours - (before.hours_counted or _NONE)
        for hours in (short, self._asked_hours):
            if self._alone(hours, day) and not self._alone(hours - _LITTLE, day):
                return hours
        return _NONE

    def _least_of_all(self, day: date) -> Decimal:
        """Find by halving, in steps of the little that a length may differ by."""
        fits = all(not chosen.why_not(self._fitting(_NONE, day), None) for chosen in self.selections)
        low, high = 0, int(self._asked_hours / _LITTLE)
        if not fits or not self._alone(high * _LITTLE, day):
            return _NONE
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._alone(middle * _LITTLE, day) else (middle, high)
        return high * _LITTLE

    def _alone(self, hours: Decimal, day: date) -> bool:
        return _met(self._judged((self._fitting(hours, day),))) >= self.aim

    def _fitting(self, hours: Decimal, day: date) -> Completion:
        """Return a training on everything that is asked, on every list of trainings if there is such a one."""
        lists = [chosen.approved.trainings for chosen in self.selections if chosen.approved]
        return Completion(
            key="planned",
            title="A training that fits",
            completed_on=day,
            state=CompletionState.ACCEPTED,
            grade=Grade.VERIFIED,
            training=min(frozenset.intersection(*filter(None, lists)), default=None) if any(lists) else None,
            hours=hours,
            topics=frozenset().union(*(chosen.topics | chosen.also_topics for chosen in self.selections)),
        )

    @cached_property
    def _asked_hours(self) -> Decimal:
        """How many hours are asked for in all; 0 where it is not about hours."""
        return sum((rule.hours for rule in self.rules if isinstance(rule, _HOURS)), _NONE)

    @cached_property
    def selections(self) -> Sequence[Selection]:
        """What each of their parts looks at."""
        return [chosen for each in self.requirements for _, chosen in looked_at(each)]

    @property
    def has_bridge(self) -> bool:
        """Tell whether what an earlier edition asked counts too."""
        return any(each.bridge for each in self.requirements)

    @property
    def counts_parts(self) -> bool:
        """Tell whether a training may make another count that was completed before: then it adds more than itself."""
        return any(chosen.only_whole for chosen in self.selections)


def _met(findings: Iterable[Finding]) -> int:
    return sum(finding.status.counts_as_met for finding in findings)


def _may_count(parts: Iterable[tuple[Rule, Selection]], completion: Completion) -> bool:
    """Tell whether one of the parts may look at a completion: all that counts, and some that turns out not to."""
    has_hours = completion.hours is not None or bool(completion.topic_hours)
    for leaf, chosen in parts:
        if any(whole.parts_in(completion) for whole in chosen.only_whole):
            return True
        if (has_hours or not isinstance(leaf, _HOURS)) and not chosen.why_not(completion, None):
            return True
    return False
