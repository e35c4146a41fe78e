"""What was planned for somebody holds as long as nothing of theirs changed, and no longer."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import CenterWorld
from tests.services import planned
from tests.services.entries import training
from tests.services.planned import agreed, ahead
from tests.services.planned_events.ahead import planned as event
from tracker.db import db
from tracker.domain import forecast_plan
from tracker.domain.vocabulary import Role
from tracker.models import Center, Person
from tracker.services import plans
from tracker.services.plans import TeamPlan

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def people(center: CenterWorld) -> list[str]:
    """Two prosecutors who lack the same."""
    planned.only_training(center)
    return [
        center.public_id_of(Person, center.person(name, roles=(Role.PROSECUTOR,)))
        for name in ("Ana Reyes", "Sam Okafor")
    ]


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """For whom a plan was searched, in turn."""
    names: list[str] = []
    search = forecast_plan.plan

    def noting(*args: object) -> object:
        names.append(args[1].name)  # type: ignore[attr-defined]  # a Person
        return search(*args)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(forecast_plan, "plan", noting)
    return names


def plan(center: CenterWorld, day: date | None = None) -> TeamPlan:
    with center.working():
        return plans.of_team(center.actor(), day or ahead(center))


def test_after_a_change_elsewhere_nobody_s_plan_is_searched_again(
    center: CenterWorld, people: list[str], tried: list[str]
) -> None:
    before = plan(center)
    agreed(center, people[0])
    after = plan(center)
    assert tried == ["Ana Reyes", "Sam Okafor"]
    assert after.people == before.people


def test_whose_record_changed_is_planned_for_again_and_nobody_else(
    center: CenterWorld, people: list[str], tried: list[str]
) -> None:
    plan(center)
    with center.working():
        row = db.session.query(Person).filter_by(public_id=people[0]).one()
        row.name = "Ana Ruiz"
    agreed(center, people[1])
    assert {each.person.name for each in plan(center).people} == {"Ana Ruiz", "Sam Okafor"}
    assert tried == ["Ana Reyes", "Sam Okafor", "Ana Ruiz"]


def test_when_the_visit_moves_everybody_is_planned_for_again(
    center: CenterWorld, people: list[str], tried: list[str]
) -> None:
    day = ahead(center)
    plan(center, day)
    with center.working():
        db.session.get_one(Center, center.center_id).site_visit_on = ahead(center, 500)
    agreed(center, people[0])
    plan(center, day)
    assert len(tried) == 4


def test_when_the_catalog_changes_everybody_is_planned_for_again(
    center: CenterWorld, people: list[str], tried: list[str]
) -> None:
    first = plan(center)
    topics = frozenset({"identification", "trauma", "screening"})
    training(center, "A shorter one", url="https://example.org/", hours=Decimal("0.5"), topics=topics, cost="free")
    agreed(center, people[0])
    assert plan(center).shelf.keys() != first.shelf.keys()
    assert len(tried) == 4


def test_another_day_is_another_question(center: CenterWorld, people: list[str], tried: list[str]) -> None:
    plan(center)
    plan(center, ahead(center, 61))
    assert len(tried) == 4


def test_for_whom_something_is_planned_since_is_planned_for_again_and_nobody_else(
    center: CenterWorld, people: list[str], tried: list[str]
) -> None:
    plan(center)
    fitting = {"hours": Decimal(4), "topics": frozenset({"identification", "trauma", "screening"})}
    event(center, [people[0]], held_on=ahead(center, 30), **fitting)
    steps = {each.person.key: [step.is_planned for step in each.steps] for each in plan(center).people}
    assert steps == {people[0]: [True], people[1]: [False]}
    assert tried == ["Ana Reyes", "Sam Okafor", "Ana Reyes"]
