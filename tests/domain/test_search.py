"""The search for the smallest set of trainings: what it must not pass over, and what it says where it gives up."""

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from tests.domain.build import done, on, person, requirement, standard
from tracker.domain import forecast_search
from tracker.domain.forecast_offers import Offer
from tracker.domain.forecast_plan import PersonPlan, plan
from tracker.domain.forecast_trial import Days, Trial
from tracker.domain.record import Completion
from tracker.domain.rules import (
    ApprovedList,
    Composite,
    FirstDue,
    Hours,
    Part,
    RecurringHours,
    Selection,
    TopicCoverage,
    Window,
    WindowKind,
)
from tracker.domain.standard import CountsOnce, Rule

TODAY = on("2026-11-26")
TRAUMA = Selection(topics=frozenset({"trauma"}))
SELECTIONS = [
    Selection(),
    TRAUMA,
    Selection(topics=frozenset({"trauma"}), also_topics=frozenset({"boys"})),
    Selection(approved=ApprovedList("NCA's list", frozenset({"b", "c"}))),
    Selection(approved=ApprovedList("NCA's list")),
]


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


BY_TITLE = Composite("Both", (Part("part b", titled=("B",)), Part("part d", titled=("D",))))


@pytest.mark.parametrize(
    ("counts", "closing"),
    [
        (Selection(titled=("B", "D")), ["b"]),
        (Selection(topics=frozenset({"boys"}), only_whole=(BY_TITLE,)), ["b", "d"]),
    ],
    ids=["counts by its title", "a part by its title"],
)
def test_a_training_that_is_known_by_its_title_is_more_than_another_that_looks_the_same(
    monkeypatch: pytest.MonkeyPatch, counts: Selection, closing: list[str]
) -> None:
    for guess in ("_one_by_one", "_all_but_the_spare"):
        monkeypatch.setattr(forecast_search, guess, lambda _, offers: (1 << len(offers)) - 1)
    found = planned(
        Hours(hours=Decimal(2), counts=TRAUMA),
        Hours(hours=Decimal(2), counts=counts),
        offers=(offer("a", "2", "trauma"), offer("b", "2", "trauma"), offer("d", "3", "boys")),
    )
    assert [step.offer.key for step in found.steps] == closing
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


TOPICS = TopicCoverage(counts=Selection(topics=frozenset({"trauma", "boys"})))
ONE_EACH = offer("a", "1", "trauma"), offer("b", "1", "boys")


def guessed(monkeypatch: pytest.MonkeyPatch, other: str, rule: Rule, *offers: Offer) -> list[str]:
    """Return what a guess takes where the search looks at nothing and the other guess takes everything."""
    monkeypatch.setattr(forecast_search, other, lambda _, all_of_them: (1 << len(all_of_them)) - 1)
    return [step.offer.key for step in planned(rule, offers=offers, most_sets=0).steps]


def test_one_guess_takes_what_most_of_the_rest_needs_and_of_equals_the_smallest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one_by_one = partial(guessed, monkeypatch, "_all_but_the_spare")
    assert one_by_one(TOPICS, *ONE_EACH, offer("both", "3", "trauma", "boys")) == ["both"]
    assert one_by_one(Hours(hours=Decimal(1)), offer("a", "1"), offer("b", "2"), offer("c", "4")) == ["a"]
    assert one_by_one(Hours(hours=Decimal(3)), offer("a", "1"), offer("b", "2"), offer("c", "4")) == ["a", "b"]


def test_the_other_guess_leaves_out_the_largest_that_can_be_spared(monkeypatch: pytest.MonkeyPatch) -> None:
    offers = offer("a", "1"), offer("b", "2"), offer("c", "4")
    spared = partial(guessed, monkeypatch, "_one_by_one")
    assert spared(Hours(hours=Decimal(3)), *offers) == ["a", "b"]
    assert spared(Hours(hours=Decimal(4)), *offers) == ["c"]


def test_what_is_shorter_on_both_topics_is_found_beside_two_that_have_one_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for guess in ("_one_by_one", "_all_but_the_spare"):
        monkeypatch.setattr(forecast_search, guess, lambda _, offers: (1 << len(offers)) - 1)
    found = planned(TOPICS, offers=(*ONE_EACH, offer("both", "1.5", "trauma", "boys")))
    assert ([step.offer.key for step in found.steps], found.smallest) == (["both"], True)


WHOLE = (Composite("Both", (Part("part a", "a"), Part("part b", "b"))),)


def test_topics_of_a_part_are_planned_with_the_part_that_makes_it_count(monkeypatch: pytest.MonkeyPatch) -> None:
    for guess in ("_one_by_one", "_all_but_the_spare"):
        monkeypatch.setattr(forecast_search, guess, lambda _, offers: (1 << len(offers)) - 1)
    rule = TopicCoverage(counts=Selection(topics=frozenset({"trauma"}), only_whole=WHOLE))
    found = planned(rule, offers=(offer("a", "2", "trauma"), offer("b", "2", "boys"), offer("c", "9", "trauma")))
    assert [step.offer.key for step in found.steps] == ["a", "b"]


