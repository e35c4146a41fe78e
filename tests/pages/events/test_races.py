"""What happens to an event when two act at the same moment."""

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.completions.test_races import at_once
from tests.pages.events.held import completions, record, team, view
from tests.pages.events.test_new import TYPED, how_many
from tests.pages.forms import send
from tests.pages.ladder import Browse


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def test_a_form_sent_four_times_at_once_records_one_event(center: CenterWorld, client: FlaskClient) -> None:
    people, path = team(center), center.path("events/new")
    opened = client.get(path)
    answers = at_once([lambda: send(client, opened, path, **TYPED, people=people) for _ in range(4)])
    assert {answer.status_code for answer in answers} == {303}
    assert (how_many(center), len(completions(center))) == (1, 3)


def test_who_is_ticked_twice_at_once_is_there_once(center: CenterWorld, client: FlaskClient) -> None:
    people, event = team(center), record(center)
    path = center.path(f"events/{event}")
    opened = client.get(path)
    at_once([lambda: send(client, opened, path, action="/attendance", people=people) for _ in range(3)])
    assert view(center, event).present == 3


def test_of_a_correction_and_a_withdrawal_at_once_one_wins(center: CenterWorld, client: FlaskClient) -> None:
    event = record(center, team(center))
    correct, withdraw = (center.path(f"events/{event}/{page}") for page in ("correct", "withdraw"))
    first, second = client.get(correct), client.get(withdraw)
    answers = at_once(
        [
            lambda: send(client, first, correct, note="Corrected"),
            lambda: send(client, second, withdraw, reason="Withdrawn"),
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert view(center, event).withdrawn == (answers[1].status_code == 303)
