"""Retiring an entry and bringing it back: what was completed of it stays."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.catalog.entries import entry, listed
from tests.pages.forms import submit, text_of
from tests.pages.ladder import NOBODYS, post
from tests.services.files import row_of
from tests.services.lines import last_line, lines_of
from tracker.domain.access import AccessRole
from tracker.models import Training

Browse = Callable[..., FlaskClient]


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.member(AccessRole.DEPUTY))


@pytest.mark.parametrize("action", ["retire", "bring-back"])
def test_both_are_for_those_who_manage_the_catalog(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, action: str
) -> None:
    page = f"catalog/{entry(center)}/{action}"
    assert browse(center.director).get(center.path(page)).status_code == 405
    assert post(browse(center.member()), center, page).status_code == 403
    assert post(browse(other_center.director), other_center, page).status_code == 404
    assert post(browse(center.director), center, f"catalog/{NOBODYS}/{action}").status_code == 404


def test_a_retired_entry_is_proposed_no_more_and_is_brought_back(center: CenterWorld, client: FlaskClient) -> None:
    public_id = entry(center)
    path, search = center.path(f"catalog/{public_id}"), center.path("catalog?q=zebra")
    assert submit(client, path, action="/retire").status_code == 303
    assert row_of(center, public_id, Training).retired_at is not None
    assert (last_line(center).action, last_line(center).subject_id) == ("retire", public_id)
    assert listed(client.get(search)) == []
    assert listed(client.get(f"{search}&retired=yes")) == ["Zebra course"]
    assert client.get(center.path("catalog/suggest?q=zebra")).get_json()["results"] == []
    assert "Retired: it is not proposed any more" in text_of(client.get(path))
    assert submit(client, path, action="/bring-back").status_code == 303
    assert row_of(center, public_id, Training).retired_at is None
    assert last_line(center).action == "bring_back"
    assert listed(client.get(search)) == ["Zebra course"]


def test_what_was_completed_of_it_stays(center: CenterWorld, client: FlaskClient) -> None:
    public_id = entry(center)
    number = row_of(center, public_id, Training).id
    completion = center.completion(training_id=number)
    submit(client, center.path(f"catalog/{public_id}"), action="/retire")
    assert row_of(center, completion).training_id == number


def test_pressing_twice_is_pressing_once(center: CenterWorld, client: FlaskClient) -> None:
    public_id = entry(center)
    for _ in range(2):
        assert post(client, center, f"catalog/{public_id}/retire").status_code == 303
    for _ in range(2):
        assert post(client, center, f"catalog/{public_id}/bring-back").status_code == 303
    assert [line.action for line in lines_of(center)][:3] == ["bring_back", "retire", "add"]
