"""Looking at a completion: who may, and what it says."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import errors_of, file, form_in, page_of, send, text_of
from tests.statements import counted
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import CompletionState
from tracker.models import Person

Browse = Callable[..., FlaskClient]


def test_the_person_and_those_who_see_the_team_may_look(center: CenterWorld, browse: Browse) -> None:
    person = center.person()
    path = center.path(f"completions/{center.completion(person)}")
    for reader in (center.member(person_id=person), center.member(AccessRole.DEPUTY), center.director):
        assert browse(reader).get(path).status_code == 200
    assert browse(center.member()).get(path).status_code == 404
    assert browse().get(path).status_code == 302


def test_another_center_finds_nothing(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    public_id = center.completion()
    client = browse(other_center.director)
    assert client.get(other_center.path(f"completions/{public_id}")).status_code == 404
    assert client.get(center.path(f"completions/{public_id}")).status_code == 404
    assert client.get(other_center.path("completions/" + "2" * 20)).status_code == 404


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CompletionState.DRAFT, "A draft"),
        (CompletionState.SUBMITTED, "Waits for a second person"),
        (CompletionState.WITHDRAWN, "it counts no more"),
    ],
)
def test_a_completion_says_where_it_stands(
    center: CenterWorld, browse: Browse, state: CompletionState, words: str
) -> None:
    public_id = center.completion(state=state, submitted_at=center.actor().now, withdrawn_reason="Twice")
    assert words in text_of(browse(center.director).get(center.path(f"completions/{public_id}")))


def test_a_withdrawn_one_offers_nothing_to_change(center: CenterWorld, browse: Browse) -> None:
    path = center.path(f"completions/{center.completion(state=CompletionState.WITHDRAWN)}")
    client = browse(center.director)
    assert page_of(client.get(path)).select("main form") == []
    for page in ("correct", "withdraw"):
        assert client.get(f"{path}/{page}").status_code == 409


def test_files_are_added_and_a_bad_one_is_refused(center: CenterWorld, browse: Browse) -> None:
    path = center.path(f"completions/{center.completion(state=CompletionState.DRAFT)}")
    client = browse(center.director)
    wrong = send(client, client.get(path), path, action="/files", files=[file(b"MZ" + bytes(9000), "bad.pdf")])
    assert wrong.status_code == 422
    assert "bad.pdf" in errors_of(wrong)[0]
    added = send(client, wrong, path, action="/files", files=[file(making.pdf(), "good.pdf")])
    assert added.status_code == 303
    shown = client.get(added.location)
    assert "good.pdf" in text_of(shown)
    picture = page_of(shown).select_one(".evidence__picture")
    assert picture is not None
    assert client.get(str(picture["src"])).mimetype == "image/jpeg"


def test_a_form_without_a_file_asks_for_one(center: CenterWorld, browse: Browse) -> None:
    path = center.path(f"completions/{center.completion()}")
    client = browse(center.director)
    assert send(client, client.get(path), path, action="/files").status_code == 422


def test_a_draft_is_sent_in_once(center: CenterWorld, browse: Browse) -> None:
    path = center.path(f"completions/{center.completion(state=CompletionState.DRAFT)}")
    client = browse(center.director)
    opened = client.get(path)
    assert send(client, opened, path, action="/submit").status_code == 303
    again = send(client, opened, path, action="/submit")
    assert "meanwhile" in client.get(again.location).get_data(as_text=True)


def test_a_page_asks_as_often_for_many_files_as_for_one(app: Flask, center: CenterWorld, browse: Browse) -> None:
    path = center.path(f"completions/{center.completion(state=CompletionState.DRAFT)}")
    client = browse(center.director)

    def statements() -> int:
        with app.app_context(), counted() as asked:
            client.get(path)
        return len(asked)

    send(client, client.get(path), path, action="/files", files=[file(making.pdf(), "a.pdf")])
    few = statements()
    more = [file(making.pdf(pages), f"{pages}.pdf") for pages in range(2, 6)]
    send(client, client.get(path), path, action="/files", files=more)
    assert statements() == few


def test_the_way_back_leads_to_the_persons_record(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    shown = client.get(center.path(f"completions/{center.completion()}"))
    person = center.public_id_of(Person, center.director_person)
    assert page_of(shown).select(f".breadcrumbs a[href$='people/{person}/record']")
    assert form_in(shown, "/files")
