"""A training that somebody could take, as if it were completed, and which of two sets of them asks for less."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.build import on
from tracker.domain.forecast_offers import Offer, amount_words, places, plus, size_of
from tracker.domain.record import Completion, CompletionKind
from tracker.domain.vocabulary import CompletionState, Grade

CORE = Offer(key="core", title="Core course", topics=frozenset({"trauma"}), hours=Decimal("2.5"), cost="free")
UNSTATED = Offer(key="talk", title="A talk", cost="paid")


def test_a_training_is_reckoned_as_accepted_and_proven_with_its_own_topics_and_hours() -> None:
    assert CORE.completed(on("2026-11-26"), Decimal(9)) == Completion(
        key="planned:core",
        title="Core course",
        completed_on=on("2026-11-26"),
        state=CompletionState.ACCEPTED,
        grade=Grade.VERIFIED,
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
        (0, Decimal("2.5"), 0, 0, 1, 1, 0),
        (1, Decimal(0), 0, 1, 1, 1, 0),
        (0, Decimal(3), 1, 0, 1, 1, 0),
    ]
    assert size_of((CORE, UNSTATED, unsaid)) == (1, Decimal("5.5"), 1, 1, 3, 3, 0)
    one, other = (1, Decimal(2), 3, 4, 5, 6, 7), (10, Decimal(20), 30, 40, 50, 60, 70)
    assert plus(one, other) == plus(other, one) == (11, Decimal(22), 33, 44, 55, 66, 70)


def test_what_is_planned_for_a_day_is_completed_on_it_and_of_its_kind() -> None:
    review = replace(UNSTATED, on=on("2027-02-03"), kind=CompletionKind.PEER_REVIEW)
    assert review.completed(on("2026-11-26")).completed_on == on("2027-02-03")
    assert review.completed(on("2026-11-26")).kind is CompletionKind.PEER_REVIEW
    assert review.completed(on("2026-11-26")).training is None
    assert replace(review, of="core").completed(on("2026-11-26")).training == "core"


def test_of_equal_hours_and_costs_what_has_a_day_is_smaller_and_of_two_days_the_earlier() -> None:
    early, late = replace(CORE, on=on("2027-02-03")), replace(CORE, on=on("2027-03-03"))
    assert sorted([late, early, CORE], key=lambda each: each.size) == [early, late, CORE]
    assert size_of((early, late)) < size_of((early, replace(CORE, key="other")))
    assert size_of((early, late))[-1] == on("2027-03-03").toordinal()
    cheaper = replace(UNSTATED, hours=Decimal("2.5"), cost="free")
    assert cheaper.size < replace(early, cost="paid").size
    assert replace(CORE, hours=Decimal(2)).size < early.size


@pytest.mark.parametrize(("chosen", "expected"), [(0, []), (1, [0]), (0b1010, [1, 3]), (0b111, [0, 1, 2])])
def test_a_set_names_its_trainings_from_the_first(chosen: int, expected: list[int]) -> None:
    assert list(places(chosen)) == expected


@pytest.mark.parametrize(
    ("lengths", "words"),
    [
        (["2"], "1 training, 2 hours"),
        (["2", "2.5"], "2 trainings, 4.5 hours"),
        (["2", "2.5", None], "3 trainings, 4.5 hours and 1 of unstated length"),
        (["1", None, None], "3 trainings, 1 hour and 2 of unstated length"),
        ([None], "1 training, length not stated"),
        ([None, None], "2 trainings, length not stated"),
    ],
)
def test_how_much_some_trainings_are_is_said_as_far_as_it_is_known(lengths: list[str | None], words: str) -> None:
    offers = [Offer(key=str(at), title="A", hours=Decimal(it) if it else None) for at, it in enumerate(lengths)]
    assert amount_words(size_of(offers)) == words
