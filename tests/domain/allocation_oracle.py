"""Hours shared out once more, plainly and slowly: every way to divide them is tried, day by day.

Whole hours, each with the topics it is on. Nothing of how `tracker.domain.allocation` finds its answer is used here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from itertools import combinations, product

from tests.domain import oracle
from tests.domain.oracle import DAY, Case, counts, last_day_in_time
from tracker.domain.record import Completion, Person
from tracker.domain.rules import Hours, RecurringHours, WindowKind
from tracker.domain.standard import Applies
from tracker.domain.verdict import Status

Rules = Sequence[Hours | RecurringHours]
Within = Callable[[date], bool]
SetAside = tuple[int, date, date]
Usable = tuple[tuple[int, frozenset[int]], ...]
last_day, period_of = cache(oracle.last_day), cache(oracle.period_of)


@dataclass(frozen=True)
class Sharing:
    """Somebody on a day, and the rules among which each of their hours may serve only one.

    `waivers` name a rule, the first day on which it is set aside, and the last. `applies` says whom each rule binds.
    """

    rules: tuple[Hours | RecurringHours, ...]
    case: Case
    waivers: tuple[SetAside, ...]
    person: Person
    applies: tuple[Applies, ...]

    def met(self, day: date, *, reviewed: bool = False, known: date | None = None) -> frozenset[int]:
        """Return which rules are met on a day by what was completed through it, or through another day."""
        there = self.case.through(known or day, reviewed=reviewed)
        cases = [self.bound(index, day) for index in range(len(self.rules))]
        usable = tuple(
            tuple(hours for each in there for hours in self._hours(each, chosen, there, cases))
            for chosen in product(*(windows(rule, day, case) for rule, case in zip(self.rules, cases, strict=True)))
        )
        waived = self.waived(day)
        if (usable, waived) not in self._seen:
            possible = {found for hours in set(usable) for found in self._sets(hours)}
            self._seen[usable, waived] = first_of_the_largest(possible, len(self.rules), waived)
        return self._seen[usable, waived]

    def bound(self, index: int, day: date) -> Case | None:
        """Return the case of a rule, begun with the service that a day lies in; None where it does not bind then."""
        return self._bound[index].get(day)

    def today(self, index: int) -> Case:
        """Return the case of a rule that binds on the day."""
        case = self.bound(index, self.case.as_of)
        assert case is not None
        return case

    def waived(self, day: date) -> frozenset[int]:
        """Return which rules that bind on a day are set aside on it."""
        waived = frozenset(index for index, first, last in self.waivers if first <= day <= last)
        return frozenset(index for index in waived if self.bound(index, day))

    def status(self, index: int) -> Status:
        """Say how a rule stands; met and due soon are one here."""
        if self.bound(index, self.case.as_of) is None:
            return Status.DOES_NOT_APPLY
        if index in self.met(self.case.as_of):
            return Status.MET
        return Status.WAIVED if index in self.waived(self.case.as_of) else self.without(index)

    def without(self, index: int) -> Status:
        """Say how a rule that is not met stands, whatever was decided."""
        rule, case = self.rules[index], self.today(index)
        if index in self.met(case.as_of, reviewed=True):
            return Status.IN_REVIEW
        due_on = last_day_in_time(rule, case)
        if case.as_of in case.leave or (due_on is not None and case.as_of <= due_on):
            return Status.NOT_YET_DUE
        by_visit = isinstance(rule, RecurringHours) and oracle.visit_asked_by(rule.window, case)
        if isinstance(rule, Hours) or by_visit:
            return Status.NOT_MET
        return Status.LAPSED if self.last_met(index) else Status.NOT_MET

    def last_met(self, index: int) -> date | None:
        """Return the last day before on which a rule was met; none where all hours together are too few."""
        rule, there = self.rules[index], self.case.through(self.case.as_of)
        if sum(oracle.hours(rule.counts, each) for each in there) < rule.hours:
            return None
        day = self.case.as_of - DAY
        while day >= self.today(index).began:
            if index in self.met(day):
                return day
            day -= DAY
        return None

    def first_met(self, index: int) -> date | None:
        """Return the first day on which a rule was met."""
        day = self.today(index).began
        while day <= self.case.as_of:
            if index in self.met(day):
                return day
            day += DAY
        return None

    def first_loss(self, days: int) -> date | None:
        """Return the first of so many days to come on which not all that is met or waived still is, by what is done."""
        today = self.case.as_of
        now, waived = self.met(today), self.waived(today) - self.met(today)
        for day in (today + number * DAY for number in range(1, days + 1)):
            lacks = day not in self.case.leave and not now <= self.met(day, known=today)
            if lacks or not waived <= self.waived(day):
                return day
        return None

    @cached_property
    def _bound(self) -> list[dict[date, Case]]:
        return [self._bound_by(applies) for applies in self.applies]

    def _bound_by(self, applies: Applies) -> dict[date, Case]:
        """Walk from the first day in any role to a year ahead: a service goes on while no day is free."""
        found: dict[date, Case] = {}
        terms = [term for term in self.person.role_terms if term.role in applies.roles]
        day = min((term.starts_on for term in terms), default=date.max)
        while day <= self.case.as_of + 365 * DAY:
            if any(term.starts_on <= day and (term.ends_on is None or day <= term.ends_on) for term in terms):
                found[day] = found.get(day - DAY) or replace(self.case, began=day)
            day += DAY
        return found

    @cached_property
    def _seen(self) -> dict[tuple[tuple[Usable, ...], frozenset[int]], frozenset[int]]:
        return {}

    def _hours(
        self,
        completion: Completion,
        chosen: Sequence[Within],
        there: Sequence[Completion],
        cases: Sequence[Case | None],
    ) -> Usable:
        """Return a completion's hours, as many as are alike together, each with the rules that can use them."""
        open_to = [
            index
            for index, (rule, within, case) in enumerate(zip(self.rules, chosen, cases, strict=True))
            if case is not None
            and within(completion.completed_on)
            and counts(rule.counts, completion, case, there)
            and oracle.hours(rule.counts, completion)
        ]
        if not open_to:
            return ()
        split = completion.topic_hours
        kinds = [(int(share), {topic}) for topic, share in split.items()]
        if completion.hours is not None:
            kinds.append((int(completion.hours - sum(split.values())), set(completion.topics) - set(split)))
        return tuple(
            (number, frozenset(index for index in open_to if fits(self.rules[index], topics)))
            for number, topics in kinds
        )

    def _sets(self, usable: Usable) -> set[frozenset[int]]:
        """Return every set of rules that some division of the hours meets; more than is needed is as good as that."""
        needed = [int(rule.hours) for rule in self.rules]
        reached = {tuple(0 for _ in needed)}
        for number, takers in usable:
            for _ in range(number):
                reached |= {
                    tuple(min(have + (index == taker), needed[index]) for index, have in enumerate(amounts))
                    for amounts in reached
                    for taker in takers
                }
        return {frozenset(index for index, have in enumerate(amounts) if have == needed[index]) for amounts in reached}


