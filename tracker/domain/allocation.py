"""Which hours count towards which requirement, where an hour may serve only one of them.

    allotments = allot(standard, person, as_of, visit_on)
    allotments["ongoing"].shares["a course"].hours

Asked anew for each day. Hours can be divided; a requirement is met on a day if it can be given enough of them in one of
the windows that the day asks about. The most requirements that can be met at once are met; of equally many those that
come first in the standard. Their hours are chosen so that all of these hold together as long as possible, then each in
the standard's order; what is left goes to those that are not met, in the same order, and what nobody needs to the first
that may count it. What is waived stands without hours, and takes what the others leave.

Cost: nothing for standards without such a group, nor for people of whom no hour was ever claimed twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from tracker.domain.allocation_claims import Claim, Claims, claims_on
from tracker.domain.allocation_days import days_before, days_held, first_met, held_before, were_contested
from tracker.domain.allocation_flow import Stock, all_of, most
from tracker.domain.allotment import Allotment, Share
from tracker.domain.record import Person
from tracker.domain.rules.hours import RecurringHours
from tracker.domain.standard import CountsOnce, Standard
from tracker.domain.verdict import Counted
from tracker.domain.wording import listed, quoted

Allotments = Mapping[str, Allotment]
Given = Mapping[str, Mapping[str, int]]


def allot(standard: Standard, person: Person, as_of: date, visit_on: date | None) -> Allotments:
    """Return what came to each requirement, by id, of those whose hours somebody else claims too."""
    found: dict[str, Allotment] = {}
    for group in standard.counts_once:
        found |= _allot_group(standard, group, person, as_of, visit_on)
    return found


def _allot_group(
    standard: Standard, group: CountsOnce, person: Person, as_of: date, visit_on: date | None
) -> Iterator[tuple[str, Allotment]]:
    now = claims_on(standard, group, person, as_of, visit_on)
    contested = now.contested()
    if not contested and not were_contested(standard, group, person, as_of):
        return
    everything = now.stock()
    met, stock = most([now.ask(claim, as_of) for claim in now.claims], everything)
    stock = _served_longest(now, everything, [claim for claim in now.claims if claim.name in met], as_of) or stock
    given = _given_out(now, met, stock, reviewed=False)
    then_met, then_given = met, given
    if any(claim.gathered.waiting for claim in now.claims):
        then_met, stock = most([now.ask(claim, as_of, reviewed=True) for claim in now.claims], everything)
        then_given = _given_out(now, then_met, stock, reviewed=True)
    before = days_before(standard, group, person, as_of, visit_on)
    for claim in now.claims:
        is_met = claim.name in met
        yield (
            claim.name,
            Allotment(
                shares=_shares(now, claim, claim.gathered.eligible, given, contested),
                waiting=_shares(now, claim, claim.gathered.waiting, then_given, contested),
                review_closes=claim.name in then_met,
                held_through=None if is_met else held_before(claim, before),
                first_met=first_met(claim, before) if is_met else None,
                cautions=_cautions(now, claim, met, contested) if is_met else (),
            ),
        )


def _served_longest(now: Claims, stock: Stock, claims: Sequence[Claim], as_of: date) -> Stock | None:
    """Serve claims that can all be met so that together they hold as long as possible, then each in turn.

    None if they cannot all be met.
    """
    days = [as_of, *days_held(now, as_of)]
    plain: Mapping[str, date] = dict.fromkeys((claim.name for claim in claims), as_of)

    def served(until: Mapping[str, date]) -> Stock | None:
        return all_of([now.ask(claim, until[claim.name]) for claim in claims], stock)

    def longest(until: Mapping[str, date], names: Iterable[str]) -> Mapping[str, date]:
        """Move the day of some as far on as all can still be served; a later day is never easier."""
        low, high = days.index(min(until[name] for name in names)), len(days)
        while high - low > 1:
            middle = (low + high) // 2
            fits = served({**until, **dict.fromkeys(names, days[middle])})
            low, high = (middle, high) if fits else (low, middle)
        return {**until, **dict.fromkeys(names, days[low])}

    recurring = [claim.name for claim in claims if isinstance(claim.rule, RecurringHours)]
    until = longest(plain, recurring) if recurring else plain
    for name in recurring:
        until = longest(until, [name])
    return served(until)


def _given_out(now: Claims, met: Sequence[str], stock: Stock, *, reviewed: bool) -> dict[str, dict[str, int]]:
    """Give what is left to whoever lacks hours, then what nobody needs to the first that is met and may count it."""
    stock = stock.copy()
    for claim in sorted(now.claims, key=lambda each: each.is_waived):
        if claim.name not in met:
            stock.serve(claim.name, claim.pools(claim.owed, reviewed=reviewed), now.whole(claim.rule.hours))
    given: dict[str, dict[str, int]] = {}
    for claim in now.claims:
        given[claim.name] = {}
        for (key, _), amount in stock.given(claim.name).items():
            given[claim.name][key] = given[claim.name].get(key, 0) + amount
    for claim in (each for each in now.claims if each.name in met):
        for span in claim.spans(claim.as_of):
            for pool in claim.pools(span, reviewed=reviewed):
                given[claim.name][pool[0]] = given[claim.name].get(pool[0], 0) + stock.take(pool)
    return given


def _shares(
    now: Claims, claim: Claim, entries: Iterable[Counted], given: Given, contested: frozenset[str]
) -> dict[str, Share]:
    """Return the shares of what is claimed twice; outside every window of a claim its rule says so itself."""
    windows = (*claim.spans(claim.as_of), claim.owed)
    titles = {each.name: each.requirement.title for each in now.claims}
    found = {}
    for entry in entries:
        key = entry.completion.key
        within = any(window.holds(entry.completion.completed_on) for window in windows)
        elsewhere = tuple(
            (titles[name], now.hours(amounts[key]))
            for name, amounts in given.items()
            if name != claim.name and amounts.get(key)
        )
        if key in contested and within and elsewhere:
            found[key] = Share(now.hours(given[claim.name].get(key, 0)), elsewhere)
    return found


def _cautions(now: Claims, claim: Claim, met: Sequence[str], contested: frozenset[str]) -> tuple[str, ...]:
    """Say that a later day may give the hours otherwise, where several that lapse live on the same."""
    if not isinstance(claim.rule, RecurringHours):
        return ()
    own = {entry.completion.key for entry in claim.gathered.eligible} & contested
    others = [
        quoted(other.requirement.title)
        for other in now.claims
        if other is not claim
        and other.name in met
        and isinstance(other.rule, RecurringHours)
        and own & {entry.completion.key for entry in other.gathered.eligible}
    ]
    if not others:
        return ()
    return (f"Shares its hours with {listed(others)}: once one of them lapses, the hours may be given otherwise.",)
