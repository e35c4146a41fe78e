"""The rules once more, plainly and slowly: day by day, without a clever step, from what `docs/standards.md` says.

Nothing of how `tracker.domain.rules` judges is used here. A status comes out of three questions for single days: is it
satisfied on this day, would it be after review, was it on any before. Days of leave are looked at one by one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tests.domain.oracle_joining import asked_of_years, end_of_grace, first_years, visit_in_service
from tests.domain.oracle_leave import DAY, NO_LEAVE, DaysOfLeave, last_day
from tracker.domain.record import Completion, Person
from tracker.domain.rules import (
    AllOf,
    AnyOf,
    AtLeast,
    Composite,
    FirstDue,
    Hours,
    Item,
    Part,
    RecurringEvents,
    RecurringHours,
    Selection,
    TeamShare,
    TopicCoverage,
    Window,
    WindowKind,
)
from tracker.domain.standard import Applies, Rule
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState

WORST_FIRST = [
    Status.NOT_MET,
    Status.LAPSED,
    Status.NOT_YET_DUE,
    Status.IN_REVIEW,
    Status.DUE_SOON,
    Status.MET,
]


@dataclass(frozen=True)
class Case:
    """One person on one day: since when they serve, and what there is besides."""

    completions: tuple[Completion, ...]
    as_of: date
    began: date
    grace_days: int = 0
    visit_on: date | None = None
    due_soon_days: int = 90
    leave: DaysOfLeave = NO_LEAVE

    def through(self, day: date, *, reviewed: bool = False) -> list[Completion]:
        """Return what counts on a day, as far as states and days go."""
        states = {CompletionState.ACCEPTED, CompletionState.SUBMITTED} if reviewed else {CompletionState.ACCEPTED}
        return [each for each in self.completions if each.state in states and each.completed_on <= day]


def began_on(person: Person, applies: Applies, day: date) -> date | None:
    """Return the first day of the service that a day lies in, walking back a day at a time."""

    def serves(on: date) -> bool:
        fits = not applies.disciplines or person.discipline in applies.disciplines
        return fits and any(
            (not applies.roles or term.role in applies.roles)
            and term.starts_on <= on
            and (term.ends_on is None or on <= term.ends_on)
            for term in person.role_terms
        )

    if not serves(day):
        return None
    while serves(day - DAY):
        day -= DAY
    return day


def tree_status(rule: AllOf | AnyOf | AtLeast, parts: Sequence[Status]) -> Status:
    """Say how a tree stands: as the last of the best parts that are needed does."""
    best_first = sorted(map(WORST_FIRST.index, parts), reverse=True)
    needed = {AllOf: len(parts), AnyOf: 1}.get(type(rule)) or getattr(rule, "count", 1)
    return WORST_FIRST[best_first[needed - 1]]


def status(rule: Rule, case: Case) -> Status:
    """Say how a rule stands for somebody who serves on the day."""
    if isinstance(rule, AllOf | AnyOf | AtLeast):
        return tree_status(rule, [status(part, case) for part in rule.parts])
    due_on = last_day_in_time(rule, case)
    if satisfied(rule, case, case.as_of, case.through(case.as_of)):
        for ahead in range(1, case.due_soon_days + 1):
            day = case.as_of + ahead * DAY
            lacks = not satisfied(rule, case, day, case.through(case.as_of))
            if lacks and (due_on is None or day > due_on) and day not in case.leave:
                return Status.DUE_SOON
        return Status.MET
    if satisfied(rule, case, case.as_of, case.through(case.as_of, reviewed=True)):
        return Status.IN_REVIEW
    if case.as_of in case.leave or (due_on is not None and case.as_of <= due_on):
        return Status.NOT_YET_DUE
    return Status.LAPSED if held_before(rule, case) else Status.NOT_MET


def share_status(
    rule: TeamShare, people: Sequence[Person], as_of: date, due_soon_days: int = 90, *, leave_stops: bool = False
) -> Status:
    """Say how a share of the team stands: each person by their own rule, then the last of those who are needed."""
    each = []
    for person in people:
        began = began_on(person, rule.of, as_of)
        leave = DaysOfLeave.of(person.leaves) if leave_stops else NO_LEAVE
        if began is not None and (leave.clock(began, as_of) - began).days >= rule.newcomer_days:
            case = Case(person.completions, as_of, began, due_soon_days=due_soon_days, leave=leave)
            each.append(WORST_FIRST.index(status(rule.each, case)))
    needed = rule.number or 0
    if rule.percent is not None:
        while needed * 100 < len(each) * rule.percent:
            needed += 1
    if needed == 0:
        return Status.DOES_NOT_APPLY
    return WORST_FIRST[sorted(each, reverse=True)[needed - 1]] if len(each) >= needed else Status.NOT_MET


def satisfied(rule: Rule, case: Case, day: date, completions: Iterable[Completion]) -> bool:
    """Tell whether on a day what was completed is enough, whatever the deadline."""
    there = list(completions)
    counting = [each for each in there if counts(rule.counts, each, case, there)]  # type: ignore[attr-defined] leaves have it
    if isinstance(rule, Hours):
        return sum((hours(rule.counts, each) for each in counting), Decimal(0)) >= rule.hours
    if isinstance(rule, RecurringHours):
        amounts = [(each.completed_on, hours(rule.counts, each)) for each in counting]
        return enough_in_window(rule.window, amounts, rule.hours, day, case)
    if isinstance(rule, RecurringEvents):
        ones = [(each.completed_on, Decimal(1)) for each in counting]
        return enough_in_window(rule.window, ones, Decimal(rule.count), day, case, Decimal(1))
    if isinstance(rule, TopicCoverage):
        return all(covered(topic, rule, counting) for topic in rule.counts.topics)
    if isinstance(rule, Item):
        return any(valid_on(each, rule.valid_months, day) for each in counting if in_order(rule, each, case, there))
    raise TypeError(rule)


def counts(selection: Selection, completion: Completion, case: Case, there: Sequence[Completion]) -> bool:
    """Tell whether a completion is of the sort that is asked for, among all that were completed."""
    topics = set(completion.topics) | set(completion.topic_hours)
    listed = selection.approved is None or not selection.approved.trainings
    return (
        completion.kind in selection.kinds
        and (not selection.topics or bool(topics & selection.topics))
        and selection.also_topics <= topics
        and (listed or completion.training in selection.approved.trainings)  # type: ignore[union-attr] listed says so
        and (not selection.titled or any(name.lower() in completion.title.lower() for name in selection.titled))
        and (selection.before_role or completion.completed_on >= case.began)
        and all(
            all(any(is_of(part, whole, each) for each in there) for part in whole.parts)
            for whole in selection.only_whole
            if any(is_of(part, whole, completion) for part in whole.parts)
        )
    )


def is_of(part: Part, whole: Composite, completion: Completion) -> bool:
    """Tell whether a completion is of a part of a whole: by its title only where its key is that of no part."""
    if completion.training in {each.training for each in whole.parts if each.training}:
        return completion.training == part.training
    return any(name.lower() in completion.title.lower() for name in part.titled)


def in_order(rule: Item, completion: Completion, case: Case, there: Sequence[Completion]) -> bool:
    """Tell whether something of what must come first was completed by the same day."""
    return rule.after is None or any(
        counts(rule.after.counts, each, case, there) and each.completed_on <= completion.completed_on for each in there
    )


def hours(selection: Selection, completion: Completion) -> Decimal:
    """Return how many hours are on what is asked; unknown ones are none."""
    split = completion.topic_hours
    if not selection.topics or not split:
        return completion.hours or Decimal(0)
    asked = sum((share for topic, share in split.items() if topic in selection.topics), Decimal(0))
    if completion.hours is None:
        return asked
    if any(topic in selection.topics and topic not in split for topic in completion.topics):
        asked += max(Decimal(0), completion.hours - sum(split.values(), Decimal(0)))
    return min(asked, completion.hours)


def covered(topic: str, rule: TopicCoverage, counting: Sequence[Completion]) -> bool:
    """Tell whether a topic is there, with its hours where they are asked for."""
    if rule.hours_each is None:
        return any(topic in each.topics or topic in each.topic_hours for each in counting)
    found = Decimal(0)
    for each in counting:
        unsplit = [name for name in each.topics if name not in each.topic_hours]
        found += each.topic_hours.get(topic, Decimal(0))
        if unsplit == [topic] and each.hours is not None:
            found += max(Decimal(0), each.hours - sum(each.topic_hours.values(), Decimal(0)))
    return found >= rule.hours_each


def enough_in_window(
    window: Window,
    amounts: Sequence[tuple[date, Decimal]],
    needed: Decimal,
    day: date,
    case: Case,
    step: Decimal = Decimal("0.25"),
) -> bool:
    """Tell whether the window that a day asks about holds enough."""
    if (visit_on := visit_asked_by(window, case)) is not None:
        within = [amount for on, amount in amounts if on <= visit_on <= last_day(on, window.months)]
        return sum(within, Decimal(0)) >= needed
    if window.kind is WindowKind.CALENDAR_YEARS:
        length = window.months // 12
        grace = end_of_grace(case.began, case.grace_days, case.leave)
        spans = [range(last - length + 1, last + 1) for last in (day.year, day.year - 1)]
        return any(
            sum((a for on, a in amounts if on.year in span), Decimal(0))
            >= asked_of_years(window, case.began, grace, needed, step, span)
            for span in spans
        )
    if window.kind is WindowKind.ROLE_START:
        running = period_of(case.began, window.months, case.leave.clock(case.began, day))
        periods = [period_of(case.began, window.months, case.leave.clock(case.began, on)) for on, _ in amounts]
        return any(
            sum((a for (_, a), period in zip(amounts, periods, strict=True) if period == index), Decimal(0)) >= needed
            for index in (running, running - 1)
            if index >= 0
        )
    begins = case.leave.window_begins(day, window.months)
    return sum((amount for on, amount in amounts if on >= begins), Decimal(0)) >= needed


def period_of(began: date, months: int, day: date) -> int:
    """Return which period from the first day a day lies in, counting them one by one; -1 before the first."""
    if day < began:
        return -1
    number = 0
    while day > last_day(began, (number + 1) * months):
        number += 1
    return number


def valid_on(completion: Completion, months: int | None, day: date) -> bool:
    """Tell whether a thing is valid on a day: by its own end, and by how long such a thing lasts."""
    own = completion.expires_on is None or day <= completion.expires_on
    return own and (months is None or day <= last_day(completion.completed_on, months))


def last_day_in_time(rule: Rule, case: Case) -> date | None:
    """Return the last day on which a gap is none yet: the rule's own, or the end of grace if that is later."""
    days = [end_of_grace(case.began, case.grace_days, case.leave)] if case.grace_days else []
    if isinstance(rule, RecurringHours | RecurringEvents):
        days += first_window(rule.window, case)
    elif (within := getattr(rule, "due_days", None)) is not None:
        days.append(case.leave.last_in_time(case.began, case.began + within * DAY))
    return max(days, default=None)


