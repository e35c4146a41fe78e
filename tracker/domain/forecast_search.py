"""The smallest set of offers that closes every trial, found exactly: the most promising set is looked at first.

A set grows only by offers of which the open requirements need one, so that none is looked at twice, and no set is
smaller than what `_at_least` says of it. Once no set left can be smaller than the best that is known, that one is the
smallest. After MOST_SETS the search gives up, and says so with the best it knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import heappop, heappush
from itertools import count

from tracker.domain.bridges import leaves_of
from tracker.domain.forecast_offers import NOTHING, Offer, Size, places, plus, size_of
from tracker.domain.forecast_trial import Trial
from tracker.domain.rules import TopicCoverage

MOST_SETS = 200
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Way:
    """A set of offers, one bit each; `smallest` where no smaller one closes the same."""

    chosen: int
    smallest: bool


def smallest_way(trials: Sequence[Trial], offers: Sequence[Offer], most_sets: int = MOST_SETS) -> Way:
    """Return the smallest set that closes all trials; all offers together must close them. See the module."""
    known = min(_all_but_the_spare(trials, offers), _one_by_one(trials, offers), key=lambda way: _size(offers, way))
    most = _size(offers, known)
    twins = _twins(trials, offers)
    waiting: list[tuple[Size, int, int, int]] = [(NOTHING, 0, 0, 0)]
    order = count(-1, -1)
    for _ in range(most_sets):
        if not waiting or waiting[0][0] >= most:
            return Way(known, smallest=True)
        promised, _, chosen, left_out = heappop(waiting)
        ways = _ways(trials, offers, chosen, left_out)
        if not ways:
            return Way(chosen, smallest=True)
        least = _at_least(trials, offers, chosen, ways)
        if least > promised:
            heappush(waiting, (least, next(order), chosen, left_out))
            continue
        for place in min(ways, key=len):
            if not twins[place] & left_out & ~chosen:
                heappush(
                    waiting,
                    (max(least, _size(offers, chosen | 1 << place)), next(order), chosen | 1 << place, left_out),
                )
            left_out |= 1 << place
    return Way(known, smallest=False)


def _ways(trials: Sequence[Trial], offers: Sequence[Offer], chosen: int, left_out: int) -> list[list[int]]:
    """Return lists of offers of each of which one must still be chosen; an empty one where nothing helps any more."""
    ways: list[list[int]] = []
    for trial in trials:
        if not trial.closes(chosen):
            left = trial.useful & ~chosen & ~left_out
            ways += _ways_of(trial, offers, chosen, left) if trial.closes(chosen | left) else [[]]
    return ways


def _ways_of(trial: Trial, offers: Sequence[Offer], chosen: int, left: int) -> list[list[int]]:
    there = list(places(left))
    if not isinstance(trial.rule, TopicCoverage) or trial.counts_parts or trial.requirement.bridge:
        return [there]
    missing = trial.found(chosen).topics_missing
    return [[place for place in there if topic in offers[place].topics] for topic in missing]


def _at_least(trials: Sequence[Trial], offers: Sequence[Offer], chosen: int, ways: list[list[int]]) -> Size:
    """Return what every closing set that grows from here asks for at least.

    One offer of each of those ways that share none, and the hours that are short.
    """
    if not all(ways):
        return _NEVER
    size = least = _size(offers, chosen)
    used: set[int] = set()
    for way in sorted(ways, key=len):
        if used.isdisjoint(way):
            used.update(way)
            least = plus(least, min(offers[place].size for place in way))
    hours = max(_hours_short(trial, offers, chosen) for trial in trials)
    return max(least, (size[0], size[1] + hours, *size[2:]))


def _hours_short(trial: Trial, offers: Sequence[Offer], chosen: int) -> Decimal:
    there = (offers[place].hours or _NONE for place in places(chosen & trial.useful))
    return max(_NONE, trial.least_hours - sum(there, _NONE))


def _size(offers: Sequence[Offer], chosen: int) -> Size:
    return size_of(offers[place] for place in places(chosen))


def _twins(trials: Sequence[Trial], offers: Sequence[Offer]) -> list[int]:
    """Return for each offer those before it that do the same and ask for no more: it is chosen only beside them."""
    named: set[str] = set()
    for trial in trials:
        for _, chosen in leaves_of(trial.requirement):
            named |= chosen.approved.trainings if chosen.approved else frozenset()
            named |= {key for whole in chosen.only_whole for key, _ in whole.parts}
    found: list[int] = []
    before: dict[tuple[Decimal | None, frozenset[str]], list[int]] = {}
    for place, offer in enumerate(offers):
        same = [] if offer.key in named else before.setdefault((offer.hours, offer.topics), [])
        found.append(sum(1 << other for other in same if offers[other].size <= offer.size))
        same.append(place)
    return found


def _one_by_one(trials: Sequence[Trial], offers: Sequence[Offer]) -> int:
    """Return a closing set: again and again what most of the rest needs, the smallest first; then less the spare."""
    chosen = 0
    while ways := _ways(trials, offers, chosen, 0):
        helped = {place: sum(place in way for way in ways) for way in ways for place in way}
        chosen |= 1 << max(helped, key=lambda place: (helped[place], [-part for part in offers[place].size]))
    return _without_the_spare(trials, offers, chosen)


def _all_but_the_spare(trials: Sequence[Trial], offers: Sequence[Offer]) -> int:
    return _without_the_spare(trials, offers, (1 << len(offers)) - 1)


def _without_the_spare(trials: Sequence[Trial], offers: Sequence[Offer], chosen: int) -> int:
    """Take away what a closing set closes without, the largest first."""
    for place in sorted(range(len(offers)), key=lambda place: offers[place].size, reverse=True):
        without = chosen & ~(1 << place)
        if without != chosen and all(trial.closes(without) for trial in trials):
            chosen = without
    return chosen


# More than any set of offers asks for.
_NEVER: Size = (1_000_000, _NONE, 0, 0, 0)
