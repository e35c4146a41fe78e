"""What the catalog proposes while somebody types a title."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.catalog.entries import entry
from tests.pages.ladder import EVERYBODY_HERE, statuses
from tests.statements import counted
from tracker.services import catalog

Browse = Callable[..., FlaskClient]


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.member())


def titles(client: FlaskClient, center: CenterWorld, words: str) -> list[str]:
    response = client.get(center.path("catalog/suggest"), query_string={"q": words})
    assert response.status_code == 200
    return [each["title"] for each in response.get_json()["results"]]


def test_proposals_are_for_everybody_of_the_center(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    assert statuses(center, other_center, browse, "catalog/suggest?q=a") == EVERYBODY_HERE


@pytest.mark.parametrize("words", ["ze", "course zebra", "stripes", "ungulate", "survivor voice ungulate"])
def test_a_few_letters_of_any_name_propose_it(center: CenterWorld, client: FlaskClient, words: str) -> None:
    public_id = entry(center, provider="Ungulate Institute", topics=frozenset({"survivor_voice"}))
    with center.working():
        catalog.set_aliases(center.actor(), public_id, ["The one with stripes"])
    assert "Zebra course" in titles(client, center, words)


def test_a_proposal_says_what_tells_it_apart(center: CenterWorld, client: FlaskClient) -> None:
    public_id = entry(center, provider="Ungulate Institute", past=True)
    [found] = client.get(center.path("catalog/suggest?q=zebra")).get_json()["results"]
    assert found == {"id": public_id, "title": "Zebra course", "detail": "Ungulate Institute, past event"}


def test_nothing_typed_proposes_nothing(center: CenterWorld, client: FlaskClient) -> None:
    assert titles(client, center, "") == titles(client, center, "   ") == []
    assert client.get(center.path("catalog/suggest")).get_json() == {"results": []}


def test_few_are_proposed_and_none_that_is_retired_merged_or_foreign(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    assert len(titles(client, center, "a")) == 8
    entry(other_center, "Zebra of others")
    retired, merged, stands = (entry(center, f"Zebra {name}") for name in ("retired", "merged", "stands"))
    with center.working():
        catalog.retire(center.actor(), retired)
        catalog.merge(center.actor(), merged, stands)
    # The merged one's name leads to what it became.
    assert titles(client, center, "zebra") == ["Zebra stands"]
    assert titles(client, center, "zebra merged") == ["Zebra stands"]


@pytest.mark.parametrize("words", ["x" * 10_000, "\x00", "%", "_", "'; DROP TABLE training; --", "🦓", "ש"])
def test_odd_words_are_words_that_are_nowhere(center: CenterWorld, client: FlaskClient, words: str) -> None:
    assert titles(client, center, words) == []


def test_a_keystroke_asks_no_more_for_more_entries(app: Flask, center: CenterWorld, client: FlaskClient) -> None:
    def statements() -> int:
        with app.app_context(), counted() as asked:
            titles(client, center, "zebra")
        return len(asked)

    few = statements()
    for number in range(10):
        entry(center, f"Zebra course {number}")
    assert statements() == few
