"""Choosing a new password by a link: once, within the hour, and every browser from before is out."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.factories import PASSWORD, CenterWorld
from tests.house.things import Owner, reset_token
from tests.pages.doors import NEW_PASSWORD, email_of, is_in, later, sign_in
from tests.pages.forms import errors_of, send, submit, text_of

Browse = Callable[..., FlaskClient]


@pytest.fixture
def link(center: CenterWorld) -> str:
    return "/reset/" + reset_token(center, Owner(center.director, center.director_person))


def test_the_new_password_works_the_old_one_does_not_and_all_browsers_are_out(
    center: CenterWorld, browse: Browse, link: str
) -> None:
    before, here = browse(center.director), browse()
    answer = submit(here, link, password=NEW_PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/")
    assert (is_in(before), is_in(here)) == (False, True)
    assert sign_in(browse(), email_of(center), PASSWORD).status_code == 422
    assert sign_in(browse(), email_of(center), NEW_PASSWORD).status_code == 303


def test_a_link_works_once_and_takes_its_sisters_along(center: CenterWorld, browse: Browse, link: str) -> None:
    sister = "/reset/" + reset_token(center, Owner(center.director, center.director_person))
    opened = browse().get(link)
    late = browse()
    opened = late.get(link)
    assert submit(browse(), link, password=NEW_PASSWORD).status_code == 303
    for dead in (link, sister):
        answer = browse().get(dead)
        assert answer.status_code == 404
        assert "used already or is older than an hour" in text_of(answer)
    assert send(late, opened, link, password="another good long one").status_code == 404
    assert sign_in(browse(), email_of(center), NEW_PASSWORD).status_code == 303


def test_a_link_works_for_an_hour(browse: Browse, link: str) -> None:
    with later(minutes=59, seconds=55):
        assert browse().get(link).status_code == 200
    with later(minutes=60, seconds=1):
        assert browse().get(link).status_code == 404


@pytest.mark.parametrize(
    ("password", "objection"),
    [
        ("", "Enter the new password."),
        ("fourteen chars", "Use at least 15 characters."),
        ("x" * 129, "must be 128 characters or fewer"),
        ("passwordpassword", "easy to guess"),
        ("dana whitfield 1987!", "Leave your own and the center's name out"),
        ("my harborhousecac key", "Leave your own and the center's name out"),
    ],
)
def test_a_weak_password_is_refused_and_the_link_stays_good(
    browse: Browse, link: str, password: str, objection: str
) -> None:
    client = browse()
    answer = submit(client, link, password=password)
    assert answer.status_code == 422
    assert objection in errors_of(answer)[0]
    assert submit(client, link, password=NEW_PASSWORD).status_code == 303


@pytest.mark.parametrize("secret", ["A" * 43, "A" * 42, "A" * 4000, "..%2f..%2f", "%00" * 43, "é" * 43])
def test_a_made_up_link_opens_nothing(browse: Browse, secret: str) -> None:
    assert browse().get(f"/reset/{secret}").status_code == 404


def test_a_link_page_does_not_travel_on(browse: Browse, link: str) -> None:
    assert browse().get(link).headers["Referrer-Policy"] == "no-referrer"
