"""Two entries for one training are made one, and nothing of either is lost."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.catalog.entries import aliases_of, entry, listed
from tests.pages.forms import errors_of, form_in, page_of, send, submit, text_of
from tests.pages.ladder import TEAM_ONLY, post, statuses
from tests.services.files import row_of
from tests.services.lines import last_line
from tracker.domain.access import AccessRole
from tracker.models import Training
from tracker.services import catalog, records

Browse = Callable[..., FlaskClient]


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.member(AccessRole.DEPUTY))


def merge(client: FlaskClient, center: CenterWorld, one: str, into: str) -> None:
    assert submit(client, center.path(f"catalog/{one}/merge"), into=into).status_code == 303


def test_merging_is_for_those_who_manage_the_catalog(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    one, another = entry(center), entry(center, "Zebras")
    page = f"catalog/{one}/merge"
    assert statuses(center, other_center, browse, page) == TEAM_ONLY
    assert post(browse(center.member()), center, page, into=another).status_code == 403


def test_a_merged_entry_leads_to_the_other_and_its_names_find_that(center: CenterWorld, client: FlaskClient) -> None:
    one, another = entry(center, "Zebra twice"), entry(center)
    with center.working():
        catalog.set_aliases(center.actor(), one, ["Stripes"])
    merge(client, center, one, another)
    assert aliases_of(center, another) == ["Zebra twice", "Stripes"]
    assert aliases_of(center, one) == []
    for words in ("stripes", "zebra twice", "zebra"):
        assert listed(client.get(center.path("catalog"), query_string={"q": words})) == ["Zebra course"]
    shown = client.get(center.path(f"catalog/{one}"))
    assert "This is the same as Zebra course ; completions of either count alike." in text_of(shown)
    assert [str(form.get("action")) for form in page_of(shown).select("main form")] == []
    line = last_line(center)
    assert (line.action, line.subject_id, line.detail) == ("merge", one, {"into": another})


def test_completions_of_either_count_as_of_one_training(center: CenterWorld, client: FlaskClient) -> None:
    one, another = entry(center, "Zebra twice"), entry(center)
    keys = [row_of(center, each, Training).id for each in (one, another)]
    person = center.person()
    for number, day in zip(keys, ("2026-01-05", "2026-02-05"), strict=True):
        center.completion(person, training_id=number, title=f"Logged {day}")
    merge(client, center, one, another)
    with center.working():
        record = records.load(center.actor())
        trainings = {
            completion.training
            for each in record.people
            for completion in each.completions
            if completion.title.startswith("Logged")
        }
    assert trainings == {row_of(center, another, Training).key}


def test_what_was_merged_before_follows(center: CenterWorld, client: FlaskClient) -> None:
    first, second, third = (entry(center, f"Zebra {name}") for name in ("one", "two", "three"))
    merge(client, center, first, second)
    merge(client, center, second, third)
    ends = {row_of(center, each, Training).merged_into_id for each in (first, second)}
    assert ends == {row_of(center, third, Training).id}
    assert sorted(aliases_of(center, third)) == ["Zebra one", "Zebra two"]


def test_neither_itself_nor_a_merged_nor_a_foreign_entry_can_be_chosen(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    one, merged, another = (entry(center, f"Zebra {name}") for name in ("one", "merged", "another"))
    merge(client, center, merged, another)
    path = center.path(f"catalog/{one}/merge")
    offered = {str(option["value"]) for option in form_in(client.get(path)).select("option")}
    assert another in offered
    assert not offered & {one, merged}
    for into in (one, merged, entry(other_center), "", "nonsense"):
        answer = submit(client, path, into=into)
        assert answer.status_code == 422
        assert errors_of(answer) != []
    assert row_of(center, one, Training).merged_into_id is None


def test_two_who_merge_at_once_cannot_make_a_circle(center: CenterWorld, client: FlaskClient, browse: Browse) -> None:
    one, another = entry(center, "Zebra one"), entry(center, "Zebra another")
    back = center.path(f"catalog/{another}/merge")
    opened = browse(center.director).get(back)
    merge(client, center, one, another)
    late = send(browse(center.director), opened, back, into=one)
    assert late.status_code in {400, 422}
    assert row_of(center, another, Training).merged_into_id is None


def test_an_entry_that_was_merged_already_is_not_merged_again(center: CenterWorld, client: FlaskClient) -> None:
    one, another, third = (entry(center, f"Zebra {name}") for name in ("one", "another", "third"))
    path = center.path(f"catalog/{one}/merge")
    opened = client.get(path)
    merge(client, center, one, another)
    late = send(client, opened, path, into=third)
    assert late.status_code == 422
    assert row_of(center, one, Training).merged_into_id == row_of(center, another, Training).id
