"""Where hours count once, plans leave no more gaps than trying every set does, and are the smallest that do.

`python -m tests.domain.test_plan_shared_oracle 20000` tries so many.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from random import Random

import pytest

from tests.domain.build import TOPICS, requirement, standard
from tests.domain.many import judge_many
from tests.domain.test_allocation_oracle import Drawn, drawn
from tests.domain.test_plan_oracle import may_be_planned
from tracker.domain.assessment import assess_person
from tracker.domain.forecast_offers import Offer, Size, size_of
from tracker.domain.forecast_plan import PersonPlan, plan
from tracker.domain.forecast_trial import Days
from tracker.domain.record import Person
from tracker.domain.standard import CountsOnce, Standard

PEOPLE, EACH = 400, 100
MOST_OFFERS = 6
Case = tuple[Standard, Person, Days, tuple[Offer, ...]]


def drawn_case(seed: int) -> Case:
    """Draw rules of which some or all share their hours, a person, the days, and a small catalog."""
    case, by = drawn(seed), Random(f"plan {seed}")
    offers = tuple(_offer(by, number, case) for number in range(by.randint(1, MOST_OFFERS)))
    on_day = case.as_of + timedelta(days=by.choice([0, 0, 40, 300]))
    return _standard(case, by), case.person, Days(today=case.as_of, on_day=on_day, visit_on=case.visit_on), offers


def _standard(case: Drawn, by: Random) -> Standard:
    entries = [requirement(replace(rule, **_later(rule, by)), f"r{number}") for number, rule in enumerate(case.rules)]
    sharing = entries[: by.choice([2, len(entries), len(entries)])]
    return replace(standard(*entries), counts_once=(CountsOnce(tuple(entry.id for entry in sharing)),))


def _later(rule: object, by: Random) -> dict[str, int]:
    """Let what is asked once be due later, often after the day of the plan."""
    return {"due_days": by.choice([30, 200, 600])} if hasattr(rule, "due_days") and by.random() < 0.4 else {}


def _offer(by: Random, number: int, case: Drawn) -> Offer:
    return Offer(
        key="abcdefgh"[number],
        title=f"Training {number}",
        topics=frozenset(topic for topic in TOPICS if by.random() < 0.6),
        hours=by.choice([None, *[Decimal(by.randint(1, 12)) / 2] * 5]),
        cost=by.choice(["free", "paid"]),
        on=case.as_of + timedelta(days=by.randint(0, 60)) if by.random() < 0.2 else None,
    )


def gaps(case: Case, chosen: Iterable[Offer], done_on: date) -> int:
    """Count what is left by the day with offers completed: gaps, and whatever was one or was met and now is not."""
    asked, person, days, _ = case
    who = replace(person, completions=person.completions + tuple(offer.completed(done_on) for offer in chosen))
    before, after = (assess_person(asked, each, days.on_day, days.visit_on) for each in (person, who))
    return sum(
        now.status.is_gap or (not now.status.counts_as_met and (was.status.is_gap or was.status.counts_as_met))
        for was, now in zip(before, after, strict=True)
    )


def fewest(case: Case, done_on: date) -> tuple[int, Size]:
    """Try every set: return how few gaps can be left, and the size of the smallest set that leaves so few."""
    offers = case[-1]
    sets = [chosen for number in range(len(offers) + 1) for chosen in combinations(offers, number)]
    return min((gaps(case, chosen, done_on), size_of(chosen)) for chosen in sets)


def difference(seed: int) -> str:
    """Plan by search and by trying everything; return what each says where they differ, else nothing."""
    asked, person, days, offers = drawn_case(seed)
    found = plan([asked], person, days, offers, most_sets=100_000)
    left = may_be_planned(person, offers, days)
    for near, done_on in ((False, days.today), (True, days.on_day)):
        if near and days.on_day == days.today:
            break
        chosen = [step.offer for step in found.steps if step.near is near]
        case = asked, person, days, left
        says, can = (gaps(case, chosen, done_on), size_of(chosen)), fewest(case, done_on)
        if says != can and (found.smallest or says[0] > gaps(case, (), done_on)):
            return f"{'near' if near else 'now'}: {says}, by trying every set {can}\n{found}"
        done = tuple(offer.completed(done_on) for offer in chosen)
        person = replace(person, completions=person.completions + done)
        left = tuple(offer for offer in left if offer not in chosen)
    tasks = {task.finding.requirement.id for task in found.tasks}
    after = assess_person(asked, person, days.on_day, days.visit_on)
    open_still = {each.requirement.id for each in after if each.status.is_gap}
    return "" if open_still <= tasks else f"{tasks} tasks, {open_still} gaps\n{found}"


@pytest.mark.parametrize("first", range(0, PEOPLE, EACH))
def test_no_set_leaves_fewer_gaps_or_is_smaller_and_leaves_as_few(first: int) -> None:
    assert {seed: told for seed in range(first, first + EACH) if (told := difference(seed))} == {}


def test_plans_by_chance_close_what_shares_hours_and_are_nearly_always_proven() -> None:
    found = _plans(PEOPLE)
    assert sum(len(step.serves) > 1 for each in found for step in each.steps) > PEOPLE / 10
    assert any(step.near for each in found for step in each.steps)
    assert any(task.possible for each in found for task in each.tasks)
    assert sum(not each.smallest for each in found) < PEOPLE / 20


def _plans(number: int) -> Sequence[PersonPlan]:
    cases = (drawn_case(seed) for seed in range(number))
    return [plan([asked], person, days, offers) for asked, person, days, offers in cases]


if __name__ == "__main__":
    sys.exit(judge_many(difference, "plans", "otherwise than by trying every set"))
