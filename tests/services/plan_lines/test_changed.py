"""Agreeing by hand, and what is done with a line afterwards: changed, booked, dropped, said to be done."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories import CenterWorld
from tests.services.entries import training
from tests.services.files import row_of
from tests.services.lines import last_line, lines_of
from tests.services.planned import CLOSES, account_of, agreed, ahead, drop, kept, late_is, lines
from tests.statements import counted
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.vocabulary import PlanLineState
from tracker.models import Person, PlanLine
from tracker.services import plan_lines
from tracker.services.removing_people import Place, Why, remove
from tracker.services.removing_people import ahead as removal_of

pytestmark = pytest.mark.usefixtures("context")


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


def test_who_was_looked_at_for_removal_and_has_a_line_since_is_not_removed(center: CenterWorld, sam: str) -> None:
    before = row_of(center, sam, Person).version
    agreed(center, owner=sam)
    with center.working(), pytest.raises(Conflict, match="Something hangs"):
        remove(center.actor(), sam, Why.TWICE, before)


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
