"""The page behind the code: no account, no name of anybody, and the same answer whoever is typed."""

import pytest
from flask import Flask

from tests.factories import CenterWorld
from tests.pages.events.held import team
from tests.pages.forms import errors_of, submit, text_of
from tests.services.planned_events import ahead
from tracker.services import planned_events

pytestmark = pytest.mark.usefixtures("context")


def test_whoever_scans_the_code_checks_in_without_an_account(app: Flask, center: CenterWorld) -> None:
    token = ahead.door(center, None)
    client = app.test_client()
    answer = submit(client, f"/check-in/{token}", name="Ana Reyes", agency="County Attorney")
    assert answer.location == f"/check-in/{token}/done"
    done = text_of(client.get(answer.location))
    assert "You are checked in" in done
    assert "Ana" not in done


def test_no_page_names_anybody_of_the_team(app: Flask, center: CenterWorld) -> None:
    team(center)
    token = ahead.door(center, None)
    client = app.test_client()
    submit(client, f"/check-in/{token}", name="Sam Okafor")
    for path in (f"/check-in/{token}", f"/check-in/{token}/done"):
        words = client.get(path).get_data(as_text=True)
        assert not [name for name in ("Reyes", "Okafor", "Hart", "Whitfield") if name in words]


def test_who_is_on_the_list_and_who_is_not_get_the_same_answer(app: Flask, center: CenterWorld) -> None:
    team(center)
    token = ahead.door(center, None)
    client = app.test_client()
    answers = [submit(client, f"/check-in/{token}", name=name) for name in ("Ana Reyes", "Nobody At All")]
    assert {(each.status_code, each.location) for each in answers} == {(303, f"/check-in/{token}/done")}


def test_a_name_is_asked_for(app: Flask, center: CenterWorld) -> None:
    answer = submit(app.test_client(), f"/check-in/{ahead.door(center, None)}", name="")
    assert (answer.status_code, errors_of(answer)) == (422, ["Enter your name."])


def test_outside_its_window_there_is_no_form(app: Flask, center: CenterWorld) -> None:
    public_id = ahead.planned(center)
    token = ahead.opened(center, public_id)
    answer = app.test_client().get(f"/check-in/{token}")
    assert answer.status_code == 200
    assert "<form" not in answer.get_data(as_text=True)
    assert "The check-in is closed" in text_of(answer)


def test_a_code_that_never_was_and_one_that_was_replaced_look_alike(app: Flask, center: CenterWorld) -> None:
    public_id = ahead.planned(center)
    before = ahead.opened(center, public_id)
    version = ahead.view(center, public_id).version
    with center.working():
        planned_events.renew(center.actor(), public_id, version)
    client = app.test_client()
    replaced, never = client.get(f"/check-in/{before}"), client.get(f"/check-in/{'x' * 43}")
    assert (replaced.status_code, text_of(replaced)) == (never.status_code, text_of(never)) == (404, text_of(never))
