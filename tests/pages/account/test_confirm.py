"""Before something weighty the password is asked again; it holds for ten minutes."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories import PASSWORD, CenterWorld
from tests.house.things import Owner, member
from tests.pages.doors import is_in, later
from tests.pages.forms import errors_of, send, submit, text_of

Browse = Callable[..., FlaskClient]


def test_after_ten_minutes_the_password_is_asked_and_then_one_goes_on(center: CenterWorld, browse: Browse) -> None:
    client, page = browse(center.director), center.path("members")
    with later(minutes=9, seconds=55):
        assert client.get(page).status_code == 200
    with later(minutes=10, seconds=5):
        asked = client.get(page)
        assert asked.location.startswith("/account/confirm?next=")
        answer = submit(client, asked.location, password=PASSWORD)
        assert (answer.status_code, answer.location) == (303, page)
        assert client.get(page).status_code == 200


def test_a_button_that_was_stopped_says_that_nothing_was_changed(center: CenterWorld, browse: Browse) -> None:
    client, page = browse(center.director), center.path("members")
    member(center, Owner(center.director, center.director_person))
    opened = client.get(page)
    with later(minutes=11):
        stopped = send(client, opened, page, action="/end")
        assert stopped.location.startswith("/account/confirm")
        assert "Nothing was changed yet." in text_of(client.get(stopped.location))
    assert client.get(page).get_data(as_text=True).count("End their sign-in") == 1


def test_a_wrong_password_does_not_confirm_and_is_slowed(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    tries = [submit(client, "/account/confirm", password="not the password at all") for _ in range(6)]
    assert [answer.status_code for answer in tries] == [422] * 5 + [429]
    assert errors_of(tries[0]) == ["This is not your password."]
    assert is_in(client), "who is signed in stays so"


def test_a_right_password_forgets_the_wrong_ones(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    for _ in range(3):
        for _ in range(4):
            assert submit(client, "/account/confirm", password="not the password at all").status_code == 422
        assert submit(client, "/account/confirm", password=PASSWORD).status_code == 303


def test_confirming_leads_only_to_own_pages(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    answer = submit(client, "/account/confirm?next=//elsewhere.example", password=PASSWORD)
    assert answer.location == "/"
