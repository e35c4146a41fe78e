"""What would close a gap of the team that asks for trainings of the team: what is planned, and what could be held.

The one assessment is asked, as for people: with the team's trainings that are planned held on their days, and with a
training of the catalog held for the team today, or on the day itself where that would be too old by then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.assessment import assess_team
from tracker.domain.finding import Finding
from tracker.domain.forecast_offers import Offer
from tracker.domain.forecast_trial import Days
from tracker.domain.record import CompletionKind, Record, TeamEvent
from tracker.domain.rules import TeamTraining, leaves
from tracker.domain.standard import Requirement, Standard
from tracker.domain.vocabulary import Discipline

MOST_POSSIBLE = 3


@dataclass(frozen=True, slots=True)
class Planned:
    """A training of the team that is planned, and the keys of those who are expected."""

    offer: Offer
    expected: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TeamWay:
    """How a gap of the team closes: by what is planned; else by one of some trainings, held so many times."""

    planned: tuple[Offer, ...] = ()
    possible: tuple[Offer, ...] = ()
    times: int = 1


def team_way(
    standard: Standard,
    finding: Finding,
    record: Record,
    days: Days,
    offers: Sequence[Offer],
    planned: Iterable[Planned],
) -> TeamWay:
    """Return how a gap of the team closes by the day; nothing where it asks for no training of the team.

    Who must be there is taken to come to what is not planned yet: the gap says who. Cost: one look at the team's own
    requirement for each training, twice at most for each time that it is to be held.
    """
    rules = [rule for rule, _ in leaves(finding.requirement.rule) if isinstance(rule, TeamTraining)]
    if not rules:
        return TeamWay()
    asked, held = _Asked.of(standard, finding.requirement, record, days), _in_time(planned, days)
    if asked.closes([each for _, each in held]):
        return TeamWay(planned=_needed(asked, held))
    events = [each for _, each in held]
    for times in range(1, max(rule.count for rule in rules) + 1):
        doing = [offer for offer in offers if offer.on is None and _would_do(asked, offer, times, events, days)]
        if doing:
            smallest = sorted(doing, key=lambda offer: (offer.size, offer.title))
            return TeamWay(possible=tuple(smallest[:MOST_POSSIBLE]), times=times)
    return TeamWay()


@dataclass(frozen=True, slots=True)
class _Asked:
    """The one requirement of the team, and the record without what is the people's own."""

    standard: Standard
    record: Record
    on_day: date

    @classmethod
    def of(cls, standard: Standard, requirement: Requirement, record: Record, days: Days) -> "_Asked":
        return cls(replace(standard, requirements=(requirement,)), record, days.on_day)

    def closes(self, events: Sequence[TeamEvent]) -> bool:
        """Tell whether it is met with more trainings of the team."""
        record = replace(self.record, events=(*self.record.events, *events))
        return assess_team(self.standard, record, self.on_day)[0].status.counts_as_met


def _in_time(planned: Iterable[Planned], days: Days) -> list[tuple[Offer, TeamEvent]]:
    """Return what is planned by the day, the first to be held first."""
    ahead = [
        each
        for each in planned
        if each.offer.on and days.today <= each.offer.on <= days.on_day and each.offer.kind is CompletionKind.TRAINING
    ]
    ahead.sort(key=lambda each: (each.offer.size[-1], each.offer.key))
    return [(each.offer, _held(each.offer, days.today, each.expected)) for each in ahead]


def _needed(asked: _Asked, held: Sequence[tuple[Offer, TeamEvent]]) -> tuple[Offer, ...]:
    """Return those without which it would stay open, of two that would do the earlier."""
    kept = list(held)
    for each in reversed(held):
        others = [event for other, event in kept if other is not each[0]]
        if asked.closes(others):
            kept.remove(each)
    return tuple(offer for offer, _ in kept)


def _would_do(asked: _Asked, offer: Offer, times: int, events: list[TeamEvent], days: Days) -> bool:
    everybody = frozenset(Discipline)
    return any(
        asked.closes([*events, *[_held(offer, day, disciplines=everybody)] * times])
        for day in dict.fromkeys((days.today, days.on_day))
    )


def _held(
    offer: Offer,
    day: date,
    attendees: frozenset[str] = frozenset(),
    disciplines: frozenset[Discipline] = frozenset(),
) -> TeamEvent:
    """Return it as held; how long it is matters to no training of the team."""
    return TeamEvent(
        key=f"planned:{offer.key}",
        title=offer.title,
        held_on=offer.on or day,
        training=offer.training,
        topics=offer.topics,
        disciplines=disciplines,
        attendees=attendees,
    )
