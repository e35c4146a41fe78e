"""Check the record as a director uses it: from Team home to the form that mends a line, or setting it aside."""

from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.events.held import record
from tests.pages.forms import errors_of, page_of, submit, text_of
from tests.pages.ladder import TEAM_ONLY, Browse, statuses
from tracker.domain.access import AccessRole
from tracker.domain.record_checks import Opens
from tracker.models import Person
from tracker.pages.record_check.routes import MOST_OF_EACH, OPENS
from tracker.services import people


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def links(client: FlaskClient, center: CenterWorld, page: str = "record-check") -> list[str]:
    return [str(link["href"]) for link in page_of(client.get(center.path(page))).select("main .card a")]


def test_the_page_is_for_those_who_see_the_team(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, "record-check") == TEAM_ONLY


def test_while_nothing_looks_wrong_it_says_what_is_looked_for(center: CenterWorld, client: FlaskClient) -> None:
    said = text_of(client.get(center.path("record-check")))
    assert "Nothing to look at" in said
    assert "A day that is still to come." in said


def test_it_tells_how_many_and_each_line_opens_a_page_that_is_there(center: CenterWorld, client: FlaskClient) -> None:
    person = center.person("Cleo Park", roles=())
    center.completion(center.person(), completed_on=date(2019, 3, 2))
    assert "3 things to look at" in text_of(client.get(center.path("record-check")))
    assert page_of(client.get(center.path("home"))).select(f"a[href='{center.path('record-check')}']")
    hrefs = links(client, center)
    assert center.path(f"people/{center.public_id_of(Person, person)}/edit") in hrefs
    assert {client.get(href).status_code for href in hrefs} == {200}


def test_lines_of_the_team_open_the_event_for_its_sheet_and_the_withdrawal_of_one_of_two(
    center: CenterWorld, client: FlaskClient
) -> None:
    both = [record(center) for _ in range(2)]
    hrefs = links(client, center)
    for event in both:
        shown = page_of(client.get(center.path(f"events/{event}")))
        assert shown.select("form[action$='/files'] input[type='file']")
        assert {center.path(f"events/{event}"), center.path(f"events/{event}/withdraw")} <= set(hrefs)
    assert {client.get(href).status_code for href in hrefs} == {200}


def test_a_line_about_an_ended_role_opens_both_forms_that_mend_it(center: CenterWorld, client: FlaskClient) -> None:
    number = center.person("Tom Vale", recorded_at=datetime(2020, 1, 1, tzinfo=UTC))
    tom = center.public_id_of(Person, number)
    with center.working():
        (term,) = people.get(center.actor(), tom).terms
        people.correct_role(center.actor(), tom, term.public_id, term.starts_on, date(2026, 1, 31), term.version)
    said = text_of(client.get(center.path("record-check?check=no-role")))
    assert "Tom Vale's last role ended on Jan 31, 2026" in said
    assert "What to do: Enter the role they have now, or that they left." in said
    edit = center.path(f"people/{tom}/edit")
    assert edit in links(client, center)
    forms = page_of(client.get(edit))
    assert forms.select("form[action$='/roles']")
    assert submit(client, edit, action="/leave", last_day="2026-01-31").status_code == 303
    assert "Nothing to look at" in text_of(client.get(center.path("record-check")))


def test_every_form_that_a_line_may_open_has_a_page() -> None:
    assert set(OPENS) == set(Opens)


def test_one_kind_is_shown_alone_and_an_unknown_kind_shows_all(center: CenterWorld, client: FlaskClient) -> None:
    center.person("Cleo Park", roles=())
    center.completion(center.person("Ana Reyes"))
    only = text_of(client.get(center.path("record-check?check=no-role")))
    assert "Cleo Park" in only
    assert "Ana Reyes" not in only
    for word in ("nonsense", "same-file"):
        every = text_of(client.get(center.path(f"record-check?check={word}")))
        assert "Cleo Park" in every
        assert "Ana Reyes" in every


def test_of_many_of_one_kind_the_first_are_shown_and_all_under_their_own_address(
    center: CenterWorld, client: FlaskClient
) -> None:
    for number in range(MOST_OF_EACH + 1):
        center.person(f"Somebody {number:02}", roles=())
    page = client.get(center.path("record-check"))
    assert len(page_of(page).select("main .card")) == MOST_OF_EACH
    assert f"See all {MOST_OF_EACH + 1}" in text_of(page)
    all_of_it = client.get(center.path("record-check?check=no-role"))
    assert len(page_of(all_of_it).select("main .card")) == MOST_OF_EACH + 1
    assert "See all" not in text_of(all_of_it)


def test_what_is_right_is_set_aside_with_a_reason_and_taken_back(
    center: CenterWorld, client: FlaskClient, browse: Browse
) -> None:
    center.person("Cleo Park", roles=())
    (aside,) = [href for href in links(client, center) if href.endswith("/set-aside")]
    wrong = submit(client, aside, reason="")
    assert (wrong.status_code, errors_of(wrong)) == (422, ["Enter why it is right."])
    assert submit(client, aside, reason="She only listens.").location == center.path("record-check")
    said = text_of(client.get(center.path("record-check")))
    assert "This is right, because: She only listens." in said
    assert "Nothing to look at" in said
    assert "set aside" in text_of(client.get(center.path("history")))
    deputy = browse(center.member(AccessRole.DEPUTY))
    assert submit(deputy, center.path("record-check"), action="/take-back").status_code == 303
    assert "Nothing to look at" not in text_of(client.get(center.path("record-check")))


def test_a_line_that_is_gone_is_not_there(center: CenterWorld, client: FlaskClient) -> None:
    assert client.get(center.path(f"record-check/{'0' * 64}/set-aside")).status_code == 404
    assert client.get(center.path("record-check/nothing/set-aside")).status_code == 404


def test_people_and_matrix_lead_there(center: CenterWorld, client: FlaskClient) -> None:
    for page in ("people", "matrix"):
        assert page_of(client.get(center.path(page))).select(f"a[href='{center.path('record-check')}']")
