"""The plan as it was agreed on: an owner and a day for each line, and the record telling how it stands."""

from datetime import timedelta
from typing import Any

import pytest

from tests.factories import CenterWorld
from tests.services.entries import log, training
from tests.services.files import row_of
from tests.services.lines import last_line
from tests.services.planned import TITLE, account_of, agreed, ahead, drop, kept, late_is, lines, prosecutor
from tests.statements import counted
from tracker.domain.errors import Conflict
from tracker.domain.vocabulary import CompletionState, PlanLineState
from tracker.models import Person, PlanLine, Training
from tracker.services import catalog, completions, plan_lines, plans, reviews

pytestmark = pytest.mark.usefixtures("context")


def completed(center: CenterWorld, person: str, **values: Any) -> str:
    number = row_of(center, person, Person).id
    today = center.actor().today
    return center.completion(number, **{"completed_on": today, "recorded_at": center.actor().now, **values})


def number_of(center: CenterWorld, entry: str) -> int:
    return int(row_of(center, entry, Training).id)


def state(center: CenterWorld) -> PlanLineState:
    (line,) = lines(center)
    return line.state


def test_what_is_proposed_is_kept_with_the_person_as_owner_and_the_last_day_in_time(
    center: CenterWorld, all_in_one: str, ana: str
) -> None:
    assert kept(center, ana) == 1
    (line,) = lines(center)
    assert (line.person, line.training, line.title) == (ana, all_in_one, TITLE)
    assert (line.owner_name, line.state, line.note) == ("Ana Reyes", PlanLineState.OPEN, "")
    assert line.due_on <= ahead(center)
    assert line.kept_by == "Dana Whitfield"
    with center.working():
        (hers,) = plans.of_team(center.actor(), ahead(center)).people
    assert line.closes == tuple(each.title for each in hers.steps[0].serves)
    written = last_line(center)
    assert (written.action, written.subject, written.subject_id) == ("keep", "plan_line", line.public_id)
    assert written.person == ana


def test_for_who_does_not_sign_in_whoever_keeps_it_sees_to_it(center: CenterWorld, all_in_one: str, sam: str) -> None:
    kept(center, sam)
    (line,) = lines(center)
    assert (line.person_name, line.owner) == ("Sam Okafor", center.public_id_of(Person, center.director_person))


def test_the_whole_plan_is_kept_at_once_and_nothing_twice(
    center: CenterWorld, all_in_one: str, ana: str, sam: str
) -> None:
    assert kept(center, ana) == 1
    assert kept(center) == 1
    assert kept(center) == 0
    assert kept(center, ana) == 0
    assert sorted(each.person_name for each in lines(center)) == ["Ana Reyes", "Sam Okafor"]


def test_what_was_dropped_can_be_kept_again(center: CenterWorld, all_in_one: str, ana: str) -> None:
    kept(center, ana)
    drop(center, lines(center)[0].public_id)
    assert kept(center, ana) == 1


def test_a_plan_that_nobody_has_read_is_not_kept(center: CenterWorld, all_in_one: str, ana: str) -> None:
    with center.working():
        (hers,) = plans.of_team(center.actor(), ahead(center)).people
    prosecutor(center, "Sam Okafor")
    agreed(center, ana)
    for person, mark in (("", plan_lines.seen([hers])), (ana, "another"), ("2" * 20, plan_lines.seen([]))):
        with center.working(), pytest.raises(Conflict, match="changed meanwhile"):
            plan_lines.keep(center.actor(), ahead(center), person, mark)
    with center.working():
        assert plan_lines.keep(center.actor(), ahead(center), ana, plan_lines.seen([hers])) == 1


@pytest.mark.parametrize(
    ("how", "state_then"),
    [
        ({"state": CompletionState.DRAFT}, PlanLineState.OPEN),
        ({"state": CompletionState.RETURNED}, PlanLineState.OPEN),
        ({"state": CompletionState.WITHDRAWN}, PlanLineState.OPEN),
        ({"state": CompletionState.SUBMITTED}, PlanLineState.WAITING),
        ({"state": CompletionState.ACCEPTED}, PlanLineState.DONE),
    ],
)
def test_a_completion_of_that_training_tells_how_the_line_stands(
    center: CenterWorld, all_in_one: str, ana: str, how: dict[str, Any], state_then: PlanLineState
) -> None:
    kept(center, ana)
    completed(center, ana, training_id=number_of(center, all_in_one), **how)
    assert state(center) is state_then


