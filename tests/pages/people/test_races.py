"""What happens to the list of people when two act at the same moment."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories import CenterWorld
from tests.pages.completions.test_races import at_once
from tests.pages.forms import send
from tests.pages.ladder import Browse
from tests.pages.people.test_give_role import terms_of
from tests.pages.people.test_team import listed, row
from tracker.db import db
from tracker.models import Agency, Person

ANA = {"name": "Ana Reyes", "terms-0-role": "victim_advocate", "terms-0-starts_on": "2024-02-01"}


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def agencies(center: CenterWorld) -> int:
    with center.working():
        return int(db.session.scalar(select(func.count(Agency.id))))


def test_a_form_sent_four_times_at_once_adds_one_person(center: CenterWorld, client: FlaskClient) -> None:
    path = center.path("people/new")
    opened = client.get(path)
    answers = at_once([lambda: send(client, opened, path, **ANA, agency="Harbor Police") for _ in range(4)])
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert set(listed(center)) == {"Dana Whitfield", "Ana Reyes"}
    assert len(listed(center)) == 2


def test_a_team_sent_four_times_at_once_is_added_once(center: CenterWorld, client: FlaskClient) -> None:
    path = center.path("people/team")
    opened = client.get(path)
    rows = {**row(0, "Ana Reyes", agency="Harbor Police"), **row(1, "Bo Hart", agency="Harbor Police")}
    answers = at_once([lambda: send(client, opened, path, **rows) for _ in range(4)])
    assert {answer.status_code for answer in answers} == {303}
    with center.working():
        assert db.session.scalar(select(func.count(Person.id))) == 3
    assert agencies(center) == 1


def test_two_people_of_one_new_agency_at_once_make_one_agency(center: CenterWorld, client: FlaskClient) -> None:
    path = center.path("people/new")
    forms = [client.get(path), client.get(path), client.get(path)]
    names = ["Ana Reyes", "Bo Hart", "Cy Moss"]
    answers = at_once(
        [
            lambda form=form, name=name: send(client, form, path, **(ANA | {"name": name}), agency="Harbor Police")
            for form, name in zip(forms, names, strict=True)
        ]
    )
    assert {answer.status_code for answer in answers} == {303}
    assert agencies(center) == 1


def test_one_role_is_given_once_for_the_same_days(center: CenterWorld, client: FlaskClient) -> None:
    ana = center.public_id_of(Person, center.person("Ana Reyes"))
    path = center.path(f"people/{ana}/edit")
    forms = [client.get(path) for _ in range(3)]
    given = {"role": "mdt_facilitator", "starts_on": "2024-03-01"}
    answers = at_once([lambda form=form: send(client, form, path, action="/roles", **given) for form in forms])
    assert sorted(answer.status_code for answer in answers) == [303, 422, 422]
    assert len(terms_of(center, ana)) == 2


def test_of_two_corrections_at_once_one_wins_and_the_other_is_shown_it(
    center: CenterWorld, client: FlaskClient
) -> None:
    ana = center.public_id_of(Person, center.person("Ana Reyes"))
    path = center.path(f"people/{ana}/edit")
    opened = client.get(path)
    answers = at_once([lambda name=name: send(client, opened, path, name=name) for name in ("One", "Two", "Three")])
    assert sorted(answer.status_code for answer in answers) == [303, 409, 409]
