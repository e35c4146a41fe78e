"""Leave of absence: entered, corrected and taken back, only with its days."""

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, send, submit, text_of, values_of
from tests.pages.ladder import NOBODYS, Browse, post
from tests.services.lines import last_line
from tracker.domain import record
from tracker.domain.access import AccessRole
from tracker.models import Person
from tracker.services import leaves, own_data, records
from tracker.services.leaves import LeaveView

SPRING = {"away_from": "2024-03-01", "away_until": "2024-04-30"}


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def ana(center: CenterWorld) -> str:
    return center.public_id_of(Person, center.person("Ana Reyes"))


def leaves_of(center: CenterWorld, person: str) -> tuple[LeaveView, ...]:
    with center.working():
        return leaves.of_person(center.actor(), person)


def days_of(center: CenterWorld, person: str) -> list[tuple[date, date | None]]:
    return [(each.starts_on, each.ends_on) for each in leaves_of(center, person)]


def enter(client: FlaskClient, center: CenterWorld, person: str, **values: str) -> Any:
    return submit(client, center.path(f"people/{person}/edit"), action="/leaves", **(SPRING | values))


def correct(
    client: FlaskClient, center: CenterWorld, person: str, opened: Any = None, decision: str = "save", **days: str
) -> Any:
    (leave, *_) = leaves_of(center, person)
    values = {f"{leave.public_id}-{name}": value for name, value in days.items()}
    path = center.path(f"people/{person}/edit")
    opened = opened or client.get(path)
    return send(client, opened, path, action=f"/leaves/{leave.public_id}", decision=decision, **values)


def test_a_leave_is_entered_and_shown_and_reaches_the_rules(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    assert enter(client, center, ana).location == center.path(f"people/{ana}/edit")
    assert "Leave of absence Mar 1, 2024 to Apr 30, 2024" in text_of(client.get(center.path(f"people/{ana}")))
    line = last_line(center)
    assert (line.action, line.subject_id) == ("add_leave", ana)
    assert line.detail == {"from": "2024-03-01", "until": "2024-04-30"}
    with center.working():
        known = {person.key: person.leaves for person in records.load(center.actor()).people}
        alone, _ = records.load_person(center.actor(), ana)
    assert known[ana] == (record.Leave(date(2024, 3, 1), date(2024, 4, 30)),)
    assert alone is not None
    assert alone.leaves == known[ana]
    assert "entered a leave of absence of Ana Reyes" in text_of(client.get(center.path("history")))


def test_nobody_is_asked_why(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    page = client.get(center.path(f"people/{ana}/edit"))
    assert "Why is asked nowhere and kept nowhere" in text_of(page)
    asked = set(values_of(form_in(page, "/leaves"))) - {"csrf_token", "submission_key"}
    assert asked == {"away_from", "away_until"}


def test_the_days_are_corrected_and_the_leave_ended(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    enter(client, center, ana, away_until="")
    assert days_of(center, ana) == [(date(2024, 3, 1), None)]
    assert correct(client, center, ana, ends_on="2024-05-31").status_code == 303
    assert days_of(center, ana) == [(date(2024, 3, 1), date(2024, 5, 31))]
    line = last_line(center)
    assert line.action == "change_leave"
    assert line.detail == {"from": ["2024-03-01", "2024-03-01"], "until": [None, "2024-05-31"]}


def test_a_leave_that_was_none_is_taken_back(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    enter(client, center, ana)
    assert correct(client, center, ana, decision="take_back").status_code == 303
    assert days_of(center, ana) == []
    line = last_line(center)
    assert (line.action, line.detail) == ("take_back_leave", {"from": "2024-03-01", "until": "2024-04-30"})


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ({"away_from": ""}, "Enter the first day of the leave."),
        ({"away_until": "2024-02-29"}, "The last day lies before the first."),
        ({"away_from": "2023-12-01", "away_until": "2024-01-10"}, "entered for some of these days already: Jan 10,"),
        ({"away_from": "2024-01-20", "away_until": ""}, "entered for some of these days already"),
        ({"away_from": "2019-03-01", "away_until": "2019-12-31"}, "No role is held on any of these days."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    center: CenterWorld, client: FlaskClient, ana: str, days: dict[str, str], message: str
) -> None:
    enter(client, center, ana, away_from="2024-01-10", away_until="2024-01-20")
    answer = enter(client, center, ana, **days)
    assert answer.status_code == 422
    assert any(message in line for line in errors_of(answer)), errors_of(answer)
    kept = values_of(form_in(answer, "/leaves"))
    assert {name: kept[name] for name in days} == days
    assert len(days_of(center, ana)) == 1


def test_leaves_that_follow_each_other_are_two(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    enter(client, center, ana)
    assert enter(client, center, ana, away_from="2024-05-01", away_until="2024-05-31").status_code == 303
    assert len(days_of(center, ana)) == 2


def test_the_second_of_two_sees_what_the_first_saved(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    enter(client, center, ana)
    opened = client.get(center.path(f"people/{ana}/edit"))
    correct(client, center, ana, ends_on="2024-05-31")
    for decision in ("save", "take_back"):
        late = correct(client, center, ana, opened, decision=decision, ends_on="2024-06-30")
        assert late.status_code == 409
        assert "Saved now: May 31, 2024." in errors_of(late)
    assert days_of(center, ana) == [(date(2024, 3, 1), date(2024, 5, 31))]


def test_a_deputy_may_and_staff_may_not(center: CenterWorld, browse: Browse, ana: str) -> None:
    assert enter(browse(center.member(AccessRole.DEPUTY)), center, ana).status_code == 303
    assert post(browse(center.member()), center, f"people/{ana}/leaves", **SPRING).status_code == 403
    assert len(days_of(center, ana)) == 1


def test_who_it_is_about_sees_it(center: CenterWorld, browse: Browse, client: FlaskClient) -> None:
    row = center.person("Bo Lind")
    person, account = center.public_id_of(Person, row), center.member(person_id=row)
    enter(client, center, person)
    shown = text_of(browse(account).get(center.path(f"people/{person}")))
    assert "Leave of absence Mar 1, 2024 to Apr 30, 2024" in shown


def test_nobody_else_is_found(center: CenterWorld, other_center: CenterWorld, client: FlaskClient) -> None:
    foreign = other_center.public_id_of(Person, other_center.person())
    for public_id in (foreign, NOBODYS):
        assert post(client, center, f"people/{public_id}/leaves", **SPRING).status_code == 404
    assert days_of(other_center, foreign) == []


def test_who_takes_their_own_data_along_has_their_leaves_in_it(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    enter(client, center, ana)
    with center.working():
        rows = own_data._leaves(center.actor(), ana)
    assert rows == [{"from": date(2024, 3, 1), "to": date(2024, 4, 30)}]