def test_a_part_of_unstated_length_is_not_promised_to_close_what_only_the_whole_does() -> None:
    part = replace(offer("a", "2"), hours=None)
    (task,) = planned(Hours(hours=Decimal(4), counts=Selection(only_whole=WHOLE)), offers=(part,)).tasks
    assert task.possible == ()


def test_a_whole_is_planned_with_all_of_its_parts() -> None:
    whole = Selection(only_whole=WHOLE)
    found = planned(Hours(hours=Decimal(4), counts=whole), offers=(offer("a", "2"), offer("b", "2"), offer("c", "9")))
    assert [step.offer.key for step in found.steps] == ["a", "b"]


@pytest.mark.parametrize("counts", SELECTIONS)
def test_every_set_that_closes_hours_has_at_least_what_is_short(counts: Selection) -> None:
    asked = standard(requirement(Hours(hours=Decimal(4), counts=counts)))
    days = Days(today=TODAY, on_day=TODAY, visit_on=None)
    had = done("2026-01-10", "1.5", "trauma", "boys", training="b")
    trial = Trial.of((asked, asked.requirements), person(had), days, (), TODAY)
    assert trial.least_hours == Decimal("2.5")


def test_what_the_window_before_the_visit_can_no_longer_hold_is_promised_by_no_training() -> None:
    before_visit = RecurringHours(hours=Decimal(1), window=Window(12, WindowKind.VISIT))
    asked = standard(requirement(before_visit))
    for visit, planned_for in (("2027-12-01", []), ("2027-11-20", ["any"])):
        days = Days(today=TODAY, on_day=on("2027-12-15"), visit_on=on(visit))
        found = plan([asked], person(), days, (offer("any", "1"),))
        assert [step.offer.key for step in found.steps] == planned_for


def test_a_training_whose_title_is_asked_for_is_more_than_another_that_looks_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for guess in ("_one_by_one", "_all_but_the_spare"):
        monkeypatch.setattr(forecast_search, guess, lambda _, offers: (1 << len(offers)) - 1)
    found = planned(
        Hours(hours=Decimal(2), counts=TRAUMA),
        Hours(hours=Decimal(2), counts=Selection(titled=("Course",))),
        Hours(hours=Decimal(1), counts=TRAUMA),
        offers=(
            offer("a", "2", "trauma"),
            replace(offer("b", "2", "trauma"), title="Course B"),
            replace(offer("c", "3", "boys"), title="Course C"),
        ),
    )
    assert [step.offer.key for step in found.steps] == ["b"]


ANYTHING = Selection()
AT_ONCE = Window(12, WindowKind.ROLLING, FirstDue.AT_ONCE)


def shared_trial(*had: Completion, counts: Selection = ANYTHING, offers: tuple[Offer, ...] = ()) -> Trial:
    """Two requirements that share their hours, four once and two a year, both of which are to be met."""
    once, yearly = Hours(hours=Decimal(4), counts=counts), RecurringHours(hours=Decimal(2), window=AT_ONCE)
    entries = requirement(once, "once"), requirement(yearly, "yearly")
    asked = replace(standard(*entries), counts_once=(CountsOnce(("once", "yearly")),))
    trial = Trial.of((asked, entries), person(*had), Days(today=TODAY, on_day=TODAY, visit_on=None), offers, TODAY)
    trial.aim = 2
    return trial


@pytest.mark.parametrize("counts", SELECTIONS)
def test_every_set_that_closes_what_shares_its_hours_has_at_least_what_is_short_of_both(counts: Selection) -> None:
    had = done("2026-01-10", "1.5", "trauma", "boys", training="b")
    assert shared_trial(had, counts=counts).least_hours == Decimal("4.5")
    assert shared_trial(counts=counts).least_hours == Decimal(6)
    assert shared_trial(counts=counts, offers=(offer("b", "9", "trauma", "boys"),)).least_hours == Decimal(6)


def test_nothing_is_said_of_hours_where_no_training_fits_both_or_they_have_several_days() -> None:
    assert shared_trial(counts=Selection(titled=("Course B",))).least_hours == 0
    assert shared_trial(counts=Selection(only_whole=WHOLE)).least_hours == 0
    on_a_day = replace(offer("b", "1"), on=on("2026-11-28"))
    assert shared_trial(offers=(offer("a", "1"), on_a_day)).least_hours == 0


def test_sets_that_are_too_short_for_both_are_not_judged() -> None:
    trial = shared_trial(offers=(offer("a", "3"), offer("b", "2.75"), offer("c", "3")))
    assert not trial.closes(0b011)
    assert 0b011 not in trial._found
    assert trial.closes(0b101)
