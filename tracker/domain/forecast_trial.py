"""What would be found if somebody completed some of the trainings offered: asked of the assessment, never guessed.

Sets of offers are numbers, one bit an offer, so that what was asked once is remembered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from tracker.domain.assessment import assess_person
from tracker.domain.bridges import leaves_of
from tracker.domain.finding import Finding
from tracker.domain.forecast_offers import Offer, places
from tracker.domain.record import Completion, Person
from tracker.domain.rules import Hours, RecurringHours, leaves
from tracker.domain.standard import Requirement, Rule, Standard
from tracker.domain.vocabulary import CompletionState

Asked = tuple[Standard, Requirement]
_NONE, _LITTLE = Decimal(0), Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Today, the day by which all shall be met, and the visit that the rules reckon with."""

    today: date
    on_day: date
    visit_on: date | None


@dataclass
class Trial:
    """One requirement of one person on a day, tried with sets of offers, completed on `done_on` or their own day.

    `useful` are the offers that may make a difference: every other is left out before anything is judged.
    """

    standard: Standard
    person: Person
    on_day: date
    visit_on: date | None
    done_on: date
    completed: Sequence[Completion]
    useful: int
    _found: dict[int, Finding] = field(default_factory=dict)
    _closing: list[int] = field(default_factory=list)
    _open: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, asked: Asked, person: Person, days: Days, offers: Sequence[Offer], done_on: date) -> "Trial":
        """Prepare to try one requirement of a standard."""
        standard, requirement = asked
        completed = tuple(offer.completed(done_on) for offer in offers)
        useful = sum(1 << place for place, each in enumerate(completed) if _may_count(requirement, each))
        one = replace(standard, requirements=(requirement,), counts_once=())
        # What the requirement does not look at changes nothing; each look costs what it has to read.
        looked_at = tuple(each for each in person.completions if _may_count(requirement, each))
        who = replace(person, completions=looked_at)
        return cls(one, who, days.on_day, days.visit_on, done_on, completed, useful)

    def found(self, chosen: int) -> Finding:
        """Return the finding with a set of offers completed."""
        chosen &= self.useful
        if chosen not in self._found:
            more = tuple(self.completed[place] for place in places(chosen))
            self._found[chosen] = self._judged(more)
        return self._found[chosen]

    def _judged(self, more: tuple[Completion, ...]) -> Finding:
        who = replace(self.person, completions=self.person.completions + more)
        return assess_person(self.standard, who, self.on_day, self.visit_on)[0]

    def closes(self, chosen: int) -> bool:
        """Tell whether a set closes it; what is known of a set that is in it, or that it is in, is not asked again.

        Another completion never makes a finding worse: with a closing set in it a set closes, within an open one not.
        """
        chosen &= self.useful
        for known in self._closing:
            if not known & ~chosen:
                return True
        for known in self._open:
            if not chosen & ~known:
                return False
        if self._is_too_short(chosen):
            return False
        closes = self.found(chosen).status.counts_as_met
        if closes:
            self._closing = [chosen, *(known for known in self._closing if chosen & ~known)]
        else:
            self._open = [chosen, *(known for known in self._open if known & ~chosen)]
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

    def _is_too_short(self, chosen: int) -> bool:
        """Tell whether a set has fewer hours than every closing one."""
        if not isinstance(self.rule, Hours | RecurringHours):
            return False
        hours = self.hours_of(chosen)
        return hours < self.rule.hours and hours < self.least_hours

    @property
    def requirement(self) -> Requirement:
        """The requirement that is tried."""
        return self.standard.requirements[0]

    @property
    def rule(self) -> Rule:
        """What is asked."""
        return self.requirement.rule

    @cached_property
    def least_hours(self) -> Decimal:
        """How many hours every closing set has at least: what one training that fits must have to close it alone.

        Asked of the assessment, which closes with so many and not with a little less; 0 where that is not so simple.
        Of the days on which an offer would be completed the one that asks for least.
        """
        if not isinstance(self.rule, Hours | RecurringHours) or self.counts_parts or self.requirement.bridge:
            return _NONE
        days = {self.completed[place].completed_on for place in places(self.useful)} or {self.done_on}
        return min(self._least_on(day, self.rule) for day in days)

    def _least_on(self, day: date, rule: Hours | RecurringHours) -> Decimal:
        short = rule.hours - (self.found(0).hours_counted or _NONE)
        for hours in (short, rule.hours):
            if self._alone(hours, day) and not self._alone(hours - _LITTLE, day):
                return hours
        return _NONE

    def _alone(self, hours: Decimal, day: date) -> bool:
        ((_, counts),) = leaves(self.rule)
        key = min(counts.approved.trainings, default=None) if counts.approved else None
        fitting = Completion(
            key="planned",
            title="A training that fits",
            completed_on=day,
            state=CompletionState.ACCEPTED,
            training=key,
            hours=hours,
            topics=counts.topics | counts.also_topics,
        )
        return self._judged((fitting,)).status.counts_as_met

    @property
    def counts_parts(self) -> bool:
        """Tell whether a training may make another count that was completed before: then it adds more than itself."""
        return any(chosen.only_whole for _, chosen in leaves_of(self.requirement))


def _may_count(requirement: Requirement, completion: Completion) -> bool:
    """Tell whether a requirement may look at a completion: every one that counts, and some that turn out not to."""
    for leaf, chosen in leaves_of(requirement):
        if any(whole.has(completion) for whole in chosen.only_whole):
            return True
        has_hours = completion.hours is not None or not isinstance(leaf, Hours | RecurringHours)
        if has_hours and not chosen.why_not(completion, None):
            return True
    return False
