"""The plan where hours count once, as sentences a director could read; `test_plan_shared_oracle` tries it by chance."""

from dataclasses import replace
from decimal import Decimal

from tests.domain.build import done, on, person, requirement, standard, term
from tests.domain.test_plan import TODAY, chosen, offer
from tracker.domain.forecast_offers import Offer
from tracker.domain.forecast_plan import PersonPlan, plan
from tracker.domain.forecast_trial import Days
from tracker.domain.record import Person
from tracker.domain.rules import FirstDue, Hours, RecurringHours, Selection, TopicCoverage, Window, WindowKind
from tracker.domain.standard import CountsOnce


def test_where_hours_count_once_no_training_is_promised_to_both_and_the_one_that_is_left_is_a_task() -> None:
    asked = [requirement(Hours(hours=Decimal(2)), name) for name in ("one", "other", "free")]
    shared = replace(standard(*asked), counts_once=(CountsOnce(("one", "other")),))
    days = Days(today=TODAY, on_day=TODAY, visit_on=None)
    found = plan([shared], person(), days, (offer("two", "2"),))
    assert chosen(found) == ["two"]
    assert [served.id for served in found.steps[0].serves] == ["one", "free"]
    assert [task.finding.requirement.id for task in found.tasks] == ["other"]


FIRST_COURSE = requirement(Hours(hours=Decimal(32), due_days=180), "first-course")
EACH_YEAR = requirement(
    RecurringHours(hours=Decimal(8), window=Window(12, WindowKind.ROLLING, FirstDue.AT_ONCE)), "each-year"
)
SHARED = replace(standard(FIRST_COURSE, EACH_YEAR), counts_once=(CountsOnce(("first-course", "each-year")),))


def shared_plan(who: Person, *offers: Offer) -> PersonPlan:
    return plan([SHARED], who, Days(today=TODAY, on_day=TODAY, visit_on=None), offers)


def test_forty_hours_are_planned_where_the_first_course_and_the_year_may_not_share_any() -> None:
    long_ago = person()
    found = shared_plan(long_ago, offer("course", "32"), offer("day", "8"), offer("short", "7.75"), offer("long", "41"))
    assert chosen(found) == ["course", "day"]
    assert all([served.id for served in step.serves] == ["first-course", "each-year"] for step in found.steps)
    assert (found.tasks, found.smallest) == ((), True)


def test_hours_that_the_course_does_not_need_close_the_year() -> None:
    took_the_course = person(done("2026-02-10", "36"))
    found = shared_plan(took_the_course, offer("four", "4"), offer("under", "3.75"), offer("day", "8"))
    assert chosen(found) == ["four"]
    assert [served.id for served in found.steps[0].serves] == ["each-year"]


def test_what_is_not_due_by_the_day_is_not_planned_with_what_shares_its_hours() -> None:
    hired_lately = person(terms=[term("2026-11-02")])
    assert chosen(shared_plan(hired_lately, offer("course", "32"), offer("day", "8"))) == ["day"]


def test_where_the_order_gives_the_hours_to_what_is_not_due_that_is_planned_too() -> None:
    """24 of the 32 are there: eight more complete the course, which stands first, and leave the year without any."""
    half_way = person(done("2025-10-10", "24"), terms=[term("2026-11-02")])
    found = shared_plan(half_way, offer("day", "8"), offer("another", "8"))
    assert (chosen(found), found.tasks, found.smallest) == (["another", "day"], (), False)
    found = shared_plan(half_way, offer("day", "8"))
    assert (found.steps, found.smallest) == ((), False)
    assert [task.finding.requirement.id for task in found.tasks] == ["each-year"]


def test_a_training_of_unstated_length_is_named_for_hours_that_count_once_where_it_opens_no_other_gap() -> None:
    took_the_course = person(done("2026-02-10", "36"))
    (task,) = shared_plan(took_the_course, offer("unsaid", None)).tasks
    assert (task.finding.requirement.id, [each.key for each in task.possible], task.hours) == (
        "each-year",
        ["unsaid"],
        Decimal(4),
    )


def test_what_shares_no_hours_is_no_part_of_the_question() -> None:
    courts = requirement(Hours(hours=Decimal(1), counts=Selection(topics=frozenset({"courts"}))), "courts")
    asked = replace(SHARED, requirements=(courts, *SHARED.requirements))
    days = Days(today=TODAY, on_day=TODAY, visit_on=None)
    found = plan([asked], person(done("2026-02-10", "36")), days, (offer("day", "8"), offer("four", "4")))
    assert chosen(found) == ["four"]
    assert [served.id for served in found.steps[0].serves] == ["each-year"]
    assert ([task.finding.requirement.id for task in found.tasks], found.smallest) == (["courts"], True)


