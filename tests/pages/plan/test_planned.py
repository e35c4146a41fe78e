"""What the team has planned already is part of the plan: nobody is told to book it once more."""

from datetime import date
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import Browse
from tests.services import planned as center_of
from tests.services.entries import training
from tests.services.planned import account_of, agreed, ahead, kept, lines, prosecutor
from tests.services.planned_events.ahead import planned
from tracker.domain.vocabulary import Discipline, Role
from tracker.formatting import format_date
from tracker.models import Person
from tracker.services import planned_events

FOUNDATIONS = {"hours": Decimal(4), "topics": frozenset({"identification", "trauma", "screening"})}


@pytest.fixture
def ana(center: CenterWorld) -> str:
    """A prosecutor who lacks the foundations, which one training of the catalog closes."""
    center_of.only_training(center)
    return prosecutor(center, "Ana Reyes", signs_in=True)


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def held(center: CenterWorld, *people: str, day: date | None = None, **values: object) -> str:
    """Plan the foundations for the team in a month; returns the public id."""
    return planned(center, people, held_on=day or ahead(center, 30), **{**FOUNDATIONS, **values})


def page(center: CenterWorld, client: FlaskClient) -> str:
    return text_of(client.get(center.path(f"plan?as_of={ahead(center)}")))


def test_it_is_named_with_its_day_in_place_of_a_booking(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    assert "All in one" in page(center, client)
    public_id = held(center, ana)
    shown = client.get(center.path(f"plan?as_of={ahead(center)}"))
    assert f"Team training on {format_date(ahead(center, 30))}, already planned, for" in text_of(shown)
    assert "All in one" not in text_of(shown).partition("The team as one")[0]
    assert page_of(shown).select(f"main li a[href$='{public_id}']")


def test_staff_read_it_in_their_own_plan(center: CenterWorld, browse: Browse, ana: str) -> None:
    held(center, ana)
    own = browse(account_of(center, prosecutor(center, "Bo Ode")))
    assert "already planned" not in text_of(own.get(center.path(f"my-training/plan?as_of={ahead(center)}")))
    said = text_of(browse(account_of(center, ana)).get(center.path(f"my-training/plan?as_of={ahead(center)}")))
    assert f"Team training on {format_date(ahead(center, 30))}, already planned" in said


def test_who_is_not_expected_books_a_training_as_before(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    held(center)
    assert "All in one" in page(center, client)


def test_what_was_canceled_is_not_planned_any_more(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    public_id = held(center, ana)
    assert "already planned" in page(center, client)
    with center.working():
        planned_events.cancel(center.actor(), public_id)
    assert "already planned" not in page(center, client)
    assert "All in one" in page(center, client)


def test_keeping_the_plan_keeps_what_is_to_be_booked_only(center: CenterWorld, ana: str) -> None:
    held(center, ana)
    other = prosecutor(center, "Sam Okafor")
    assert kept(center) == 1
    assert [(each.person, each.title) for each in lines(center)] == [(other, "All in one")]


def test_with_what_is_planned_and_what_is_agreed_on_nothing_is_missing(
    center: CenterWorld, client: FlaskClient, ana: str
) -> None:
    elsewhere = training(center, "About something else", url="https://example.org/", hours=Decimal(1), cost="free")
    agreed(center, ana, title="About something else", training=elsewhere)
    assert "When all that is agreed on is done in time, still missing" in page(center, client)
    held(center, ana)
    assert "When all that is agreed on is done in time, nothing is missing." in page(center, client)


def test_a_gap_of_the_team_names_trainings_that_would_meet_it(center: CenterWorld, client: FlaskClient) -> None:
    center_of.only_training(center)
    said = page(center, client)
    assert "would meet it, held for the team with everybody there who is asked for: All in one" in said


def test_a_gap_of_the_team_that_a_planned_training_closes_says_so(center: CenterWorld, client: FlaskClient) -> None:
    center_of.only_training(center)
    there = [
        center.public_id_of(Person, center.person(field.label, roles=(Role.PROSECUTOR,), discipline=field))
        for field in (Discipline.LAW_ENFORCEMENT, Discipline.CHILD_PROTECTIVE_SERVICES, Discipline.PROSECUTION)
    ]
    held(center, *there[:2])
    assert "would meet it" in page(center, client)
    held(center, *there, title="All together", day=ahead(center, 40))
    said = page(center, client)
    day = format_date(ahead(center, 40))
    assert f"What is planned closes it once it is recorded: All together on {day}, already planned." in said
    assert "would meet it" not in said
