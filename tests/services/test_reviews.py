"""Reviews: a second person decides, on what they read, once; nobody on an own entry."""

from typing import Any

import pytest

from tests.factories import CenterWorld
from tests.services.entries import entry
from tests.services.files import row_of, stored
from tests.statements import counted
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.vocabulary import CompletionState
from tracker.services import completions, evidence, reviews

pytestmark = pytest.mark.usefixtures("context")


def submitted(center: CenterWorld, **values: Any) -> str:
    """A completion of somebody else, logged by themselves, that waits since it was recorded."""
    person = values.pop("person_id", None) or center.person()
    author = values.pop("author", None) or center.member(person_id=person)
    return center.completion(
        person,
        **{
            "state": CompletionState.SUBMITTED,
            "recorded_by": author,
            "changed_by": author,
            "submitted_at": center.actor().now,
            **values,
        },
    )


def accept(center: CenterWorld, public_id: str, account: int | None = None) -> None:
    version = row_of(center, public_id).version
    with center.working():
        reviews.accept(center.actor(account), public_id, version)


def test_a_second_person_accepts_and_the_three_dates_stand_apart(center: CenterWorld) -> None:
    public_id = submitted(center)
    accept(center, public_id)
    with center.working():
        view = completions.get(center.actor(), public_id)
    assert (view.state, view.decided_by) == (CompletionState.ACCEPTED, "Dana Whitfield")
    assert [review.decision for review in view.reviews] == ["accepted"]
    assert view.decided_at is not None
    assert view.submitted_at is not None
    assert view.completed_on < view.submitted_at.date() <= view.decided_at.date()


def test_a_returned_completion_says_why_and_can_be_sent_in_again(center: CenterWorld) -> None:
    public_id = submitted(center)
    with center.working():
        reviews.send_back(center.actor(), public_id, 1, "The hours are missing.")
        assert completions.get(center.actor(), public_id).returned_reason == "The hours are missing."
    with center.working():
        completions.submit(center.actor(), public_id, row_of(center, public_id).version)
        assert completions.get(center.actor(), public_id).returned_reason == ""


def test_nothing_is_returned_without_a_reason(center: CenterWorld) -> None:
    public_id = submitted(center)
    with center.working(), pytest.raises(Conflict) as refused:
        reviews.send_back(center.actor(), public_id, 1, "  ")
    assert refused.value.field == "reason"


def test_nobody_decides_on_an_own_completion(center: CenterWorld) -> None:
    deputy_person = center.person()
    deputy = center.member(AccessRole.DEPUTY, deputy_person)
    mine = submitted(center, person_id=center.director_person, author=deputy)
    with pytest.raises(Conflict, match="somebody else"):
        accept(center, mine)
    accept(center, submitted(center, person_id=deputy_person, author=deputy))


def test_nobody_decides_on_what_they_entered(center: CenterWorld) -> None:
    public_id = submitted(center, author=center.director)
    with pytest.raises(Conflict, match="somebody else"):
        accept(center, public_id)
    accept(center, public_id, center.member(AccessRole.DEPUTY))


@pytest.mark.parametrize("hand", ["correct", "attach"])
def test_nobody_decides_on_what_they_had_a_hand_in_even_if_another_changed_it_last(
    center: CenterWorld, hand: str
) -> None:
    person = center.person()
    author = center.member(person_id=person)
    public_id = submitted(center, person_id=person, author=author)
    actor = center.actor()
    files = stored(actor)
    with center.working():
        if hand == "correct":
            completions.correct(actor, public_id, entry(), 1)
        else:
            evidence.attach(actor, files, completion=public_id)
    version = row_of(center, public_id).version
    staff = center.actor(author)
    with center.working():
        completions.correct(staff, public_id, entry(note="Mine again"), version)
    with center.working():
        assert reviews.waiting_count(actor) == 0
    with pytest.raises(Conflict, match="somebody else"):
        accept(center, public_id)


def test_staff_decide_nothing(center: CenterWorld) -> None:
    public_id, staff = submitted(center), center.actor(center.member())
    with center.working():
        assert reviews.waiting_count(staff) == 0
        for ask in (lambda: reviews.waiting(staff), lambda: reviews.accept(staff, public_id, 1)):
            with pytest.raises(Refused):
                ask()


