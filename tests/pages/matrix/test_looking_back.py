"""The matrix and a person's page as the record was known on a day before today."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import Browse
from tests.pages.matrix.teams import CSEC, FOUNDATIONS, days_ago, follow_only, rows
from tracker import clock
from tracker.db import db
from tracker.models import Person, RoleTerm
from tracker.services import standards


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    follow_only(center, CSEC)
    return browse(center.director)


@pytest.fixture
def ana(center: CenterWorld) -> str:
    """An advocate known for a year, with the foundations of long ago that were recorded and accepted ten days ago."""
    person = center.person("Ana Reyes")
    then = clock.now() - timedelta(days=10)
    center.completion(
        person, completed_on=days_ago(center, 60), recorded_at=then, submitted_at=then, decided_at=then, **FOUNDATIONS
    )
    with center.working():
        for table in (Person, RoleTerm):
            db.session.execute(update(table).values(recorded_at=clock.now() - timedelta(days=365)))
    center.followed_since(clock.now() - timedelta(days=500))
    return center.public_id_of(Person, person)


def address(center: CenterWorld, page: str, days: int) -> str:
    return center.path(f"{page}?known_on={days_ago(center, days)}")


def test_what_was_recorded_since_is_not_looked_at_and_the_page_says_so(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    told = rows(client, address(center, "matrix", 10))["Ana Reyes"].get_text(" ")
    before = rows(client, address(center, "matrix", 11))["Ana Reyes"].get_text(" ")
    assert "4 of 4 hours" in " ".join(told.split())
    assert "0 of 4 hours" in " ".join(before.split())
    shown = text_of(client.get(address(center, "matrix", 11)))
    assert "As the record was known when" in shown
    assert "As the record was known when" not in text_of(client.get(center.path("matrix")))


def test_a_persons_page_looks_back_from_the_matrix(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    page = page_of(client.get(address(center, "matrix", 11)))
    link = page.find("a", string="Ana Reyes")
    assert link is not None
    assert f"known_on={days_ago(center, 11)}" in link["href"]
    shown = text_of(client.get(str(link["href"])))
    assert "0 of 4 hours" in shown
    assert "Record as it is now" in shown


@pytest.mark.parametrize("page", ["matrix", "people/{}"])
def test_a_day_past_says_by_what_it_is_judged_and_leads_to_what_was_known_then(
    center: CenterWorld, client: FlaskClient, ana: str, page: str
) -> None:
    path, day = center.path(page.format(ana)), days_ago(center, 11)
    past = page_of(client.get(f"{path}?as_of={day}"))
    assert "By all that is known today, and by what the standards ask today." in past.get_text(" ")
    (link,) = past.select(f"main a[href*='known_on={day}']:-soup-contains('As it was known on')")
    assert "As the record was known when" in text_of(client.get(str(link["href"])))
    assert "By all that is known today" not in text_of(client.get(path))


def test_who_was_not_known_then_has_no_page_of_then(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    shown = client.get(address(center, f"people/{ana}", 366))
    assert shown.status_code == 404
    assert "this person was not in the record yet" in text_of(shown)
    assert "Ana Reyes" not in text_of(client.get(address(center, "matrix", 366)))


@pytest.mark.parametrize("asked", ["", "tomorrow", "2200-01-01", "9999-99-99"])
def test_a_day_that_cannot_be_looked_back_to_shows_today(
    center: CenterWorld, client: FlaskClient, ana: str, asked: str
) -> None:
    shown = text_of(client.get(center.path(f"matrix?known_on={asked}")))
    assert "As the record was known when" not in shown
    assert "4 of 4 hours" in shown


def test_staff_look_back_at_their_own_page_and_at_nobody_elses(center: CenterWorld, browse: Browse, ana: str) -> None:
    with center.working():
        number = db.session.scalar(select(Person.id).where(Person.public_id == ana))
    own = browse(center.member(person_id=number))
    assert own.get(address(center, f"people/{ana}", 11)).status_code == 200
    assert browse(center.member()).get(address(center, f"people/{ana}", 11)).status_code == 404


def test_a_standard_that_was_dropped_since_is_shown_as_known_then(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    with center.working():
        (held,) = standards.followed(center.actor())
        standards.drop(center.actor(), held.key, held.edition)
    assert "No standard applies yet" in text_of(client.get(center.path("matrix")))
    assert "0 of 4 hours" in text_of(client.get(address(center, "matrix", 11)))
    assert "0 of 4 hours" in text_of(client.get(address(center, f"people/{ana}", 11)))


def test_before_any_standard_applied_the_pages_say_so(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    center.followed_since(clock.now() - timedelta(days=5))
    assert "No standard applied on" in text_of(client.get(address(center, "matrix", 11)))
    told = text_of(client.get(address(center, f"people/{ana}", 11)))
    assert "your center was not measured on any standard in this tracker" in told
