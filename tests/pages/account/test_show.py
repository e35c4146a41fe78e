"""One's own account: where one is signed in, and ending that from afar."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.house.things import Owner, own_session
from tests.pages.doors import is_in, later
from tests.pages.forms import page_of, submit

Browse = Callable[..., FlaskClient]


def test_every_browser_is_listed_with_this_one_marked(center: CenterWorld, browse: Browse) -> None:
    browse(center.director)
    shown = browse(center.director).get("/account")
    items = [item.get_text(" ", strip=True) for item in page_of(shown).select("ul.plain-list li")]
    assert len(items) == 2
    assert sum("this browser" in item for item in items) == 1


def test_a_browser_is_ended_from_another_at_once(center: CenterWorld, browse: Browse) -> None:
    here, lost = browse(center.director), browse(center.director)
    answer = submit(here, "/account", action="/end")
    assert (answer.status_code, answer.location) == (303, "/account")
    assert "That browser is signed out." in here.get("/account").get_data(as_text=True)
    assert (is_in(here), is_in(lost)) == (True, False)


def test_all_others_are_ended_together(center: CenterWorld, browse: Browse) -> None:
    here, *others = (browse(center.director) for _ in range(4))
    assert submit(here, "/account", action="/end-others").status_code == 303
    assert [is_in(each) for each in (here, *others)] == [True, False, False, False]


def test_nobody_ends_somebody_elses_session(app: Flask, center: CenterWorld, browse: Browse) -> None:
    victim, client = browse(center.director), browse(center.member())
    session = own_session(center, Owner(center.director, center.director_person))
    opened = client.get("/account")
    token = page_of(opened).select_one("input[name=csrf_token]")
    assert token
    answer = client.post(f"/account/sessions/{session}/end", data={"csrf_token": token["value"]})
    assert answer.status_code == 404
    assert is_in(victim)


def test_sessions_that_ran_out_are_not_listed(center: CenterWorld, browse: Browse) -> None:
    browse(center.director)
    with later(minutes=31):
        shown = browse(center.director).get("/account")
        assert len(page_of(shown).select("ul.plain-list li")) == 1
