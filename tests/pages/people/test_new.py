"""Adding one person, with several roles from a day to a day."""

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, page_of, send, submit, text_of, values_of
from tests.pages.ladder import TEAM_ONLY, Browse, post, statuses
from tests.services.lines import last_line
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import Role
from tracker.models import Agency, Person
from tracker.services import people
from tracker.services.people import PersonView

ANA: dict[str, Any] = {"name": "Ana Reyes", "terms-0-role": "victim_advocate", "terms-0-starts_on": "2024-02-01"}


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def path(center: CenterWorld) -> str:
    return center.path("people/new")


def others(center: CenterWorld) -> list[PersonView]:
    """Return everybody but the director."""
    with center.working():
        own = db.session.get_one(Person, center.director_person).public_id
        return [each for each in people.everyone(center.actor()) if each.public_id != own]


def test_the_form_is_for_those_who_keep_the_list(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    assert statuses(center, other_center, browse, "people/new") == TEAM_ONLY


def test_name_role_and_day_are_enough(center: CenterWorld, client: FlaskClient, path: str) -> None:
    answer = submit(client, path, **ANA)
    assert answer.status_code == 303
    (ana,) = others(center)
    assert answer.location == center.path(f"people/{ana.public_id}")
    assert (ana.name, ana.discipline, ana.agency, ana.email) == ("Ana Reyes", "cac", "", "")
    assert [(term.role, term.starts_on, term.ends_on) for term in ana.terms] == [
        (Role.VICTIM_ADVOCATE, date(2024, 2, 1), None)
    ]
    assert "Ana Reyes is on the list." in client.get(answer.location).get_data(as_text=True)


def test_a_deputy_may(center: CenterWorld, browse: Browse, path: str) -> None:
    assert submit(browse(center.member(AccessRole.DEPUTY)), path, **ANA).status_code == 303


def test_staff_add_nobody_even_without_the_form(center: CenterWorld, browse: Browse) -> None:
    staff = browse(center.member())
    before = len(others(center))
    assert post(staff, center, "people/new", **ANA, discipline="cac").status_code == 403
    assert len(others(center)) == before


def test_adding_writes_its_line_of_history(center: CenterWorld, client: FlaskClient, path: str) -> None:
    submit(client, path, **ANA)
    line = last_line(center)
    (ana,) = others(center)
    assert (line.who, line.action, line.subject, line.person) == ("Dana Whitfield", "add", "person", ana.public_id)


def test_several_roles_at_once_each_with_its_days(center: CenterWorld, client: FlaskClient, path: str) -> None:
    more = submit(client, path, **ANA, **{"terms-add": "1"})
    assert more.status_code == 200
    assert others(center) == []
    second = {"terms-1-role": "mdt_facilitator", "terms-1-starts_on": "03/01/2024", "terms-1-ends_on": "2025-02-28"}
    assert send(client, more, path, **second).status_code == 303
    (ana,) = others(center)
    assert {(term.role, str(term.starts_on), str(term.ends_on)) for term in ana.terms} == {
        (Role.VICTIM_ADVOCATE, "2024-02-01", "None"),
        (Role.MDT_FACILITATOR, "2024-03-01", "2025-02-28"),
    }


def test_a_new_agency_is_made_with_the_person_and_found_again(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    partner = {"agency": "Élan Family Services", "discipline": "mental_health"}
    submit(client, path, **ANA, **partner)
    assert submit(client, path, **(ANA | {"name": "Bo Hart"}), agency="élan family services").status_code == 303
    assert submit(client, path, **(ANA | {"name": "Cy Moss"}), **partner).status_code == 303
    assert {each.agency for each in others(center)} == {"Élan Family Services"}
    with center.working():
        assert db.session.scalars(select(Agency.discipline)).all() == ["mental_health"]


def test_a_form_sent_twice_adds_one_person(center: CenterWorld, client: FlaskClient, path: str) -> None:
    opened = client.get(path)
    first = send(client, opened, path, **ANA)
    second = send(client, opened, path, **ANA)
    assert first.location == second.location
    assert len(others(center)) == 1


@pytest.mark.parametrize("name", ["Ana Reyes", "ana  REYES", "Reyes, Ana"])
def test_who_is_on_the_list_already_is_shown_before_anything_is_added(
    center: CenterWorld, client: FlaskClient, path: str, name: str
) -> None:
    same = center.public_id_of(Person, center.person("Ana Reyes"))
    warned = submit(client, path, **(ANA | {"name": name}))
    assert warned.status_code == 422
    assert page_of(warned).select(f"main a[href$='people/{same}/edit']")
    assert len(others(center)) == 1
    assert send(client, warned, path).status_code == 303
    assert len(others(center)) == 2


def test_an_email_that_is_on_the_list_already_is_the_likely_same(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    center.person("Ana Reyes-Long", email="Ana@example.org")
    warned = submit(client, path, **ANA, email="ana@example.org")
    assert warned.status_code == 422
    assert "Ana Reyes-Long" in text_of(warned)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": ""}, "Enter the name."),
        ({"name": "x" * 10_000}, "The name must be 200 characters or fewer."),
        ({"discipline": ""}, "Choose a professional field."),
        ({"discipline": "magic"}, "from the list"),
        ({"agency": "y" * 10_000}, "The agency must be 200 characters or fewer."),
        ({"email": "no address"}, "must look like name@example.org"),
        ({"email": "a" * 10_000 + "@example.org"}, "must be 254 characters or fewer"),
        ({"terms-0-role": ""}, "Choose a role."),
        ({"terms-0-role": "king"}, "Choose a role from the list."),
        ({"terms-0-starts_on": ""}, "Enter the first day."),
        ({"terms-0-starts_on": "0001-01-01"}, "The first day must be Jan 1, 1900 or later."),
        ({"terms-0-starts_on": "9999-12-31"}, "The first day must be Dec 31, 2199 or earlier."),
        ({"terms-0-starts_on": "soon"}, "The first day must be a day such as"),
        ({"terms-0-ends_on": "2024-01-31"}, "The last day lies before the first."),
        (
            {"terms-1-role": "victim_advocate", "terms-1-starts_on": "2025-01-01"},
            "The role victim advocate is held on some of these days already.",
        ),
        ({"seen": "x" * 5000}, "changed on its way"),
        ({"submission_key": "guess"}, "changed on its way"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    center: CenterWorld, client: FlaskClient, path: str, values: dict[str, Any], message: str
) -> None:
    typed = ANA | {"agency": "Kept as typed", "terms-0-ends_on": "2029-12-31"} | values
    answer = submit(client, path, **typed)
    assert answer.status_code == 422
    assert any(message in line for line in errors_of(answer)), errors_of(answer)
    kept = values_of(form_in(answer))
    unkept = {"seen", "submission_key", "discipline", "terms-0-role"}
    assert {name: kept[name] for name in typed if name not in unkept} == {
        name: value for name, value in typed.items() if name not in unkept
    }
    assert others(center) == []


@pytest.mark.parametrize("name", ["أمينة الخطيب", "Zoë 🧠 Ó Briain", "עדי\u200f כהן", "李小龍", "O'Neil <b>&amp;"])
def test_names_in_any_script_are_kept_and_shown(center: CenterWorld, client: FlaskClient, path: str, name: str) -> None:
    answer = submit(client, path, **(ANA | {"name": name}))
    assert others(center)[0].name == name
    heading = page_of(client.get(answer.location)).select_one("h1")
    assert heading is not None
    assert heading.get_text().strip() == name


def test_marks_that_turn_the_direction_of_writing_are_taken_out(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    submit(client, path, **(ANA | {"name": "Ana \u202eseyeR\x00\u2066 Long"}))
    assert others(center)[0].name == "Ana seyeR Long"


def test_the_page_has_one_heading(client: FlaskClient, path: str) -> None:
    assert [heading.get_text() for heading in page_of(client.get(path)).select("h1")] == ["Add a person"]
