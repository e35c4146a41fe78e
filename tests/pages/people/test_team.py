"""Adding a whole team in one screen."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, page_of, send, submit, values_of
from tests.pages.ladder import TEAM_ONLY, Browse, post, statuses
from tests.services.lines import lines_of
from tracker.domain.vocabulary import Discipline
from tracker.services import people
from tracker.services.people import PersonView


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def path(center: CenterWorld) -> str:
    return center.path("people/team")


def row(number: int, name: str, role: str = "victim_advocate", since: str = "2024-02-01", agency: str = "") -> Any:
    values = {"name": name, "role": role, "starts_on": since, "agency": agency}
    return {f"rows-{number}-{field}": value for field, value in values.items()}


def listed(center: CenterWorld) -> dict[str, PersonView]:
    with center.working():
        return {each.name: each for each in people.everyone(center.actor())}


def test_the_form_is_for_those_who_keep_the_list(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    assert statuses(center, other_center, browse, "people/team") == TEAM_ONLY


def test_staff_add_nobody_even_without_the_form(center: CenterWorld, browse: Browse) -> None:
    staff = browse(center.member())
    before = len(listed(center))
    assert post(staff, center, "people/team", **row(0, "Ana Reyes")).status_code == 403
    assert len(listed(center)) == before


def test_a_team_is_added_in_one_act_with_a_line_each(center: CenterWorld, client: FlaskClient, path: str) -> None:
    before = len(lines_of(center))
    rows = {
        **row(0, "Ana Reyes"),
        **row(1, "Sam Okafor", "law_enforcement_investigator", "3/4/2023", "Harbor Police"),
        **row(2, "Bo Hart", "prosecutor", "2022-01-01", "County Attorney"),
        **row(3, "Kim Soto", "other_staff", "2022-01-01", "harbor police"),
    }
    answer = submit(client, path, **rows)
    assert answer.status_code == 303
    assert "4 people added." in client.get(answer.location).get_data(as_text=True)
    found = listed(center)
    assert {name: (found[name].discipline, found[name].agency) for name in ("Ana Reyes", "Sam Okafor", "Bo Hart")} == {
        "Ana Reyes": (Discipline.CAC, ""),
        "Sam Okafor": (Discipline.LAW_ENFORCEMENT, "Harbor Police"),
        "Bo Hart": (Discipline.PROSECUTION, "County Attorney"),
    }
    assert found["Kim Soto"].agency == "Harbor Police"
    assert str(found["Sam Okafor"].terms[0].starts_on) == "2023-03-04"
    new = [(line.action, line.subject) for line in lines_of(center)[: len(lines_of(center)) - before]]
    assert sorted(new) == [("add", "agency")] * 2 + [("add", "person")] * 4


def test_blank_rows_are_left_out(center: CenterWorld, client: FlaskClient, path: str) -> None:
    submit(client, path, **row(2, "Ana Reyes"))
    assert set(listed(center)) == {"Dana Whitfield", "Ana Reyes"}


def test_a_form_sent_twice_adds_the_team_once_and_says_the_same(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    opened = client.get(path)
    for _ in range(2):
        answer = send(client, opened, path, **row(0, "Ana Reyes"), **row(1, "Bo Hart"))
        assert "2 people added." in client.get(answer.location).get_data(as_text=True)
    assert len(listed(center)) == 3


def test_another_row_is_asked_for_without_scripts_until_the_list_is_full(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    more = submit(client, path, **row(0, "Ana Reyes"), **{"rows-add": "1"})
    assert more.status_code == 200
    kept = values_of(form_in(more))
    assert kept["rows-0-name"] == "Ana Reyes"
    assert "rows-4-name" in kept
    for _ in range(35):
        more = send(client, more, path, **{"rows-add": "1"})
    assert "rows-39-name" in values_of(form_in(more))
    assert not page_of(more).select("button[name=rows-add]")
    assert set(listed(center)) == {"Dana Whitfield"}


def test_who_is_on_the_list_already_is_shown_before_anybody_is_added(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    center.person("Ana Reyes", roles=())
    warned = submit(client, path, **row(0, "Reyes, Ana"), **row(1, "Bo Hart"))
    assert warned.status_code == 422
    assert "Ana Reyes" in errors_of(warned)[0]
    assert len(listed(center)) == 2
    assert send(client, warned, path).status_code == 303
    assert len(listed(center)) == 4


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "Enter at least one person."),
        (row(0, ""), "Enter the name."),
        (row(0, "x" * 10_000), "The name must be 200 characters or fewer."),
        (row(0, "Ana", agency="y" * 10_000), "The agency must be 200 characters or fewer."),
        (row(0, "Ana", role=""), "Choose a role."),
        (row(0, "Ana", role="king"), "Choose a role from the list."),
        (row(0, "Ana", since=""), "Enter the first day."),
        (row(0, "Ana", since="0001-01-01"), "The first day must be Jan 1, 1900 or later."),
        (row(0, "Ana", since="9999-12-31"), "The first day must be Dec 31, 2199 or earlier."),
        (row(0, "Ana", since="13/13/2020"), "The first day must be a day such as"),
    ],
)
def test_one_wrong_row_adds_nobody_and_keeps_every_row(
    center: CenterWorld, client: FlaskClient, path: str, values: dict[str, Any], message: str
) -> None:
    right = row(1, "Bo Hart") if values else {}
    answer = submit(client, path, **values, **right)
    assert answer.status_code == 422
    assert any(message in line for line in errors_of(answer)), errors_of(answer)
    kept = values_of(form_in(answer))
    typed = {name: value for name, value in {**values, **right}.items() if not name.endswith("role")}
    assert {name: kept[name] for name in typed} == typed
    assert set(listed(center)) == {"Dana Whitfield"}


@pytest.mark.parametrize("name", ["أمينة الخطيب", "Zoë 🧠", "=HYPERLINK(1)"])
def test_names_in_any_script_are_kept(center: CenterWorld, client: FlaskClient, path: str, name: str) -> None:
    submit(client, path, **row(0, name, agency=name))
    assert listed(center)[name].agency == name
