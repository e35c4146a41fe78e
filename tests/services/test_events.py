"""Team events through the use cases, where pages do not show it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.factories import CenterWorld
from tests.pages.events.held import completions, record, team, view
from tests.pages.matrix.teams import CSEC, days_ago, follow_only
from tests.services.entries import training
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.finding import Finding, Status
from tracker.domain.vocabulary import CompletionState, Discipline, Role
from tracker.models import Completion, Person
from tracker.services import assessments, events, standards
from tracker.services.events import Entry

pytestmark = pytest.mark.usefixtures("context")

NOBODYS = "2" * 20
ACTS: dict[str, Callable[..., Any]] = {
    "record": lambda actor, _: events.record(actor, entry(), ()),
    "correct": lambda actor, event: events.correct(actor, event, entry(), 1),
    "add attendance": lambda actor, event: events.add_attendance(actor, event, ()),
    "withdraw": lambda actor, event: events.withdraw(actor, event, "Twice", 1),
    "list": lambda actor, _: events.listing(actor),
    "look": events.get,
}


def entry(**values: Any) -> Entry:
    return Entry(**{"kind": "training", "title": "Team training", "held_on": date(2026, 3, 2), **values})


def finding(center: CenterWorld, requirement: str) -> Finding:
    with center.working():
        (followed,) = standards.followed(center.actor())
        found = assessments.of_team(center.actor(), followed, center.actor().today)
    return next(each for each in found.team if each.requirement.id == requirement)


@pytest.mark.parametrize("act", ACTS)
def test_staff_are_refused_below_the_pages_too(center: CenterWorld, act: str) -> None:
    event = record(center)
    actor = center.actor(center.member(AccessRole.STAFF))
    with pytest.raises(Refused), center.working():
        ACTS[act](actor, event)


@pytest.mark.parametrize("act", [name for name in ACTS if name not in {"record", "list"}])
def test_what_belongs_to_another_center_is_not_found(center: CenterWorld, other_center: CenterWorld, act: str) -> None:
    foreign, actor = record(other_center), center.actor()
    for public_id in (foreign, NOBODYS):
        with pytest.raises(NotFound), center.working():
            ACTS[act](actor, public_id)


def test_the_day_is_never_to_come_whoever_asks(center: CenterWorld) -> None:
    actor = center.actor()
    with pytest.raises(Conflict, match="today or earlier"), center.working():
        events.record(actor, entry(held_on=actor.today + timedelta(days=1)), ())


def test_one_person_who_is_not_here_stops_the_whole_act(center: CenterWorld) -> None:
    ana, *_ = team(center)
    with pytest.raises(NotFound), center.working():
        events.record(center.actor(), entry(), (ana, NOBODYS))
    assert completions(center) == []
    with center.working():
        assert events.listing(center.actor()) == []


def test_a_person_named_twice_attends_once(center: CenterWorld) -> None:
    ana, *_ = team(center)
    record(center, [ana, ana])
    assert len(completions(center)) == 1


def test_who_was_withdrawn_from_the_sheet_can_be_put_on_it_again(center: CenterWorld) -> None:
    ana, *_ = team(center)
    event = record(center, [ana])
    number = completions(center)[0].id
    with center.working():
        row = db.session.get_one(Completion, number)
        row.state, row.withdrawn_reason = CompletionState.WITHDRAWN, "Was not there"
    with center.working():
        assert events.add_attendance(center.actor(), event, (ana,)) == 1
        assert events.add_attendance(center.actor(), event, (ana,)) == 0
    assert view(center, event).present == 1


def test_a_team_training_with_all_its_disciplines_meets_and_its_withdrawal_unmeets(center: CenterWorld) -> None:
    follow_only(center, CSEC)
    ana, sam, bo = team(center)
    field: dict[str, Any] = {
        "roles": (Role.CHILD_PROTECTIVE_INVESTIGATOR,),
        "discipline": Discipline.CHILD_PROTECTIVE_SERVICES,
    }
    cy = center.public_id_of(Person, center.person("Cy Moss", **field))
    told = {"topics": frozenset({"screening"}), "held_on": days_ago(center, 30), "hours": Decimal(2)}
    record(center, [ana, sam, bo], **told)
    assert finding(center, "team-csec-training").status == Status.NOT_MET
    event = record(center, [ana, sam, bo, cy], **told)
    assert finding(center, "team-csec-training").status == Status.MET
    version = view(center, event).version
    with center.working():
        events.withdraw(center.actor(), event, "Another day", version)
    assert finding(center, "team-csec-training").status == Status.NOT_MET


def test_the_topics_of_the_catalog_count_for_a_team_training_of_that_title(center: CenterWorld) -> None:
    follow_only(center, CSEC)
    training(center, "Screening together", topics=frozenset({"screening"}))
    event = record(center, title="Screening Together", topics=frozenset())
    assert view(center, event).topics == {"screening"}
    own = record(center, title="Screening together", topics=frozenset({"trauma"}))
    assert view(center, own).topics == {"trauma"}


def test_a_document_meets_its_requirement_while_it_is_valid(center: CenterWorld) -> None:
    follow_only(center, CSEC)
    assert finding(center, "csec-protocol").status == Status.NOT_MET
    record(center, kind="protocol", title="Our protocol", held_on=days_ago(center, 30))
    assert finding(center, "csec-protocol").status == Status.MET


def test_two_withdrawals_do_not_count_twice(center: CenterWorld) -> None:
    event = record(center, team(center))
    with center.working():
        events.withdraw(center.actor(), event, "First", 1)
    for version in (1, 2):
        with pytest.raises(Conflict), center.working():
            events.withdraw(center.actor(), event, "Second", version)
    assert {row.withdrawn_reason for row in completions(center)} == {"First"}
