"""How long a team's plan takes, and how far it is from the smallest there is where every set can be tried."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from time import process_time

from tests.bench.assessing import TODAY, TOPICS, somebody
from tests.domain.test_plan_oracle import difference
from tracker.domain.forecast_offers import Offer
from tracker.domain.forecast_plan import plan
from tracker.domain.forecast_trial import Days
from tracker.standards.editions import edition

PEOPLE, OFFERS = 60, 100
CASES, FEW_CASES = 2_000, 200
STANDARDS = (("nca-csec", "2023"), ("nca-essential-training", "2023"))


def figures(*, small: bool) -> Iterator[str]:
    """Yield a line for a team whose trainings all have a length, one where most have none, and one beside every set."""
    for share in (1.0, 0.35):
        yield _plan(share)
    cases = FEW_CASES if small else CASES
    worse = sum(bool(difference(seed)) for seed in range(cases))
    yield f"  every set of a small catalog tried, {cases:,} people by chance: {worse} plans larger than the smallest"


def _plan(share: float) -> str:
    """Plan for a team by the two standards that ship, with so large a share of lengths known."""
    offers = [_offer(number, share) for number in range(OFFERS)]
    standards = [edition(*each) for each in STANDARDS]
    days = Days(today=TODAY, on_day=TODAY + timedelta(days=275), visit_on=TODAY + timedelta(days=275))
    people = [replace(somebody(number, 12), key=f"person {number}") for number in range(PEOPLE)]
    began = process_time()
    plans = [plan(standards, person, days, offers) for person in people]
    seconds = process_time() - began
    proven = sum(each.smallest for each in plans)
    return (
        f"A plan for {PEOPLE} people, {OFFERS} trainings of which {share:.0%} state their length, two standards: "
        f"{seconds:.1f} s; {sum(len(each.steps) for each in plans)} trainings, {proven} of {PEOPLE} proven smallest"
    )


def _offer(number: int, share: float) -> Offer:
    chance = Random(number)
    topics = ("identification", "trauma", "mdt_response", "advocacy", "forensic_interview", "online_exploitation")
    return Offer(
        key=f"training-{number}",
        title=f"Training {number}",
        topics=frozenset(topic for topic in (*topics, *TOPICS) if chance.random() < 0.3),
        hours=Decimal(chance.randint(2, 32)) / 4 if chance.random() < share else None,
        cost=chance.choice(["free", "paid", "unknown"]),
    )
