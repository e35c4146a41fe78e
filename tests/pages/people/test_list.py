"""The list of people: who is here, who left, who signs in, and nobody of another center."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import TEAM_ONLY, Browse, statuses
from tracker.db import db
from tracker.domain.vocabulary import Discipline, Role
from tracker.models import Agency, Person, RoleTerm


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def names(client: FlaskClient, path: str) -> list[str]:
    return [link.get_text() for link in page_of(client.get(path)).select("main tbody th a")]


def term(center: CenterWorld, person: int, role: Role, starts_on: date, ends_on: date | None) -> None:
    with center.working():
        db.session.add(RoleTerm(person_id=person, role=role, starts_on=starts_on, ends_on=ends_on))


def leaver(center: CenterWorld, name: str = "Bo Hart", last_day: date = date(2024, 6, 30)) -> int:
    person = center.person(name, roles=())
    term(center, person, Role.VOLUNTEER, date(2023, 1, 1), last_day)
    return person


def test_the_list_is_for_those_who_see_the_team(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, "people") == TEAM_ONLY


def test_a_new_center_is_offered_the_whole_team_in_one_screen(center: CenterWorld, client: FlaskClient) -> None:
    shown = client.get(center.path("people"))
    assert "Only you so far" in text_of(shown)
    assert page_of(shown).select(f"main a[href='{center.path('people/team')}']")


def test_everybody_here_is_listed_by_name_with_roles_agency_and_sign_in(
    center: CenterWorld, client: FlaskClient
) -> None:
    center.person("Zed Long", roles=(Role.VICTIM_ADVOCATE, Role.MDT_FACILITATOR))
    center.member(person_id=center.person("ana Reyes", roles=(Role.VOLUNTEER,)))
    shown = client.get(center.path("people"))
    assert names(client, center.path("people")) == ["ana Reyes", "Dana Whitfield", "Zed Long"]
    rows = [" ".join(row.get_text(" ").split()) for row in page_of(shown).select("main tbody tr")]
    assert rows == [
        "ana Reyes Volunteer Harbor House CAC Yes",
        "Dana Whitfield Executive director Harbor House CAC Yes",
        "Zed Long Victim advocate, MDT facilitator Harbor House CAC No",
    ]


def test_who_left_is_out_of_todays_list_and_count_and_in_that_of_leavers(
    center: CenterWorld, client: FlaskClient
) -> None:
    leaver(center)
    path = center.path("people")
    assert names(client, path) == ["Dana Whitfield"]
    assert "1 person here now, 1 left." in text_of(client.get(path))
    assert names(client, f"{path}?show=left") == ["Bo Hart"]
    assert "Left on Jun 30, 2024" in text_of(client.get(f"{path}?show=left"))
    assert names(client, f"{path}?show=all") == ["Bo Hart", "Dana Whitfield"]


def test_who_leaves_today_is_still_here_today(center: CenterWorld, client: FlaskClient) -> None:
    today = center.actor().today
    leaver(center, "Last Day", today)
    leaver(center, "Gone Since", today - timedelta(days=1))
    assert names(client, center.path("people")) == ["Dana Whitfield", "Last Day"]


def test_who_comes_back_is_here_again_as_the_same_person(center: CenterWorld, client: FlaskClient) -> None:
    person = leaver(center)
    term(center, person, Role.VOLUNTEER, center.actor().today, None)
    assert names(client, center.path("people")) == ["Bo Hart", "Dana Whitfield"]
    assert names(client, center.path("people?show=left")) == []


def test_who_begins_later_is_listed_with_the_day(center: CenterWorld, client: FlaskClient) -> None:
    center.person("Cy Moss", roles=(Role.PROSECUTOR,), since=date(2190, 1, 2))
    assert "Cy Moss From Jan 2, 2190: Prosecutor" in text_of(client.get(center.path("people")))


def test_who_has_no_role_is_listed_and_has_not_left(center: CenterWorld, client: FlaskClient) -> None:
    center.person("Cy Moss", roles=())
    assert "Cy Moss None yet" in text_of(client.get(center.path("people")))


def test_the_list_is_narrowed_by_role_and_agency(center: CenterWorld, client: FlaskClient) -> None:
    with center.working():
        agency = Agency(name="Harbor Police", discipline=Discipline.LAW_ENFORCEMENT)
        db.session.add(agency)
        db.session.flush()
        number = agency.id
    center.person("Ana Reyes")
    center.person("Sam Okafor", roles=(Role.LAW_ENFORCEMENT_INVESTIGATOR,), agency_id=number)
    path = center.path("people")
    assert names(client, f"{path}?role=victim_advocate") == ["Ana Reyes"]
    assert names(client, f"{path}?agency=Harbor+Police") == ["Sam Okafor"]
    assert names(client, f"{path}?agency=own") == ["Ana Reyes", "Dana Whitfield"]
    assert "Nobody fits these filters" in text_of(client.get(f"{path}?agency=own&role=prosecutor"))


@pytest.mark.parametrize("query", ["role=%00", "role=king&agency=x&show=y", "show=" + "x" * 10_000, "agency=%FF%FE"])
def test_filters_that_are_none_narrow_nothing(center: CenterWorld, client: FlaskClient, query: str) -> None:
    assert names(client, center.path(f"people?{query}")) == names(client, center.path("people?show="))


def test_another_centers_people_are_not_there(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    other_center.person("Of Another")
    assert "Of Another" not in text_of(client.get(center.path("people?show=all")))
    assert other_center.public_id_of(Person, other_center.director_person)
