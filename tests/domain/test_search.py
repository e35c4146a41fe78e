"""The search for the smallest set of trainings: what it must not pass over, and what it says where it gives up."""

from decimal import Decimal

import pytest

from tests.domain.build import on, person, requirement, standard
from tracker.domain import forecast_search
from tracker.domain.forecast_offers import Offer
from tracker.domain.forecast_plan import PersonPlan, plan
from tracker.domain.forecast_trial import Days
from tracker.domain.rules import ApprovedList, Hours, Selection
from tracker.domain.standard import Rule

TODAY = on("2026-11-26")
TRAUMA = Selection(topics=frozenset({"trauma"}))


def offer(key: str, hours: str, *topics: str) -> Offer:
    """A training of the catalog."""
    return Offer(key=key, title=key.title(), topics=frozenset(topics), hours=Decimal(hours), cost="free")


def planned(*rules: Rule, offers: tuple[Offer, ...], most_sets: int = forecast_search.MOST_SETS) -> PersonPlan:
    """Plan for an advocate who completed nothing."""
    asked = standard(*(requirement(rule, f"asked-{number}") for number, rule in enumerate(rules)))
    days = Days(today=TODAY, on_day=TODAY, visit_on=None)
    return plan([asked], person(), days, offers, most_sets)


def test_a_training_on_an_approved_list_is_more_than_another_that_looks_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for guess in ("_one_by_one", "_all_but_the_spare"):
        monkeypatch.setattr(forecast_search, guess, lambda _, offers: (1 << len(offers)) - 1)
    listed = Selection(approved=ApprovedList("NCA's list", frozenset({"b", "c"})))
    found = planned(
        Hours(hours=Decimal(2), counts=TRAUMA),
        Hours(hours=Decimal(2), counts=listed),
        Hours(hours=Decimal(1), counts=TRAUMA),
        offers=(offer("a", "2", "trauma"), offer("b", "2", "trauma"), offer("c", "3", "boys")),
    )
    assert [step.offer.key for step in found.steps] == ["b"]
    assert found.smallest


@pytest.mark.parametrize("first", ["_all_but_the_spare", "_one_by_one"])
def test_where_it_gives_up_it_gives_the_smaller_of_two_guesses(monkeypatch: pytest.MonkeyPatch, first: str) -> None:
    guesses = {"_all_but_the_spare": 0b011, "_one_by_one": 0b011, first: 0b100}
    for guess, chosen in guesses.items():
        monkeypatch.setattr(forecast_search, guess, lambda _, __, chosen=chosen: chosen)
    offers = (offer("a", "1"), offer("b", "2"), offer("c", "2.5"))
    found = planned(Hours(hours=Decimal("2.5")), offers=offers, most_sets=0)
    assert [step.offer.key for step in found.steps] == ["c"]
    assert found.smallest is False