def test_hours_before_a_visit_are_shared_by_the_day_of_the_visit() -> None:
    before_visit = requirement(
        RecurringHours(hours=Decimal(8), window=Window(12, WindowKind.VISIT, FirstDue.AT_ONCE)), "each-year"
    )
    asked = replace(SHARED, requirements=(FIRST_COURSE, before_visit))
    days = Days(today=TODAY, on_day=on("2027-12-01"), visit_on=on("2027-11-01"))
    too_early = person(done("2026-10-01", "40"))
    found = plan([asked], too_early, days, (offer("day", "8"),))
    assert [(step.offer.key, step.due_on <= on("2027-11-01")) for step in found.steps] == [("day", True)]
    assert found.tasks == ()
    found = plan([asked], too_early, replace(days, visit_on=on("2027-09-30")), (offer("day", "8"),))
    assert (found.steps, found.tasks) == ((), ())


def test_a_gap_of_another_kind_is_planned_for_though_the_hours_that_count_once_stay_open() -> None:
    """Eight hours go to the course, which is not due: the year stays a gap, and the topic is closed none the less."""
    courts = requirement(TopicCoverage(counts=Selection(topics=frozenset({"courts"}))), "courts")
    asked = replace(SHARED, requirements=(*SHARED.requirements, courts))
    half_way = person(done("2025-10-10", "24"), terms=[term("2026-11-02")])
    days = Days(today=TODAY, on_day=TODAY, visit_on=None)
    found = plan([asked], half_way, days, (offer("day", "8"), offer("hour", "0.5", "courts")))
    assert chosen(found) == ["hour"]
    assert [task.finding.requirement.id for task in found.tasks] == ["each-year"]


def test_where_what_is_not_due_takes_the_hours_of_one_of_two_gaps_it_is_planned_too() -> None:
    again = replace(EACH_YEAR, id="again", title="Again")
    ids = ("first-course", "each-year", "again")
    asked = replace(standard(FIRST_COURSE, EACH_YEAR, again), counts_once=(CountsOnce(ids),))
    half_way = person(done("2025-10-10", "24"), terms=[term("2026-11-02")])
    days = Days(today=TODAY, on_day=TODAY, visit_on=None)
    found = plan([asked], half_way, days, tuple(offer(key, "8") for key in ("a", "b", "c")))
    assert (chosen(found), found.tasks, found.smallest) == (["a", "b", "c"], (), False)


def test_what_is_met_and_would_give_way_to_two_that_come_first_is_a_task_then() -> None:
    first, second = (requirement(Hours(hours=Decimal(hours)), name) for hours, name in ((10, "first"), (10, "second")))
    newcomers = requirement(Hours(hours=Decimal(4), due_days=180), "newcomers")
    ids = ("first", "second", "newcomers")
    asked = replace(standard(first, second, newcomers), counts_once=(CountsOnce(ids),))
    hired_lately = person(done("2026-11-10", "4"), terms=[term("2026-11-02")])
    found = plan([asked], hired_lately, Days(today=TODAY, on_day=TODAY, visit_on=None), (offer("long", "16"),))
    assert chosen(found) == ["long"]
    assert [(task.finding.requirement.id, task.words) for task in found.tasks] == [
        ("newcomers", "Complete 4 more hours by May 1, 2027.")
    ]


def test_a_training_of_unstated_length_must_be_as_long_as_leaves_the_other_its_hours() -> None:
    """Eight more would complete the course, which stands first, and leave the year without any."""
    (task,) = shared_plan(person(done("2026-02-10", "24")), offer("unsaid", None)).tasks
    assert (task.finding.requirement.id, [each.key for each in task.possible]) == ("first-course", ["unsaid"])
    assert task.hours == Decimal(16)


def test_what_is_due_at_a_visit_after_the_day_is_not_planned_with_what_shares_its_hours() -> None:
    before_visit = requirement(
        RecurringHours(hours=Decimal(8), window=Window(12, WindowKind.VISIT, FirstDue.AT_ONCE)), "each-year"
    )
    asked = replace(SHARED, requirements=(FIRST_COURSE, before_visit))
    days = Days(today=TODAY, on_day=TODAY, visit_on=on("2027-06-01"))
    found = plan([asked], person(done("2024-02-10", "24")), days, (offer("a", "8"), offer("b", "8")))
    assert len(found.steps) == 1
    assert [served.id for served in found.steps[0].serves] == ["first-course"]
