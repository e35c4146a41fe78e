"""Changing one's password: after the old one, and every other browser is out."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.factories import PASSWORD, CenterWorld
from tests.pages.doors import NEW_PASSWORD, email_of, is_in, sign_in
from tests.pages.forms import errors_of, submit

Browse = Callable[..., FlaskClient]
WRONG = "not the password at all"


def change(client: FlaskClient, old: str, new: str) -> tuple[int, list[str]]:
    answer = submit(client, "/account", action="/account/password", old_password=old, password=new)
    return answer.status_code, errors_of(answer)


def test_the_new_password_works_and_every_other_browser_is_out(center: CenterWorld, browse: Browse) -> None:
    here, other = browse(center.director), browse(center.director)
    assert change(here, PASSWORD, NEW_PASSWORD) == (303, [])
    assert (is_in(here), is_in(other)) == (True, False)
    assert sign_in(browse(), email_of(center), PASSWORD).status_code == 422
    assert sign_in(browse(), email_of(center), NEW_PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (WRONG, NEW_PASSWORD, "This is not your present password."),
        ("", NEW_PASSWORD, "Enter the present password."),
        (PASSWORD, "too short", "Use at least 15 characters."),
        (PASSWORD, "harbor-house-cac 2026", "Leave your own and the center's name out"),
    ],
)
def test_what_will_not_do_changes_nothing(center: CenterWorld, browse: Browse, old: str, new: str, error: str) -> None:
    here, other = browse(center.director), browse(center.director)
    status, errors = change(here, old, new)
    assert status == 422
    assert error in errors[0]
    assert is_in(other)
    assert sign_in(browse(), email_of(center), PASSWORD).status_code == 303


def test_guessing_at_an_open_browser_is_slowed(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    assert [change(client, WRONG, NEW_PASSWORD)[0] for _ in range(6)] == [422] * 5 + [429]
    assert change(client, PASSWORD, NEW_PASSWORD)[0] == 429