def test_what_another_center_waits_for_is_not_there(center: CenterWorld, other_center: CenterWorld) -> None:
    public_id = submitted(center)
    with other_center.working():
        assert reviews.waiting(other_center.actor()).yours == ()
        with pytest.raises(NotFound):
            reviews.accept(other_center.actor(), public_id, 1)


def test_the_second_of_two_deciders_is_told(center: CenterWorld) -> None:
    public_id, deputy = submitted(center), center.member(AccessRole.DEPUTY)
    with center.working():
        reviews.accept(center.actor(), public_id, 1)
    with center.working(), pytest.raises(Conflict, match="accepted now"):
        reviews.send_back(center.actor(deputy), public_id, 1, "Too late")
    assert row_of(center, public_id).state == CompletionState.ACCEPTED


def test_a_correction_between_reading_and_accepting_stops_the_acceptance(center: CenterWorld) -> None:
    person = center.person()
    author = center.member(person_id=person)
    public_id = submitted(center, person_id=person, author=author)
    with center.working():
        completions.correct(center.actor(author), public_id, entry(note="More"), 1)
    with center.working(), pytest.raises(Conflict, match="meanwhile"):
        reviews.accept(center.actor(), public_id, 1)
    assert row_of(center, public_id).state == CompletionState.SUBMITTED


def test_an_acceptance_between_opening_and_saving_a_correction_stops_the_correction(center: CenterWorld) -> None:
    person = center.person()
    author = center.member(person_id=person)
    public_id = submitted(center, person_id=person, author=author)
    accept(center, public_id)
    with center.working(), pytest.raises(Conflict, match="meanwhile"):
        completions.correct(center.actor(author), public_id, entry(note="More"), 1)
    assert row_of(center, public_id).state == CompletionState.ACCEPTED


def test_the_queue_shows_the_longest_waiting_first_and_own_entries_apart(center: CenterWorld) -> None:
    first, second = submitted(center), submitted(center)
    own = submitted(center, person_id=center.director_person, author=center.director)
    with center.working():
        queue = reviews.waiting(center.actor())
        assert [view.public_id for view in queue.yours] == [first, second]
        assert [view.public_id for view in queue.others] == [own]
        assert reviews.waiting_count(center.actor()) == 2
        assert reviews.next_after(center.actor(), first) == second
        assert reviews.next_after(center.actor(), second) == first
        assert reviews.next_after(center.actor(), "2" * 20) == first


def test_a_flood_is_shown_in_part_and_counted_whole(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "MOST_SHOWN", 2)
    ids = [submitted(center) for _ in range(3)]
    with center.working():
        queue = reviews.waiting(center.actor())
        assert ([view.public_id for view in queue.yours], queue.count) == (ids[:2], 3)


def test_what_nobody_here_may_decide_is_named_until_a_deputy_comes(center: CenterWorld) -> None:
    own = submitted(center, person_id=center.director_person, author=center.director)
    with center.working():
        assert reviews.waiting(center.actor()).stuck == {own}
    center.member(AccessRole.DEPUTY)
    with center.working():
        assert reviews.waiting(center.actor()).stuck == frozenset()


def test_several_are_accepted_together_or_none(center: CenterWorld) -> None:
    ids = [submitted(center) for _ in range(3)]
    with pytest.raises(Conflict), center.working():
        reviews.accept_together(center.actor(), [*((each, 1) for each in ids[:2]), (ids[2], 7)])
    assert {row_of(center, each).state for each in ids} == {CompletionState.SUBMITTED}
    with center.working():
        assert reviews.accept_together(center.actor(), [(each, 1) for each in ids]) == 3
    assert {row_of(center, each).state for each in ids} == {CompletionState.ACCEPTED}


def test_a_queue_of_twenty_asks_as_often_as_one_of_one(center: CenterWorld) -> None:
    person = center.person()
    author = center.member(person_id=person)
    submitted(center, person_id=person, author=author)

    def statements() -> int:
        with center.working(), counted() as asked:
            reviews.waiting(center.actor())
        return len(asked)

    few = statements()
    for _ in range(20):
        submitted(center, person_id=person, author=author)
    assert statements() == few
