"""What closes a share of the team is the least that trying every set with everybody finds.

`python -m tests.domain.test_share_oracle 20000` tries so many teams.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, reduce
from itertools import combinations, product
from random import Random

import pytest

from tests.domain import chance
from tests.domain.build import TOPICS, requirement, standard
from tests.domain.many import judge_many
from tests.domain.test_plan_oracle import may_be_planned
from tracker.domain import forecast_share
from tracker.domain.assessment import assess_team
from tracker.domain.forecast_offers import NOTHING, Offer, Size, plus, size_of
from tracker.domain.forecast_plan import PersonPlan, Step
from tracker.domain.forecast_share import Choice, ShareWay, share_way
from tracker.domain.forecast_trial import Days
from tracker.domain.record import Person, Record
from tracker.domain.rules import TeamShare
from tracker.domain.standard import Applies, Standard
from tracker.domain.verdict import Status

TEAMS, EACH = 200, 50
MOST_PEOPLE, MOST_OFFERS = 4, 3
SHARE_OF_EXPECTED, SHARE_OF_ABOVE = 0.25, 0.25
Chosen = tuple[Offer, ...]


@dataclass(frozen=True)
class Case:
    """A share that is asked for, the team, the days, and what each of them may complete."""

    asked: Standard
    people: tuple[Person, ...]
    days: Days
    choice: Choice

    @property
    def record(self) -> Record:
        return Record(people=self.people, visit_on=self.days.visit_on)

    @property
    def share(self) -> TeamShare:
        rule = self.asked.requirements[0].rule
        assert isinstance(rule, TeamShare)
        return rule

    @cached_property
    def way(self) -> ShareWay | None:
        """What is proposed; None where there is no gap."""
        (finding,) = assess_team(self.asked, self.record, self.days.on_day)
        return share_way(self.asked, finding, self.record, self.days, self.choice) if finding.status.is_gap else None

    def status(self, people: Sequence[Person], share: TeamShare | None = None) -> Status:
        """Say how it stands with a team of some people, if need be with another share asked for."""
        (entry,) = self.asked.requirements
        asked = replace(self.asked, requirements=(replace(entry, rule=share or self.share),))
        record = replace(self.record, people=tuple(people))
        return assess_team(asked, record, self.days.on_day)[0].status


def drawn_case(seed: int) -> Case:
    """Draw a share of a small team, the days, and a small catalog, of which some is planned or proposed already."""
    drawn = Random(f"share {seed}")
    share, people, today, leave = chance.team(drawn)
    on_day = today + timedelta(days=drawn.choice([0, 0, 30, 200]))
    days = Days(today=today, on_day=on_day, visit_on=drawn.choice([None, chance.day(drawn)]))
    catalog = tuple(_offer(drawn, name) for name in "abc"[: drawn.randint(1, MOST_OFFERS)])
    asked = standard(requirement(share, applies=Applies(team=True), leave=leave))
    expected = {each.key: (_planned(drawn, days),) for each in people if drawn.random() < SHARE_OF_EXPECTED}
    above = {each.key: (_proposed(drawn, catalog),) for each in people if drawn.random() < SHARE_OF_ABOVE}
    return Case(asked, people[:MOST_PEOPLE], days, Choice(catalog, expected, above))


def _offer(drawn: Random, key: str) -> Offer:
    return Offer(
        key=key,
        title=f"Training {key}",
        topics=frozenset(topic for topic in TOPICS if drawn.random() < 0.7),
        hours=drawn.choice([None, *[Decimal(drawn.randint(1, 16)) / 2] * 5]),
        cost=drawn.choice(["free", "paid", "unknown"]),
    )


def _planned(drawn: Random, days: Days) -> Offer:
    on = days.today + timedelta(days=drawn.randint(-1, (days.on_day - days.today).days + 1))
    return replace(_offer(drawn, "planned"), on=on, of=drawn.choice([None, "a"]), cost="free")


def _proposed(drawn: Random, catalog: Sequence[Offer]) -> Step:
    return Step(drawn.choice(catalog), (), near=drawn.random() < 0.3)


def with_done(person: Person, offers: Sequence[Offer], done_on: date) -> Person:
    return replace(person, completions=person.completions + tuple(offer.completed(done_on) for offer in offers))


def with_above(case: Case) -> Iterator[Person]:
    """Yield everybody with what is proposed to them already completed."""
    for person in case.people:
        for step in case.choice.above.get(person.key, ()):
            person = with_done(person, [step.offer], case.days.on_day if step.near else case.days.today)  # noqa: PLW2901  # one after the other
        yield person


def sets_of(case: Case, person: Person) -> list[tuple[Size, bool]]:
    """Return of every set that somebody may complete how much it asks for, and whether it is enough of them.

    Who lacks nothing, as what they sent in waits for review, completes nothing; whoever completes something must
    satisfy it then. Completed today; where no set helps then, on the day itself. Judged as a team of their own.
    """
    proposed = {step.offer.key for step in case.choice.above.get(person.key, ())}
    offers = [*case.choice.catalog, *case.choice.expected.get(person.key, ())]
    offers = [each for each in may_be_planned(person, offers, case.days) if each.key not in proposed]
    sets = [chosen for number in range(len(offers) + 1) for chosen in combinations(offers, number)]
    alone = replace(case.share, percent=None, number=1)
    if not case.status([person], alone).is_gap:
        return [(NOTHING, True)]
    for done_on in (case.days.today, case.days.on_day):
        done = [(chosen, with_done(person, chosen, done_on)) for chosen in sets]
        found = [(size_of(chosen), case.status([who], alone).counts_as_met) for chosen, who in done]
        if any(is_enough for _, is_enough in found):
            return found
    return [(NOTHING, False)]


def least(case: Case, needed: int) -> tuple[int, Size]:
    """Try every set with everybody: return how few are missing at best, and the least that leaves so few missing."""
    every = product(*(sets_of(case, person) for person in with_above(case)))
    return min(
        (max(needed - sum(is_enough for _, is_enough in each), 0), reduce(plus, (size for size, _ in each), NOTHING))
        for each in every
    )


def needed_of(case: Case) -> int:
    """Return how many must satisfy it: as many as there are of a part of a person asks for a whole one."""
    reckoned = sum(not _is_left_out(case, person) for person in case.people)
    if case.share.percent is None:
        return case.share.number or 0
    return next(number for number in range(reckoned + 1) if number * 100 >= reckoned * case.share.percent)


def _is_left_out(case: Case, person: Person) -> bool:
    """Tell whether somebody is not reckoned with: then nobody is among a team of their own who could be named."""
    return case.status([person], replace(case.share, each=None, percent=None, number=1)).is_gap


def total_of(plans: Sequence[PersonPlan]) -> Size:
    return size_of(step.offer for each in plans for step in each.steps)


def difference(seed: int) -> str:
    """Propose, and try everything; return what each says where they differ, else nothing."""
    case = drawn_case(seed)
    if case.way is None:
        return ""
    best = least(case, needed_of(case))
    if (case.way.missing, total_of(case.way.plans)) != best or not case.way.smallest:
        return f"{case.way}, by trying everything {best}"
    steps = {each.person.key: each.steps for each in case.way.plans}
    done = [
        reduce(lambda who, step: with_done(who, [step.offer], _done_on(case, step)), steps.get(each.key, ()), each)
        for each in with_above(case)
    ]
    return f"does not close it: {case.way}" if case.status(done).is_gap != bool(case.way.missing) else ""


def _done_on(case: Case, step: Step) -> date:
    return case.days.on_day if step.near else case.days.today


@pytest.mark.parametrize("first", range(0, TEAMS, EACH))
def test_nothing_less_closes_it(first: int) -> None:
    assert {seed: told for seed in range(first, first + EACH) if (told := difference(seed))} == {}


def test_teams_by_chance_hold_everything_that_a_way_may_hold() -> None:
    found = [way for seed in range(TEAMS) if (way := drawn_case(seed).way)]
    assert len(found) > TEAMS / 4
    assert sum(bool(each.plans) and not each.missing for each in found) > TEAMS / 16
    assert any(len(each.plans) > 1 for each in found)
    assert any(each.plans and each.missing for each in found)
    assert any(each.above and each.plans for each in found)
    assert any(each.above and not each.plans and not each.missing for each in found)
    assert any(each.waiting and each.plans for each in found)
    steps = [step for each in found for plan in each.plans for step in plan.steps]
    assert any(step.near for step in steps)
    assert any(step.is_planned for step in steps)


def test_taking_the_first_who_can_instead_of_the_smallest_plans_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecast_share, "sorted", lambda found, key: list(found), raising=False)  # as called
    assert any(difference(seed) for seed in range(TEAMS))


if __name__ == "__main__":
    sys.exit(judge_many(difference, "teams", "otherwise than by trying everything"))
