"""Who is listed otherwise than a file says is asked about, and taken from it only where somebody said so."""

from datetime import date

import pytest

from tests.factories import CenterWorld
from tests.services.imports.sheets import (
    choose,
    laid_out,
    look,
    only_row,
    outcomes,
    saved,
    taken_back,
    version_of,
)
from tests.services.lines import lines_of
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.domain.vocabulary import Discipline, Role
from tracker.models import Agency, Person, RoleTerm
from tracker.services import agencies, history, imports, people
from tracker.services.imports import Choice, Outcome
from tracker.services.people import PersonView

PEOPLE = ("Name", "Email", "Agency", "Discipline", "Role", "Start date", "End date")


def somebody(center: CenterWorld, public_id: str) -> PersonView:
    actor = center.actor()
    with center.working():
        return people.get(actor, public_id)


@pytest.fixture
def rosa(center: CenterWorld) -> str:
    actor = center.actor()
    with center.working():
        entry = people.Entry("Rosa Lind", Discipline.PROSECUTION, "rosa@example.org", "District Attorney")
        return people.add(actor, entry, (people.Term(Role.PROSECUTOR, date(2020, 1, 1)),))


def test_somebody_here_who_is_listed_otherwise_is_asked_about(center: CenterWorld, rosa: str) -> None:
    row = ("Rosa Lind", "r.l@example.org", "Sheriff", "law enforcement", "victim advocate", "3/1/2024", "")
    same = ("Rosa Lind", "ROSA@example.org", "district attorney", "", "prosecutor", "", "")
    assert only_row(center, laid_out(center, same, heads=PEOPLE))[0] is Outcome.HERE
    other = laid_out(center, ("Rosa Lind", "", *row[2:]), heads=PEOPLE, name="other.csv")
    outcome, words = only_row(center, other)
    assert outcome is Outcome.CONFLICT
    assert words == (
        "Somebody of this name is here. Here they have the agency “District Attorney”, the field Prosecution and no"
        " role victim advocate."
    )


def test_taken_from_the_file_they_are_so_and_taken_back_they_are_as_before(center: CenterWorld, rosa: str) -> None:
    before = somebody(center, rosa)
    row = ("Rosa Lind", "", "Sheriff", "law enforcement", "victim advocate", "3/1/2024", "")
    it = laid_out(center, row, heads=PEOPLE)
    choose(center, it, Choice.REPLACE)
    saved(center, it)
    after = somebody(center, rosa)
    assert (after.email, after.agency, after.discipline) == ("rosa@example.org", "Sheriff", Discipline.LAW_ENFORCEMENT)
    assert {(term.role, term.starts_on) for term in after.terms} == {
        (Role.PROSECUTOR, date(2020, 1, 1)),
        (Role.VICTIM_ADVOCATE, date(2024, 3, 1)),
    }
    taken_back(center, it)
    now = somebody(center, rosa)
    assert (now.agency, now.discipline) == (before.agency, before.discipline)
    assert [(term.role, term.starts_on, term.ends_on) for term in now.terms] == [
        (Role.PROSECUTOR, date(2020, 1, 1), None)
    ]
    with center.working():
        assert db.session.scalar(db.select(Agency).where(Agency.name == "Sheriff")) is None
        assert list(history.problems(center.center_id)) == []
    assert {line.action for line in lines_of(center)} >= {"put_back_import", "change", "add_role"}


def test_a_file_never_takes_other_names_away(center: CenterWorld, rosa: str) -> None:
    actor, view = center.actor(), somebody(center, rosa)
    with center.working():
        entry = people.Entry("Rosa Lind", view.discipline, view.email, view.agency, ("Rosa Marsh",))
        people.change(actor, rosa, entry, view.version)
    it = laid_out(center, ("Rosa Marsh", "", "Sheriff", "", "", "", ""), heads=PEOPLE)
    (row,) = look(center, it).rows
    assert row.words.startswith("It is Rosa Lind: a former or another name. Here they have")
    choose(center, it, Choice.REPLACE)
    saved(center, it)
    after = somebody(center, rosa)
    assert (after.name, after.other_names, after.agency) == ("Rosa Lind", ("Rosa Marsh",), "Sheriff")


