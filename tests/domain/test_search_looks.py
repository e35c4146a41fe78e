"""How soon the smallest set of trainings is proven to be the smallest: what is found in time is what people read."""

from decimal import Decimal

import pytest

from tests.domain.test_search import offer, planned
from tracker.domain import forecast_search
from tracker.domain.forecast_offers import Offer
from tracker.domain.rules import ApprovedList, Hours, Selection, TopicCoverage
from tracker.domain.standard import Rule


def hours(number: str, *topics: str) -> Hours:
    """So many hours, on any of the topics."""
    return Hours(hours=Decimal(number), counts=Selection(topics=frozenset(topics)))


def covered(*topics: str) -> TopicCoverage:
    """All of the topics."""
    return TopicCoverage(counts=Selection(topics=frozenset(topics)))


OF_EACH_TOPIC_TWO = tuple(offer(f"{topic}{long}", long, topic) for topic in ("a", "b", "c") for long in ("1", "2"))
OVERLAPPING = (
    offer("ab", "1", "a", "b"),
    offer("ac", "1.25", "a", "c"),
    offer("a", "1.5", "a"),
    offer("b", "2", "b"),
    offer("c", "2.5", "c"),
)
LENGTHS = tuple(offer(f"{long}", f"{long}") for long in range(1, 9))
ALIKE = tuple(offer(f"{name}", "2", topic) for name, topic in zip("pqrstu", "ababab", strict=True))
MIXED = (
    *(offer(f"{topic}{long}", long, topic) for topic in ("a", "b", "c") for long in ("1", "1.5", "3")),
    offer("ab", "2", "a", "b"),
    offer("bc", "2.25", "b", "c"),
)


@pytest.mark.parametrize(
    ("rules", "offers", "chosen", "looks", "from_a_bad_guess"),
    [
        ((covered("a", "b", "c"),), OF_EACH_TOPIC_TWO, ["a1", "b1", "c1"], 2, 7),
        ((covered("a", "b", "c"),), OVERLAPPING, ["ab", "ac"], 2, 5),
        ((hours("11.5"),), LENGTHS, ["5", "7"], 62, 62),
        ((hours("6"), covered("a", "b")), ALIKE, None, 6, 7),
        ((covered("a", "b"), hours("3", "c"), hours("5")), MIXED, ["ab", "c3"], 23, 23),
        ((covered("a", "b", "c"), hours("4.5", "b")), MIXED, ["ab", "b1", "bc"], 12, 13),
    ],
    ids=["two of each topic", "on two topics at once", "many lengths", "all alike", "three gaps", "hours on a topic"],
)
def test_it_is_proven_after_so_few_looks(
    monkeypatch: pytest.MonkeyPatch,
    rules: tuple[Rule, ...],
    offers: tuple[Offer, ...],
    chosen: list[str] | None,
    looks: int,
    from_a_bad_guess: int,
) -> None:
    well = planned(*rules, offers=offers, most_sets=looks)
    for guess in ("_one_by_one", "_all_but_the_spare"):
        monkeypatch.setattr(forecast_search, guess, lambda _, all_of_them: (1 << len(all_of_them)) - 1)
    badly = planned(*rules, offers=offers, most_sets=from_a_bad_guess)
    assert (well.smallest, badly.smallest, well.size) == (True, True, badly.size)
    if chosen is not None:
        assert [sorted(step.offer.key for step in each.steps) for each in (well, badly)] == [chosen, chosen]


def test_a_way_that_two_gaps_have_in_common_is_not_reckoned_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """One training on two of the topics is left out of the first guess, which is larger than what it would be."""
    offers = offer("b", "1", "b"), offer("a", "1.4", "a"), offer("c", "1.4", "c"), offer("ac", "1.5", "a", "c")
    more = offer("b more", "2", "b"), offer("c more", "3", "c")
    for guess in ("_one_by_one", "_all_but_the_spare"):
        monkeypatch.setattr(forecast_search, guess, lambda *_: 0b111)
    found = planned(covered("a", "b", "c"), offers=(*offers, *more))
    assert ([step.offer.key for step in found.steps], found.smallest) == (["b", "ac"], True)


def test_two_that_look_the_same_are_told_apart_where_each_is_on_a_list_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for guess in ("_one_by_one", "_all_but_the_spare"):
        monkeypatch.setattr(forecast_search, guess, lambda _, all_of_them: (1 << len(all_of_them)) - 1)
    listed, other = (
        Hours(hours=Decimal(2), counts=Selection(approved=ApprovedList("a list", frozenset(keys))))
        for keys in ("bd", "cef")
    )
    offers = (
        *(offer("b", "2"), offer("c", "2"), offer("d", "2.5", "boys")),
        *(offer("e", "3"), offer("f", "3"), offer("g", "1", "boys")),
    )
    found = planned(listed, other, hours("1", "boys"), offers=offers)
    assert ([step.offer.key for step in found.steps], found.smallest) == (["c", "d"], True)
