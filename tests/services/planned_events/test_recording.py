"""One act makes an event of what was planned: completions with their hours, and where each signed."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.events.held import completions, team
from tests.services.files import stored
from tests.services.planned_events.ahead import came, opened, planned, recorded, view
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.vocabulary import CompletionState, Discipline, Grade, Role
from tracker.services import citations, events, people, planned_events
from tracker.services.planned_events import NewPerson, Present

pytestmark = pytest.mark.usefixtures("context")

NEWCOMER = NewPerson("Kim Doyle", "County Attorney", Discipline.PROSECUTION, Role.PROSECUTOR)


def test_each_who_is_ticked_gets_a_completion_that_waits_with_their_own_hours(center: CenterWorld) -> None:
    ana, sam, bo = team(center)
    plan = planned(center, [ana, sam, bo])
    event = recorded(center, plan, Present(person=ana), Present(person=sam, hours=Decimal("1.5")))
    with center.working():
        seen = events.get(center.actor(), event)
    assert [(each.name, each.hours, each.state) for each in seen.attendees] == [
        ("Ana Reyes", 3, CompletionState.SUBMITTED),
        ("Sam Okafor", Decimal("1.5"), CompletionState.SUBMITTED),
    ]
    assert view(center, plan).event == event
    assert [(each.title, each.grade) for each in completions(center)] == [
        ("Team training", Grade.SUPERVISOR_WORD),
    ] * 2


def test_who_is_expected_and_who_checked_in_completed_nothing_unless_ticked(center: CenterWorld) -> None:
    ana, sam, _ = team(center)
    plan = planned(center, [ana, sam])
    came(center, opened(center, plan), "Sam Okafor")
    recorded(center, plan, Present(person=ana))
    assert len(completions(center)) == 1


def test_a_check_in_can_become_a_new_person_of_a_partner_agency(center: CenterWorld) -> None:
    plan = planned(center)
    came(center, opened(center, plan), "Kim Doyle", "County Attorney")
    (claim,) = view(center, plan).checked_in
    recorded(center, plan, Present(new=NEWCOMER, check_in=claim.public_id))
    with center.working():
        kim = next(each for each in people.everyone(center.actor()) if each.name == "Kim Doyle")
    assert (kim.agency, kim.discipline, [each.role for each in kim.terms]) == (
        "County Attorney",
        Discipline.PROSECUTION,
        [Role.PROSECUTOR],
    )
    (row,) = completions(center)
    assert row.completed_on == kim.terms[0].starts_on


def test_each_completion_points_at_its_own_page_and_row_of_the_one_sheet(center: CenterWorld) -> None:
    ana, sam, bo = team(center)
    plan = planned(center, [ana, sam, bo])
    first, second = stored(center.actor(), making.pdf(1)), stored(center.actor(), making.pdf(2))
    present = (
        Present(person=ana, page=1, row=1),
        Present(person=sam, page=3, row=22),  # the second page of the second file
        Present(person=bo),
    )
    with center.working():
        planned_events.record(center.actor(), plan, present, (*first, *second))
    rows = completions(center)
    assert {row.grade for row in rows} == {Grade.SIGNED_SHEET}
    with center.working():
        places = [[it.place for it in citations.of_completion(row.public_id)] for row in rows]
    assert [[(it.label, it.first_page) for it in each] for each in places] == [[("Row 1", 1)], [("Row 22", 2)], []]


def test_a_corrected_row_is_still_about_the_same_completion(center: CenterWorld) -> None:
    ana, *_ = team(center)
    plan = planned(center, [ana])
    files = stored(center.actor(), making.pdf(1))
    with center.working():
        planned_events.record(center.actor(), plan, [Present(person=ana, page=1, row=1)], files)
    (row,) = completions(center)
    with center.working():
        (it,) = citations.of_completion(row.public_id)
        citations.correct(center.actor(), it.public_id, citations.Place("Row 2", 1, 1))
        assert [each.place.label for each in citations.of_completion(row.public_id)] == ["Row 2"]


def two_lines(ana: str) -> tuple[Present, ...]:
    return Present(person=ana), Present(person=ana)


IMPOSSIBLE: dict[str, Any] = {
    "nobody": (lambda ana: (), "Nobody is ticked"),
    "twice": (two_lines, "Ana Reyes stands in two lines"),
    "a page that is not there": (lambda ana: (Present(person=ana, page=1, row=1),), "No signed sheet"),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_what_cannot_be_is_refused_and_nothing_is_recorded(center: CenterWorld, case: str) -> None:
    ana, *_ = team(center)
    plan = planned(center, [ana])
    present, message = IMPOSSIBLE[case]
    with pytest.raises(Conflict, match=message):
        recorded(center, plan, *present(ana))
    assert completions(center) == []
    assert view(center, plan).is_ahead


def test_nothing_is_recorded_before_its_day(center: CenterWorld) -> None:
    ana, *_ = team(center)
    plan = planned(center, [ana], held_on=center.actor().today + timedelta(days=1))
    with pytest.raises(Conflict, match="day has not come"):
        recorded(center, plan, Present(person=ana))


def test_who_is_not_on_the_list_cannot_be_recorded(center: CenterWorld) -> None:
    with pytest.raises(NotFound):
        recorded(center, planned(center), Present(person="2" * 20))


def test_it_is_recorded_once(center: CenterWorld) -> None:
    ana, *_ = team(center)
    plan = planned(center, [ana])
    key = "b" * 32
    made = []
    for _ in range(2):
        with center.working():
            made.append(planned_events.record(center.actor(), plan, [Present(person=ana)], (), key))
    assert made[0] == made[1]
    with pytest.raises(Conflict, match="recorded meanwhile"):
        recorded(center, plan, Present(person=ana))
    assert len(completions(center)) == 1


def test_the_list_proposes_and_shows_each_expected_person_once(center: CenterWorld) -> None:
    ana, sam, bo = team(center)
    plan = planned(center, [ana, sam, bo])
    token = opened(center, plan)
    came(center, token, "Okafor, Sam")
    came(center, token, "Quentin Vance", "County Attorney")
    seen = view(center, plan)
    with center.working():
        lines = planned_events.lines_of(center.actor(), seen).lines
    assert [each.row for each in lines if each.is_blank] == [4, 5, 6, 7, 8, 9]
    assert [(each.name, each.person, each.row) for each in lines if not each.is_blank] == [
        ("Okafor, Sam", sam, 2),
        ("Quentin Vance", "", None),
        ("Ana Reyes", ana, 1),
        ("Bo Hart", bo, 3),
    ]
