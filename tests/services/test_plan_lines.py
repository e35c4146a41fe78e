"""The plan as it was agreed on: an owner and a day for each line, and the record telling how it stands."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from tests.factories import CenterWorld
from tests.services import planned
from tests.services.entries import log, training
from tests.services.files import row_of
from tests.services.lines import last_line, lines_of
from tests.services.planned import CLOSES, TITLE, agreed, ahead, kept, lines, version
from tests.statements import counted
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.vocabulary import CompletionState, PlanLineState, Role
from tracker.models import Person, PlanLine, Training
from tracker.services import catalog, completions, plan_lines, plans, reviews
from tracker.services.removing_people import Place
from tracker.services.removing_people import ahead as removal_of

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def all_in_one(center: CenterWorld) -> str:
    """The one training that closes what a prosecutor lacks."""
    return planned.only_training(center)


@pytest.fixture
def ana(center: CenterWorld) -> str:
    """A prosecutor who signs in and completed nothing."""
    number = center.person("Ana Reyes", roles=(Role.PROSECUTOR,))
    center.member(AccessRole.STAFF, number)
    return center.public_id_of(Person, number)


@pytest.fixture
def sam(center: CenterWorld) -> str:
    """A prosecutor without an account."""
    return center.public_id_of(Person, center.person("Sam Okafor", roles=(Role.PROSECUTOR,)))


def account_of(center: CenterWorld, person: str) -> int:
    """Return an account by which a person signs in, made for it."""
    return center.member(AccessRole.STAFF, row_of(center, person, Person).id)


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
    center.person("Sam Okafor", roles=(Role.PROSECUTOR,))
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


def late_is(center: CenterWorld, days: int) -> None:
    """Let every line have been due so many days ago."""
    with center.working():
        due_on = center.actor().today - timedelta(days=days)
        db.session.execute(update(PlanLine).values(due_on=due_on))


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


def test_what_no_training_closes_is_agreed_on_by_hand(center: CenterWorld, ana: str) -> None:
    public_id = agreed(center, owner=ana, closes="nca-csec/team-csec-training", note="Ask the county first.")
    (line,) = lines(center)
    assert (line.public_id, line.whom, line.owner_name) == (public_id, "The team", "Ana Reyes")
    assert (line.title, line.training, line.note) == ("Peer review with the county", "", "Ask the county first.")
    assert len(line.closes) == 1


def test_by_hand_a_line_is_the_person_s_own_to_see_to_unless_another_is_named(center: CenterWorld, ana: str) -> None:
    agreed(center, ana)
    assert lines(center)[0].owner == ana


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "owner"),
        ({"owner": "ana", "due_on": date(2020, 1, 1)}, "due_on"),
        ({"owner": "ana", "closes": "nca-csec/nothing-of-the-kind"}, "asked"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    center: CenterWorld, ana: str, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Conflict) as refused:
        agreed(center, **{name: ana if value == "ana" else value for name, value in values.items()})
    assert refused.value.field == field


def test_the_same_for_the_same_person_is_not_agreed_on_twice(center: CenterWorld, ana: str, sam: str) -> None:
    agreed(center, ana)
    with pytest.raises(Conflict, match="agreed on already, by"):
        agreed(center, ana, title="PEER review with the county")
    agreed(center, sam)
    assert len(lines(center)) == 2


def test_a_form_sent_twice_agrees_once(center: CenterWorld, ana: str) -> None:
    assert agreed(center, ana, key="1" * 32) == agreed(center, ana, key="1" * 32)
    assert len(lines(center)) == 1


@pytest.mark.parametrize("who", ["person", "owner", "training"])
def test_what_is_another_center_s_is_not_found(
    center: CenterWorld, other_center: CenterWorld, ana: str, who: str
) -> None:
    theirs = {
        "person": other_center.public_id_of(Person, other_center.person()),
        "owner": other_center.public_id_of(Person, other_center.person()),
        "training": training(other_center, "Theirs"),
    }
    with pytest.raises(NotFound):
        agreed(center, **{"person": ana, who: theirs[who]})


def drop(center: CenterWorld, public_id: str, reason: str = "She left.") -> None:
    with center.working():
        plan_lines.close(center.actor(), public_id, version(center, public_id), PlanLineState.DROPPED, reason)


def test_owner_day_and_note_are_changed_and_the_history_says_from_what_to_what(
    center: CenterWorld, ana: str, sam: str
) -> None:
    public_id, day = agreed(center, ana), ahead(center, 30)
    with center.working():
        plan_lines.change(center.actor(), public_id, 1, owner=sam, due_on=day, note="Booked by phone.")
    (line,) = lines(center)
    assert (line.owner_name, line.due_on, line.note) == ("Sam Okafor", day, "Booked by phone.")
    written = last_line(center)
    assert (written.action, written.detail["owner"], written.detail["note"]) == (
        "change",
        [ana, sam],
        ["", "Booked by phone."],
    )
    assert "Ana" not in str(written.detail)


def test_an_overdue_line_keeps_its_day_where_only_the_note_changes(center: CenterWorld, ana: str) -> None:
    public_id = agreed(center, ana)
    late_is(center, 3)
    with center.working():
        due_on = row_of(center, public_id, PlanLine).due_on
        plan_lines.change(center.actor(), public_id, 1, owner=ana, due_on=due_on, note="She is on it.")
    with center.working(), pytest.raises(Conflict, match="a day to come"):
        earlier = due_on - timedelta(days=1)
        plan_lines.change(center.actor(), public_id, 2, owner=ana, due_on=earlier, note="")


def test_whoever_sees_to_it_says_for_which_day_it_is_booked(center: CenterWorld, ana: str, sam: str) -> None:
    public_id, day = agreed(center, sam, owner=ana), ahead(center, 10)
    own, whose = center.actor(account_of(center, ana)), center.actor(account_of(center, sam))
    other = center.actor(center.member())
    with center.working():
        plan_lines.book(own, public_id, 1, day)
    assert lines(center)[0].booked_on == day
    assert (last_line(center).action, last_line(center).detail) == ("book", {"day": day.isoformat()})
    with center.working():
        plan_lines.book(whose, public_id, 2, None)
    assert lines(center)[0].booked_on is None
    with center.working(), pytest.raises(NotFound):
        plan_lines.book(other, public_id, 3, day)


def test_booking_it_for_the_same_day_again_writes_nothing(center: CenterWorld, ana: str) -> None:
    public_id, before = agreed(center, ana), len(lines_of(center))
    with center.working():
        plan_lines.book(center.actor(), public_id, 1, None)
    assert len(lines_of(center)) == before


def test_staff_see_what_is_theirs_and_decide_on_nothing(center: CenterWorld, ana: str, sam: str) -> None:
    own, others = agreed(center, ana), agreed(center, sam)
    staff = center.actor(account_of(center, ana))
    with center.working():
        assert [each.public_id for each in plan_lines.of_own(staff)] == [own]
        assert [each.public_id for each in plan_lines.of_person(staff, ana)] == [own]
        assert plan_lines.of_person(staff, sam) == ()
        assert plan_lines.get(staff, own).yours
    with center.working(), pytest.raises(NotFound):
        plan_lines.get(staff, others)
    for act in (
        lambda: plan_lines.listing(staff),
        lambda: plan_lines.to_do(staff),
        lambda: plan_lines.keep(staff, ahead(center), "", ""),
        lambda: plan_lines.add(staff, plan_lines.Entry(title="A", due_on=ahead(center), person=ana)),
        lambda: plan_lines.change(staff, own, 1, owner=ana, due_on=ahead(center), note=""),
        lambda: plan_lines.close(staff, own, 1, PlanLineState.DROPPED, "No."),
    ):
        with center.working(), pytest.raises(Refused):
            act()


def test_a_line_is_dropped_with_a_reason_and_then_stays_as_it_is(center: CenterWorld, ana: str) -> None:
    public_id = agreed(center, ana)
    with pytest.raises(Conflict, match="Say why"):
        drop(center, public_id, " ")
    drop(center, public_id)
    (line,) = lines(center)
    assert (line.state, line.closed_reason, line.closed_by) == (PlanLineState.DROPPED, "She left.", "Dana Whitfield")
    assert (last_line(center).action, last_line(center).reason) == ("drop", "She left.")
    with pytest.raises(Conflict, match="it is dropped"):
        drop(center, public_id)
    with center.working():
        assert plan_lines.to_do(center.actor()) == ()


def test_where_no_completion_can_tell_it_a_director_says_that_it_is_done(
    center: CenterWorld, all_in_one: str, ana: str
) -> None:
    kept(center, ana)
    told, typed = lines(center)[0].public_id, agreed(center, ana)
    with center.working():
        plan_lines.close(center.actor(), typed, 1, PlanLineState.DONE, "")
    assert last_line(center).action == "finish"
    with center.working(), pytest.raises(Conflict, match="done by itself"):
        plan_lines.close(center.actor(), told, 1, PlanLineState.DONE, "")
    assert {each.public_id: each.state for each in lines(center)} == {
        told: PlanLineState.OPEN,
        typed: PlanLineState.DONE,
    }


def test_of_two_who_change_a_line_the_second_is_told(center: CenterWorld, ana: str) -> None:
    public_id = agreed(center, ana)
    for act in (
        lambda actor: plan_lines.book(actor, public_id, 7, ahead(center)),
        lambda actor: plan_lines.change(actor, public_id, 7, owner=ana, due_on=ahead(center), note=""),
        lambda actor: plan_lines.close(actor, public_id, 7, PlanLineState.DROPPED, "No."),
    ):
        with center.working(), pytest.raises(Conflict, match="changed meanwhile"):
            act(center.actor())


def test_a_line_keeps_whose_it_is_and_who_sees_to_it_on_the_list_of_people(
    center: CenterWorld, ana: str, sam: str
) -> None:
    sams = agreed(center, sam, owner=center.public_id_of(Person, center.person("Ruth Abel")))
    owner = lines(center)[0].owner
    for person in (sam, owner):
        with center.working():
            assert [each.place for each in removal_of(center.actor(), person).hanging] == [Place.PLAN]
    drop(center, sams)
    with center.working():
        assert [each.place for each in removal_of(center.actor(), sam).hanging] == [Place.PLAN]


def test_the_list_costs_two_statements_however_many_there_are(center: CenterWorld, ana: str) -> None:
    for number in range(4):
        agreed(center, ana, title=f"Task {number}", closes=CLOSES)
    actor = center.actor()
    with center.working(), counted() as statements:
        assert len(plan_lines.listing(actor)) == 4
    assert len([each for each in statements if each.startswith("SELECT")]) == 2


def test_what_is_to_do_stands_first_and_the_first_day_first(center: CenterWorld, ana: str) -> None:
    dropped = agreed(center, ana, title="Dropped", due_on=ahead(center, 1))
    agreed(center, ana, title="Later", due_on=ahead(center, 3))
    agreed(center, ana, title="Soon", due_on=ahead(center, 2))
    drop(center, dropped)
    assert [each.title for each in lines(center)] == ["Soon", "Later", "Dropped"]


def test_another_center_s_lines_are_seen_nowhere(center: CenterWorld, other_center: CenterWorld, ana: str) -> None:
    public_id = agreed(center, ana)
    assert lines(other_center) == ()
    with other_center.working(), pytest.raises(NotFound):
        plan_lines.get(other_center.actor(), public_id)
    with other_center.working(), pytest.raises(NotFound):
        plan_lines.book(other_center.actor(), public_id, 1, ahead(center))
