"""Waivers as people use them: proposed from a person's page, decided on by somebody else, seen wherever they act."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import errors_of, file, form_in, page_of, send, submit, text_of, values_of
from tests.pages.ladder import TEAM_ONLY, Browse, post, statuses
from tracker.domain.access import AccessRole
from tracker.models import Person

ASKED = "nca-csec/csec-foundations"
TYPED: dict[str, Any] = {"reason": "The course is not held before autumn.", "ends_on": "2030-01-31"}


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def deputy(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.member(AccessRole.DEPUTY))


@pytest.fixture
def ana(center: CenterWorld) -> str:
    return center.public_id_of(Person, center.person())


def propose(client: FlaskClient, center: CenterWorld, person: str, **values: Any) -> TestResponse:
    return submit(client, center.path("waivers/new"), **{"asked": ASKED, "person": person, **TYPED, **values})


def proposed(client: FlaskClient, center: CenterWorld, person: str, **values: Any) -> str:
    """Propose by the form; returns the page of what was proposed."""
    answer = propose(client, center, person, **values)
    assert answer.status_code == 303, errors_of(answer)
    return str(answer.location)


def test_the_pages_are_for_those_who_see_the_team(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    for page in ("waivers", "waivers/new"):
        assert statuses(center, other_center, browse, page) == TEAM_ONLY


def test_a_person_s_page_leads_to_the_form_filled_in(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    page = page_of(client.get(center.path(f"people/{ana}")))
    links = [str(link["href"]) for link in page.select("a[href*='waivers/new']")]
    here = next(link for link in links if "csec-foundations" in link)
    values = values_of(form_in(client.get(here)))
    assert (values["asked"], values["person"], values["kind"]) == (ASKED, ana, "waiver")


def test_proposed_and_granted_by_another_it_is_said_on_the_person_s_page(
    center: CenterWorld, client: FlaskClient, deputy: FlaskClient, ana: str
) -> None:
    page = proposed(client, center, ana)
    assert "It waits for a second person" in text_of(client.get(page))
    assert "A waiver waits for your decision" in text_of(deputy.get(center.path("home")))
    assert "A waiver waits for your decision" in text_of(deputy.get(center.path("queue")))
    assert submit(deputy, page, action="/decide", decision="grant").status_code == 303
    said = text_of(client.get(center.path(f"people/{ana}")))
    assert "Set aside until Jan 31, 2030, proposed by" in said
    assert "Waits for" not in text_of(client.get(center.path("waivers")))
    assert "A waiver waits" not in text_of(deputy.get(center.path("home")))


def test_who_proposed_it_is_offered_no_decision(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    page = proposed(client, center, ana)
    assert not [form for form in page_of(client.get(page)).select("form") if "/decide" in str(form.get("action"))]
    answer = post(client, center, f"{page.split('/', 3)[3]}/decide", decision="grant", version="1")
    assert answer.status_code == 422
    assert "somebody else must decide" in errors_of(answer)[0]


def test_declining_needs_a_reason_and_keeps_what_was_typed(
    center: CenterWorld, client: FlaskClient, deputy: FlaskClient, ana: str
) -> None:
    page = proposed(client, center, ana)
    answer = submit(deputy, page, action="/decide", decision="decline")
    assert (answer.status_code, errors_of(answer)) == (422, ["Say why, so that whoever proposed it knows what to do."])
    assert send(deputy, answer, page, action="/decide", decision="decline", reason="June has room.").status_code == 303
    assert "June has room." in text_of(client.get(page))


def test_it_is_taken_back_by_who_proposed_it(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    page = proposed(client, center, ana)
    assert submit(client, page, action="/take-back").location == center.path("waivers")
    assert "Withdrawn" in text_of(client.get(page))


def test_it_is_ended_early_with_a_reason(
    center: CenterWorld, client: FlaskClient, deputy: FlaskClient, ana: str
) -> None:
    page = proposed(client, center, ana, starts_on="2026-01-01")
    submit(deputy, page, action="/decide", decision="grant")
    wrong = submit(client, page, action="/end", last_day="2031-01-01", reason="Course taken.")
    assert wrong.status_code == 422
    assert errors_of(wrong) == ["Choose a day from Jan 1, 2026 on and before Jan 31, 2030, on which it ends by itself."]
    assert send(client, wrong, page, action="/end", last_day="2026-02-01").status_code == 303
    said = text_of(client.get(page))
    assert "Ended early" in said
    assert "Course taken." in said


def test_a_letter_is_added_with_it_and_later(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    page = proposed(client, center, ana, files=file(making.pdf(), "letter.pdf"))
    assert "letter.pdf" in text_of(client.get(page))
    answer = submit(client, page, action="/files", files=file(making.phone_jpeg(), "vote.jpg"))
    assert answer.status_code == 303
    assert "vote.jpg" in text_of(client.get(page))
    withdraw = str(page_of(client.get(page)).select("a[href*='/withdraw']")[0]["href"])
    assert submit(client, withdraw, reason="Another letter").location == page


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"person": "team"}, "is asked of single people. Choose whose it is."),
        ({"asked": "nca-csec/team-csec-training"}, "is asked of the team as one. Choose the team."),
        ({"asked": ""}, "Choose a requirement."),
        ({"kind": "equivalent"}, "Say what meets the requirement instead."),
        ({"ends_on": "2020-01-01"}, "The last day is before the first."),
        ({"reason": ""}, "Enter the reason."),
        ({"files": [file(b"nonsense", "letter.pdf")]}, "letter.pdf"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(
    center: CenterWorld, client: FlaskClient, ana: str, values: dict[str, Any], message: str
) -> None:
    typed = {"person": ana, **values}
    answer = propose(client, center, typed.pop("person"), **typed)
    assert answer.status_code == 422
    assert any(message in line for line in errors_of(answer)), errors_of(answer)
    assert values_of(form_in(answer))["ends_on"] == values.get("ends_on", TYPED["ends_on"])


def test_the_team_s_own_is_proposed_for_the_team(center: CenterWorld, client: FlaskClient) -> None:
    page = proposed(client, center, "team", asked="nca-csec/team-csec-training")
    assert "Waiver for the team" in text_of(client.get(page))


def test_the_list_says_what_it_is_for_while_it_is_empty(center: CenterWorld, client: FlaskClient) -> None:
    assert "None so far" in text_of(client.get(center.path("waivers")))
    assert client.get(center.path("standards")).status_code == 200
    assert page_of(client.get(center.path("standards"))).select(f"a[href='{center.path('waivers')}']")
