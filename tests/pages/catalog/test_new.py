"""Adding a training of the center's own."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.catalog.entries import aliases_of, entry, listed
from tests.pages.forms import errors_of, form_in, page_of, send, submit, text_of, values_of
from tests.pages.ladder import TEAM_ONLY, post, statuses
from tests.services.files import row_of
from tests.services.lines import last_line
from tracker.domain.access import AccessRole
from tracker.models import Training

Browse = Callable[..., FlaskClient]


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.member(AccessRole.DEPUTY))


def made(answer_location: str) -> str:
    return answer_location.rpartition("/")[2]


def test_adding_is_for_those_who_manage_the_catalog(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    assert statuses(center, other_center, browse, "catalog/new") == TEAM_ONLY
    assert post(browse(center.member()), center, "catalog/new", title="Zebra course").status_code == 403


def test_a_training_is_added_as_typed_and_found(center: CenterWorld, client: FlaskClient) -> None:
    answer = submit(
        client,
        center.path("catalog/new"),
        title="Zebra course",
        provider="Ungulate Institute",
        url="https://example.org/zebra",
        topics=["boys", "trauma"],
        roles=["prosecutor"],
        audience="Everybody",
        format="recorded",
        hours="1.25",
        cost="free",
        note="A note.",
    )
    assert answer.status_code == 303
    row = row_of(center, made(answer.location), Training)
    assert (row.title, row.provider, row.url) == ("Zebra course", "Ungulate Institute", "https://example.org/zebra")
    assert (row.topics, row.roles, row.audience) == ({"boys", "trauma"}, {"prosecutor"}, "Everybody")
    assert (row.format, row.hours, row.cost, row.note) == ("recorded", Decimal("1.25"), "free", "A note.")
    assert (row.shipped, row.past, row.link_state) == (False, False, "unchecked")
    assert listed(client.get(center.path("catalog?q=zebra"))) == ["Zebra course"]
    line = last_line(center)
    assert (line.action, line.subject, line.subject_id) == ("add", "training", made(answer.location))


def test_what_is_left_open_stays_unknown(center: CenterWorld, client: FlaskClient) -> None:
    answer = submit(client, center.path("catalog/new"), title="Zebra course")
    row = row_of(center, made(answer.location), Training)
    assert (row.hours, row.cost, row.format) == (None, "unknown", "unknown")
    shown = text_of(client.get(answer.location))
    assert "Length Not stated as a number" in shown
    assert "Cost Not stated" in shown
    assert "No link is known" in shown


def test_a_form_that_is_wrong_keeps_what_was_typed(center: CenterWorld, client: FlaskClient) -> None:
    path = center.path("catalog/new")
    answer = submit(client, path, title="", provider="Kept", hours="-1", url="javascript:alert(1)", topics=["boys"])
    assert answer.status_code == 422
    assert len(errors_of(answer)) == 3
    kept = values_of(form_in(answer))
    assert (kept["provider"], kept["hours"], kept.getlist("topics")) == ("Kept", "-1", ["boys"])
    assert "javascript:" not in [link.get("href", "")[:11] for link in page_of(answer).select("a")]
    assert send(client, answer, path, title="Zebra course", hours="", url="").status_code == 303


@pytest.mark.parametrize(
    "values",
    [
        {"title": "x" * 301},
        {"topics": ["nonsense"]},
        {"roles": ["king"]},
        {"format": "smoke"},
        {"cost": "0"},
        {"hours": "1e99"},
        {"hours": "many"},
        {"url": "https://" + "x" * 1001},
        {"note": "x" * 2001},
    ],
)
def test_what_the_form_does_not_offer_is_refused(
    center: CenterWorld, client: FlaskClient, values: dict[str, object]
) -> None:
    answer = submit(client, center.path("catalog/new"), **{"title": "Zebra course", **values})
    assert answer.status_code == 422
    assert errors_of(answer) != []
    assert listed(client.get(center.path("catalog?q=zebra"))) == []


@pytest.mark.parametrize(("there", "typed"), [("Zebra course", "ZEBRA  course"), ("Étude ÉLAN", "étude élan")])
def test_a_title_that_is_there_already_is_refused(
    center: CenterWorld, client: FlaskClient, there: str, typed: str
) -> None:
    entry(center, there)
    answer = submit(client, center.path("catalog/new"), title=typed)
    assert answer.status_code == 422
    assert errors_of(answer) == ["The catalog has a training of this title already."]


def test_a_form_sent_twice_adds_one(center: CenterWorld, client: FlaskClient) -> None:
    path = center.path("catalog/new")
    opened = client.get(path)
    first, second = (send(client, opened, path, title="Zebra course") for _ in range(2))
    assert first.location == second.location
    assert len(listed(client.get(center.path("catalog?q=zebra")))) == 1


def test_a_new_entry_takes_over_what_staff_typed(center: CenterWorld, client: FlaskClient) -> None:
    completion = center.completion(title="zebra crse")
    path = center.path("catalog/new?title=zebra+crse")
    answer = submit(client, path, title="Zebra course")
    assert answer.status_code == 303
    row = row_of(center, made(answer.location), Training)
    assert row_of(center, completion).training_id == row.id
    assert aliases_of(center, row.public_id) == ["zebra crse"]
