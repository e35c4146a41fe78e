"""A plan where something must come first: a second course counts only after the first one."""

from decimal import Decimal

from tests.domain.build import done, on, person, requirement, standard
from tracker.domain.forecast_offers import Offer
from tracker.domain.forecast_plan import plan
from tracker.domain.forecast_trial import Days
from tracker.domain.record import Person
from tracker.domain.rules import Before, Item, Selection

TODAY = on("2026-11-26")
TRAUMA, BOYS = frozenset({"trauma"}), frozenset({"boys"})
FIRST = Offer(key="first", title="First", topics=TRAUMA, hours=Decimal(1), cost="free")
SECOND = Offer(key="second", title="Second", topics=BOYS, hours=Decimal(2), cost="free")
RULE = Item(
    what="the second course",
    counts=Selection(topics=BOYS),
    after=Before(what="the first", counts=Selection(topics=TRAUMA)),
)


def planned(who: Person) -> list[str]:
    """Return the trainings of somebody's plan by their keys."""
    days = Days(today=TODAY, on_day=TODAY, visit_on=None)
    found = plan([standard(requirement(RULE))], who, days, (FIRST, SECOND))
    assert found.tasks == ()
    return sorted(step.offer.key for step in found.steps)


def test_who_completed_the_first_takes_the_second() -> None:
    assert planned(person(done("2024-01-10", "1", "trauma"))) == ["second"]


def test_who_completed_neither_takes_both() -> None:
    assert planned(person()) == ["first", "second"]


def test_who_completed_the_second_too_early_takes_both() -> None:
    assert planned(person(done("2024-01-10", "2", "boys"))) == ["first", "second"]
