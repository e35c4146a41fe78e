"""Deciding by a link, from the queue to the packet's words: what the director does, and what the other person does."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, page_of, submit, text_of
from tests.pages.ladder import Browse
from tests.services.decision_links.given import DECIDER, FUNCTION, give, own
from tests.services.files import row_of
from tracker.domain.vocabulary import CompletionState


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def link_in(answer: object) -> str:
    return "/decide/" + page_of(answer).select_one(".secret").get_text(strip=True).rsplit("/", 1)[1]  # type: ignore


def test_a_board_member_decides_on_the_directors_own_training(
    app: Flask, center: CenterWorld, client: FlaskClient
) -> None:
    completion = own(center)
    assert "by a one-time link" in text_of(client.get(center.path("queue")))
    made = submit(client, center.path("queue/links/new"), decider=DECIDER, function=FUNCTION)
    path = link_in(made)
    other = app.test_client()
    page = other.get(path)
    assert "Recognizing exploitation" in text_of(page)
    picture = page_of(page).select_one("img.evidence__picture")
    assert picture is not None
    assert other.get(str(picture["src"]), buffered=True).mimetype == "image/jpeg"
    done = submit(other, path, states="yes", **{"rows-0-decision": "accept"})
    assert "You decided on 1 completion as Pat Lee, board treasurer." in text_of(done)
    assert row_of(center, completion).state == CompletionState.ACCEPTED
    assert other.get(path).status_code == 404
    assert "Pat Lee, board treasurer, by a one-time link" in text_of(
        client.get(center.path(f"completions/{completion}"))
    )
    assert "Used" in text_of(client.get(center.path("queue/links")))


def test_who_decides_must_say_that_it_is_they(app: Flask, center: CenterWorld) -> None:
    completion = own(center)
    path = f"/decide/{give(center, completion)[1]}"
    answer = submit(app.test_client(), path, **{"rows-0-decision": "accept"})
    assert answer.status_code == 422
    assert "I am this person" in errors_of(answer)[0]
    assert row_of(center, completion).state == CompletionState.SUBMITTED


def test_a_file_of_another_completion_is_not_reached(app: Flask, center: CenterWorld) -> None:
    own(center, title="Another")
    path = f"/decide/{give(center, own(center))[1]}"
    client = app.test_client()
    assert client.get(f"{path}/files/1/1", buffered=True).status_code == 200
    for place in ("2/1", "0/1", "1/0", "1/99"):
        assert client.get(f"{path}/files/{place}").status_code == 404


def test_the_owner_sees_since_when_it_waits(center: CenterWorld, client: FlaskClient) -> None:
    own(center)
    assert "waits since" in text_of(client.get(center.path("my-record")))


def test_a_revoked_link_opens_nothing(app: Flask, center: CenterWorld, client: FlaskClient) -> None:
    public_id, token = give(center, own(center))
    submit(client, center.path("queue/links"), action=f"{public_id}/revoke")
    assert app.test_client().get(f"/decide/{token}").status_code == 404
