"""An entry as everybody reads it: what is known, where it is from, what is not known."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.factories import CenterWorld
from tests.pages.catalog.entries import entry
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import EVERYBODY_HERE, NOBODYS, statuses
from tests.services.files import row_of
from tracker import clock
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import Training
from tracker.services import links

Browse = Callable[..., FlaskClient]


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.member())


def shipped(center: CenterWorld, **values: object) -> str:
    """Return the public id of a shipped entry of the center."""
    with center.working():
        query = select(Training.public_id).where(Training.shipped)
        for name, value in values.items():
            query = query.where(getattr(Training, name) == value)
        return str(db.session.scalars(query.order_by(Training.id)).first())


def test_everybody_of_the_center_reads_an_entry(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, f"catalog/{entry(center)}") == EVERYBODY_HERE


def test_what_is_foreign_and_what_is_not_there_look_alike(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    pages = [client.get(center.path(f"catalog/{public_id}")) for public_id in (entry(other_center), NOBODYS)]
    assert [page.status_code for page in pages] == [404, 404]
    assert text_of(pages[0]) == text_of(pages[1])
    assert client.get(center.path("catalog/0")).status_code == 404


def test_a_shipped_entry_names_its_sources_and_claims_no_list_of_nca(center: CenterWorld, client: FlaskClient) -> None:
    public_id = shipped(center)
    page = client.get(center.path(f"catalog/{public_id}"))
    sources = row_of(center, public_id, Training).sources
    addresses = [str(link["href"]) for link in page_of(page).select("main a[href^=http]")]
    assert set(sources.split()) <= set(addresses)
    assert "Whether NCA lists it is not known." in text_of(page)


def test_a_past_event_says_so_and_is_not_offered_as_to_come(center: CenterWorld, client: FlaskClient) -> None:
    shown = text_of(client.get(center.path(f"catalog/{shipped(center, past=True)}")))
    assert "A past event: it cannot be taken any more" in shown
    assert "What was completed of it counts." in shown


def test_links_to_other_sites_tell_them_nothing(center: CenterWorld, client: FlaskClient) -> None:
    page = page_of(client.get(center.path(f"catalog/{shipped(center)}")))
    foreign = page.select("a[href^=http]")
    assert foreign != []
    assert all("noreferrer" in link.get("rel", []) for link in foreign)


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (None, None, "Link not checked yet."),
        (None, links.WORKING, "Link seen working on"),
        (None, links.DEAD, "The link did not work when it was checked on"),
        (links.WORKING, links.DEAD, "; last seen working on"),
        (None, links.UNSURE, "Whether the link works could not be told when it was checked on"),
        (links.WORKING, links.UNSURE, "; last seen working on"),
    ],
)
def test_a_link_says_when_it_was_last_seen_working(
    center: CenterWorld, client: FlaskClient, before: str | None, now: str | None, words: str
) -> None:
    url = "https://example.org/zebra"
    public_id = entry(center, url=url)
    with center.working():
        for state, age in ((before, 9), (now, 1)):
            if state:
                links.note_check(url, state, clock.now() - timedelta(days=age))
    assert words in text_of(client.get(center.path(f"catalog/{public_id}")))


def test_only_those_who_manage_it_see_how_to_change_it(
    center: CenterWorld, client: FlaskClient, browse: Browse
) -> None:
    path = center.path(f"catalog/{entry(center, url='https://example.org/')}")
    actions = {
        who: {str(form.get("action")).rpartition("/")[2] for form in page_of(each.get(path)).select("main form")}
        for who, each in (("staff", client), ("deputy", browse(center.member(AccessRole.DEPUTY))))
    }
    assert actions == {"staff": {"report"}, "deputy": {"report", "retire"}}


def test_planted_markup_is_words(center: CenterWorld, client: FlaskClient) -> None:
    bad = "<script>alert(1)</script>"
    public_id = entry(center, f"Zebra {bad}", provider=bad, note=bad, audience=bad)
    with center.working():
        db.session.execute(update(Training).where(Training.public_id == public_id).values(length_as_stated=bad))
    for page in (f"catalog/{public_id}", "catalog?q=script"):
        assert "<script>alert" not in client.get(center.path(page)).get_data(as_text=True)
