"""The list of packets: what was issued, the latest first; an empty one says what a packet is for."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.services.packets.conftest import asked

Browse = Callable[..., FlaskClient]


def test_a_center_without_packets_learns_what_one_is(center: CenterWorld, browse: Browse) -> None:
    assert "A packet is one PDF for the reviewer" in text_of(browse(center.director).get(center.path("packets")))


def test_the_latest_stands_first(center: CenterWorld, browse: Browse) -> None:
    asked(center)
    asked(center)
    page = page_of(browse(center.director).get(center.path("packets")))
    assert [row.get_text(strip=True) for row in page.select("main tbody th")] == ["Packet 2", "Packet 1"]


def test_it_shows_only_the_centers_own(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    asked(other_center)
    assert "Packet 1" not in text_of(browse(center.director).get(center.path("packets")))
