"""Correcting who somebody is."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, page_of, send, submit, text_of, values_of
from tests.pages.ladder import NOBODYS, TEAM_ONLY, Browse, post, statuses
from tests.services.files import row_of
from tests.services.lines import last_line, lines_of
from tracker.db import db
from tracker.models import Agency, HistoryEntry, Person
from tracker.services import history

TYPED = {"name": "Ana Reyes-Long", "agency": "County Attorney", "email": "ana@example.org", "discipline": "prosecution"}


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def ana(center: CenterWorld) -> str:
    return center.public_id_of(Person, center.person("Ana Reyes"))


@pytest.fixture
def path(center: CenterWorld, ana: str) -> str:
    return center.path(f"people/{ana}/edit")


def test_the_form_is_for_those_who_keep_the_list(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, ana: str
) -> None:
    assert statuses(center, other_center, browse, f"people/{ana}/edit") == TEAM_ONLY


def test_nobody_else_is_found(center: CenterWorld, other_center: CenterWorld, client: FlaskClient) -> None:
    foreign = other_center.public_id_of(Person, other_center.person())
    for public_id in (foreign, NOBODYS, "short", "x" * 20):
        assert client.get(center.path(f"people/{public_id}/edit")).status_code == 404
        assert post(client, center, f"people/{public_id}/edit", name="Stolen").status_code == 404
    assert row_of(other_center, foreign, Person).name == "Ana Reyes"


def test_staff_change_nobody_not_even_themselves(center: CenterWorld, browse: Browse, ana: str) -> None:
    answer = post(browse(center.member()), center, f"people/{ana}/edit", **TYPED, version="1")
    assert answer.status_code == 403
    assert row_of(center, ana, Person).name == "Ana Reyes"


def test_every_field_is_changed_with_one_line_of_history(
    center: CenterWorld, client: FlaskClient, path: str, ana: str
) -> None:
    answer = submit(client, path, **TYPED)
    assert answer.location == center.path(f"people/{ana}")
    row, line = row_of(center, ana, Person), last_line(center)
    assert (row.name, row.email, row.discipline) == ("Ana Reyes-Long", "ana@example.org", "prosecution")
    assert (line.action, line.subject_id) == ("change", ana)
    assert line.detail == {
        "name": ["Ana Reyes", "Ana Reyes-Long"],
        "email": "changed",
        "discipline": ["cac", "prosecution"],
        "agency": ["", "County Attorney"],
    }


def test_saving_what_is_there_writes_no_line(center: CenterWorld, client: FlaskClient, path: str) -> None:
    before = len(lines_of(center))
    assert submit(client, path).status_code == 303
    assert len(lines_of(center)) == before


def test_an_agency_left_empty_makes_the_person_the_centers_own(
    center: CenterWorld, client: FlaskClient, path: str, ana: str
) -> None:
    submit(client, path, **TYPED)
    submit(client, path, agency="")
    assert row_of(center, ana, Person).agency_id is None
    with center.working():
        assert db.session.scalars(select(Agency.name)).all() == ["County Attorney"]


def test_no_line_of_history_holds_an_address_and_one_that_is_emptied_is_nowhere(
    center: CenterWorld, browse: Browse
) -> None:
    ana = center.public_id_of(Person, center.person("Ana Reyes", email="ana@old.example"))
    client, path = browse(center.director), center.path(f"people/{ana}/edit")
    for address in ("ana@new.example", ""):
        assert submit(client, path, email=address).status_code == 303
    assert "email: changed" in text_of(client.get(center.path("history")))
    with center.working():
        rows = db.session.execute(select(HistoryEntry.detail, HistoryEntry.reason)).all()
        assert [row for row in rows if ".example" in repr(row)] == []
        assert db.session.scalar(select(Person.email).where(Person.public_id == ana)) is None
        assert list(history.problems(center.center_id)) == []


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": ""}, "Enter the name."),
        ({"name": " \t\x00 "}, "Enter the name."),
        ({"name": "x" * 10_000}, "The name must be 200 characters or fewer."),
        ({"agency": "x" * 10_000}, "The agency must be 200 characters or fewer."),
        ({"email": "ana"}, "must look like name@example.org"),
        ({"discipline": "magic"}, "from the list"),
        ({"version": "x"}, "changed on its way"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    center: CenterWorld, client: FlaskClient, path: str, ana: str, values: dict[str, Any], message: str
) -> None:
    answer = submit(client, path, **(TYPED | values))
    assert answer.status_code == 422
    assert any(message in line for line in errors_of(answer)), errors_of(answer)
    kept, typed = values_of(form_in(answer, "/edit")), TYPED | values
    assert [kept[name] for name in ("name", "email", "agency")] == [
        typed[name].strip(" \t\x00") for name in ("name", "email", "agency")
    ]
    assert row_of(center, ana, Person).name == "Ana Reyes"


def test_the_second_of_two_sees_what_the_first_saved_and_saves_knowingly(
    center: CenterWorld, client: FlaskClient, path: str, ana: str
) -> None:
    opened = client.get(path)
    submit(client, path, name="Ana Saved First", agency="Harbor Police")
    late = send(client, opened, path, name="Ana Typed Second")
    assert late.status_code == 409
    assert any("Somebody else changed this person" in line for line in errors_of(late))
    assert "Saved now: Ana Saved First." in errors_of(late)
    assert "Saved now: Harbor Police." in errors_of(late)
    assert row_of(center, ana, Person).name == "Ana Saved First"
    assert send(client, late, path).status_code == 303
    assert row_of(center, ana, Person).name == "Ana Typed Second"


def test_the_title_says_error_first(client: FlaskClient, path: str) -> None:
    shown = page_of(submit(client, path, name=""))
    assert shown.title is not None
    assert shown.title.get_text().strip().startswith("Error:")
    assert "Edit Ana Reyes" in text_of(client.get(path))