def test_only_that_training_by_that_person_counts(center: CenterWorld, all_in_one: str, ana: str, sam: str) -> None:
    kept(center, ana)
    completed(center, sam, training_id=number_of(center, all_in_one))
    completed(center, ana, training_id=number_of(center, training(center, "Another")))
    completed(center, ana)
    assert state(center) is PlanLineState.OPEN


@pytest.mark.parametrize(
    ("days", "recorded", "state_then"),
    [
        (-1, -1, PlanLineState.OPEN),
        (0, -1, PlanLineState.DONE),
        (-1, 1, PlanLineState.DONE),
        (-400, 1, PlanLineState.DONE),
    ],
)
def test_what_was_completed_before_the_line_was_kept_counts_where_it_was_logged_since(
    center: CenterWorld, all_in_one: str, ana: str, days: int, recorded: int, state_then: PlanLineState
) -> None:
    kept(center, ana)
    row = row_of(center, lines(center)[0].public_id, PlanLine)
    completed(
        center,
        ana,
        training_id=number_of(center, all_in_one),
        completed_on=row.kept_on + timedelta(days=days),
        recorded_at=row.kept_at + timedelta(seconds=recorded),
    )
    assert state(center) is state_then


def test_logged_and_accepted_it_is_done_and_withdrawn_it_is_to_do_again(
    center: CenterWorld, all_in_one: str, ana: str
) -> None:
    kept(center, ana)
    staff, today = account_of(center, ana), center.actor().today
    made = log(center, center.actor(staff), person=ana, title=TITLE, training=all_in_one, completed_on=today)
    assert state(center) is PlanLineState.WAITING
    with center.working():
        reviews.accept(center.actor(), made, row_of(center, made).version)
    (line,) = lines(center)
    assert (line.state, line.done_on) == (PlanLineState.DONE, today)
    with center.working():
        completions.withdraw(center.actor(), made, "It was another.", row_of(center, made).version)
    assert state(center) is PlanLineState.OPEN


@pytest.mark.parametrize("merged", ["the line's", "the completion's"])
def test_trainings_that_were_merged_count_as_one(center: CenterWorld, all_in_one: str, ana: str, merged: str) -> None:
    twin = training(center, "All in one, again")
    kept(center, ana)
    with center.working():
        pair = (all_in_one, twin) if merged == "the line's" else (twin, all_in_one)
        catalog.merge(center.actor(), *pair)
    completed(center, ana, training_id=number_of(center, twin))
    (line,) = lines(center)
    assert (line.state, line.training) == (PlanLineState.DONE, pair[1])


def test_past_its_day_a_line_is_overdue_and_counted_as_long_as_nothing_is_sent_in(
    center: CenterWorld, all_in_one: str, ana: str
) -> None:
    kept(center, ana)
    late_is(center, 0)
    assert (state(center), overdue(center)) == (PlanLineState.OPEN, 0)
    late_is(center, 1)
    assert (state(center), overdue(center)) == (PlanLineState.OVERDUE, 1)
    completed(center, ana, training_id=number_of(center, all_in_one), state=CompletionState.SUBMITTED)
    assert (state(center), overdue(center)) == (PlanLineState.WAITING, 0)


def overdue(center: CenterWorld, account: int | None = None) -> int:
    actor = center.actor(account)
    with center.working(), counted() as statements:
        number = plan_lines.overdue_count(actor)
    assert len([each for each in statements if each.startswith("SELECT")]) <= 1
    return number


def test_the_count_of_what_is_overdue_is_for_who_decides(center: CenterWorld, ana: str) -> None:
    agreed(center, ana)
    late_is(center, 3)
    assert overdue(center) == 1
    assert overdue(center, account_of(center, ana)) == 0
