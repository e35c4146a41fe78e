"""Titles that staff typed become entries, or other names of them."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.catalog.entries import aliases_of, entry
from tests.pages.forms import form_in, page_of, send, submit, text_of, values_of
from tests.pages.ladder import TEAM_ONLY, post, statuses
from tests.services.files import row_of
from tests.services.lines import last_line
from tests.statements import counted
from tracker.domain.access import AccessRole
from tracker.domain.record import CompletionKind
from tracker.domain.vocabulary import CompletionState
from tracker.models import Training

Browse = Callable[..., FlaskClient]


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.member(AccessRole.DEPUTY))


def titles(client: FlaskClient, center: CenterWorld) -> list[tuple[str, str]]:
    cards = page_of(client.get(center.path("catalog/typed"))).select("main .card")
    return [(card.h2.get_text(strip=True), card.p.get_text(strip=True)) for card in cards]


def test_adopting_is_for_those_who_manage_the_catalog(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    assert statuses(center, other_center, browse, "catalog/typed") == TEAM_ONLY
    assert post(browse(center.member()), center, "catalog/typed", title="x", into=entry(center)).status_code == 403


def test_an_empty_list_says_that_nothing_is_to_do(center: CenterWorld, client: FlaskClient) -> None:
    assert "Nothing to adopt" in text_of(client.get(center.path("catalog/typed")))


def test_titles_are_listed_once_whatever_their_case_the_most_frequent_first(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    center.completion(title="Quokka talk")
    for title in ("Étude des zèbres", "étude des zèbres", "ÉTUDE DES ZÈBRES"):
        center.completion(title=title)
    center.completion(title="Only a draft", state=CompletionState.DRAFT)
    center.completion(title="Withdrawn", state=CompletionState.WITHDRAWN)
    center.completion(title="No training", kind=CompletionKind.SUPERVISION)
    center.completion(title="From the catalog", training_id=row_of(center, entry(center), Training).id)
    other_center.completion(title="Theirs")
    assert titles(client, center) == [("ÉTUDE DES ZÈBRES", "3 completions"), ("Quokka talk", "1 completion")]


def test_a_typed_title_becomes_one_of_an_entry_and_keeps_what_was_typed(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    public_id = entry(center)
    number = row_of(center, public_id, Training).id
    mine = [
        center.completion(title=title, hours=3, topics=frozenset({"boys"})) for title in ("Élan zébré", "ÉLAN ZÉBRÉ")
    ]
    other, theirs = center.completion(title="Quokka talk"), other_center.completion(title="Élan zébré")
    answer = submit(client, center.path("catalog/typed"), title="ÉLAN ZÉBRÉ", into=public_id)
    assert answer.status_code == 303
    assert "2 completions now belong" in text_of(client.get(answer.location))
    for each in mine:
        row = row_of(center, each)
        assert (row.training_id, row.hours, row.topics) == (number, 3, {"boys"})
    assert [row_of(center, other).training_id, row_of(other_center, theirs).training_id] == [None, None]
    assert aliases_of(center, public_id) == ["ÉLAN ZÉBRÉ"]
    line = last_line(center)
    assert (line.action, line.subject_id) == ("adopt", public_id)
    assert line.detail == {"title": "ÉLAN ZÉBRÉ", "completions": 2}


def test_each_title_has_its_own_form_with_its_own_ids(center: CenterWorld, client: FlaskClient) -> None:
    for title in ("Zebra talk", "Quokka talk"):
        center.completion(title=title)
    page = page_of(client.get(center.path("catalog/typed")))
    assert [values_of(form)["title"] for form in page.select("main form")] == ["Quokka talk", "Zebra talk"]
    ids = [str(each["id"]) for each in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_without_an_entry_the_title_goes_into_the_form_of_a_new_one(center: CenterWorld, client: FlaskClient) -> None:
    center.completion(title="Zebra & talk")
    answer = submit(client, center.path("catalog/typed"))
    assert answer.status_code == 303
    filled = values_of(form_in(client.get(answer.location)))
    assert (filled["title"], filled["adopts"]) == ("Zebra & talk", "Zebra & talk")


def test_a_retired_or_foreign_entry_adopts_nothing(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    completion = center.completion(title="Zebra talk")
    path = center.path("catalog/typed")
    opened = client.get(path)
    for into in (entry(other_center), "nonsense"):
        answer = send(client, opened, path, title="Zebra talk", into=into)
        assert answer.status_code == 422
    assert row_of(center, completion).training_id is None


def test_the_page_asks_as_often_for_many_titles_as_for_few(
    app: Flask, center: CenterWorld, client: FlaskClient
) -> None:
    def statements() -> int:
        with app.app_context(), counted() as asked:
            client.get(center.path("catalog/typed"))
        return len(asked)

    center.completion(title="Zebra talk")
    few = statements()
    for number in range(8):
        center.completion(title=f"Zebra talk {number}")
    assert statements() == few
