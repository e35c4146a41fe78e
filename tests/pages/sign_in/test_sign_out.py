"""Signing out ends the access on the server, at once, for every copy of the cookie."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.doors import is_in, later
from tests.pages.forms import submit

Browse = Callable[..., FlaskClient]


def test_a_copied_cookie_is_dead_after_sign_out_and_other_browsers_live_on(center: CenterWorld, browse: Browse) -> None:
    client, thief, phone = browse(center.director), browse(), browse(center.director)
    cookie = client.get_cookie("session")
    assert cookie
    thief.set_cookie("session", cookie.value)
    assert is_in(thief)
    answer = submit(client, "/account", action="/sign-out")
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert [is_in(each) for each in (client, thief, phone)] == [False, False, True]
    assert thief.get(center.path("home")).status_code == 302


def test_nobody_is_signed_out_by_a_link(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    assert client.get("/sign-out").status_code == 405
    assert is_in(client)


def test_a_browser_that_rests_half_an_hour_is_signed_out(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    with later(minutes=29):
        assert is_in(client)
    with later(minutes=58):
        assert is_in(client), "each visit begins the half hour anew"
    with later(minutes=89):
        assert not is_in(client)


def test_twelve_hours_are_the_longest_however_busy(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    for quarter in range(1, 48):
        with later(minutes=15 * quarter):
            assert is_in(client)
    with later(hours=12, seconds=1):
        assert not is_in(client)
