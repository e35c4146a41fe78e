"""Before something weighty the password is asked again; it holds for ten minutes."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import PASSWORD, CenterWorld
from tests.house.things import Owner, member
from tests.pages.doors import is_in, later
from tests.pages.forms import errors_of, page_of, send, submit, text_of

Browse = Callable[..., FlaskClient]


def told(page: TestResponse) -> list[str]:
    """Return what a page warns of at its top."""
    return [each.get_text(" ", strip=True) for each in page_of(page).select(".flash--warning")]


def test_after_ten_minutes_the_password_is_asked_and_then_one_goes_on(center: CenterWorld, browse: Browse) -> None:
    client, page = browse(center.director), center.path("members")
    with later(minutes=9, seconds=55):
        assert client.get(page).status_code == 200
    with later(minutes=10, seconds=5):
        asked = client.get(page)
        assert asked.location.startswith("/account/confirm?next=")
        assert told(client.get(asked.location)) == []
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
        words = "Nothing was changed yet. Confirm that it is you, then do it once more."
        assert told(client.get(stopped.location)) == [words]
    assert client.get(page).get_data(as_text=True).count("End their sign-in") == 1


@pytest.mark.parametrize(
    ("stood_on", "back"),
    [
        ("http://localhost{page}", "{page}"),
        ("", "/"),
        ("https://elsewhere.example{page}", "/"),
    ],
)
def test_whoever_was_stopped_comes_back_to_the_page_that_the_button_stood_on(
    center: CenterWorld, browse: Browse, stood_on: str, back: str
) -> None:
    client, page = browse(center.director), center.path("members")
    opened = client.get(page)
    token = page_of(opened).select("input[name=csrf_token]")[0]["value"]
    button = center.path(f"members/{'2' * 20}/end")
    with later(minutes=11):
        headers = {"Referer": stood_on.format(page=page)} if stood_on else {}
        stopped = client.post(button, data={"csrf_token": token}, headers=headers)
        answer = submit(client, stopped.location, password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, back.format(page=page))


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


def file_that(page: TestResponse) -> str:
    """Return the file that a page fetches by itself, without a script; nothing where it fetches none."""
    told = page_of(page).select_one("meta[http-equiv=refresh]")
    return str(told["content"]).removeprefix("0; url=") if told else ""


def test_after_a_file_was_asked_for_its_page_opens_again_and_the_file_comes(
    center: CenterWorld, browse: Browse
) -> None:
    client = browse(center.director)
    page, file = center.path("my-record?year=2026"), center.path("my-record.csv?year=2026")
    with later(minutes=11):
        asked = client.get(file, headers={"Referer": f"http://localhost{page}"})
        answer = submit(client, asked.location, password=PASSWORD)
        assert (answer.status_code, answer.location) == (303, page)
        assert not file_that(client.get(center.path("home"))), "on its own page alone"
        shown = client.get(page)
        assert file_that(shown) == file
        assert "Your file is coming." in text_of(shown)
        assert client.get(file).mimetype == "text/csv"
        assert not file_that(client.get(page)), "once"


def test_a_file_that_nobody_confirmed_for_does_not_come_later(center: CenterWorld, browse: Browse) -> None:
    client, page = browse(center.director), center.path("my-record")
    with later(minutes=11):
        client.get(center.path("my-record.csv"), headers={"Referer": f"http://localhost{page}"})
    with later(minutes=22):
        submit(client, "/account/confirm", password=PASSWORD)
        assert not file_that(client.get(page))


@pytest.mark.parametrize("referrer", ["", "http://elsewhere.example/c/x", "http://localhost//elsewhere.example"])
def test_where_no_page_of_ours_is_told_the_file_itself_follows(
    center: CenterWorld, browse: Browse, referrer: str
) -> None:
    client, file = browse(center.director), center.path("my-record.csv")
    with later(minutes=11):
        asked = client.get(file, headers={"Referer": referrer})
        assert submit(client, asked.location, password=PASSWORD).location == file


def test_confirming_leads_only_to_own_pages(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    answer = submit(client, "/account/confirm?next=//elsewhere.example", password=PASSWORD)
    assert answer.location == "/"
