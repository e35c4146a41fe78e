"""Pointing at places on the page of a file: with a choice, with numbers, without scripts."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.evidence.test_file import attached
from tests.pages.forms import errors_of, page_of, submit, text_of

Browse = Callable[..., FlaskClient]


def opened(center: CenterWorld, browse: Browse) -> tuple[FlaskClient, str, str]:
    """Return a director's browser, a file of two pages, and the address of its places."""
    file = attached(center, making.pdf(2))
    return browse(center.director), file, center.path(f"evidence/{file}/places")


def pointed(client: FlaskClient, path: str, **values: str) -> str:
    """Point at a place and return the address that leads on."""
    answer = submit(client, path, action="/places/new", **{"label": "hours", **values})
    assert answer.status_code == 303, errors_of(answer)
    return str(answer.headers["Location"])


def test_a_part_of_a_page_is_chosen_and_drawn_over_it(center: CenterWorld, browse: Browse) -> None:
    client, _, path = opened(center, browse)
    page = client.get(pointed(client, path, part="lower_half", first_page="2"))
    box = page_of(page).select_one("#box-1")
    assert box is not None
    assert [box[name] for name in ("x", "y", "width", "height")] == ["0.0%", "50.0%", "100.0%", "50.0%"]
    assert "hours : page 2, from 0% to 100% across, from 50% to 100% down" in text_of(page)
    assert page_of(client.get(path)).select_one("#box-1") is None


def test_a_box_is_given_by_four_numbers(center: CenterWorld, browse: Browse) -> None:
    client, _, path = opened(center, browse)
    page = client.get(pointed(client, path, part="own", left="10", top="40.5%", width="50", height="4.25"))
    box = page_of(page).select_one("#box-1")
    assert box is not None
    assert [box[name] for name in ("x", "y", "width", "height")] == ["10.0%", "40.5%", "50.0%", "4.3%"]


def test_what_cannot_be_a_place_is_said_and_what_was_typed_stays(center: CenterWorld, browse: Browse) -> None:
    client, _, path = opened(center, browse)
    for values, says in (
        ({"part": "own", "left": "10"}, "all four numbers"),
        ({"part": "own", "left": "90", "top": "0", "width": "20", "height": "5"}, "does not lie on the page"),
        ({"part": "own", "left": "101"}, "from 0 to 100"),
        ({"part": "page", "first_page": "7"}, "ends with page 2"),
        ({"part": "page", "label": ""}, "Enter what is to be seen there"),
    ):
        answer = submit(client, path, action="/places/new", **{"label": "topic list", **values})
        assert answer.status_code == 422
        assert says in " ".join(errors_of(answer))
    assert "No place yet" in text_of(client.get(path))


def test_a_place_is_corrected_and_removed(center: CenterWorld, browse: Browse) -> None:
    client, _, path = opened(center, browse)
    pointed(client, path, part="upper_third")
    link = page_of(client.get(path)).select_one(".places a[href*='/evidence/places/']")
    assert link is not None
    one = str(link["href"])
    corrected = submit(client, one, action=one, label="hours and topics")
    assert corrected.status_code == 303
    assert "hours and topics" in text_of(client.get(path))
    assert client.get(one).status_code == 404, "it was corrected: another stands for it"
    removed = submit(client, path, action="/remove")
    assert removed.status_code == 303
    assert "No place yet" in text_of(client.get(path))


def test_places_are_there_for_whom_the_file_is(center: CenterWorld, browse: Browse) -> None:
    client, _, path = opened(center, browse)
    pointed(client, path, part="page")
    assert browse(center.member()).get(path).status_code == 404


def test_a_page_that_is_not_there_shows_the_nearest(center: CenterWorld, browse: Browse) -> None:
    client, _, path = opened(center, browse)
    for asked, shown in (("99", "Page 2 of 2"), ("0", "Page 1 of 2"), ("x", "Page 1 of 2")):
        assert shown in text_of(client.get(f"{path}?page={asked}"))


def test_a_late_page_of_a_long_file_is_pictured_where_it_is_pointed_at_and_kept_out_of_print(
    center: CenterWorld, browse: Browse
) -> None:
    file = attached(center, making.pdf(15))
    client, path = browse(center.director), center.path(f"evidence/{file}/places")
    pointed(client, path, part="own", first_page="14", left="10", top="40", width="50", height="5")
    for address in (f"{path}?page=14", center.path(f"evidence/{file}/not-printed?page=14")):
        page = page_of(client.get(address))
        picture = page.select_one("img.marked__picture")
        assert picture is not None, address
        sent = client.get(str(picture["src"]), buffered=True)
        assert (sent.status_code, sent.data[:3]) == (200, b"\xff\xd8\xff")
    assert page_of(client.get(f"{path}?page=14")).select_one("#box-1") is not None
    assert client.get(center.path(f"evidence/{file}/pages/16")).status_code == 404


def test_a_late_page_is_not_drawn_for_another_center(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    file = attached(center, making.pdf(15))
    stranger = browse(other_center.director)
    assert stranger.get(other_center.path(f"evidence/{file}/pages/14")).status_code == 404
    assert stranger.get(other_center.path(f"evidence/{file}/places?page=14")).status_code == 404
    assert browse(center.member()).get(center.path(f"evidence/{file}/pages/14")).status_code == 404