def fits(rule: Hours | RecurringHours, topics: set[str]) -> bool:
    """Tell whether hours on these topics are on what a rule asks."""
    return not rule.counts.topics or bool(topics & rule.counts.topics)


def first_of_the_largest(
    possible: set[frozenset[int]], rules: int, waived: frozenset[int] = frozenset()
) -> frozenset[int]:
    """Return the first of the largest sets, in the order of the rules; then what is waived and fits beside it."""
    asked = [index for index in range(rules) if index not in waived]
    sizes = range(len(asked), -1, -1)
    sets = (frozenset(chosen) for size in sizes for chosen in combinations(asked, size))
    found = next(chosen for chosen in sets if any(chosen <= each for each in possible))
    for index in sorted(waived):
        if any(found | {index} <= each for each in possible):
            found |= {index}
    return found


def windows(rule: Hours | RecurringHours, day: date, case: Case | None) -> list[Within]:
    """Return the windows of which any one may be full on a day, each as a question about a day."""
    if isinstance(rule, Hours) or case is None:
        return [lambda on: True]
    months, kind, visit_on = rule.window.months, rule.window.kind, oracle.visit_asked_by(rule.window, case)
    if visit_on is not None:
        return [lambda on: on <= visit_on <= last_day(on, months)]
    if kind is WindowKind.CALENDAR_YEARS:
        spans = [range(last - months // 12 + 1, last + 1) for last in (day.year, day.year - 1)]
        return [lambda on, span=span: on.year in span for span in spans]  # type: ignore[misc]  # bound to each span
    if kind is WindowKind.ROLE_START:
        began, clock = case.began, case.leave.clock
        running = period_of(began, months, clock(began, day))
        periods = [index for index in (running, running - 1) if index >= 0]
        return [lambda on, one=one: period_of(began, months, clock(began, on)) == one for one in periods]  # type: ignore[misc]  # bound to each period
    begins = case.leave.window_begins(day, months)
    return [lambda on: on >= begins]
