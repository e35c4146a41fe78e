"""Withdrawing an event with the completions that rest on it."""

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.events.held import completions, record, team, view
from tests.pages.forms import errors_of, page_of, send, submit, text_of
from tests.pages.ladder import Browse, post
from tests.services.lines import lines_of
from tracker.domain.vocabulary import CompletionState


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def test_it_takes_its_completions_along_with_one_reason_and_a_line_each(
    center: CenterWorld, client: FlaskClient
) -> None:
    event = record(center, team(center))
    path = center.path(f"events/{event}/withdraw")
    assert "3 completions rest on it" in text_of(client.get(path))
    assert submit(client, path, reason="It was another day").location == center.path(f"events/{event}")
    assert {(row.state, row.withdrawn_reason) for row in completions(center)} == {
        (CompletionState.WITHDRAWN, "It was another day")
    }
    lines = [line for line in lines_of(center) if line.action == "withdraw"]
    assert [(line.subject, line.reason) for line in lines] == [("completion", "It was another day")] * 3 + [
        ("event", "It was another day")
    ]
    assert "This was withdrawn" in text_of(client.get(center.path(f"events/{event}")))
    assert "Nothing recorded yet" in text_of(client.get(center.path("events")))


def test_a_reason_is_asked_for(center: CenterWorld, client: FlaskClient) -> None:
    event = record(center)
    for reason, message in (("", "Enter the reason."), ("x" * 10_000, "must be 1,000 characters or fewer")):
        answer = submit(client, center.path(f"events/{event}/withdraw"), reason=reason)
        assert answer.status_code == 422
        assert message in errors_of(answer)[0]
    assert not view(center, event).withdrawn


def test_staff_withdraw_nothing(center: CenterWorld, browse: Browse) -> None:
    event = record(center)
    answer = post(browse(center.member()), center, f"events/{event}/withdraw", reason="No", version="1")
    assert answer.status_code == 403
    assert not view(center, event).withdrawn


def test_a_withdrawn_one_offers_nothing_to_change(center: CenterWorld, client: FlaskClient) -> None:
    ana, *_ = team(center)
    event = record(center, [ana])
    path = center.path(f"events/{event}")
    opened = client.get(f"{path}/withdraw")
    submit(client, f"{path}/withdraw", reason="Twice")
    assert page_of(client.get(path)).select("main form") == []
    for page in ("correct", "withdraw"):
        assert client.get(f"{path}/{page}").status_code == 409
    assert post(client, center, f"events/{event}/attendance", people=ana).status_code in {409, 422}
    assert send(client, opened, f"{path}/withdraw", reason="Again").status_code == 409
    assert len([line for line in lines_of(center) if line.action == "withdraw"]) == 2


def test_what_was_corrected_meanwhile_is_read_before_it_is_withdrawn(center: CenterWorld, client: FlaskClient) -> None:
    event = record(center)
    path = center.path(f"events/{event}")
    opened = client.get(f"{path}/withdraw")
    submit(client, f"{path}/correct", title="Corrected meanwhile")
    late = send(client, opened, f"{path}/withdraw", reason="Wrong title")
    assert late.status_code == 409
    assert "Corrected meanwhile" in text_of(late)
    assert send(client, late, f"{path}/withdraw").status_code == 303
    assert view(center, event).withdrawn
