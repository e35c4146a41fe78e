"""A training that somebody could take, as if it were completed, and which of two sets of them asks for less."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.build import on
from tracker.domain.forecast_offers import Offer, places, plus, size_of
from tracker.domain.record import Completion
from tracker.domain.vocabulary import CompletionState

CORE = Offer(key="core", title="Core course", topics=frozenset({"trauma"}), hours=Decimal("2.5"), cost="free")
UNSTATED = Offer(key="talk", title="A talk", cost="paid")


def test_a_training_is_reckoned_as_accepted_with_its_own_topics_and_hours() -> None:
    assert CORE.completed(on("2026-11-26"), Decimal(9)) == Completion(
        key="planned:core",
        title="Core course",
        completed_on=on("2026-11-26"),
        state=CompletionState.ACCEPTED,
        training="core",
        hours=Decimal("2.5"),
        topics=frozenset({"trauma"}),
    )


def test_of_unstated_length_it_has_none_or_the_one_that_is_supposed() -> None:
    assert UNSTATED.completed(on("2026-11-26")).hours is None
    assert UNSTATED.completed(on("2026-11-26"), Decimal(9)).hours == 9


def test_a_set_asks_for_its_unstated_lengths_hours_unstated_costs_costs_and_trainings() -> None:
    core, unstated = replace(CORE), replace(UNSTATED)  # measured here, not while this module was read
    unsaid = Offer(key="unsaid", title="Cost not stated", hours=Decimal(3))
    assert [offer.size for offer in (core, unstated, unsaid)] == [
        (0, Decimal("2.5"), 0, 0, 1),
        (1, Decimal(0), 0, 1, 1),
        (0, Decimal(3), 1, 0, 1),
    ]
    assert size_of((CORE, UNSTATED, unsaid)) == (1, Decimal("5.5"), 1, 1, 3)
    assert plus((1, Decimal(2), 3, 4, 5), (10, Decimal(20), 30, 40, 50)) == (11, Decimal(22), 33, 44, 55)


@pytest.mark.parametrize(("chosen", "expected"), [(0, []), (1, [0]), (0b1010, [1, 3]), (0b111, [0, 1, 2])])
def test_a_set_names_its_trainings_from_the_first(chosen: int, expected: list[int]) -> None:
    assert list(places(chosen)) == expected
