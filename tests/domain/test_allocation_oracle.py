"""Hours are shared out as trying every way does: `python -m tests.domain.test_allocation_oracle 100000` for so many."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from tests.domain import chance
from tests.domain.allocation_oracle import Sharing
from tests.domain.build import ADVOCATES, BOTH, TOPICS, requirement, standard
from tests.domain.oracle import Case, last_day
from tests.domain.oracle_leave import DaysOfLeave
from tests.domain.test_waivers import waiver
from tracker.domain.assessment import assess
from tracker.domain.finding import Finding
from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import Completion, Leave, Person, Record, RoleTerm, Waiver
from tracker.domain.rules import FirstDue, Hours, RecurringHours, Selection, Window, WindowKind
from tracker.domain.standard import Applies, CountsOnce
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState, Discipline, Role
from tracker.domain.wording import inside_a_sentence

RECORDS, EACH, AHEAD = 2_000, 250, 60
FIRST = date(2023, 10, 1)
STATES = (*[CompletionState.ACCEPTED] * 7, CompletionState.SUBMITTED)


@dataclass(frozen=True)
class Drawn:
    """Rules that share their hours, a person, and the circumstances of a day."""

    rules: tuple[Hours | RecurringHours, ...]
    person: Person
    as_of: date
    visit_on: date | None
    applies: tuple[Applies, ...]

    @property
    def sharing(self) -> Sharing:
        """The same for the oracle."""
        began = self.person.role_terms[0].starts_on
        leave = DaysOfLeave.of(self.person.leaves)
        case = Case(self.person.completions, self.as_of, began, visit_on=self.visit_on, leave=leave)
        waived = ((int(each.requirement[1:]), each.starts_on, each.ends_on) for each in self.person.waivers)
        return Sharing(self.rules, case, tuple(waived), self.person, self.applies)

    def findings(self) -> tuple[Finding, ...]:
        """What the product says."""
        stops = LeaveEffect.STOPS_THE_CLOCK
        both = enumerate(zip(self.rules, self.applies, strict=True))
        entries = [requirement(rule, f"r{number}", applies=applies, leave=stops) for number, (rule, applies) in both]
        group = CountsOnce(tuple(entry.id for entry in entries))
        asked = replace(standard(*entries), counts_once=(group,))
        return assess(asked, Record(people=(self.person,), visit_on=self.visit_on), self.as_of).findings


def drawn(seed: int) -> Drawn:
    """Draw a small case of two to four rules; some come round again alike, so that it matters which lapses."""
    by = Random(seed)
    number, alike = by.choice([2, 3, 3, 4]), by.random() < 0.25
    rules = tuple(_rule(by, most=3 if number == 4 else 6, alike=alike) for _ in range(number))
    began = FIRST + timedelta(days=by.randrange(90))
    completions = tuple(_completion(by, number) for number in range(by.randint(2, 6)))
    former, applies = _former_roles(Random(f"role {seed}"), began, number)
    somebody = Person(
        key="ada",
        name="Ada",
        discipline=Discipline.CAC,
        role_terms=(RoleTerm(Role.VICTIM_ADVOCATE, began), *former),
        completions=completions,
        leaves=_leaves(Random(f"leave {seed}"), began),
    )
    decisions = _waivers(Random(f"waiver {seed}"), number)
    anchor = by.choice([FIRST + timedelta(days=150), *(entry.completed_on for entry in completions)])
    as_of = last_day(anchor, by.choice([1, 1, 1, 1, 2, 2, 2, 2, 14])) + timedelta(days=by.randint(-1, 1))
    visit_on = by.choice([None, FIRST + timedelta(days=by.randrange(200))])
    return Drawn(rules, replace(somebody, waivers=decisions), max(began, as_of), visit_on, applies)


def _former_roles(by: Random, began: date, rules: int) -> tuple[tuple[RoleTerm, ...], tuple[Applies, ...]]:
    """Draw a role that is over, or was taken up again, for every fourth, and which of the rules bind whom."""
    if by.random() < 0.75:
        return (), (ADVOCATES,) * rules
    first = began + timedelta(days=by.randrange(-60, 60))
    last = first + timedelta(days=by.randrange(120))
    former = [RoleTerm(Role.VOLUNTEER, first, last)]
    if by.random() < 0.3:
        former.append(RoleTerm(Role.VOLUNTEER, last + timedelta(days=by.randint(1, 30))))
    bound = [
        ADVOCATES,
        *(Applies(roles=frozenset(roles)) for roles in ({Role.VOLUNTEER}, {*ADVOCATES.roles, Role.VOLUNTEER})),
    ]
    return tuple(former), tuple(by.choice(bound) for _ in range(rules))


def _waivers(by: Random, rules: int) -> tuple[Waiver, ...]:
    """Draw a decision on one rule, or on several, for every other."""
    if by.random() < 0.5:
        return ()
    return tuple(_waiver(by, number) for number in range(rules) if by.random() < 0.5)


def _waiver(by: Random, number: int) -> Waiver:
    first = FIRST + timedelta(days=by.randrange(-10, 190))
    last = first + timedelta(days=by.randrange(120))
    return waiver(f"{first}", f"{last}", requirement=f"r{number}")


def _leaves(by: Random, began: date) -> tuple[Leave, ...]:
    """Draw a leave or two of some days for every third."""
    if by.random() < 0.67:
        return ()
    first = [began + timedelta(days=by.randrange(120)) for _ in range(by.randint(1, 2))]
    return tuple(Leave(day, day + timedelta(days=by.randrange(40))) for day in first)


def _rule(by: Random, *, most: int, alike: bool) -> Hours | RecurringHours:
    topics = frozenset(topic for topic in TOPICS if by.random() < 0.35)
    counts = Selection(topics=topics, before_role=by.random() < 0.9, only_whole=(BOTH,) if by.random() < 0.1 else ())
    hours = Decimal(by.randint(1, most))
    if alike:
        return RecurringHours(hours=hours, counts=counts, window=Window(by.choice([1, 2]), first_due=FirstDue.AT_ONCE))
    if by.random() < 0.4:
        return Hours(hours=hours, counts=counts, due_days=by.choice([None, 30, 60]))
    kind = by.choice(list(WindowKind))
    months = 12 if kind is WindowKind.CALENDAR_YEARS else by.choice([1, 1, 2])
    return RecurringHours(
        hours=hours, counts=counts, window=Window(months, kind, by.choice([FirstDue.FULL_WINDOW, FirstDue.AT_ONCE]))
    )


def _completion(by: Random, number: int) -> Completion:
    topics = frozenset(topic for topic in TOPICS if by.random() < 0.6)
    hours = by.randint(1, 6)
    split = {min(topics): Decimal(by.randint(1, hours))} if topics and by.random() < 0.3 else {}
    return Completion(
        key=f"completion {number}",
        title="A training",
        completed_on=FIRST + timedelta(days=by.randrange(-30, 150)),
        state=by.choice(STATES),
        training=by.choice(chance.TRAININGS),
        hours=None if by.random() < 0.05 else Decimal(hours),
        topics=topics,
        topic_hours=split,
    )


def differences(seed: int) -> Iterator[str]:
    """Share out both ways and say what differs."""
    case = drawn(seed)
    sharing, findings = case.sharing, case.findings()
    for index, finding in enumerate(findings):
        expected = sharing.status(index)
        said = Status.MET if finding.status is Status.DUE_SOON else finding.status
        if said is not expected:
            yield f"{index}: {said}, oracle {expected}: {finding.reason}"
        without = expected
        if expected is Status.WAIVED:
            without = sharing.without(index)
            if f"Without this it is {inside_a_sentence(without.label)}." not in finding.reason:
                yield f"{index}: oracle {without} without the waiver: {finding.reason}"
        if without is Status.LAPSED and f"{chance_day(sharing.last_met(index))}." not in finding.reason:
            yield f"{index}: oracle met through {sharing.last_met(index)}: {finding.reason}"
        if expected is not Status.DOES_NOT_APPLY:
            yield from _late(index, finding, sharing)
    yield from _over_spent(case, findings)
    yield from _first_loss(case, sharing, findings)


def chance_day(day: date | None) -> str:
    """Write a day as findings do."""
    return f"{day:%b} {day.day}, {day.year}" if day else ""


def _late(index: int, finding: Finding, sharing: Sharing) -> Iterator[str]:
    rule = sharing.rules[index]
    if not isinstance(rule, Hours) or rule.due_days is None or finding.status is not Status.MET:
        return
    began, first = sharing.today(index).began, sharing.first_met(index)
    due_on = sharing.case.leave.last_in_time(began, began + timedelta(days=rule.due_days))
    expected = f"First met on {chance_day(first)};" if first and first > due_on else ""
    said = " ".join(each for each in finding.cautions if each.startswith("First met"))
    if said[: len(expected)] != expected or bool(said) != bool(expected):
        yield f"{index}: said {said!r}, oracle first met {first}"


def _over_spent(case: Drawn, findings: tuple[Finding, ...]) -> Iterator[str]:
    """No hour counts twice among those that are met."""
    for completion in case.person.completions:
        counted = [
            entry.hours or Decimal(0)
            for finding in findings
            for entry in finding.counted
            if entry.completion == completion
        ]
        whole = completion.hours if completion.hours is not None else sum(completion.topic_hours.values())
        if len(counted) > 1 and sum(counted) > whole:
            yield f"{completion.key}: {counted} counted of {whole}"


def _first_loss(case: Drawn, sharing: Sharing, findings: tuple[Finding, ...]) -> Iterator[str]:
    """The first day on which something lapses is told, where no first deadline hides it.

    A decision or a role that begins later, and a role that ends, may let hours go another way; nobody is told before.
    """
    terms, later = case.person.role_terms, [each.starts_on for each in (*case.person.waivers, *case.person.role_terms)]
    if max(later) > case.as_of or any(term.ends_on and term.ends_on >= case.as_of for term in terms):
        return
    if any(isinstance(rule, RecurringHours) and rule.window.first_due is not FirstDue.AT_ONCE for rule in case.rules):
        return
    if any(isinstance(rule, RecurringHours) and rule.window.kind is WindowKind.VISIT for rule in case.rules):
        return
    lapses = [finding.lapses_on for finding in findings if finding.lapses_on]
    said = min(lapses, default=None)
    expected = sharing.first_loss(AHEAD)
    if said and said > case.as_of + timedelta(days=AHEAD):
        said = None
    if said != expected:
        yield f"said that the first lapses on {said}, oracle {expected}"


@pytest.mark.parametrize("first", range(0, RECORDS, EACH))
def test_hours_are_shared_out_as_trying_every_way_does(first: int) -> None:
    found = {seed: told for seed in range(first, first + EACH) if (told := list(differences(seed)))}
    assert found == {}


if __name__ == "__main__":
    wrong = 0
    records, start = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    for number in range(start, start + records):
        for told in differences(number):
            wrong += 1
            sys.stdout.write(f"{number}: {told}\n{drawn(number)}\n")
    sys.stdout.write(f"{records:,} records, {wrong:,} differences from trying every way\n")
    sys.exit(bool(wrong))