@pytest.mark.parametrize(
    ("agency", "field", "differs"),
    [
        ("Harbor House CAC", "", False),
        ("harbor house children's advocacy center", "", False),
        ("Harbor House", "CAC", False),
        ("Harbor House", "", True),
        ("Harbor", "CAC", True),
    ],
)
def test_the_center_itself_is_no_agency_of_its_own_people(
    center: CenterWorld, ana: str, agency: str, field: str, differs: bool
) -> None:
    it = laid_out(center, ("Ana Reyes", "", agency, field, "", "", ""), heads=PEOPLE)
    assert ("Here they have no agency" in look(center, it).rows[0].words) is differs


def test_kept_as_here_nothing_is_changed(center: CenterWorld, rosa: str) -> None:
    before = somebody(center, rosa)
    new = ("Tom Vega", "", "", "", "prosecutor", "", "")
    it = laid_out(center, ("Rosa Lind", "", "Sheriff", "", "", "", ""), new, heads=PEOPLE)
    choose(center, it, Choice.KEEP)
    saved(center, it)
    assert somebody(center, rosa) == before
    assert outcomes(center, it) == [Outcome.HERE, Outcome.DONE]


@pytest.mark.parametrize(
    ("days", "ends", "expected"),
    [
        (("1/1/2021", ""), None, [(date(2021, 1, 1), None)]),
        (("", "6/30/2024"), None, [(date(2020, 1, 1), date(2024, 6, 30))]),
        (("1/1/2024", ""), date(2022, 1, 1), [(date(2020, 1, 1), date(2022, 1, 1)), (date(2024, 1, 1), None)]),
    ],
)
def test_days_of_a_role_are_corrected_and_a_later_time_is_one_more(
    center: CenterWorld, rosa: str, days: tuple[str, str], ends: date | None, expected: list[tuple[date, date | None]]
) -> None:
    if ends:
        actor = center.actor()
        with center.working():
            people.leave(actor, rosa, ends)
    it = laid_out(center, ("Rosa Lind", "", "", "", "prosecutor", *days), heads=PEOPLE)
    assert only_row(center, it)[0] is Outcome.CONFLICT
    choose(center, it, Choice.REPLACE)
    saved(center, it)
    assert sorted((term.starts_on, term.ends_on) for term in somebody(center, rosa).terms) == expected
    assert outcomes(center, laid_out(center, ("Rosa Lind", "", "", "", "prosecutor", *days), heads=PEOPLE)) == [
        Outcome.HERE
    ]


def test_days_that_would_meet_another_time_in_the_role_are_named(center: CenterWorld, rosa: str) -> None:
    actor = center.actor()
    with center.working():
        people.leave(actor, rosa, date(2022, 1, 1))
        people.give_role(actor, rosa, people.Term(Role.PROSECUTOR, date(2023, 1, 1)))
    it = laid_out(center, ("Rosa Lind", "", "", "", "prosecutor", "6/1/2021", "1/1/2024"), heads=PEOPLE)
    outcome, words = only_row(center, it)
    assert outcome is Outcome.IMPOSSIBLE
    assert "meet those of another time in the same role" in words


def test_somebody_who_was_changed_since_stands_in_the_way_of_taking_back(center: CenterWorld, rosa: str) -> None:
    it = laid_out(center, ("Rosa Lind", "", "Sheriff", "", "", "", ""), heads=PEOPLE)
    choose(center, it, Choice.REPLACE)
    saved(center, it)
    actor, view = center.actor(), somebody(center, rosa)
    with center.working():
        people.change(actor, rosa, people.Entry("Rosa Lind", Discipline.CAC, view.email, ""), view.version)
    with pytest.raises(Conflict, match="Rosa Lind was changed by it, and by somebody else since"):
        taken_back(center, it)
    assert somebody(center, rosa).discipline is Discipline.CAC


def test_taking_an_address_leaves_a_retired_agency_retired(center: CenterWorld, rosa: str) -> None:
    actor = center.actor()
    with center.working():
        (there,) = agencies.listing(actor)
        agencies.retire(actor, there.public_id)
    it = laid_out(center, ("Rosa Lind", "r@example.org", "", "", "prosecutor", "", ""), heads=PEOPLE)
    assert only_row(center, it)[0] is Outcome.WHO  # the same name, another address
    version = version_of(center, it)
    with center.working():
        imports.choose_people(actor, it, version, {"rosa lind": rosa})
    choose(center, it, Choice.REPLACE)
    saved(center, it)
    assert somebody(center, rosa).email == "r@example.org"
    assert agency_of(center)[1] is True


