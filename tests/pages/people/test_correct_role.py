"""Correcting the days of a role, or ending it."""

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, send, submit, text_of, values_of
from tests.pages.ladder import NOBODYS, Browse, post
from tests.pages.people.test_give_role import terms_of
from tests.services.lines import last_line
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import Role
from tracker.models import Person, RoleTerm


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def ana(center: CenterWorld) -> str:
    return center.public_id_of(Person, center.person("Ana Reyes"))


def correct(client: FlaskClient, center: CenterWorld, person: str, term: str, opened: Any = None, **days: str) -> Any:
    values = {f"{term}-{name}": value for name, value in days.items()}
    path = center.path(f"people/{person}/edit")
    return send(client, opened or client.get(path), path, action=f"/roles/{term}", **values)


def days_of(center: CenterWorld, person: str) -> list[tuple[date, date | None]]:
    return [(term.starts_on, term.ends_on) for term in terms_of(center, person)]


def test_the_days_are_corrected_and_the_role_ended(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    (term,) = terms_of(center, ana)
    answer = correct(client, center, ana, term.public_id, starts_on="2020-02-01", ends_on="2025-06-30")
    assert answer.location == center.path(f"people/{ana}/edit")
    assert days_of(center, ana) == [(date(2020, 2, 1), date(2025, 6, 30))]
    line = last_line(center)
    assert (line.action, line.subject_id) == ("change", ana)
    assert line.detail == {
        "role": "victim_advocate",
        "from": ["2020-01-01", "2020-02-01"],
        "until": [None, "2025-06-30"],
    }


def test_a_role_ended_by_mistake_is_taken_up_again(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    (term,) = terms_of(center, ana)
    correct(client, center, ana, term.public_id, ends_on="2025-06-30")
    correct(client, center, ana, term.public_id, ends_on="")
    assert days_of(center, ana) == [(date(2020, 1, 1), None)]


def test_a_deputy_may_and_staff_may_not(center: CenterWorld, browse: Browse, ana: str) -> None:
    (term,) = terms_of(center, ana)
    deputy = browse(center.member(AccessRole.DEPUTY))
    assert correct(deputy, center, ana, term.public_id, ends_on="2025-06-30").status_code == 303
    values = {f"{term.public_id}-starts_on": "1999-01-01", f"{term.public_id}-version": "2"}
    answer = post(browse(center.member()), center, f"people/{ana}/roles/{term.public_id}", **values)
    assert answer.status_code == 403
    assert days_of(center, ana) == [(date(2020, 1, 1), date(2025, 6, 30))]


def test_a_role_is_found_only_with_its_person_and_center(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    (own,) = terms_of(center, center.public_id_of(Person, center.director_person))
    foreign = other_center.public_id_of(Person, other_center.person())
    (theirs,) = terms_of(other_center, foreign)
    for person, term in ((ana, own), (ana, theirs), (foreign, theirs)):
        values = {f"{term.public_id}-starts_on": "1999-01-01", f"{term.public_id}-version": "1"}
        key = {f"{term.public_id}-submission_key": "0" * 32, f"{term.public_id}-csrf_token": token(client, center)}
        answer = post(client, center, f"people/{person}/roles/{term.public_id}", **values, **key)
        assert answer.status_code == 404
    assert post(client, center, f"people/{ana}/roles/{NOBODYS}").status_code == 404
    assert days_of(other_center, foreign) == [(date(2020, 1, 1), None)]


def token(client: FlaskClient, center: CenterWorld) -> str:
    return str(values_of(form_in(client.get(center.path("people/new"))))["csrf_token"])


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ({"starts_on": ""}, "Enter the first day."),
        ({"starts_on": "0001-01-01"}, "The first day must be Jan 1, 1900 or later."),
        ({"ends_on": "9999-12-31"}, "The last day must be Dec 31, 2199 or earlier."),
        ({"ends_on": "2019-12-31"}, "The last day lies before the first."),
        ({"ends_on": "whenever"}, "The last day must be a day such as"),
        ({"starts_on": "2018-06-01"}, "The role victim advocate is held on some of these days already."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    center: CenterWorld, client: FlaskClient, ana: str, days: dict[str, str], message: str
) -> None:
    (term,) = terms_of(center, ana)
    earlier(center, ana)
    answer = correct(client, center, ana, term.public_id, **days)
    assert answer.status_code == 422
    assert any(message in line for line in errors_of(answer)), errors_of(answer)
    kept = values_of(form_in(answer, f"/roles/{term.public_id}"))
    assert [kept[f"{term.public_id}-{name}"] for name in days] == list(days.values())
    assert days_of(center, ana)[0] == (date(2020, 1, 1), None)


def earlier(center: CenterWorld, person: str) -> None:
    from tests.services.files import row_of

    number = row_of(center, person, Person).id
    with center.working():
        held = {"starts_on": date(2017, 1, 1), "ends_on": date(2018, 12, 31)}
        db.session.add(RoleTerm(person_id=number, role=Role.VICTIM_ADVOCATE, **held))


def test_the_second_of_two_sees_what_the_first_saved_and_saves_knowingly(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    (term,) = terms_of(center, ana)
    opened = client.get(center.path(f"people/{ana}/edit"))
    correct(client, center, ana, term.public_id, ends_on="2025-06-30")
    late = correct(client, center, ana, term.public_id, opened, ends_on="2025-07-31")
    assert late.status_code == 409
    assert "Saved now: Jun 30, 2025." in errors_of(late)
    assert days_of(center, ana) == [(date(2020, 1, 1), date(2025, 6, 30))]
    assert send(client, late, "", action=f"/roles/{term.public_id}").status_code == 303
    assert days_of(center, ana) == [(date(2020, 1, 1), date(2025, 7, 31))]


def test_what_somebody_owed_on_a_past_day_follows_the_corrected_days(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    (term,) = terms_of(center, ana)
    past = center.path(f"people/{ana}?as_of=2022-05-01")
    assert "CSEC foundations" in text_of(client.get(past))
    submit(client, center.path(f"people/{ana}/edit"), action=f"/roles/{term.public_id}",
           **{f"{term.public_id}-starts_on": "2022-05-02"})  # fmt: skip
    assert "CSEC foundations" not in text_of(client.get(past))
