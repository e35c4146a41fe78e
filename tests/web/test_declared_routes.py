"""A route says who may use it and what it takes; the application does not start with one that leaves it open."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from flask_login import LoginManager
from werkzeug.routing import ValidationError

from tests.factories import CenterWorld
from tests.pages.forms import form_in, page_of, values_of
from tracker.domain.access import AccessRole, Action
from tracker.web import access, converters
from tracker.web.access import Permission, at_a_desk, by_token, public, requires, signed_in
from tracker.web.fields import TextField
from tracker.web.forms import ActForm, BaseForm, SearchForm
from tracker.web.query import asked, search

Browse = Callable[..., FlaskClient]


class NameForm(BaseForm):
    """A name."""

    name = TextField("Name")


class WordForm(SearchForm):
    """A word to look for."""

    word = TextField("Word", required=False)


class OtherForm(SearchForm):
    """Another one."""


def application(rule: str, view: Callable[..., Any], **options: Any) -> Flask:
    """Return an application that has one route."""
    app = Flask("one_route")
    app.config["SECRET_KEY"] = "s" * 48
    LoginManager(app)
    access.install(app)
    app.add_url_rule(rule, "it", view, **options)
    return app


def answer() -> str:
    return ""


@pytest.mark.parametrize(
    ("rule", "view", "words"),
    [
        ("/a", answer, "does not say who may use it"),
        ("/a", signed_in()(lambda: ""), "is sent a form and does not say which one"),
        ("/a", public()(lambda: ""), "is sent a form and does not say which one"),
        ("/c/<public_id:center>/a", requires(Action.VIEW_TEAM)(lambda: ""), "is sent a form and does not say which"),
        ("/a", requires(Action.VIEW_TEAM, takes=ActForm)(lambda: ""), "lies outside a center"),
        ("/a/<key>", public(takes=ActForm)(lambda: ""), "the parameter key has no type"),
        ("/desk/<public_id:desk>/a", public(takes=ActForm)(lambda: ""), "is for its reader, and nothing else is"),
        ("/desk/<public_id:desk>/a", signed_in(takes=ActForm)(lambda: ""), "is for its reader, and nothing else is"),
        ("/a/<public_id:desk>", at_a_desk(takes=ActForm)(lambda: ""), "is for its reader, and nothing else is"),
        ("/a", by_token(Action.VIEW_TEAM)(lambda: ""), "the API is for tokens, and nothing else is"),
        ("/api/v1/a", signed_in(takes=ActForm)(lambda: ""), "the API is for tokens, and nothing else is"),
    ],
)
def test_a_route_that_leaves_something_open_stops_the_start(rule: str, view: Callable[..., Any], words: str) -> None:
    with pytest.raises(RuntimeError, match=words):
        access.refuse_undeclared(application(rule, view, methods=["GET", "POST"]))


@pytest.mark.parametrize("view", [public(takes=ActForm)(lambda: ""), signed_in(takes=NameForm)(lambda: "")])
def test_a_route_that_says_all_lets_it_start(view: Callable[..., Any]) -> None:
    access.refuse_undeclared(application("/a/<word:key>", view, methods=["POST"]))


def test_a_route_at_a_desk_that_is_for_its_reader_lets_it_start() -> None:
    view = at_a_desk(takes=NameForm)(lambda: "")
    access.refuse_undeclared(application("/desk/<public_id:desk>/a", view, methods=["POST"]))


def test_a_page_that_is_only_looked_at_needs_no_form() -> None:
    access.refuse_undeclared(application("/a", public()(lambda: "")))


def test_a_view_reads_the_words_of_its_query_that_its_route_names_and_no_others() -> None:
    def view() -> str:
        return f"{asked('day')}|{asked('other')}" if asked("both") else asked("day")

    app = application("/a", public(reads=("day", "both"))(view))
    client = app.test_client()
    assert client.get("/a?day=monday").get_data(as_text=True) == "monday"
    assert client.get("/a").get_data(as_text=True) == ""
    with app.test_request_context("/a?both=1"), pytest.raises(LookupError, match="it reads 'other' of its query"):
        view()


def test_a_view_is_given_the_search_form_that_its_route_names_and_no_other() -> None:
    def view() -> str:
        return str(search(WordForm).word.data)

    app = application("/a", requires(Action.VIEW_TEAM, searches=WordForm)(view))
    with app.test_request_context("/a?word=trauma&submission_key=x"):
        assert view() == "trauma"
        assert [field.name for field in search(WordForm)] == ["word"], "no token and no key in an address"
        with pytest.raises(LookupError, match="OtherForm"):
            search(OtherForm)


def test_what_is_sent_as_json_fills_no_form(center: CenterWorld, browse: Browse) -> None:
    """Its numbers and lists are nothing that a field expects."""
    client = browse(center.director)
    path = center.path("people/new")
    own = values_of(form_in(client.get(path)))
    for value in (5, None, ["Ana Reyes"], {"a": 1}):
        answer = client.post(path, json={"name": value, "csrf_token": own["csrf_token"]}, headers=token(own))
        assert answer.status_code == 422
        assert "Enter the name." in [item.get_text(strip=True) for item in page_of(answer).select("main li")]
    assert client.post(path, json=[1, 2], headers=token(own)).status_code == 422


def test_an_empty_body_saves_nothing_of_what_the_page_showed(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    path = center.path("settings")
    own = values_of(form_in(client.get(path)))
    assert client.post(path, headers=token(own)).status_code == 422


def token(own: Any) -> dict[str, str]:
    return {"X-CSRFToken": own["csrf_token"]}


def test_a_route_that_came_after_the_start_and_says_nothing_answers_nobody() -> None:
    refused = application("/a", lambda: "what it holds").test_client().get("/a")
    assert refused.status_code == 500
    assert "what it holds" not in refused.get_data(as_text=True)


def test_a_number_that_no_database_holds_names_nothing(app: Flask) -> None:
    number = converters.NumberConverter(app.url_map)
    assert number.to_python("2147483647") == 2**31 - 1
    for longer in ("2147483648", str(2**63), "9" * 400):
        with pytest.raises(ValidationError):
            number.to_python(longer)


@pytest.mark.parametrize(
    ("declare", "asks"),
    [
        (
            lambda: requires(
                Action.VIEW_TEAM, fresh=True, takes=NameForm, searches=WordForm, reads=("day",), saves=True
            ),
            Permission("view_team", True, Action.VIEW_TEAM, True, NameForm, WordForm, ("day",), True),
        ),
        (lambda: requires(Action.VIEW_TEAM), Permission("view_team", action=Action.VIEW_TEAM)),
        (
            lambda: signed_in(fresh=True, takes=NameForm, reads=("day",)),
            Permission("signed_in", fresh=True, takes=NameForm, reads=("day",)),
        ),
        (
            lambda: public(takes=NameForm, reads=("day",)),
            Permission("public", signed_in=False, takes=NameForm, reads=("day",)),
        ),
        (
            lambda: at_a_desk(takes=NameForm, reads=("day",)),
            Permission("desk", signed_in=False, takes=NameForm, reads=("day",), desk=True),
        ),
        (at_a_desk, Permission("desk", signed_in=False, desk=True)),
        (signed_in, Permission("signed_in")),
        (public, Permission("public", signed_in=False)),
    ],
)
def test_a_route_asks_just_what_it_says(declare: Callable[[], Callable[[Any], Any]], asks: Permission) -> None:
    assert access.permission_of(application("/a", declare()(lambda: "")), "it") == asks


@pytest.mark.parametrize(
    ("rule", "named", "absent"),
    [
        ("/a/<int:number>", "/a/7", "/a/2147483648"),
        ("/a/<word:key>", "/a/nca-csec", "/a/NCA"),
        ("/a/<public_id:thing>", f"/a/{'2' * 20}", "/a/2"),
        ("/a/<token:secret>", f"/a/{'x' * 43}", "/a/x"),
    ],
)
def test_an_address_names_what_its_kind_can_be(rule: str, named: str, absent: str) -> None:
    client = application(rule, public()(lambda **_: "found")).test_client()
    assert client.get(named).get_data(as_text=True) == "found"
    assert client.get(absent).status_code == 404


def test_a_page_of_a_center_leads_to_pages_of_the_same_unless_another_is_named() -> None:
    here, there = (f"/c/{letter * 20}/a" for letter in "23")

    def view() -> str:
        return f"{url_for('it')} {url_for('it', center='3' * 20)}"

    client = application("/c/<public_id:center>/a", public()(view)).test_client()
    assert client.get(here).get_data(as_text=True) == f"{here} {there}"


def test_whoever_enters_a_center_acts_there_by_name_role_and_day(center: CenterWorld, browse: Browse) -> None:
    with browse(center.director) as client:
        client.get(center.path("home"))
        who = access.actor()
    assert who == replace(center.actor(), name="Dana Whitfield", now=who.now)
    assert who.role is AccessRole.DIRECTOR
