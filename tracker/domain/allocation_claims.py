"""Who may claim which hours on a day: the requirements of a group that bind somebody, and what each could count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import lcm

from tracker.domain import ledger as ledgers
from tracker.domain.allocation_flow import Ask, Pool, Stock
from tracker.domain.context import Context
from tracker.domain.record import Completion, Person
from tracker.domain.rules.hours import Hours, RecurringHours
from tracker.domain.rules.recurrence import reckon, spans
from tracker.domain.rules.selection import NOTHING, Gathered, gather
from tracker.domain.service import circumstances, service_on, services
from tracker.domain.standard import CountsOnce, Requirement, Standard
from tracker.domain.verdict import Counted
from tracker.domain.waivers import in_force
from tracker.domain.windows import Period

THE_REST = ""
Pooled = tuple[tuple[date, tuple[Pool, ...]], ...]
_EVER = (Period(date.min),)


@dataclass(frozen=True, slots=True)
class Claim:
    """A requirement that binds somebody on a day, and what it could count if it had everything to itself."""

    requirement: Requirement
    rule: Hours | RecurringHours
    context: Context
    gathered: Gathered
    as_of: date
    accepted: Pooled
    waiting: Pooled
    is_waived: bool = False

    @property
    def name(self) -> str:
        """The requirement's id."""
        return self.requirement.id

    def spans(self, day: date) -> tuple[Period, ...]:
        """Return the windows of which a full one is enough on a day."""
        return spans(self.rule.window, day, self.context) if isinstance(self.rule, RecurringHours) else _EVER

    @property
    def owed(self) -> Period:
        """The window into which hours must come while it is not met."""
        if isinstance(self.rule, Hours):
            return _EVER[0]
        return reckon(self.rule.window, (), self.rule.hours, self.as_of, self.context).window

    def pools(self, span: Period, *, reviewed: bool) -> tuple[Pool, ...]:
        """Return the pools within a window, earliest completions first."""
        there = (*self.accepted, *self.waiting) if reviewed else self.accepted
        return tuple(pool for on, pools in there if span.holds(on) for pool in pools)

    def may_be_met(self, day: date) -> bool:
        """Tell whether on a day not after this one there were hours enough, if it had had them to itself.

        What did not count yet then, such as a part of what was not whole, is reckoned with: others look closer.
        """
        entries = self.gathered.eligible
        there = [(entry.completion.completed_on, entry.hours or NOTHING) for entry in entries]
        return any(
            sum((amount for on, amount in there if on <= day and span.holds(on)), NOTHING) >= self.rule.hours
            for span in self.spans(day)
        )


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims of a group on a day, in the standard's order; `scale` makes whole numbers of all hours."""

    claims: tuple[Claim, ...]
    scale: int

    def stock(self) -> Stock:
        """Return everything that any of them may count, now or after review, given to nobody yet."""
        stock = Stock()
        for completion in self._completions():
            pools = {pool: self.whole(size) for pool, size in pools_of(completion).items()}
            amount = sum(pools.values()) if completion.hours is None else self.whole(completion.hours)
            stock.put(completion.key, amount, pools)
        return stock

    def ask(self, claim: Claim, day: date, *, reviewed: bool = False) -> Ask:
        """Return what a claim asks for, to be met on a day, as far as is known now."""
        ways = tuple(claim.pools(span, reviewed=reviewed) for span in claim.spans(day))
        return Ask(claim.name, self.whole(claim.rule.hours), ways, claim.is_waived)

    def whole(self, hours: Decimal) -> int:
        """Return hours as a whole number."""
        return int(hours * self.scale)

    def hours(self, amount: int) -> Decimal:
        """Return a whole number as hours."""
        return Decimal(amount) / self.scale

    def contested(self) -> frozenset[str]:
        """Return the completions of which more than one claim may use the same hours, by key."""
        seen: set[Pool] = set()
        twice: set[str] = set()
        for claim in self.claims:
            pools = {pool for _, pools in (*claim.accepted, *claim.waiting) for pool in pools}
            twice |= {pool[0] for pool in pools & seen}
            seen |= pools
        return frozenset(twice)

    def _completions(self) -> Iterable[Completion]:
        gathered = [claim.gathered for claim in self.claims]
        entries = (entry.completion for each in gathered for entry in (*each.eligible, *each.waiting))
        found = {entry.key: entry for entry in entries if isinstance(entry, Completion)}
        return sorted(found.values(), key=lambda entry: (entry.completed_on, entry.key))


def claims_on(standard: Standard, group: CountsOnce, person: Person, day: date, visit_on: date | None) -> Claims:
    """Return the claims on a day of the requirements of a group that bind somebody then."""
    ledger = ledgers.of_person(person, day)
    found = []
    for entry in standard.requirements:
        if entry.id not in group.requirements or not entry.asked:
            continue
        rule, service = entry.rule, service_on(services(person, entry.applies), day)
        if service is None or not isinstance(rule, Hours | RecurringHours):
            continue
        context = circumstances(standard, entry, service, visit_on, person.leaves)
        proven = ledgers.proven(ledger, entry.proof_needed) if entry.proof_needed else ledger
        gathered = gather(proven, rule.counts, service, in_hours=True)
        accepted, waiting = (_pooled(each, rule.counts.topics) for each in (gathered.eligible, gathered.waiting))
        waived = in_force(person.waivers, standard.id, standard.edition, entry.id, day) is not None
        found.append(Claim(entry, rule, context, gathered, day, accepted, waiting, waived))
    amounts = [claim.rule.hours for claim in found]
    for completion in person.completions:
        amounts += [completion.hours or NOTHING, *completion.topic_hours.values()]
    return Claims(tuple(found), lcm(*(amount.as_integer_ratio()[1] for amount in amounts)))


def pools_of(completion: Completion) -> dict[Pool, Decimal]:
    """Return the hours of a completion in pools: each topic with a share of its own, and the rest."""
    split = completion.topic_hours
    pools = {(completion.key, topic): share for topic, share in sorted(split.items())}
    if completion.hours is not None:
        pools[completion.key, THE_REST] = max(NOTHING, completion.hours - sum(split.values(), NOTHING))
    return pools


def _pooled(entries: Iterable[Counted], asked: frozenset[str]) -> Pooled:
    """Return the day of each completion, and its pools that are on what is asked."""
    return tuple(
        (
            entry.completion.completed_on,
            tuple(
                pool
                for pool, topics in _subjects(entry.completion).items()
                if not asked or not asked.isdisjoint(topics)
            ),
        )
        for entry in entries
    )


def _subjects(completion: object) -> Mapping[Pool, frozenset[str]]:
    """Return what each pool is on; a team event has none, since it is nobody's own."""
    if not isinstance(completion, Completion):
        return {}
    if not completion.topic_hours:  # the common case, decided at once
        return {(completion.key, THE_REST): completion.topics}
    rest = completion.topics - completion.topic_hours.keys()
    return {pool: rest if pool[1] == THE_REST else frozenset({pool[1]}) for pool in pools_of(completion)}