def test_rows_of_somebody_here_that_contradict_each_other_are_named(center: CenterWorld, rosa: str) -> None:
    rows = (
        ("Rosa Lind", "", "Sheriff", "", "victim advocate", "3/1/2024", ""),
        ("Rosa Lind", "", "Hospital", "", "volunteer", "4/1/2024", ""),
        ("Rosa Lind", "", "Sheriff", "", "victim advocate", "3/1/2024", ""),
    )
    first, second, third = look(center, laid_out(center, *rows, heads=PEOPLE)).rows
    assert (first.outcome, second.outcome, third.outcome) == (Outcome.CONFLICT, Outcome.IMPOSSIBLE, Outcome.HERE)
    assert "another agency" in second.words


def test_two_times_in_one_role_of_somebody_new_are_two_terms(center: CenterWorld) -> None:
    rows = (
        ("Tom Vega", "", "", "", "prosecutor", "1/1/2015", "6/30/2018"),
        ("Tom Vega", "", "", "", "prosecutor", "1/1/2020", ""),
        ("Tom Vega", "tom@example.org", "", "", "", "", ""),
        ("Tom Vega", "", "", "", "prosecutor", "6/1/2017", "6/30/2019"),
    )
    it = laid_out(center, *rows, heads=PEOPLE)
    one, two, more, wrong = look(center, it).rows
    assert [each.outcome for each in (one, two, more)] == [Outcome.NEW, Outcome.NEW, Outcome.LATER]
    assert "It says more of somebody whom another row brings." in more.words
    assert (wrong.outcome, "other days of this role" in wrong.words) == (Outcome.IMPOSSIBLE, True)
    saved(center, it)
    *_, more, _ = look(center, it).rows
    assert more.outcome is Outcome.CONFLICT
    choose(center, it, Choice.REPLACE, number=3)
    saved(center, it)
    taken_back(center, it)
    with center.working():
        assert db.session.scalar(db.select(Person.id).where(Person.name == "Tom Vega")) is None


def test_two_rows_of_one_person_are_put_back_to_before_the_first(center: CenterWorld, rosa: str) -> None:
    rows = (
        ("Rosa Lind", "", "", "", "victim advocate", "3/1/2024", ""),
        ("Rosa Lind", "", "", "", "volunteer", "4/1/2024", ""),
    )
    it = laid_out(center, *rows, heads=PEOPLE)
    for number in (1, 2):
        choose(center, it, Choice.REPLACE, number)
    saved(center, it)
    assert len(somebody(center, rosa).terms) == 3
    taken_back(center, it)
    with center.working():
        assert (
            db.session.scalar(db.select(db.func.count(RoleTerm.id)).join(Person).where(Person.public_id == rosa)) == 1
        )


def test_rows_of_somebody_new_that_contradict_each_other_are_named(center: CenterWorld) -> None:
    one, other = ("Tom Vega", "", "Sheriff", "", "", "", ""), ("Tom Vega", "", "District Attorney", "", "", "", "")
    it = laid_out(center, one, other, heads=PEOPLE)
    first, second = look(center, it).rows
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.IMPOSSIBLE)
    assert "Another row says something else of the same: another agency." in second.words


def test_an_agency_of_another_field_or_a_retired_one_is_asked_about(center: CenterWorld, rosa: str) -> None:
    actor = center.actor()
    with center.working():
        (there,) = agencies.listing(actor)
        agencies.retire(actor, there.public_id)
    it = laid_out(center, ("District Attorney", "law enforcement"), heads=("Agency", "Discipline"))
    outcome, words = only_row(center, it)
    assert outcome is Outcome.CONFLICT
    assert words == "Here it has the field Prosecution and no place among the partners any more."
    choose(center, it, Choice.REPLACE)
    saved(center, it)
    assert agency_of(center) == (Discipline.LAW_ENFORCEMENT, False)
    taken_back(center, it)
    assert agency_of(center) == (Discipline.PROSECUTION, True)


def agency_of(center: CenterWorld) -> tuple[Discipline, bool]:
    actor = center.actor()
    with center.working():
        (there,) = agencies.listing(actor)
    return there.discipline, there.retired
