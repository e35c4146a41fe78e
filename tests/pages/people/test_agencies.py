"""Partner agencies: the list, and correcting one."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, page_of, send, submit, text_of, values_of
from tests.pages.ladder import NOBODYS, TEAM_ONLY, Browse, post, statuses
from tests.services.files import row_of
from tests.services.lines import last_line, lines_of
from tracker.db import db
from tracker.domain.vocabulary import Discipline
from tracker.models import Agency


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def agency(center: CenterWorld, name: str = "Harbor Police") -> str:
    with center.working():
        row = Agency(name=name, discipline=Discipline.LAW_ENFORCEMENT)
        db.session.add(row)
        db.session.flush()
        number, public_id = row.id, str(row.public_id)
    center.person(f"Somebody of {name}"[:200], agency_id=number)
    return public_id


def test_the_pages_are_for_those_who_see_the_team(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    public_id = agency(center)
    for page in ("agencies", f"agencies/{public_id}"):
        assert statuses(center, other_center, browse, page) == TEAM_ONLY


def test_agencies_are_listed_with_field_and_people(center: CenterWorld, client: FlaskClient) -> None:
    assert "No partner agency yet" in text_of(client.get(center.path("agencies")))
    agency(center)
    agency(center, "Child Protection")
    rows = [
        " ".join(row.get_text(" ").split()) for row in page_of(client.get(center.path("agencies"))).select("tbody tr")
    ]
    assert rows == ["Child Protection Law enforcement 1", "Harbor Police Law enforcement 1"]


def test_name_and_field_are_corrected_for_all_its_people(center: CenterWorld, client: FlaskClient) -> None:
    public_id = agency(center)
    answer = submit(client, center.path(f"agencies/{public_id}"), name="Harbor County Sheriff", discipline="courts")
    assert answer.location == center.path("agencies")
    line = last_line(center)
    assert (line.action, line.subject, line.subject_id) == ("change", "agency", public_id)
    assert line.detail["name"] == ["Harbor Police", "Harbor County Sheriff"]
    assert "Harbor County Sheriff" in text_of(client.get(center.path("people")))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": ""}, "Enter the name."),
        ({"name": "x" * 10_000}, "The name must be 200 characters or fewer."),
        ({"name": "ÉLAN"}, "Another agency has this name already."),
        ({"discipline": ""}, "Choose a professional field."),
        ({"discipline": "magic"}, "from the list"),
        ({"version": ""}, "changed on its way"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    center: CenterWorld, client: FlaskClient, values: dict[str, Any], message: str
) -> None:
    agency(center, "Élan")
    public_id = agency(center)
    typed = {"name": "Typed", "discipline": "courts"} | values
    answer = submit(client, center.path(f"agencies/{public_id}"), **typed)
    assert answer.status_code == 422
    assert any(message in line for line in errors_of(answer)), errors_of(answer)
    assert values_of(form_in(answer))["name"] == typed["name"]
    assert row_of(center, public_id, Agency).name == "Harbor Police"


def test_only_the_case_of_its_own_name_may_change(center: CenterWorld, client: FlaskClient) -> None:
    public_id = agency(center)
    assert submit(client, center.path(f"agencies/{public_id}"), name="HARBOR POLICE").status_code == 303
    assert row_of(center, public_id, Agency).name == "HARBOR POLICE"


def test_the_second_of_two_sees_what_the_first_saved_and_saves_knowingly(
    center: CenterWorld, client: FlaskClient
) -> None:
    path = center.path(f"agencies/{agency(center)}")
    opened = client.get(path)
    submit(client, path, name="Saved first", discipline="courts")
    late = send(client, opened, path, name="Typed second")
    assert late.status_code == 409
    assert {"Saved now: Saved first.", "Saved now: Courts."} <= set(errors_of(late))
    assert send(client, late, path).status_code == 303
    assert "Typed second" in text_of(client.get(center.path("agencies")))


def test_an_agency_is_a_partner_no_longer_and_again_and_keeps_its_people(
    center: CenterWorld, client: FlaskClient
) -> None:
    agency(center, "Zebra County Court")
    page = f"agencies/{agency(center)}"
    for action, shown in (
        ("retire", ["Zebra County Court", "Harbor Police No longer a partner"]),
        ("bring-back", ["Harbor Police", "Zebra County Court"]),
    ):
        assert submit(client, center.path(page), action=f"/{action}").status_code == 303
        assert post(client, center, f"{page}/{action}").status_code == 303, "pressing twice is pressing once"
        names = page_of(client.get(center.path("agencies"))).select("tbody th")
        assert [" ".join(name.get_text(" ").split()) for name in names] == shown
    assert [line.action for line in lines_of(center) if line.subject == "agency"] == ["bring_back", "retire"]
    assert "Somebody of Harbor Police" in text_of(client.get(center.path("people")))


@pytest.mark.parametrize("action", ["retire", "bring-back"])
def test_both_are_for_those_who_manage_people(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, action: str
) -> None:
    page = f"agencies/{agency(center)}/{action}"
    assert browse(center.director).get(center.path(page)).status_code == 405
    assert post(browse(center.member()), center, page).status_code == 403
    assert post(browse(other_center.director), other_center, page).status_code == 404
    assert post(browse(center.director), center, f"agencies/{NOBODYS}/{action}").status_code == 404


def test_nobody_elses_is_found(center: CenterWorld, other_center: CenterWorld, client: FlaskClient) -> None:
    foreign = agency(other_center)
    for public_id in (foreign, NOBODYS):
        assert client.get(center.path(f"agencies/{public_id}")).status_code == 404
        assert post(client, center, f"agencies/{public_id}", name="Stolen").status_code == 404
    assert "Harbor Police" not in text_of(client.get(center.path("agencies")))


def test_staff_change_none(center: CenterWorld, browse: Browse) -> None:
    public_id = agency(center)
    values = {"name": "Stolen", "discipline": "courts", "version": "1"}
    assert post(browse(center.member()), center, f"agencies/{public_id}", **values).status_code == 403
    assert row_of(center, public_id, Agency).name == "Harbor Police"


@pytest.mark.parametrize("name", ["شرطة الميناء", "Police 🚓", "<script>alert(1)</script>"])
def test_names_in_any_script_are_kept_as_words(center: CenterWorld, client: FlaskClient, name: str) -> None:
    submit(client, center.path(f"agencies/{agency(center)}"), name=name)
    assert name in text_of(client.get(center.path("agencies")))
    assert "<script>alert" not in client.get(center.path("agencies")).get_data(as_text=True)
