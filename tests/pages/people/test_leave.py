"""Recording that somebody leaves: every role ends, the record stays."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, page_of, send, submit, text_of, values_of
from tests.pages.ladder import NOBODYS, Browse, post
from tests.pages.people.test_give_role import give, terms_of
from tests.services.files import row_of
from tests.services.lines import last_line
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import Role
from tracker.models import Person

TWO = (Role.VICTIM_ADVOCATE, Role.MDT_FACILITATOR)


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def ana(center: CenterWorld) -> str:
    return center.public_id_of(Person, center.person("Ana Reyes", roles=TWO))


def leave(client: FlaskClient, center: CenterWorld, person: str, last_day: str) -> object:
    return submit(client, center.path(f"people/{person}/edit"), action="/leave", last_day=last_day)


def matrix_names(client: FlaskClient, center: CenterWorld, day: date | str) -> list[str]:
    shown = page_of(client.get(center.path(f"matrix?as_of={day}")))
    return [link.get_text() for link in shown.select("main tbody th a")]


def test_every_role_ends_on_the_last_day_with_one_line(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    answer = submit(client, center.path(f"people/{ana}/edit"), action="/leave", last_day="2026-03-31")
    assert answer.location == center.path(f"people/{ana}")
    assert {(term.role, term.ends_on) for term in terms_of(center, ana)} == {(role, date(2026, 3, 31)) for role in TWO}
    line = last_line(center)
    assert (line.action, line.subject_id, line.detail) == ("leave", ana, {"last day": "2026-03-31"})


def test_a_leaver_is_out_of_todays_counts_and_stays_in_those_of_the_past(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    center.completion(row_of(center, ana, Person).id, title="What she did")
    leave(client, center, ana, "2026-03-31")
    assert matrix_names(client, center, center.actor().today) == []
    assert matrix_names(client, center, "2026-03-31") == ["Ana Reyes"]
    assert matrix_names(client, center, "2026-04-01") == []
    assert "What she did" in text_of(client.get(center.path(f"people/{ana}/record")))
    assert "recorded the leaving of" in text_of(client.get(center.path(f"history?person={ana}")))


def test_a_leaver_cannot_be_ticked_for_what_happens_now(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    leave(client, center, ana, (center.actor().today - timedelta(days=1)).isoformat())
    assert "Ana Reyes" not in text_of(client.get(center.path("completions/new")))


def test_whose_role_ended_by_its_own_form_is_said_to_have_left_once(center: CenterWorld, client: FlaskClient) -> None:
    bo = center.public_id_of(Person, center.person("Bo Hart", roles=()))
    give(client, center, bo, role="volunteer", starts_on="2021-01-01", ends_on="2021-12-31")
    page = center.path(f"people/{bo}/edit")
    assert "Every role has ended. If they left, enter the last day" in text_of(client.get(page))
    opened = client.get(page)
    assert send(client, opened, page, action="/leave", last_day="2022-01-31").location == center.path(f"people/{bo}")
    assert {term.ends_on for term in terms_of(center, bo)} == {date(2021, 12, 31)}
    assert last_line(center).detail == {"last day": "2022-01-31"}
    assert not page_of(client.get(page)).select("form[action$='/leave']")
    assert send(client, opened, page, action="/leave", last_day="2022-01-31").status_code == 422


def test_who_never_had_a_role_cannot_leave(center: CenterWorld, client: FlaskClient) -> None:
    bo = center.public_id_of(Person, center.person("Bo Hart", roles=()))
    assert not page_of(client.get(center.path(f"people/{bo}/edit"))).select("form[action$='/leave']")
    assert post(client, center, f"people/{bo}/leave", last_day="2026-03-31").status_code == 422


def test_a_role_that_ended_earlier_keeps_its_own_last_day(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    give(client, center, ana, role="volunteer", starts_on="2021-01-01", ends_on="2021-12-31")
    leave(client, center, ana, "2026-03-31")
    assert date(2021, 12, 31) in {term.ends_on for term in terms_of(center, ana)}


def test_a_deputy_may_and_staff_may_not(center: CenterWorld, browse: Browse, ana: str) -> None:
    answer = post(browse(center.member()), center, f"people/{ana}/leave", last_day="2026-03-31")
    assert answer.status_code == 403
    assert {term.ends_on for term in terms_of(center, ana)} == {None}
    leave(browse(center.member(AccessRole.DEPUTY)), center, ana, "2026-03-31")
    assert {term.ends_on for term in terms_of(center, ana)} == {date(2026, 3, 31)}


def test_nobody_else_is_found(center: CenterWorld, other_center: CenterWorld, client: FlaskClient) -> None:
    foreign = other_center.public_id_of(Person, other_center.person())
    for public_id in (foreign, NOBODYS):
        assert post(client, center, f"people/{public_id}/leave", last_day="2026-03-31").status_code == 404
    assert terms_of(other_center, foreign)[0].ends_on is None


@pytest.mark.parametrize(
    ("last_day", "message"),
    [
        ("", "Enter the last day."),
        ("0001-01-01", "The last day must be Jan 1, 1900 or later."),
        ("9999-12-31", "The last day must be Dec 31, 2199 or earlier."),
        ("2019-12-31", "A role begins after this day. Correct that role first."),
        ("next week", "The last day must be a day such as"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    center: CenterWorld, client: FlaskClient, ana: str, last_day: str, message: str
) -> None:
    answer = submit(client, center.path(f"people/{ana}/edit"), action="/leave", last_day=last_day)
    assert answer.status_code == 422
    assert message in errors_of(answer)[0]
    assert values_of(form_in(answer, "/leave"))["last_day"] == last_day
    assert {term.ends_on for term in terms_of(center, ana)} == {None}


def test_who_left_cannot_leave_again(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    leave(client, center, ana, "2026-03-31")
    assert not page_of(client.get(center.path(f"people/{ana}/edit"))).select("form[action$='/leave']")
    again = post(client, center, f"people/{ana}/leave", last_day="2026-04-30")
    assert again.status_code == 422
    assert "has ended by then already" in errors_of(again)[0]
