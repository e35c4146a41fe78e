"""Looking through the catalog: every filter narrows, words find titles, other names, providers and topics."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.catalog.entries import entry, listed
from tests.pages.forms import text_of
from tests.pages.ladder import EVERYBODY_HERE, statuses
from tests.statements import counted
from tracker.services import catalog

Browse = Callable[..., FlaskClient]


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.member())


def test_everybody_of_the_center_reads_the_catalog(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    assert statuses(center, other_center, browse, "catalog") == EVERYBODY_HERE


def test_what_another_center_added_is_not_there(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    entry(other_center, "Quokka course")
    assert "Nothing fits" in text_of(client.get(center.path("catalog?q=quokka")))


@pytest.mark.parametrize(
    "words", ["zeb", "ZEBRA course", "stripes", "ungulate inst", "survivor voice", "zebra ungulate"]
)
def test_words_find_title_other_name_provider_and_topic(center: CenterWorld, client: FlaskClient, words: str) -> None:
    public_id = entry(center, provider="Ungulate Institute", topics=frozenset({"survivor_voice"}))
    with center.working():
        catalog.set_aliases(center.actor(), public_id, ["The one with stripes"])
    assert "Zebra course" in listed(client.get(center.path("catalog"), query_string={"q": words}))


def test_a_word_that_is_nowhere_finds_nothing(center: CenterWorld, client: FlaskClient) -> None:
    entry(center)
    assert listed(client.get(center.path("catalog?q=zebra+quokka"))) == []


def test_what_begins_so_comes_before_what_contains_it(center: CenterWorld, client: FlaskClient) -> None:
    entry(center, "About the zebra", topics=frozenset({"boys"}))
    entry(center, "Zebra course")
    entry(center, "An unrelated one", provider="Zebra House")
    found = listed(client.get(center.path("catalog?q=zebra")))
    assert found == ["Zebra course", "About the zebra", "An unrelated one"]


@pytest.mark.parametrize(
    ("name", "value", "other"),
    [
        ("topic", "boys", "demand"),
        ("role", "prosecutor", "volunteer"),
        ("audience", "SCHOOL", "nurses"),
        ("format", "live_online", "recorded"),
        ("length", "medium", "long"),
        ("cost", "paid", "free"),
    ],
)
def test_a_filter_keeps_what_fits_and_drops_the_rest(
    center: CenterWorld, client: FlaskClient, name: str, value: str, other: str
) -> None:
    entry(
        center,
        topics=frozenset({"boys"}),
        roles=frozenset({"prosecutor"}),
        audience="School staff",
        format="live_online",
        hours=Decimal("1.5"),
        cost="paid",
    )
    path = center.path("catalog")
    assert listed(client.get(path, query_string={"q": "zebra", name: value})) == ["Zebra course"]
    assert listed(client.get(path, query_string={"q": "zebra", name: other})) == []


@pytest.mark.parametrize(
    ("hours", "band"),
    [(None, "unknown"), ("0.25", "short"), ("1", "short"), ("1.25", "medium"), ("4", "medium"), ("4.25", "long")],
)
def test_bands_of_lengths_meet_without_a_gap(
    center: CenterWorld, client: FlaskClient, hours: str | None, band: str
) -> None:
    entry(center, hours=Decimal(hours) if hours else None)
    found = {
        each: listed(client.get(center.path(f"catalog?q=zebra&length={each}"))) != []
        for each in ("short", "medium", "long", "unknown")
    }
    assert [each for each, there in found.items() if there] == [band]


def test_a_length_and_a_cost_that_are_unknown_stay_so(center: CenterWorld, client: FlaskClient) -> None:
    entry(center)
    shown = text_of(client.get(center.path("catalog?q=zebra")))
    assert "length not stated" in shown
    assert "0 hours" not in shown
    assert "free" not in shown.partition("Zebra course")[2]


def test_past_events_come_only_when_asked_for_and_are_marked(center: CenterWorld, client: FlaskClient) -> None:
    entry(center, past=True)
    assert listed(client.get(center.path("catalog?q=zebra"))) == []
    assert "past event" in text_of(client.get(center.path("catalog?q=zebra&past=yes")))


def test_a_filter_that_is_none_of_the_list_is_as_if_it_were_not_there(center: CenterWorld, client: FlaskClient) -> None:
    entry(center)
    for query in ("topic=nonsense", "length=9", "page=zzz", "cost=%00", "q=zebra&q=quokka"):
        response = client.get(center.path(f"catalog?q=zebra&{query}"))
        assert response.status_code == 200
        assert listed(response) == ["Zebra course"]


def test_a_second_page_keeps_the_search(center: CenterWorld, client: FlaskClient) -> None:
    first = client.get(center.path("catalog?past=yes"))
    second = client.get(center.path("catalog?past=yes&page=2"))
    assert set(listed(first)) & set(listed(second)) == set()
    assert "past=yes" in first.get_data(as_text=True)


def test_the_catalog_asks_as_often_for_many_entries_as_for_few(
    app: Flask, center: CenterWorld, client: FlaskClient
) -> None:
    def statements() -> int:
        with app.app_context(), counted() as asked:
            client.get(center.path("catalog"))
        return len(asked)

    few = statements()
    for number in range(10):
        entry(center, f"Zebra course {number}")
    assert statements() == few
