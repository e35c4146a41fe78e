"""The plan for a day to come, and what a change would do to it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import TEAM_ONLY, Browse, statuses
from tests.pages.matrix.teams import CSEC, FOUNDATIONS, days_ago, follow_only, visit
from tracker.db import db
from tracker.domain.vocabulary import Role
from tracker.models import Center, Completion, HistoryEntry, Membership, Person, Training
from tracker.services import edition_changes, standards


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    follow_only(center, CSEC)
    return browse(center.director)


def offered(center: CenterWorld, title: str, **values: object) -> None:
    """Put a training into the catalog."""
    with center.working():
        db.session.add(
            Training(
                **{"key": title.casefold().replace(" ", "-"), "title": title, "url": "https://example.org/", **values}
            )
        )


@pytest.mark.parametrize("page", ["plan", "plan/what-if"])
def test_the_pages_are_for_those_who_see_the_team(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, page: str
) -> None:
    assert statuses(center, other_center, browse, page) == TEAM_ONLY


def test_each_person_with_a_gap_has_a_way_with_its_last_day_and_the_training_leads_to_the_catalog(
    center: CenterWorld, client: FlaskClient
) -> None:
    day = center.actor().today + timedelta(days=60)
    visit(center, day)
    center.person("Ana Reyes", roles=(Role.PROSECUTOR,))
    offered(
        center, "All in one", hours=Decimal(4), topics=frozenset({"identification", "trauma", "screening"}), cost="free"
    )
    shown = client.get(center.path("plan"))
    said = text_of(shown)
    assert "the day of the visit" in said
    assert "Ana Reyes" in said
    assert "Smallest way:" in said
    assert page_of(shown).select("main li a[href*='/catalog/']")


def test_a_center_without_people_bound_or_standards_has_nothing_to_do(center: CenterWorld, client: FlaskClient) -> None:
    follow_only(center)
    assert "Nothing to do by then" in text_of(client.get(center.path("plan")))


def test_what_is_met_today_and_not_then_is_told_with_its_last_day(center: CenterWorld, client: FlaskClient) -> None:
    center.completion(center.person("Ana Reyes"), completed_on=days_ago(center, 60), **FOUNDATIONS)
    far = center.actor().today + timedelta(days=4000)
    today, then = (text_of(client.get(center.path(f"plan?as_of={day}"))) for day in (center.actor().today, far))
    assert "no longer by then" not in today
    assert "no longer by then" in then


def test_a_day_that_is_over_is_taken_for_today(center: CenterWorld, client: FlaskClient) -> None:
    said = page_of(client.get(center.path("plan?as_of=2001-01-01"))).select_one("#as-of")
    assert said is not None
    assert said["value"] == center.actor().today.isoformat()


def test_what_if_somebody_began_tells_what_they_would_lack_and_saves_nothing(
    center: CenterWorld, client: FlaskClient
) -> None:
    def rows() -> list[int]:
        with center.working():
            return [db.session.query(kind).count() for kind in (Person, Completion, HistoryEntry)]

    before = rows()
    shown = client.get(center.path("plan/what-if?change=hire&role=victim_advocate"))
    said = text_of(shown)
    assert "If somebody new began as Victim advocate" in said
    assert "Nothing is saved here" in said
    assert "Does not apply, then" in said
    assert rows() == before


def test_what_if_somebody_left(center: CenterWorld, client: FlaskClient) -> None:
    center.person("Ana Reyes")
    with center.working():
        ana = db.session.query(Person).filter_by(name="Ana Reyes").one().public_id
    said = text_of(client.get(center.path(f"plan/what-if?change=leave&person={ana}&first=2027-01-01&on=2027-01-02")))
    assert "If Ana Reyes left, with Jan 1, 2027 as the last day" in said
    assert "then does not apply" in said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("change=leave", "Choose who it is."),
        ("change=leave&person=nobody", "Choose who it is."),
        ("change=hire", "Choose the role."),
        ("change=hire&role=wizard", "Choose the role."),
        ("change=visit&first=2027-09-01", "If the visit were on Sep 1, 2027"),
        ("change=nothing", "See what a change would do"),
        ("first=nonsense&on=9999-99-99&change=visit", "If the visit were on"),
    ],
)
def test_what_is_left_open_or_wrong_is_said(center: CenterWorld, client: FlaskClient, query: str, said: str) -> None:
    assert said in text_of(client.get(center.path(f"plan/what-if?{query}")))


def test_without_a_standard_what_if_says_so(center: CenterWorld, client: FlaskClient) -> None:
    follow_only(center)
    assert "No standard applies yet" in text_of(client.get(center.path("plan/what-if?change=visit&first=2027-09-01")))


def test_staff_see_their_own_plan_and_nobody_elses(center: CenterWorld, browse: Browse) -> None:
    center.person("Ana Reyes", roles=(Role.PROSECUTOR,))
    client = browse(center.member())
    said = text_of(client.get(center.path("my-training/plan")))
    assert "way:" in said or "No training of the catalog" in said
    assert "Ana Reyes" not in said
    assert page_of(client.get(center.path("my-training"))).select("main a[href$='my-training/plan']")


def test_an_account_that_is_nobody_of_the_people_has_no_plan_and_is_told_why(
    center: CenterWorld, client: FlaskClient
) -> None:
    with center.working():
        db.session.query(Membership).filter_by(account_id=center.director).one().person_id = None
    assert "not tied to a person" in text_of(client.get(center.path("my-training/plan")))


def test_what_if_the_visit_moved_judges_each_side_by_the_edition_that_its_visit_picks(
    center: CenterWorld, client: FlaskClient
) -> None:
    ana = center.person("Ana Reyes")
    center.completion(ana, kind="document", topics=frozenset({"advocacy"}), hours=None)
    with center.working():
        standards.follow(center.actor(), "nca-essential-training", "2023")
        db.session.execute(update(Center).where(Center.id == center.center_id).values(site_visit_on=date(2022, 12, 1)))
    moved = center.path("plan/what-if?change=visit&first=2027-12-01&on=2027-12-01")
    said = text_of(client.get(moved))
    assert "Now is judged under the 2017 edition, then under the 2023 edition: that visit picks it." in said
    assert "Victim advocate: the three topics new in 2023 Ana Reyes Does not apply, then not met" in said
    assert "Both are judged under the 2017 edition." in text_of(
        client.get(center.path("plan/what-if?change=visit&first=2022-12-31&on=2027-12-01"))
    )
    with center.working():
        edition_changes.pin(center.actor(), "nca-essential-training", "2017")
    assert "Both are judged under the 2017 edition, which your center pinned." in text_of(client.get(moved))