def visit_asked_by(window: Window, case: Case) -> date | None:
    """Return the visit that a window ends on, if any."""
    return visit_in_service(window, case.began, case.grace_days, case.visit_on, case.leave)


def first_window(window: Window, case: Case) -> list[date]:
    """Return the last day of the first full window, where that is waited for; the visit where it is asked by."""
    whole = window.first_due is not FirstDue.AT_ONCE
    full = case.leave.last_in_time(case.began, last_day(case.began, window.months))
    if (visit_on := visit_asked_by(window, case)) is not None:
        return [visit_on, *([full] if whole else [])]
    if not whole:
        return []
    if window.kind is WindowKind.CALENDAR_YEARS:
        return [date(first_years(window, case.began, end_of_grace(case.began, case.grace_days, case.leave)), 12, 31)]
    return [full]


def held_before(rule: Rule, case: Case) -> bool:
    """Tell whether it was satisfied on any day before, in this service where it comes round again and again."""
    if isinstance(rule, Hours | TopicCoverage):
        return False
    if isinstance(rule, Item):
        there = case.through(case.as_of)
        return any(counts(rule.counts, each, case, there) and in_order(rule, each, case, there) for each in there)
    if isinstance(rule, RecurringHours | RecurringEvents) and visit_asked_by(rule.window, case):
        return False
    day = case.began
    while day < case.as_of:
        if satisfied(rule, replace(case, as_of=day), day, case.through(day)):
            return True
        day += DAY
    return False
