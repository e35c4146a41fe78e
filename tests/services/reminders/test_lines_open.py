"""Every line of the mail opens the form filled with what is known, and says there what it is for."""

import re
from datetime import timedelta

from flask.testing import FlaskClient

from tests.factories import open_session
from tests.pages.forms import form_in, page_of, values_of
from tests.services import planned
from tests.services.entries import training
from tests.services.reminders.conftest import MONDAY, Morning
from tracker.db import db
from tracker.domain.vocabulary import CompletionState
from tracker.models import Person, Training
from tracker.services import standards


def links(morning: Morning, words: str) -> list[str]:
    (text,) = morning.texts()
    return re.findall(rf"{words}:\n   http://localhost(\S+)\n", text)


def browser(morning: Morning) -> FlaskClient:
    client = morning.app.test_client()
    open_session(morning.app, client, morning.account)
    return client


def said(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    notice = page_of(answer).select_one("main > .notice")
    return " ".join(notice.get_text().split()) if notice else ""


def test_each_line_says_in_the_form_what_it_is_for(morning: Morning) -> None:
    with morning.center.working():
        standards.follow(morning.center.actor(), "nca-essential-training", "2023")
    morning.send()
    client, found = browser(morning), links(morning, "Log it when it is done")
    assert len(found) == morning.rows()[0].line_count
    assert all("requirement=" in path for path in found)
    assert all(said(client, path).startswith("For ") for path in found)


def test_where_no_training_helps_the_form_still_says_it_and_is_of_its_kind(morning: Morning) -> None:
    with morning.center.working():
        db.session.query(Training).update({"url": ""})
    morning.send()
    found = links(morning, "Log it when it is done")
    assert found
    assert not any("training=" in path for path in found)
    assert all(said(browser(morning), path).startswith("For ") for path in found)


def test_a_training_that_helps_with_several_is_filled_in_for_all_of_them(morning: Morning) -> None:
    with morning.center.working():
        db.session.query(Training).update({"url": ""})
    topics = frozenset({"identification", "trauma", "screening", "csam_technology"})
    training(morning.center, "All in one", url="https://example.org/", topics=topics)
    morning.send()
    (path,) = (each for each in links(morning, "Log it when it is done") if "training=" in each)
    client = browser(morning)
    assert values_of(form_in(client.get(path)))["title"] == "All in one"
    assert said(client, path).count("For ") > 1


def test_what_was_agreed_on_without_a_training_opens_the_form_and_the_teams_its_own_page(morning: Morning) -> None:
    with morning.center.working():
        person = db.session.get_one(Person, morning.person).public_id
    planned.agreed(morning.center, person, title="Peer review in Austin", due_on=MONDAY + timedelta(days=5))
    planned.agreed(morning.center, owner=person, title="Invite a speaker", due_on=MONDAY + timedelta(days=5))
    morning.send()
    (path,) = (each for each in links(morning, "Log it when it is done") if "plan_line=" in each)
    assert said(browser(morning), path).startswith("Agreed on in the plan: Peer review in Austin, by ")
    (team,) = links(morning, "Open it")
    assert "/plan/agreed/" in team


def test_what_was_returned_opens_as_it_is(morning: Morning) -> None:
    done = morning.center.completion(morning.person, state=CompletionState.RETURNED)
    morning.send()
    assert links(morning, "Correct it") == [morning.center.path(f"completions/{done}/correct")]
