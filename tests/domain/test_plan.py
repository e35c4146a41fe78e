"""The plan of one person, as sentences a director could read; `test_plan_oracle` tries it by chance."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.build import ADVOCATES, done, on, person, requirement, standard, term
from tracker.domain import forecast_search
from tracker.domain.assessment import assess_person
from tracker.domain.forecast_offers import Offer, size_of
from tracker.domain.forecast_plan import NOT_AGAIN_DAYS, PersonPlan, plan
from tracker.domain.forecast_trial import Days
from tracker.domain.record import Completion, CompletionKind, Person
from tracker.domain.rules import Hours, Item, RecurringHours, Selection, TopicCoverage, Window, WindowKind
from tracker.domain.standard import Bridge, Rule
from tracker.domain.vocabulary import CompletionState
from tracker.domain.windows import add_days

TODAY = on("2026-11-26")
TRAUMA, BOYS = Selection(topics=frozenset({"trauma"})), Selection(topics=frozenset({"boys"}))
BOTH_TOPICS = TopicCoverage(counts=Selection(topics=frozenset({"trauma", "boys"})))


def offer(key: str, hours: str | None = "1", *topics: str, cost: str = "free") -> Offer:
    """A training of the catalog."""
    return Offer(
        key=key, title=key.title(), topics=frozenset(topics), hours=Decimal(hours) if hours else None, cost=cost
    )


def planned(
    *rules: Rule, offers: tuple[Offer, ...], who: Person | None = None, by: str = "2026-11-26", grace: int = 0
) -> PersonPlan:
    """Plan for an advocate."""
    asked = [requirement(rule, f"asked-{number}", grace_days=grace) for number, rule in enumerate(rules)]
    days = Days(today=TODAY, on_day=on(by), visit_on=None)
    return plan([standard(*asked)], who or person(), days, offers)


def chosen(found: PersonPlan) -> list[str]:
    """Return the trainings by their keys."""
    return sorted(step.offer.key for step in found.steps)


def test_one_training_on_two_topics_comes_before_two_of_one_each_that_take_longer() -> None:
    offers = (offer("one", "2", "trauma"), offer("other", "2", "boys"), offer("both", "3", "trauma", "boys"))
    assert chosen(planned(BOTH_TOPICS, offers=offers)) == ["both"]


def test_two_short_trainings_come_before_one_long_one() -> None:
    offers = (offer("one", "1", "trauma"), offer("other", "1", "boys"), offer("both", "3", "trauma", "boys"))
    assert chosen(planned(BOTH_TOPICS, offers=offers)) == ["one", "other"]


def test_of_equal_hours_what_is_free_comes_first_then_what_costs_then_what_does_not_say() -> None:
    free, paid, unsaid = (offer(cost, "2", cost=cost) for cost in ("free", "paid", "unknown"))
    rule = Hours(hours=Decimal(2))
    assert chosen(planned(rule, offers=(unsaid, paid, free))) == ["free"]
    assert chosen(planned(rule, offers=(unsaid, paid))) == ["paid"]


def test_an_unstated_length_comes_after_any_stated_one() -> None:
    assert chosen(
        planned(BOTH_TOPICS, offers=(offer("unsaid", None, "trauma", "boys"), offer("long", "30", "trauma", "boys")))
    ) == ["long"]


def test_hours_are_met_to_the_quarter_hour_and_not_beyond() -> None:
    offers = (offer("half", "0.5"), offer("one", "1"), offer("two", "2"), offer("four", "4"))
    found = planned(Hours(hours=Decimal("3.5")), offers=offers, who=person(done("2026-01-10", "0.25")))
    assert chosen(found) == ["half", "one", "two"]
    assert found.words == "3 trainings, 3.5 hours."


def test_of_trainings_that_do_the_same_as_many_are_taken_as_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    for guess in ("_one_by_one", "_all_but_the_spare"):
        monkeypatch.setattr(forecast_search, guess, lambda _, offers: (1 << len(offers)) - 1)
    offers = (*(offer(name, "1", "trauma") for name in ("a", "b", "c", "d")), offer("long", "5", "trauma"))
    assert chosen(planned(Hours(hours=Decimal(3), counts=TRAUMA), offers=offers)) == ["a", "b", "c"]


def test_an_unstated_length_never_closes_hours_and_is_named_with_the_condition() -> None:
    found = planned(Hours(hours=Decimal(4)), offers=(offer("unsaid", None),), who=person(done("2026-01-10", "1")))
    assert found.steps == ()
    (task,) = found.tasks
    assert task.words == "Complete 3 more hours."
    assert [each.key for each in task.possible] == ["unsaid"]
    assert "at least 3 hours" in task.possible_words
    assert found.words == "No training of the catalog is known to close it."


def test_where_nothing_counted_yet_the_condition_is_the_whole_and_a_part_of_an_hour_stays_one() -> None:
    for hours, words in (("4", "at least 4 hours."), ("0.5", "at least 0.5 hours.")):
        (task,) = planned(Hours(hours=Decimal(hours)), offers=(offer("unsaid", None),)).tasks
        assert task.possible_words.endswith(words)


def test_only_what_does_not_state_its_length_and_is_on_the_topic_is_named_with_a_condition() -> None:
    offers = offer("a", None, "boys"), offer("b", None, "trauma"), offer("c", "1", "trauma")
    (task,) = planned(Hours(hours=Decimal(4), counts=TRAUMA), offers=offers).tasks
    assert [each.key for each in task.possible] == ["b"]


def test_a_length_that_is_not_stated_covers_topics_all_the_same() -> None:
    assert chosen(planned(BOTH_TOPICS, offers=(offer("unsaid", None, "trauma", "boys"),))) == ["unsaid"]


def test_what_no_training_closes_stands_as_a_task_in_the_words_of_the_finding() -> None:
    license_ = Item(what="a license", counts=Selection(kinds=frozenset({CompletionKind.LICENSE})))
    (task,) = planned(license_, offers=(offer("any"),)).tasks
    assert (task.words, task.possible, task.possible_words) == ("Record a license.", (), "")


def test_what_waits_for_review_needs_a_decision_and_no_training() -> None:
    waiting = person(done("2026-11-20", "1", state=CompletionState.SUBMITTED))
    found = planned(Hours(hours=Decimal(1)), offers=(offer("any"),), who=waiting)
    assert found.steps == ()
    assert ["decision" in task.words for task in found.tasks] == [True]


def test_one_training_serves_two_requirements_and_says_so() -> None:
    found = planned(
        Hours(hours=Decimal(1), counts=TRAUMA),
        Hours(hours=Decimal(1), counts=BOYS),
        offers=(offer("both", "1", "trauma", "boys"),),
    )
    assert [[each.id for each in step.serves] for step in found.steps] == [["asked-0", "asked-1"]]
    assert [step.closes for step in found.steps] == [("test/asked-0", "test/asked-1")]


def test_each_training_says_what_it_alone_serves_and_whose_plan_it_is() -> None:
    offers = offer("one", "1", "trauma"), offer("other", "1", "boys")
    who = person(key="bo")
    found = planned(
        Hours(hours=Decimal(1), counts=TRAUMA), Hours(hours=Decimal(1), counts=BOYS), offers=offers, who=who
    )
    assert found.person is who
    assert [(step.offer.key, step.closes) for step in found.steps] == [
        ("one", ("test/asked-0",)),
        ("other", ("test/asked-1",)),
    ]


def test_of_unstated_lengths_three_are_named_what_is_free_first_and_then_by_title() -> None:
    offers = offer("d", None), offer("a", None, cost="paid"), offer("c", None), offer("b", None)
    (task,) = planned(Hours(hours=Decimal(4)), offers=offers).tasks
    assert [each.key for each in task.possible] == ["b", "c", "d"]
    (task,) = planned(Hours(hours=Decimal(4)), offers=offers[1:]).tasks
    assert [each.key for each in task.possible] == ["b", "c", "a"]


def test_what_is_due_at_the_visit_needs_no_training_before_it() -> None:
    before_visit = RecurringHours(hours=Decimal(1), window=Window(12, WindowKind.VISIT))
    days = Days(today=TODAY, on_day=TODAY, visit_on=on("2027-06-01"))
    found = plan([standard(requirement(before_visit))], person(), days, (offer("any"),))
    assert (found.steps, found.tasks) == ((), ())


def test_what_was_completed_within_the_year_is_not_offered_again() -> None:
    rule = Hours(hours=Decimal(9))
    offers = (offer("lately", "9"), offer("other", "10"))
    for days, expected in ((NOT_AGAIN_DAYS, "other"), (NOT_AGAIN_DAYS + 1, "lately")):
        since = add_days(TODAY, -days).isoformat()
        assert chosen(planned(rule, offers=offers, who=person(done(since, "1", training="lately")))) == (
            [expected] if expected == "other" else ["lately"]
        )


def test_the_last_day_is_the_deadline_ahead_and_else_the_day_itself() -> None:
    began = person(terms=[term("2026-11-01")])
    ahead = planned(Hours(hours=Decimal(1), due_days=60), offers=(offer("any"),), who=began, by="2027-06-01")
    past = planned(Hours(hours=Decimal(1), due_days=10), offers=(offer("any"),), who=began, by="2027-06-01")
    today = planned(Hours(hours=Decimal(1), due_days=25), offers=(offer("any"),), who=began, by="2027-06-01")
    assert [step.due_on for step in today.steps] == [TODAY]
    assert [step.due_on for step in ahead.steps] == [on("2026-12-31")]
    assert [step.due_on for step in past.steps] == [on("2027-06-01")]


def test_what_would_be_too_old_by_the_day_is_to_be_done_close_to_it() -> None:
    yearly = RecurringHours(hours=Decimal(1), window=Window(12, WindowKind.ROLLING))
    (soon,) = planned(yearly, offers=(offer("any"),), by="2027-11-25").steps
    (late,) = planned(yearly, offers=(offer("any"),), by="2027-11-26").steps
    assert (soon.near, late.near) == (False, True)
    assert late.due_on == on("2027-11-26")


def test_what_is_done_close_to_the_day_is_due_on_it_though_the_first_deadline_is_earlier() -> None:
    yearly = RecurringHours(hours=Decimal(1), window=Window(12, WindowKind.ROLLING))
    (step,) = planned(yearly, offers=(offer("any"),), who=person(terms=[term("2026-03-02")]), by="2027-12-01").steps
    assert (step.near, step.due_on) == (True, on("2027-12-01"))


def test_what_is_done_close_to_the_day_is_another_training_than_what_is_done_now() -> None:
    yearly = RecurringHours(hours=Decimal(1), window=Window(12, WindowKind.ROLLING), counts=BOYS)
    found = planned(
        Hours(hours=Decimal(1), counts=TRAUMA),
        yearly,
        offers=(offer("now", "1", "trauma"), offer("then", "1", "boys")),
        by="2027-11-26",
    )
    assert [(step.offer.key, step.near) for step in found.steps] == [("now", False), ("then", True)]


def test_what_is_planned_for_somebody_comes_before_a_booking_of_the_same_hours_and_costs() -> None:
    held = replace(offer("held", "2"), on=on("2027-02-03"))
    found = planned(Hours(hours=Decimal(2)), offers=(offer("a", "2"), held, offer("z", "2")), by="2027-06-01")
    (step,) = found.steps
    assert (step.offer.key, step.due_on, step.is_planned) == ("held", on("2027-02-03"), True)
    assert found.to_book == ()


def test_what_takes_fewer_hours_comes_before_what_is_planned() -> None:
    held = replace(offer("held", "3"), on=on("2027-02-03"))
    found = planned(Hours(hours=Decimal(2)), offers=(held, offer("short", "2")), by="2027-06-01")
    assert chosen(found) == ["short"]


def test_of_two_that_are_planned_the_earlier_is_chosen() -> None:
    late, early = (replace(offer(key, "2"), on=on(day)) for key, day in (("a", "2027-03-03"), ("b", "2027-02-03")))
    assert chosen(planned(Hours(hours=Decimal(2)), offers=(late, early), by="2027-06-01")) == ["b"]


@pytest.mark.parametrize(("day", "keys"), [("2026-11-25", []), ("2026-11-26", ["held"]), ("2027-06-01", ["held"])])
def test_what_is_planned_counts_from_today_through_the_day_itself(day: str, keys: list[str]) -> None:
    held = replace(offer("held", "2"), on=on(day))
    assert chosen(planned(Hours(hours=Decimal(2)), offers=(held,), by="2027-06-01")) == keys
    later = replace(held, on=on("2027-06-02"))
    assert chosen(planned(Hours(hours=Decimal(2)), offers=(later,), by="2027-06-01")) == []


def test_a_training_that_is_planned_for_somebody_is_not_to_be_booked_besides() -> None:
    held = replace(offer("held", "1"), on=on("2027-02-03"), of="course")
    course, other = offer("course", "1"), offer("other", "1", cost="paid")
    found = planned(Hours(hours=Decimal(2)), offers=(course, other, held), by="2027-06-01")
    assert chosen(found) == ["held", "other"]
    assert [step.offer.key for step in found.to_book] == ["other"]


def test_a_peer_review_that_is_planned_is_one_and_no_training() -> None:
    reviewed = Item(what="a peer review", counts=Selection(kinds=frozenset({CompletionKind.PEER_REVIEW})))
    held = replace(offer("held", "1"), on=on("2027-02-03"), kind=CompletionKind.PEER_REVIEW)
    assert chosen(planned(reviewed, offers=(held, offer("any")), by="2027-06-01")) == ["held"]


def test_what_is_planned_early_in_a_rolling_year_is_too_old_on_the_day_and_what_is_planned_late_is_not() -> None:
    yearly = RecurringHours(hours=Decimal(1), window=Window(12, WindowKind.ROLLING))
    early, late = (replace(offer(key), on=on(day)) for key, day in (("a", "2026-11-27"), ("b", "2027-09-01")))
    assert chosen(planned(yearly, offers=(early, late), by="2028-01-01")) == ["b"]


def test_a_search_that_gives_up_says_that_nothing_smaller_was_ruled_out() -> None:
    offers = tuple(offer(f"training {number}", str(number), "trauma") for number in range(1, 9))
    asked = standard(requirement(Hours(hours=Decimal("11.5")), applies=ADVOCATES))
    days = Days(today=TODAY, on_day=TODAY, visit_on=None)
    found = plan([asked], person(), days, offers, most_sets=1)
    assert not found.smallest
    assert "was not proven" in found.words
    assert "was not proven" not in plan([asked], person(), days, offers, most_sets=1000).words


_OFFERS = st.lists(
    st.builds(
        lambda hours, topics, cost: (hours, topics, cost),
        st.sampled_from([None, "0.5", "1", "2", "3.5"]),
        st.sets(st.sampled_from(["trauma", "boys", "screening"])),
        st.sampled_from(["free", "paid", "unknown"]),
    ),
    max_size=8,
)


@given(_OFFERS, st.integers(0, 6))
def test_a_plan_closes_what_it_says_and_nothing_of_it_can_be_left_out(
    drawn: list[tuple[str | None, set[str], str]], hours: int
) -> None:
    offers = tuple(offer(f"t{place}", long, *topics, cost=cost) for place, (long, topics, cost) in enumerate(drawn))
    rules: tuple[Rule, ...] = (BOTH_TOPICS, Hours(hours=Decimal(hours), counts=TRAUMA))
    asked = standard(*(requirement(rule, f"asked-{number}") for number, rule in enumerate(rules)))
    found = planned(*rules, offers=offers)
    left = {task.finding.requirement.id for task in found.tasks}
    taken = [step.offer for step in found.steps]

    def gaps(those: list[Offer]) -> set[str]:
        more: tuple[Completion, ...] = tuple(each.completed(TODAY) for each in those)
        return {f.requirement.id for f in assess_person(asked, person(*more), TODAY) if not f.status.counts_as_met}

    assert gaps(taken) == left
    assert all(gaps([each for each in taken if each is not out]) > left for out in taken)
    assert found.size == size_of(taken)


def test_what_an_earlier_edition_takes_until_a_day_is_to_be_done_today_where_the_first_deadline_is_later() -> None:
    bridge = Bridge(edition="2017", carried="an hour", earlier=Hours(hours=Decimal(1)), held_by=on("2026-12-31"))
    asked = standard(replace(requirement(Hours(hours=Decimal(9))), bridge=bridge))
    days = Days(today=TODAY, on_day=on("2027-06-01"), visit_on=None)
    (step,) = plan([asked], person(), days, (offer("hour", "1"),)).steps
    assert (step.due_on, step.near) == (TODAY, False)
