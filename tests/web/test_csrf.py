"""No form is taken that was not made for the very browser that sends it."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.house.addresses import path_of
from tests.house.doors import DOORS
from tests.pages.doors import email_of, is_in, sign_in
from tests.pages.forms import page_of
from tracker.web.forms import new_submission_key

Browse = Callable[..., FlaskClient]


def token_of(client: FlaskClient) -> str:
    field = page_of(client.get("/account")).select_one("input[name=csrf_token]")
    assert field
    return str(field["value"])


@pytest.fixture
def paths(app: Flask, center: CenterWorld) -> dict[str, str]:
    """The address of every route that takes a form, at a center; calls of the API take a token of their own kind."""
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ()) and rule.endpoint in DOORS]
    return {rule.endpoint: path_of(rule, {"center": center.public_id}) for rule in rules}


def test_every_form_needs_a_token_of_this_browser(center: CenterWorld, browse: Browse, paths: dict[str, str]) -> None:
    client, thief = browse(center.director), browse(center.member())
    own, foreign = token_of(client), token_of(thief)
    # Within the signature: of its last letter some bits mean nothing, so another letter may be the same signature.
    altered = own[:-9] + ("A" if own[-9] != "A" else "B") + own[-8:]
    for name, path in paths.items():
        key = {"submission_key": new_submission_key(), "version": "1"}
        for forged in ({}, {"csrf_token": ""}, {"csrf_token": altered}, {"csrf_token": foreign}):
            answer = client.post(path, data={**key, **forged})
            assert answer.status_code == 400, f"{name} took {forged or 'a form without a token'}"
    assert is_in(client)


def test_a_token_from_before_signing_in_is_worth_nothing_after(center: CenterWorld, browse: Browse) -> None:
    client = browse()
    field = page_of(client.get("/sign-in")).select_one("input[name=csrf_token]")
    assert field
    sign_in(client, email_of(center))
    assert client.post("/sign-out", data={"csrf_token": field["value"]}).status_code == 400
    assert is_in(client)


def test_a_token_in_the_address_is_none(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    assert client.post("/sign-out", query_string={"csrf_token": token_of(client)}).status_code == 400
    assert is_in(client)


def test_whoever_sent_it_is_told_what_to_do(center: CenterWorld, browse: Browse) -> None:
    answer = browse(center.director).post("/sign-out")
    assert "Go back, reload it, send it again." in answer.get_data(as_text=True)


def test_looking_changes_nothing(center: CenterWorld, browse: Browse, paths: dict[str, str]) -> None:
    client = browse(center.director)
    for path in paths.values():
        assert client.get(path).status_code in {200, 302, 303, 404, 405}
    assert is_in(client)
