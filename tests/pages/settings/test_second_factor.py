"""Of whom a center asks a second factor: a director says so, asked again who they are, and history keeps it."""

from collections.abc import Callable

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.pages.doors import later
from tests.pages.forms import form_in, page_of, send, submit, text_of, values_of
from tracker.db import db
from tracker.domain.second_factor import Demand
from tracker.models import Center
from tracker.services import history

Browse = Callable[..., FlaskClient]
TO = "/settings/second-factor"


def say(client: FlaskClient, center: CenterWorld, demand: str | None, **values: str) -> TestResponse:
    return submit(client, center.path("settings"), action=TO, second_factor=demand, **values)


def demand_of(center: CenterWorld) -> str:
    with center.working():
        return db.session.get_one(Center, center.center_id).second_factor


def test_a_director_says_of_whom_and_history_keeps_it(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    for demand in (Demand.EVERYBODY, Demand.LEADERS, Demand.NOBODY):
        assert say(client, center, demand).status_code == 303
        assert demand_of(center) == demand
    with center.working():
        told = [line.detail["second_factor"] for line in history.lines() if "second_factor" in line.detail]
    assert told == [["leaders", "nobody"], ["everybody", "leaders"], ["nobody", "everybody"]]
    assert "everybody" in text_of(client.get(center.path("history")))


def test_the_risk_is_said_before_and_after(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    assert "one guessed, shared or stolen password of a director opens" in text_of(client.get(center.path("settings")))
    say(client, center, "everybody")
    assert "led to set one up at their next click" in text_of(client.get(center.path("settings")))
    say(client, center, "leaders")
    assert "asked of fewer people now" in text_of(client.get(center.path("settings")))


def test_saying_the_same_again_leaves_no_line(center: CenterWorld, browse: Browse) -> None:
    say(browse(center.director), center, "nobody")
    with center.working():
        assert not [line for line in history.lines() if "second_factor" in line.detail]


def test_it_is_asked_again_who_one_is(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    with later(minutes=11):
        assert say(client, center, "everybody").location.startswith("/account/confirm")
    assert demand_of(center) == "nobody"


def test_what_is_no_choice_is_told(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    for wrong in (None, "somebody"):
        answer = say(client, center, wrong)
        assert answer.status_code == 422
        assert "Choose who is asked" in text_of(answer)
    assert demand_of(center) == "nobody"


def test_of_two_who_say_it_the_second_looks_again(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.director)
    opened = client.get(center.path("settings"))
    version = values_of(form_in(opened, TO))["version"]
    assert say(client, center, "leaders", version=version).status_code == 303
    # Now that leaders are asked: the session was proved twice, so it goes on.
    second = send(client, opened, center.path("settings"), action=TO, second_factor="everybody")
    assert second.status_code == 409
    assert "Saved now: Directors and deputies." in text_of(second)
    assert page_of(second).select_one("input[value=everybody][checked]")
    assert demand_of(center) == "leaders"
