"""What is tried for a gap: which trainings may make a difference, how long they must be, what is asked only once."""

from dataclasses import replace
from decimal import Decimal

from tests.domain.build import done, on, person, requirement, standard
from tests.domain.test_search import TODAY, TRAUMA, offer
from tracker.domain.forecast_offers import Offer
from tracker.domain.forecast_plan import PersonPlan, plan
from tracker.domain.forecast_trial import Days, Trial
from tracker.domain.record import Completion, Person
from tracker.domain.rules import (
    ApprovedList,
    FirstDue,
    Hours,
    RecurringHours,
    Selection,
    TopicCoverage,
    Window,
    WindowKind,
)
from tracker.domain.standard import CountsOnce, Requirement, Rule
from tracker.domain.vocabulary import Grade

TODAY_ALONE = Days(today=TODAY, on_day=TODAY, visit_on=None)
TWO_HOURS = Hours(hours=Decimal(2), counts=TRAUMA)


def trial(*asked: Requirement, offers: tuple[Offer, ...] = (), had: tuple[Completion, ...] = ()) -> Trial:
    """Try requirements of an advocate today, all of which share their hours where there are several."""
    of = replace(standard(*asked), counts_once=(CountsOnce(tuple(each.id for each in asked)),))
    found = Trial.of((of, asked), person(*had), TODAY_ALONE, offers, TODAY)
    found.aim = len(asked)
    return found


def planned(rule: Rule, who: Person, *offers: Offer, by: str = "2026-11-26") -> PersonPlan:
    """Plan for one requirement by a day."""
    return plan([standard(requirement(rule))], who, Days(today=TODAY, on_day=on(by), visit_on=None), offers)


def test_what_can_make_no_difference_is_not_tried() -> None:
    unstated = replace(offer("unstated", "1", "trauma"), hours=None)
    offers = offer("fits", "2", "trauma"), offer("else", "9", "boys"), unstated
    assert trial(requirement(TWO_HOURS), offers=offers).useful == 0b001
    assert trial(requirement(TopicCoverage(counts=TRAUMA)), offers=offers).useful == 0b101


def test_a_set_with_a_closing_one_in_it_and_one_within_an_open_one_are_not_judged_again() -> None:
    offers = tuple(offer(key, hours, "trauma") for key, hours in (("a", "1"), ("b", "2"), ("c", "2"), ("d", "1")))
    covered = trial(requirement(TopicCoverage(counts=Selection(topics=frozenset({"trauma"})))), offers=offers)
    assert [covered.closes(chosen) for chosen in (0b0010, 0b0100, 0b0110, 0b0011, 0b1100)] == [True] * 5
    assert set(covered._found) == {0b0010, 0b0100}
    both = trial(
        requirement(TopicCoverage(counts=Selection(topics=frozenset({"trauma", "boys"})))),
        offers=(*offers, offer("e", "1", "boys")),
    )
    assert [both.closes(chosen) for chosen in (0b0011, 0b1100, 0b0001, 0b0100, 0b10000)] == [False] * 5
    assert set(both._found) == {0b0011, 0b1100, 0b10000}


def test_hours_that_a_certificate_only_splits_by_topic_are_had_already() -> None:
    had = done("2026-01-10", None, "trauma", split={"trauma": "1"})
    found = planned(TWO_HOURS, person(had), offer("one", "1", "trauma"), offer("two", "2", "trauma"))
    assert [step.offer.key for step in found.steps] == ["one"]


def test_what_is_short_is_known_whatever_is_offered() -> None:
    had, one = done("2026-01-10", "0.5", "trauma"), offer("one", "1", "trauma")
    assert trial(requirement(TWO_HOURS), had=(had,), offers=(one,)).least_hours == Decimal("1.5")


def test_what_is_short_is_known_where_weaker_proof_would_not_count() -> None:
    certified = replace(requirement(TWO_HOURS, least_grade=Grade.CERTIFICATE), weaker_counts=False)
    assert trial(certified).least_hours == 2
    assert trial(certified, had=(done("2026-01-10", "1", "trauma", grade=Grade.OWN_WORD),)).least_hours == 2
    assert trial(certified, had=(done("2026-01-10", "1", "trauma"),)).least_hours == 1


def test_nothing_is_said_of_hours_where_no_training_is_on_both_lists() -> None:
    def on_list(*keys: str) -> Hours:
        return Hours(hours=Decimal(2), counts=Selection(approved=ApprovedList("a list", frozenset(keys))))

    assert trial(requirement(on_list("a"), "one"), requirement(on_list("b"), "two")).least_hours == 0
    assert trial(requirement(on_list("a", "c"), "one"), requirement(on_list("b", "c"), "two")).least_hours == 4


def test_hours_that_fill_the_year_that_is_ending_need_be_no_more_than_it_lacks() -> None:
    """By June this year carries the verdict still; the next one, which would need all eight, is not over."""
    yearly = RecurringHours(hours=Decimal(8), window=Window(12, WindowKind.CALENDAR_YEARS, FirstDue.AT_ONCE))
    found = planned(yearly, person(done("2026-03-01", "5")), offer("three", "3"), offer("eight", "8"), by="2027-06-01")
    assert [(step.offer.key, step.near) for step in found.steps] == [("three", False)]
