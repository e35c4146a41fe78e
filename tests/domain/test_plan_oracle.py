"""Plans by chance are the smallest that trying every set finds: `python -m tests.domain.test_plan_oracle 20000`."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from random import Random

import pytest

from tests.domain import chance
from tests.domain.build import ADVOCATES, TOPICS, requirement, standard
from tests.domain.many import judge_many
from tracker.domain import forecast_search
from tracker.domain.assessment import assess_person
from tracker.domain.forecast_offers import Offer, Size, size_of
from tracker.domain.forecast_plan import NOT_AGAIN_DAYS, PersonPlan, plan
from tracker.domain.forecast_trial import Days
from tracker.domain.record import Person
from tracker.domain.standard import Standard
from tracker.domain.vocabulary import CompletionState

PEOPLE, EACH = 500, 125
MOST_OFFERS = 7
SHARE_OF_TWINS, SHARE_OF_PLANNED = 0.3, 0.3
DONE = (CompletionState.ACCEPTED, CompletionState.SUBMITTED)
Case = tuple[Standard, Person, Days, tuple[Offer, ...]]


def drawn_case(drawn: Random) -> Case:
    """Draw a standard of one to three requirements, a person, the days, and a small catalog."""
    person = chance.somebody(drawn, "ada")
    asked = [
        requirement(chance.rule(drawn), f"asked-{number}", applies=ADVOCATES) for number in range(drawn.randint(1, 3))
    ]
    today = chance.turning_day(drawn, [person])
    days = Days(
        today=today,
        on_day=today + timedelta(days=drawn.choice([0, 0, 30, 200, 500])),
        visit_on=drawn.choice([None, chance.day(drawn)]),
    )
    offers = [_offer(drawn, number) for number in range(drawn.randint(0, MOST_OFFERS))]
    for place in range(1, len(offers)):
        if drawn.random() < SHARE_OF_TWINS:
            like = drawn.choice(offers[:place])
            offers[place] = replace(offers[place], hours=like.hours, topics=like.topics)
    offers = [_planned(drawn, each, days) if drawn.random() < SHARE_OF_PLANNED else each for each in offers]
    return standard(*asked), person, days, tuple(offers)


def _offer(drawn: Random, number: int) -> Offer:
    return Offer(
        key="abcdefgh"[number],
        title=f"Training {number}",
        topics=frozenset(topic for topic in TOPICS if drawn.random() < 0.5),
        hours=drawn.choice([None, *[Decimal(drawn.randint(1, 12)) / 2] * 4]),
        cost=drawn.choice(["free", "paid", "unknown"]),
    )


def _planned(drawn: Random, offer: Offer, days: Days) -> Offer:
    """Let it be planned for a day, mostly in time, as a training of the catalog or as none."""
    on = days.today + timedelta(days=drawn.randint(-1, (days.on_day - days.today).days + 1))
    return replace(offer, on=on, of=drawn.choice([None, *"abcdefgh"]), cost="free")


def met(asked: Standard, person: Person, offers: Iterable[Offer], done_on: date, days: Days) -> frozenset[str]:
    """Return what would be met with offers completed on a day."""
    who = replace(person, completions=person.completions + tuple(offer.completed(done_on) for offer in offers))
    findings = assess_person(asked, who, days.on_day, days.visit_on)
    return frozenset(f.requirement.id for f in findings if f.status.counts_as_met)


def smallest(case: Case, done_on: date, asked_for: frozenset[str]) -> tuple[frozenset[str], Size]:
    """Try every set: return what of that asked for can be met at all, and the size of the smallest set that does."""
    asked, person, days, offers = case
    can = met(asked, person, offers, done_on, days) & asked_for
    sets = (chosen for number in range(len(offers) + 1) for chosen in combinations(offers, number))
    return can, min(size_of(chosen) for chosen in sets if can <= met(asked, person, chosen, done_on, days))


def difference(seed: int) -> str:
    """Plan by search and by trying everything; return what each says where they differ, else nothing."""
    case = drawn_case(Random(seed))
    asked, person, days, offers = case
    found = plan([asked], person, days, offers, most_sets=100_000)
    before = assess_person(asked, person, days.on_day, days.visit_on)
    gaps = frozenset(f.requirement.id for f in before if f.status.is_gap)
    fresh = may_be_planned(person, offers, days)
    for near, done_on in ((False, days.today), (True, days.on_day)):
        if near and days.on_day == days.today:
            break
        can, size = smallest((asked, person, days, fresh), done_on, gaps)
        chosen = [step.offer for step in found.steps if step.near is near]
        if size_of(chosen) != (size if can else size_of([])):
            return f"{'near' if near else 'now'}: {size_of(chosen)}, by trying every set {size}\n{case}\n{found}"
        if not can <= met(asked, person, chosen, done_on, days):
            return f"does not close {can}\n{case}\n{found}"
        done = tuple(offer.completed(done_on) for offer in chosen)
        person = replace(person, completions=person.completions + done)
        fresh, gaps = tuple(offer for offer in fresh if offer not in chosen), gaps - can
    left = {task.finding.requirement.id for task in found.tasks if task.finding.status.is_gap}
    return (
        ""
        if left == gaps and found.smallest
        else f"left {left}, expected {gaps}, proven: {found.smallest}\n{case}\n{found}"
    )


def may_be_planned(person: Person, offers: Sequence[Offer], days: Days) -> tuple[Offer, ...]:
    """Return what may be planned: what is planned in time, and what was not done lately."""
    since = days.today - timedelta(days=NOT_AGAIN_DAYS)
    lately = {each.training for each in person.completions if each.completed_on >= since and each.state in DONE}
    planned = tuple(offer for offer in offers if offer.on is not None and days.today <= offer.on <= days.on_day)
    expected = {offer.of for offer in planned}
    return planned + tuple(each for each in offers if each.on is None and each.key not in lately | expected)


@pytest.mark.parametrize("first", range(0, PEOPLE, EACH))
def test_no_set_is_smaller_than_the_plan(first: int) -> None:
    assert {seed: told for seed in range(first, first + EACH) if (told := difference(seed))} == {}


def _plans(number: int) -> list[PersonPlan]:
    cases = (drawn_case(Random(seed)) for seed in range(number))
    return [plan([asked], person, days, offers) for asked, person, days, offers in cases]


def test_plans_by_chance_hold_everything_that_a_plan_may_hold() -> None:
    found = _plans(PEOPLE)
    assert max(len(each.steps) for each in found) >= 3
    assert any(step.near for each in found for step in each.steps)
    assert any(step.is_planned for each in found for step in each.steps)
    assert any(step.is_planned for each in found for step in each.steps if each.to_book)
    assert any(len(step.serves) > 1 for each in found for step in each.steps)
    assert any(task.possible for each in found for task in each.tasks)


def test_the_search_finds_the_smallest_set_also_from_a_bad_first_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    for guess in ("_one_by_one", "_all_but_the_spare"):
        monkeypatch.setattr(forecast_search, guess, lambda _, offers: (1 << len(offers)) - 1)
    assert [seed for seed in range(EACH) if difference(seed)] == []


def test_a_bound_that_promises_too_much_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecast_search, "_hours_short", lambda *_: Decimal(10))
    assert any(difference(seed) for seed in range(2_000))


if __name__ == "__main__":
    sys.exit(judge_many(difference, "plans", "otherwise than by trying every set"))
