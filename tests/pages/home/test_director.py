"""The director's first page: readiness, the queue, what lapses next, the biggest gaps, the first steps."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld, begin_center
from tests.moments import clock_at
from tests.pages.forms import page_of, submit, text_of
from tests.pages.ladder import TEAM_ONLY, Browse, statuses
from tests.services.test_reviews import submitted
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import Role
from tracker.models import Center
from tracker.services import assessments, standards

ONE_REQUIREMENT = (Role.LAW_ENFORCEMENT_INVESTIGATOR,)


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def visit(center: CenterWorld, day: date | None) -> None:
    with center.working():
        db.session.get_one(Center, center.center_id).site_visit_on = day


def only_csec(center: CenterWorld) -> None:
    """Let the one standard apply whose rules the tests below name."""
    with center.working():
        for each in standards.followed(center.actor()):
            if each.key != "nca-csec":
                standards.drop(center.actor(), each.key, each.edition)


def investigator(center: CenterWorld, name: str, completed_on: date | None = None) -> int:
    person = center.person(name, roles=ONE_REQUIREMENT)
    if completed_on:
        center.completion(person, topics=frozenset({"identification"}), completed_on=completed_on)
    return person


def card(client: FlaskClient, center: CenterWorld, title: str) -> str:
    for section in page_of(client.get(center.path("home"))).select("main .card"):
        text = " ".join(section.get_text(" ").split())
        if text.startswith(title):
            return text
    return ""


def test_the_page_is_for_those_who_see_the_team(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, "home") == TEAM_ONLY


def test_a_new_center_is_told_its_first_steps(center: CenterWorld, client: FlaskClient) -> None:
    steps = card(client, center, "First steps")
    for words in ("Add your people", "Set the day of your site visit", "Invite a second person"):
        assert words in steps
    assert "Choose which standards apply" not in steps


def test_steps_that_are_done_are_gone(center: CenterWorld, client: FlaskClient) -> None:
    center.member(AccessRole.DEPUTY)
    assert "Add your people" not in card(client, center, "First steps")
    assert "Invite" not in card(client, center, "First steps")
    visit(center, center.actor().today + timedelta(days=30))
    assert card(client, center, "First steps") == ""


def test_without_a_standard_choosing_one_is_the_step(center: CenterWorld, client: FlaskClient) -> None:
    with center.working():
        for each in standards.followed(center.actor()):
            standards.drop(center.actor(), each.key, each.edition)
    assert "Choose which standards apply" in card(client, center, "First steps")


def test_a_deputy_is_offered_only_steps_that_a_deputy_may_take(center: CenterWorld, browse: Browse) -> None:
    deputy = browse(center.member(AccessRole.DEPUTY))
    assert "Set the day" not in text_of(deputy.get(center.path("home")))


def test_readiness_is_the_tally_of_the_matrix(center: CenterWorld, client: FlaskClient) -> None:
    only_csec(center)
    investigator(center, "Sam Okafor", date(2026, 3, 2))
    investigator(center, "Bo Hart")
    center.person("Ana Reyes")
    with center.working():
        (followed,) = standards.followed(center.actor())
        counts = assessments.of_team(center.actor(), followed, center.actor().today).counts()
    assert f"{counts.met} of {counts.applicable}" in card(client, center, "CSEC Optional Standard")
    assert f"{counts.met} of {counts.applicable} met" in text_of(client.get(center.path("matrix")))


def test_what_lapses_before_the_visit_is_counted_and_listed_earliest_first(
    center: CenterWorld, client: FlaskClient
) -> None:
    only_csec(center)
    today = center.actor().today
    visit(center, today + timedelta(days=200))
    advocates = {"Ana Reyes": 650, "Bo Hart": 600, "Cy Moss": 100}
    for name, days_ago in advocates.items():
        done = {"hours": Decimal(8), "topics": frozenset({"identification"})}
        center.completion(center.person(name), completed_on=today - timedelta(days=days_ago), **done)
    assert "2 lapse before the visit." in card(client, center, "CSEC Optional Standard")
    rows = [" ".join(row.get_text(" ").split()) for row in page_of(client.get(center.path("home"))).select("tbody tr")]
    assert [row.split(" (")[0].split("CSEC refresher ")[1].split(" ")[0] for row in rows] == ["Ana", "Bo", "Cy"]
    assert [row.endswith("before the visit") for row in rows] == [True, True, False]


def test_a_visit_day_that_is_over_is_forecast_no_more(center: CenterWorld, client: FlaskClient) -> None:
    visit(center, center.actor().today - timedelta(days=1))
    shown = text_of(client.get(center.path("home")))
    assert "Site visit" not in shown
    assert "On the visit day" not in shown


def test_the_biggest_gap_names_who_lacks_it_and_what_would_close_it(center: CenterWorld, client: FlaskClient) -> None:
    only_csec(center)
    for number in range(6):
        investigator(center, f"Investigator {number}")
    investigator(center, "Sam Okafor", date(2026, 3, 2))
    found = card(client, center, "Partners recognize exploitation")
    names = "Investigator 0, Investigator 1, Investigator 2, Investigator 3 and 2 more"
    assert f"6 of 7 do not meet it: {names}." in found
    assert "What would close it:" in found
    titles = [each.get_text() for each in page_of(client.get(center.path("home"))).select("main .card h3")]
    assert titles[0] == "Partners recognize exploitation"
    assert len(titles) == 5


def test_the_queue_says_how_many_wait_and_since_when_on_the_centers_clock(browse: Browse, center: CenterWorld) -> None:
    island = begin_center(center.app, time_zone="Pacific/Honolulu")
    with clock_at("2026-03-03T08:00+00:00"):
        late_in_the_evening = datetime(2026, 3, 2, 9, tzinfo=UTC)
        submitted(island, submitted_at=late_in_the_evening)
        client = browse(island.director)
        assert "completion waits for your decision, the oldest sent in yesterday." in card(client, island, "Queue")


def test_nothing_waits_reads_so(center: CenterWorld, client: FlaskClient) -> None:
    assert "Nothing waits for your decision." in card(client, center, "Queue")


def test_own_entries_are_not_among_what_waits_for_one(center: CenterWorld, client: FlaskClient) -> None:
    submitted(center, person_id=center.director_person, author=center.director)
    assert "Nothing waits for your decision." in card(client, center, "Queue")


def test_the_week_counts_what_came_and_what_was_decided(center: CenterWorld, client: FlaskClient) -> None:
    now = center.actor().now
    first = submitted(center, submitted_at=now - timedelta(days=6))
    second = submitted(center, submitted_at=now - timedelta(days=8))
    submit(client, center.path(f"queue/{first}"), decision="accept")
    submit(client, center.path(f"queue/{second}"), decision="return", words="Page two is missing.")
    assert "1 completion submitted, 1 accepted, 1 returned in the last seven days." in card(client, center, "This week")


def test_another_centers_people_are_not_there(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    investigator(other_center, "Of Another")
    submitted(other_center)
    shown = text_of(client.get(center.path("home")))
    assert "Of Another" not in shown
    assert "Nothing waits for your decision." in shown
