"""The queue through its pages: what waits, one decision after the other, several of an event at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, page_of, send, submit, text_of
from tests.pages.ladder import post
from tests.services.files import row_of
from tests.services.test_evidence import event_of
from tests.services.test_reviews import submitted
from tests.statements import counted
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import CompletionState
from tracker.models import Event, HistoryEntry

Browse = Callable[..., FlaskClient]
FIRST_REASON = "The certificate is missing. Please add it."


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def state_of(center: CenterWorld, public_id: str) -> str:
    return str(row_of(center, public_id).state)


def test_the_queue_is_for_those_who_decide(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    public_id = submitted(center)
    for page in ("queue", f"queue/{public_id}"):
        assert browse(center.member(AccessRole.DEPUTY)).get(center.path(page)).status_code == 200
        assert browse(center.member()).get(center.path(page)).status_code == 403
        assert browse(other_center.director).get(center.path(page)).status_code == 404
        assert browse().get(center.path(page)).status_code == 302
    assert browse(other_center.director).get(other_center.path(f"queue/{public_id}")).status_code == 404


def test_what_waits_is_listed_with_its_age(center: CenterWorld, client: FlaskClient) -> None:
    now = center.actor().now
    late = submitted(center, title="The late one", submitted_at=now)
    early = submitted(center, title="The early one", submitted_at=now - timedelta(days=12))
    shown = client.get(center.path("queue"))
    assert "12 days ago" in text_of(shown)
    links = [str(link["href"]) for link in page_of(shown).select("main tbody a")]
    assert links == [center.path(f"queue/{early}"), center.path(f"queue/{late}")]


def test_an_empty_queue_says_what_it_is_for(center: CenterWorld, client: FlaskClient) -> None:
    assert "All decided" in text_of(client.get(center.path("queue")))


def test_accepting_opens_the_next_one_and_the_last_leads_back(center: CenterWorld, client: FlaskClient) -> None:
    first, second = submitted(center), submitted(center)
    answer = submit(client, center.path(f"queue/{first}"), decision="accept", looked_at=["The name is this person's"])
    assert answer.location.endswith(second)
    assert "This is the next one." in client.get(answer.location).get_data(as_text=True)
    answer = submit(client, center.path(f"queue/{second}"), decision="accept")
    assert answer.location.endswith("/queue")
    assert {state_of(center, each) for each in (first, second)} == {CompletionState.ACCEPTED}
    with center.working():
        accepted = select(HistoryEntry).where(HistoryEntry.action == "accept").order_by(HistoryEntry.number)
        line = db.session.scalars(accepted).first()
        assert line.detail == {"looked_at": ["The name is this person's"]}


def test_returning_asks_for_a_reason_and_gives_stock_phrases(center: CenterWorld, client: FlaskClient) -> None:
    public_id = submitted(center)
    path = center.path(f"queue/{public_id}")
    missing = submit(client, path, decision="return")
    assert missing.status_code == 422
    assert "Say what is missing" in errors_of(missing)[0]
    given = {"phrases": [FIRST_REASON], "words": "Page two too."}
    assert send(client, missing, path, decision="return", **given).status_code == 303
    row = row_of(center, public_id)
    assert row.state == CompletionState.RETURNED
    shown = text_of(client.get(center.path(f"completions/{public_id}")))
    assert "The certificate is missing. Please add it. Page two too." in shown


@pytest.mark.parametrize("values", [{"phrases": ["99"]}, {"looked_at": ["Anything"]}, {"words": "x" * 5000}])
def test_a_form_that_was_tampered_with_decides_nothing(
    center: CenterWorld, client: FlaskClient, values: dict[str, Any]
) -> None:
    public_id = submitted(center)
    assert submit(client, center.path(f"queue/{public_id}"), decision="return", **values).status_code == 422
    assert state_of(center, public_id) == CompletionState.SUBMITTED


def test_the_second_of_two_deciders_is_told_and_changes_nothing(
    center: CenterWorld, client: FlaskClient, browse: Browse
) -> None:
    public_id = submitted(center)
    path, deputy = center.path(f"queue/{public_id}"), browse(center.member(AccessRole.DEPUTY))
    opened = deputy.get(path)
    submit(client, path, decision="accept")
    late = send(deputy, opened, path, decision="return", words="Too late")
    assert late.status_code == 409
    assert "accepted now" in errors_of(late)[0]
    assert "You had written: Too late" in text_of(late)
    assert state_of(center, public_id) == CompletionState.ACCEPTED


def test_a_reason_that_is_not_from_the_list_is_no_fault_where_nothing_waits(
    center: CenterWorld, client: FlaskClient
) -> None:
    public_id = submitted(center)
    submit(client, center.path(f"queue/{public_id}"), decision="accept")
    late = post(client, center, f"queue/{public_id}", decision="return", phrases="0 AND 1", version="1")
    assert late.status_code == 422


def test_a_correction_after_the_page_was_opened_stops_the_acceptance(
    center: CenterWorld, client: FlaskClient, browse: Browse
) -> None:
    person = center.person()
    author = center.member(person_id=person)
    public_id = submitted(center, person_id=person, author=author)
    path = center.path(f"queue/{public_id}")
    opened = client.get(path)
    submit(browse(author), center.path(f"completions/{public_id}/correct"), hours="9")
    late = send(client, opened, path, decision="accept")
    assert late.status_code == 409
    assert "9 hours" in text_of(late)
    assert send(client, late, path, decision="accept").status_code == 303


def test_own_entries_stand_apart_with_a_way_to_a_second_person(center: CenterWorld, client: FlaskClient) -> None:
    own = submitted(center, person_id=center.director_person, author=center.director, title="My own")
    entered = submitted(center, author=center.director, title="Entered by me")
    shown = text_of(client.get(center.path("queue")))
    assert "It is your own" in shown
    assert "You entered or changed it" in shown
    assert "role deputy" in shown
    for public_id in (own, entered):
        page = client.get(center.path(f"queue/{public_id}"))
        assert "Somebody else decides on this one" in text_of(page)
        assert page_of(page).select("main form") == []
    center.member(AccessRole.DEPUTY)
    assert "role deputy" not in text_of(client.get(center.path("queue")))


def of_event(center: CenterWorld, count: int = 3) -> tuple[str, list[str]]:
    event = event_of(center)
    number = row_of(center, event, Event).id
    return event, [submitted(center, event_id=number) for _ in range(count)]


def test_many_of_one_event_are_accepted_at_once(center: CenterWorld, client: FlaskClient) -> None:
    event, ids = of_event(center)
    answer = submit(client, center.path("queue"), action=f"{event}/accept")
    assert answer.status_code == 303
    assert {state_of(center, each) for each in ids} == {CompletionState.ACCEPTED}


def test_only_those_who_are_ticked_are_accepted(center: CenterWorld, client: FlaskClient) -> None:
    event, ids = of_event(center)
    submit(client, center.path("queue"), action=f"{event}/accept", chosen=[f"{ids[0]}.1"])
    assert [state_of(center, each) for each in ids] == [CompletionState.ACCEPTED, "submitted", "submitted"]


@pytest.mark.parametrize("chosen", [[], ["22222222222222222222.1"], ["nonsense"]])
def test_a_list_that_changed_accepts_nobody(center: CenterWorld, client: FlaskClient, chosen: list[str]) -> None:
    event, ids = of_event(center)
    answer = submit(client, center.path("queue"), action=f"{event}/accept", chosen=chosen)
    assert answer.status_code == 422
    assert "Nothing was accepted" in text_of(answer)
    assert {state_of(center, each) for each in ids} == {CompletionState.SUBMITTED}


def test_an_event_that_waits_no_more_is_not_found(center: CenterWorld, client: FlaskClient) -> None:
    event, ids = of_event(center)
    opened = client.get(center.path("queue"))
    for public_id in ids:
        submit(client, center.path(f"queue/{public_id}"), decision="accept")
    assert send(client, opened, center.path("queue"), action=f"{event}/accept").status_code == 404


def test_a_queue_of_twenty_asks_as_often_as_one_of_one(app: Flask, center: CenterWorld, client: FlaskClient) -> None:
    person = center.person()
    author = center.member(person_id=person)
    submitted(center, person_id=person, author=author)

    def statements(page: str) -> int:
        with app.app_context(), counted() as asked:
            client.get(center.path(page))
        return len(asked)

    few = statements("queue")
    for _ in range(20):
        submitted(center, person_id=person, author=author)
    assert statements("queue") == few
