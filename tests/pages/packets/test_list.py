"""The list of packets: what was issued, the latest first; an empty one says what a packet is for."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.services.packets.conftest import AS_OF, CSEC, asked
from tracker.db import db
from tracker.models import Packet

Browse = Callable[..., FlaskClient]


def test_a_center_without_packets_learns_what_one_is(center: CenterWorld, browse: Browse) -> None:
    assert "A packet is one PDF for the reviewer" in text_of(browse(center.director).get(center.path("packets")))


def test_the_latest_stands_first(center: CenterWorld, browse: Browse) -> None:
    asked(center)
    asked(center)
    page = page_of(browse(center.director).get(center.path("packets")))
    assert [row.get_text(strip=True) for row in page.select("main tbody th")] == ["Packet 2", "Packet 1"]


def test_the_register_goes_on_from_page_to_page_and_leaves_none_out(center: CenterWorld, browse: Browse) -> None:
    with center.working():
        told = {"standard": CSEC, "edition": "2023", "as_of": AS_OF, "asked_at": center.actor().now}
        db.session.add_all(Packet(**told, number=number, state="canceled") for number in range(1, 121))
    client, names = browse(center.director), []
    for number in (1, 2, 3):
        page = page_of(client.get(center.path(f"packets?page={number}")))
        names += [row.get_text(strip=True) for row in page.select("main tbody th")]
        assert page.select_one(f'nav[aria-label=Pages] a[aria-current=page]:-soup-contains("{number}")')
    assert names == [f"Packet {number}" for number in range(120, 0, -1)]
    assert "The register does not go on that far" in text_of(client.get(center.path("packets?page=4")))


def test_it_shows_only_the_centers_own(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    asked(other_center)
    assert "Packet 1" not in text_of(browse(center.director).get(center.path("packets")))
