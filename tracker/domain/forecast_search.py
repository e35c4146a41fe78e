"""The smallest set of offers that closes every trial, found exactly: the most promising set is looked at first.

A set grows only by offers of which the open requirements need one, so that none is looked at twice, and no set is
smaller than what `_at_least` says of it. Once no set left can be smaller than the best that is known, that one is the
smallest. After MOST_SETS the search gives up, and says so with the best it knows.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from heapq import heappop, heappush
from itertools import count

from tracker.domain.forecast_offers import NOTHING, Offer, Size, places, plus, size_of
from tracker.domain.forecast_trial import Trial
from tracker.domain.record import Completion
from tracker.domain.rules import Selection, TopicCoverage
from tracker.domain.titles import names

MOST_SETS = 200
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Way:
    """A set of offers, one bit each; `smallest` where no smaller one closes the same."""

    chosen: int
    smallest: bool


def smallest_way(trials: Sequence[Trial], offers: Sequence[Offer], most_sets: int = MOST_SETS) -> Way:
    """Return the smallest set that closes all trials. See the module.

    The offers are in the order of their sizes, and all of them together close every trial.
    """
    known = min(_all_but_the_spare(trials, offers), _one_by_one(trials, offers), key=lambda way: _size(offers, way))
    most = _size(offers, known)
    twins = _twins(trials, offers)
    waiting: list[tuple[Size, int, int, int, Size]] = [(NOTHING, 0, 0, 0, NOTHING)]
    order = count(-1, -1)
    for _ in range(most_sets):
        if not waiting or waiting[0][0] >= most:
            return Way(known, smallest=True)
        promised, _, chosen, left_out, size = heappop(waiting)
        ways = _ways(trials, chosen, left_out)
        if not ways:
            return Way(chosen, smallest=True)
        least = _at_least(trials, offers, chosen, ways, size)
        if least > promised:
            heappush(waiting, (least, next(order), chosen, left_out, size))
            continue
        for place in places(min(ways, key=int.bit_count)):
            if not twins[place] & left_out & ~chosen:
                more = plus(size, offers[place].size)
                heappush(waiting, (max(least, more), next(order), chosen | 1 << place, left_out, more))
            left_out |= 1 << place
    return Way(known, smallest=False)


def _ways(trials: Sequence[Trial], chosen: int, left_out: int) -> list[int]:
    """Return sets of offers of each of which one must still be chosen; an empty one where nothing helps any more."""
    ways: list[int] = []
    for trial in trials:
        if not trial.closes(chosen):
            left = trial.useful & ~chosen & ~left_out
            ways += _ways_of(trial, chosen, left) if trial.closes(chosen | left) else [0]
    return ways


def _ways_of(trial: Trial, chosen: int, left: int) -> list[int]:
    if not isinstance(trial.rules[0], TopicCoverage) or trial.counts_parts or trial.has_bridge:
        return [left]
    return [left & trial.on_topic[topic] for topic in trial.found(chosen)[0].topics_missing]


def _at_least(trials: Sequence[Trial], offers: Sequence[Offer], chosen: int, ways: list[int], size: Size) -> Size:
    """Return what every closing set that grows from one of this size asks for at least.

    One offer of each of those ways that share none, and the hours that are short.
    """
    if not all(ways):
        return _NEVER
    least, used = size, 0
    for way in sorted(ways, key=int.bit_count):
        if not used & way:
            used |= way
            least = plus(least, offers[next(places(way))].size)
    hours = max(_hours_short(trial, chosen) for trial in trials)
    return max(least, (size[0], size[1] + hours, *size[2:]))


def _hours_short(trial: Trial, chosen: int) -> Decimal:
    return max(_NONE, trial.least_hours - trial.hours_of(chosen))


def _size(offers: Sequence[Offer], chosen: int) -> Size:
    return size_of(offers[place] for place in places(chosen))


def _twins(trials: Sequence[Trial], offers: Sequence[Offer]) -> list[int]:
    """Return for each offer those before it that do the same: none asks for more, and it is chosen only beside them."""
    selections = {chosen for trial in trials for chosen in trial.selections}
    found: list[int] = []
    before: dict[tuple[Decimal | None, frozenset[str], date | None, str], list[int]] = {}
    for place, offer in enumerate(offers):
        does = offer.hours, offer.topics, offer.on, offer.kind
        same = [] if _is_named(selections, offer.completed(date.min)) else before.setdefault(does, [])
        found.append(_set_of(same))
        same.append(place)
    return found


def _is_named(selections: Iterable[Selection], offered: Completion) -> bool:
    """Tell whether this very training is asked for, by its catalog key or its title: then no other does the same."""
    return any(
        bool(chosen.approved and offered.training in chosen.approved.trainings)
        or names(offered.title, chosen.titled)
        or any(whole.parts_in(offered) for whole in chosen.only_whole)
        for chosen in selections
    )


def _one_by_one(trials: Sequence[Trial], offers: Sequence[Offer]) -> int:
    """Return a closing set: again and again what most of the rest needs, the smallest first; then less the spare."""
    chosen = 0
    while ways := _ways(trials, chosen, 0):
        helped = Counter(place for way in ways for place in places(way))
        chosen |= 1 << max(helped, key=lambda place: (helped[place], [-part for part in offers[place].size]))
    return _without_the_spare(trials, offers, chosen)


def _all_but_the_spare(trials: Sequence[Trial], offers: Sequence[Offer]) -> int:
    return _without_the_spare(trials, offers, (1 << len(offers)) - 1)


def _without_the_spare(trials: Sequence[Trial], offers: Sequence[Offer], chosen: int) -> int:
    """Take away what a closing set closes without, the largest first.

    As a set within an open one is open too, how many of the next go at once is found by halving.
    """
    order = sorted(places(chosen), key=lambda place: offers[place].size, reverse=True)
    while order:
        gone, kept = 0, len(order) + 1
        while kept - gone > 1:
            tried = (gone + kept) // 2
            if all(trial.closes(chosen & ~_set_of(order[:tried])) for trial in trials):
                gone = tried
            else:
                kept = tried
        chosen &= ~_set_of(order[:gone])
        order = order[gone + 1 :]
    return chosen


def _set_of(places: Iterable[int]) -> int:
    return sum(1 << place for place in places)


# More than any set of offers asks for.
_NEVER: Size = (1_000_000, _NONE, 0, 0, 0, 0, 0)
