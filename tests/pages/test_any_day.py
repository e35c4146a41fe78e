"""Every view that tells how people stand takes any day: the same form, the same words, as the matrix has it."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import Browse
from tests.pages.matrix.teams import CSEC, FOUNDATIONS, days_ago, follow_only, visit
from tracker.db import db
from tracker.domain.finding import Status
from tracker.formatting import format_date
from tracker.models import Membership, Person
from tracker.services import assessments, standards

PAGES = ("home", "my-training", "my-training/plan", "standards/nca-essential-training/2023/before")
BEFORE = "standards/nca-essential-training/2023/before"


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    center.completion(center.person("Ana Reyes"), completed_on=days_ago(center, 60), **FOUNDATIONS)
    return browse(center.director)


def far(center: CenterWorld) -> date:
    """Return a day on which what Ana completed has lapsed."""
    return center.actor().today + timedelta(days=4000)


def counted(center: CenterWorld, day: date) -> str:
    """Return how the team stands on a day, as the bar of a standard says it."""
    with center.working():
        found = assessments.of_team(center.actor(), standards.one_followed(center.actor(), CSEC), day).counts()
    return f"{found.met} of {found.applicable} met"


@pytest.mark.parametrize("page", PAGES)
def test_each_takes_a_day_in_the_same_words_and_says_which_one_it_shows(
    center: CenterWorld, client: FlaskClient, page: str
) -> None:
    day = far(center)
    shown = client.get(center.path(f"{page}?as_of={day}"))
    field = page_of(shown).select_one("form.as-of input[name=as_of]")
    assert field is not None
    assert field["value"] == day.isoformat()
    assert page_of(shown).find("label", string="As of")
    assert page_of(shown).find("a", string="Today")
    assert format_date(day) in text_of(shown)


@pytest.mark.parametrize("page", [*PAGES, "plan", "matrix"])
@pytest.mark.parametrize("asked", ["soon", "1812-06-24", "2201-01-01", "2026-02-30"])
def test_what_is_no_day_it_takes_is_told_plainly(
    center: CenterWorld, client: FlaskClient, page: str, asked: str
) -> None:
    said = text_of(client.get(center.path(f"{page}?as_of={asked}")))
    assert "As of takes" in said
    assert "What was asked for is none" in said
    assert "As of takes" not in text_of(client.get(center.path(page)))


@pytest.mark.parametrize("page", ["plan", "my-training/plan"])
def test_a_plan_is_for_today_or_a_day_to_come(center: CenterWorld, client: FlaskClient, page: str) -> None:
    today = center.actor().today
    said = text_of(client.get(center.path(f"{page}?as_of={today - timedelta(days=1)}")))
    assert (
        f"As of takes today or a day to come. What was asked for is none, so this is as of {format_date(today)}."
        in said
    )


def test_team_home_tells_the_same_as_the_matrix_of_the_day(center: CenterWorld, client: FlaskClient) -> None:
    follow_only(center, CSEC)
    day = far(center)
    assert counted(center, day) != counted(center, center.actor().today)
    then = client.get(center.path(f"home?as_of={day}"))
    assert counted(center, day) in text_of(then)
    assert counted(center, center.actor().today) in text_of(client.get(center.path("home")))
    assert page_of(then).select_one("main .card a[href*='matrix']")["href"].endswith(f"as_of={day}")


def test_what_waits_is_of_today_and_is_not_told_of_another_day(center: CenterWorld, client: FlaskClient) -> None:
    then, now = (text_of(client.get(center.path(page))) for page in (f"home?as_of={far(center)}", "home"))
    for told in ("Queue", "This week"):
        assert told in now
        assert told not in then
    assert "What waits for somebody is of today" in then


def test_of_what_lapses_before_the_visit_the_day_decides(center: CenterWorld, client: FlaskClient) -> None:
    follow_only(center, CSEC)
    visit(center, far(center))
    assert "before the visit" in text_of(client.get(center.path("home")))
    assert "On the visit day, if nothing more were done" not in text_of(
        client.get(center.path(f"home?as_of={far(center)}"))
    )


def test_my_training_on_a_day_to_come_says_what_one_would_lack(center: CenterWorld, browse: Browse) -> None:
    follow_only(center, CSEC)
    account = center.member()
    with center.working():
        person = db.session.scalar(select(Membership.person_id).where(Membership.account_id == account))
        key = db.session.scalar(select(Person.public_id).where(Person.id == person))
    center.completion(person, completed_on=days_ago(center, 60), **FOUNDATIONS)
    day = far(center)
    with center.working():
        held = standards.one_followed(center.actor(), CSEC)
        gone = next(
            finding.requirement.title
            for finding in assessments.of_person(center.actor(), held, key, day)
            if finding.status is Status.LAPSED
        )
    own = browse(account)
    then = text_of(own.get(center.path(f"my-training?as_of={day}")))
    assert f"On {format_date(day)}, by what is recorded today. You meet" in then
    assert gone in then
    assert "Lapsed" in then
    assert "Lapsed" not in text_of(own.get(center.path("my-training")))


def test_my_plan_for_a_later_day_closes_what_will_have_lapsed_by_then(center: CenterWorld, browse: Browse) -> None:
    account = center.member()
    day = far(center)
    said = text_of(browse(account).get(center.path(f"my-training/plan?as_of={day}")))
    assert f"so that you meet everything on {format_date(day)}" in said


def test_who_carries_what_over_is_told_for_the_day(center: CenterWorld, client: FlaskClient) -> None:
    document = {"kind": "topic_record", "hours": None, "title": "Nine topics"}
    center.completion(center.person("Bo Ode"), completed_on=days_ago(center, 10), **document)
    then, now = (
        " ".join(page_of(client.get(center.path(page))).select_one("#people").get_text(" ").split())
        for page in (f"{BEFORE}?as_of={days_ago(center, 11)}", BEFORE)
    )
    assert f"Who carries what over on {format_date(days_ago(center, 11))}" in then
    assert "9 of 12 carried from 2017" in now
    assert "9 of 12 carried from 2017" not in then


def test_the_check_of_the_record_takes_no_day_and_says_why(center: CenterWorld, client: FlaskClient) -> None:
    shown = client.get(center.path("record-check"))
    assert "so it takes no other day" in text_of(shown)
    assert not page_of(shown).select("form.as-of")
