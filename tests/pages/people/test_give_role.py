"""Giving a role from a day on; a rehire is this too."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, submit, text_of, values_of
from tests.pages.ladder import NOBODYS, Browse, post
from tests.services.lines import last_line
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import Role
from tracker.models import Person
from tracker.services import people
from tracker.services.people import TermView

ROLE = {"role": "mdt_facilitator", "starts_on": "2024-03-01", "ends_on": ""}


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def ana(center: CenterWorld) -> str:
    return center.public_id_of(Person, center.person("Ana Reyes"))


def terms_of(center: CenterWorld, person: str) -> tuple[TermView, ...]:
    with center.working():
        return people.get(center.actor(), person).terms


def give(client: FlaskClient, center: CenterWorld, person: str, **values: Any) -> Any:
    return submit(client, center.path(f"people/{person}/edit"), action="/roles", **(ROLE | values))


def test_several_roles_are_held_at_once(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    answer = give(client, center, ana)
    assert answer.location == center.path(f"people/{ana}/edit")
    assert {term.role for term in terms_of(center, ana)} == {Role.VICTIM_ADVOCATE, Role.MDT_FACILITATOR}
    shown = text_of(client.get(center.path(f"people/{ana}")))
    assert "MDT facilitator since Mar 1, 2024" in shown
    assert "Victim advocate since Jan 1, 2020" in shown


def test_a_deputy_may_and_staff_may_not(center: CenterWorld, browse: Browse, ana: str) -> None:
    assert give(browse(center.member(AccessRole.DEPUTY)), center, ana).status_code == 303
    staff = post(browse(center.member()), center, f"people/{ana}/roles", **(ROLE | {"role": "volunteer"}))
    assert staff.status_code == 403
    assert len(terms_of(center, ana)) == 2


def test_nobody_else_is_found(center: CenterWorld, other_center: CenterWorld, client: FlaskClient) -> None:
    foreign = other_center.public_id_of(Person, other_center.person())
    for public_id in (foreign, NOBODYS):
        assert post(client, center, f"people/{public_id}/roles", **ROLE).status_code == 404
    assert len(terms_of(other_center, foreign)) == 1


def test_the_address_takes_no_looking(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    assert client.get(center.path(f"people/{ana}/roles")).status_code == 405


def test_giving_writes_its_line_of_history(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    give(client, center, ana, ends_on="2024-12-31")
    line = last_line(center)
    assert (line.action, line.subject_id) == ("add_role", ana)
    assert line.detail == {"role": "mdt_facilitator", "from": "2024-03-01", "until": "2024-12-31"}


def test_who_comes_back_is_the_same_person_with_a_new_term(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    center.completion(center_person(center, ana), title="Before leaving")
    today = center.actor().today
    left = today - timedelta(days=30)
    submit(client, center.path(f"people/{ana}/edit"), action="/leave", last_day=left.isoformat())
    assert "Nothing in this standard applies" in text_of(client.get(center.path(f"people/{ana}")))
    give(client, center, ana, role="victim_advocate", starts_on=today.isoformat())
    assert [(term.role, term.ends_on) for term in terms_of(center, ana)] == [
        (Role.VICTIM_ADVOCATE, None),
        (Role.VICTIM_ADVOCATE, left),
    ]
    shown = text_of(client.get(center.path(f"people/{ana}")))
    assert "Before leaving" in shown
    assert "Nothing in this standard applies" not in shown


def center_person(center: CenterWorld, public_id: str) -> int:
    from tests.services.files import row_of

    return int(row_of(center, public_id, Person).id)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"role": ""}, "Choose a role."),
        ({"role": "king"}, "Choose a role from the list."),
        ({"starts_on": ""}, "Enter the first day."),
        ({"starts_on": "0001-01-01"}, "The first day must be Jan 1, 1900 or later."),
        ({"starts_on": "9999-12-31"}, "The first day must be Dec 31, 2199 or earlier."),
        ({"ends_on": "9999-12-31"}, "The last day must be Dec 31, 2199 or earlier."),
        ({"ends_on": "2024-02-29"}, "The last day lies before the first."),
        ({"ends_on": "later"}, "The last day must be a day such as"),
        ({"role": "victim_advocate"}, "The role victim advocate is held on some of these days already."),
        (
            {"role": "victim_advocate", "starts_on": "2019-01-01", "ends_on": "2020-01-01"},
            "The role victim advocate is held on some of these days already.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    center: CenterWorld, client: FlaskClient, ana: str, values: dict[str, str], message: str
) -> None:
    answer = give(client, center, ana, **values)
    assert answer.status_code == 422
    assert any(message in line for line in errors_of(answer)), errors_of(answer)
    kept, typed = values_of(form_in(answer, "/roles")), ROLE | values
    assert [kept[name] for name in ("starts_on", "ends_on")] == [typed["starts_on"], typed["ends_on"]]
    assert len(terms_of(center, ana)) == 1


def test_a_term_may_begin_the_day_after_another_of_the_same_role_ended(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    before = give(client, center, ana, role="victim_advocate", starts_on="2019-01-01", ends_on="2019-12-31")
    assert before.status_code == 303
    assert len(terms_of(center, ana)) == 2
