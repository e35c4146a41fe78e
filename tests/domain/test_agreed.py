"""What is missing still on a day if all that is agreed on is done in time."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.domain.build import done, on, person, requirement, standard
from tracker.domain.forecast_agreed import Agreement, still_missing
from tracker.domain.forecast_offers import Offer
from tracker.domain.forecast_trial import Days
from tracker.domain.record import Person
from tracker.domain.rules import Hours, RecurringHours, Selection, TopicCoverage, Window, WindowKind

TODAY, VISIT = on("2026-11-26"), on("2027-06-01")
TOPICS = TopicCoverage(counts=Selection(topics=frozenset({"trauma", "boys"})))
ASKED = standard(requirement(TOPICS, "topics"), requirement(Hours(hours=Decimal(4)), "hours"))


def training(*topics: str, hours: str | None = "2") -> Offer:
    """A training of the catalog."""
    return Offer(
        key="-".join(topics), title="A training", topics=frozenset(topics), hours=Decimal(hours) if hours else None
    )


def missing(*agreements: Agreement, who: Person | None = None, today: date = TODAY) -> list[str]:
    """Return the ids of what an advocate would lack on the day of the visit."""
    days = Days(today=today, on_day=VISIT, visit_on=VISIT)
    return [finding.requirement.id for finding in still_missing([ASKED], who or person(), days, agreements)]


def test_with_nothing_agreed_on_all_gaps_are_left() -> None:
    assert missing() == ["topics", "hours"]


def test_what_is_agreed_on_closes_what_it_would_close_once_accepted() -> None:
    assert missing(Agreement(training("trauma", "boys"), VISIT)) == ["hours"]
    assert missing(Agreement(training("trauma", hours="2"), VISIT), Agreement(training("boys"), VISIT)) == []


def test_a_length_that_is_not_stated_counts_for_no_hours() -> None:
    assert missing(Agreement(training("trauma", "boys", hours=None), VISIT)) == ["hours"]


@pytest.mark.parametrize(("days", "left"), [(0, ["hours"]), (1, ["topics", "hours"])])
def test_what_is_agreed_on_for_a_day_after_the_plan_s_comes_too_late(days: int, left: list[str]) -> None:
    assert missing(Agreement(training("trauma", "boys"), VISIT + timedelta(days=days))) == left


def test_the_day_for_which_it_is_booked_comes_before_the_last_day_in_time() -> None:
    offer = training("trauma", "boys")
    assert missing(Agreement(offer, VISIT + timedelta(days=30), booked_on=VISIT)) == ["hours"]
    assert missing(Agreement(offer, VISIT, booked_on=VISIT + timedelta(days=1))) == ["topics", "hours"]


def test_what_is_overdue_is_reckoned_as_done_today() -> None:
    yearly = RecurringHours(hours=Decimal(2), window=Window(6))
    asked = [standard(requirement(yearly, "yearly"))]
    days = Days(today=TODAY, on_day=TODAY, visit_on=None)
    late = Agreement(training("trauma"), on("2020-01-01"))
    assert late.done_on(TODAY) == TODAY
    assert still_missing(asked, person(), days, [late]) == ()


def test_what_is_completed_counts_beside_what_is_agreed_on() -> None:
    who = person(done("2026-03-02", "2", "boys"))
    assert missing(Agreement(training("trauma"), VISIT), who=who) == []


def test_what_is_due_at_the_visit_is_not_missing_before_it() -> None:
    before_visit = RecurringHours(hours=Decimal(2), window=Window(12, WindowKind.VISIT))
    days = Days(today=TODAY, on_day=on("2026-12-26"), visit_on=VISIT)
    assert still_missing([standard(requirement(before_visit))], person(), days, []) == ()
