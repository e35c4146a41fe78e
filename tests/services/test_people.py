"""People through the use cases, where pages do not show it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.factories import CenterWorld
from tests.services.lines import lines_of
from tests.statements import counted
from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.vocabulary import Discipline, Role
from tracker.models import Person
from tracker.services import agencies, people, removing_people
from tracker.services.people import Entry, Term
from tracker.services.removing_people import Why

pytestmark = pytest.mark.usefixtures("context")

DAY = date(2024, 2, 1)
NOBODYS = "2" * 20
ACTS: dict[str, Callable[..., Any]] = {
    "add": lambda actor, _: people.add(actor, Entry("Ana", "cac"), ()),
    "add several": lambda actor, _: people.add_several(actor, [(Entry("Ana", "cac"), Term("volunteer", DAY))]),
    "change": lambda actor, person: people.change(actor, person, Entry("Ana", "cac"), 1),
    "give a role": lambda actor, person: people.give_role(actor, person, Term("volunteer", DAY)),
    "correct a role": lambda actor, person: people.correct_role(actor, person, NOBODYS, DAY, None, 1),
    "leave": lambda actor, person: people.leave(actor, person, DAY),
    "rename an agency": lambda actor, agency: agencies.rename(actor, agency, "Ana", "courts", 1),
    "retire an agency": agencies.retire,
}
OF_SOMEBODY = [name for name in ACTS if not name.startswith("add")]


def views(center: CenterWorld) -> list[people.PersonView]:
    with center.working():
        return people.everyone(center.actor())


@pytest.mark.parametrize("act", ACTS)
def test_staff_are_refused_below_the_pages_too(center: CenterWorld, act: str) -> None:
    actor = center.actor(center.member(AccessRole.STAFF))
    person = center.public_id_of(Person, center.director_person)
    before = len(lines_of(center))
    with pytest.raises(Refused), center.working():
        ACTS[act](actor, person)
    assert len(lines_of(center)) == before


@pytest.mark.parametrize("act", OF_SOMEBODY)
def test_what_belongs_to_another_center_is_not_found(center: CenterWorld, other_center: CenterWorld, act: str) -> None:
    foreign = other_center.public_id_of(Person, other_center.person())
    actor = center.actor()
    for public_id in (foreign, NOBODYS):
        with pytest.raises(NotFound), center.working():
            ACTS[act](actor, public_id)


def test_a_team_is_added_whole_or_not_at_all(center: CenterWorld) -> None:
    actor, before = center.actor(), len(lines_of(center))
    right = (Entry("Ana Reyes", "cac", agency="A new agency"), Term("volunteer", DAY))
    wrong = (Entry("Bo Hart", "cac"), Term("volunteer", DAY, date(2024, 1, 1)))
    with pytest.raises(Conflict), center.working():
        people.add_several(actor, [right, wrong])
    assert [each.name for each in views(center)] == ["Dana Whitfield"]
    assert len(lines_of(center)) == before
    with center.working():
        assert agencies.listing(actor) == []


def test_leaving_ends_no_role_where_one_begins_later(center: CenterWorld) -> None:
    actor = center.actor()
    with center.working():
        terms = (Term("victim_advocate", DAY), Term("volunteer", date(2025, 1, 1)))
        ana = people.add(actor, Entry("Ana Reyes", "cac"), terms)
    with pytest.raises(Conflict), center.working():
        people.leave(actor, ana, date(2024, 12, 31))
    with center.working():
        assert {term.ends_on for term in people.get(actor, ana).terms} == {None}


def test_a_retired_agency_comes_back_with_its_next_person(center: CenterWorld) -> None:
    actor = center.actor()
    with center.working():
        people.add(actor, Entry("Ana Reyes", "courts", agency="Harbor Court"), ())
    with center.working():
        (court,) = agencies.listing(actor)
        agencies.retire(actor, court.public_id)
    with center.working():
        assert agencies.listing(actor)[0].retired
        people.add(actor, Entry("Bo Hart", "courts", agency="HARBOR COURT"), ())
    with center.working():
        (court,) = agencies.listing(actor)
    assert (court.name, court.people, court.retired) == ("Harbor Court", 2, False)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("2024-01-01", "2024-06-30"), ("2024-06-30", None)),
        (("2024-01-01", None), ("2030-01-01", None)),
        (("2024-01-01", "2024-06-30"), ("2023-01-01", "2024-01-01")),
        (("2024-01-01", "2024-12-31"), ("2024-03-01", "2024-03-01")),
        (("2024-03-01", "2024-03-01"), ("2024-01-01", "2024-12-31")),
    ],
)
def test_no_day_is_held_twice_in_one_role(
    center: CenterWorld, first: tuple[str, str | None], second: tuple[str, str | None]
) -> None:
    actor = center.actor()
    terms = [Term("volunteer", date.fromisoformat(a), date.fromisoformat(b) if b else None) for a, b in (first, second)]
    with center.working():
        ana = people.add(actor, Entry("Ana Reyes", "cac"), (terms[0],))
    with pytest.raises(Conflict), center.working():
        people.give_role(actor, ana, terms[1])
    with center.working():
        people.give_role(actor, ana, Term("board_member", terms[1].starts_on, terms[1].ends_on))


def test_reading_everybody_and_meeting_forty_new_ones_costs_a_fixed_number_of_statements(center: CenterWorld) -> None:
    actor = center.actor()

    def asked(block: Callable[[], object]) -> int:
        with working_for(db.session(), center.center_id), counted() as statements:
            block()
        db.session.rollback()
        return len(statements)

    one = asked(lambda: people.everyone(actor)), asked(lambda: people.likely_same(actor, [("Ana", "")]))
    for number in range(12):
        center.person(f"Person {number}", roles=(Role.VOLUNTEER, Role.BOARD_MEMBER), discipline=Discipline.OTHER)
    many = [(f"Person {number}", f"p{number}@example.org") for number in range(40)]
    assert (asked(lambda: people.everyone(actor)), asked(lambda: people.likely_same(actor, many))) == one
    assert one[0] <= 3


def test_former_names_are_kept_and_the_history_tells_that_they_changed_and_not_which(center: CenterWorld) -> None:
    actor = center.actor()
    with center.working():
        made = people.add(actor, Entry("Rosa Lind", "cac", other_names=("Rosa Marsh",)), ())
    (view,) = (each for each in views(center) if each.public_id == made)
    assert view.other_names == ("Rosa Marsh",)
    with center.working():
        people.change(actor, made, Entry("Rosa Lind", "cac", other_names=("R. Marsh-Vega",)), view.version)
    (line, *_) = lines_of(center)
    assert line.detail == {"other_names": "changed"}
    with center.working():
        (found,) = people.likely_same(actor, [("marsh-vega, R.", "")])
    assert found.public_id == made


def test_more_other_names_than_anybody_has_are_refused(center: CenterWorld) -> None:
    actor = center.actor()
    with pytest.raises(Conflict, match="at most 6 other names"), center.working():
        people.add(actor, Entry("Ana", "cac", other_names=tuple("abcdefg")), ())


def test_whoever_is_removed_from_the_list_loses_their_former_names_too(center: CenterWorld) -> None:
    actor = center.actor()
    with center.working():
        made = people.add(actor, Entry("Rosa Lind", "cac", other_names=("Rosa Marsh",)), ())
    (version,) = (each.version for each in views(center) if each.public_id == made)
    with center.working():
        removing_people.remove(actor, made, Why.TWICE, version)
    with center.app.app_context(), everywhere(db.session()):
        kept = db.select(Person.name, Person.other_names).where(Person.public_id == made)
        assert db.session.execute(kept).one() == ("", ())
