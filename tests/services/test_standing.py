"""How one person stands: who may ask, and the sentence at the top."""

from decimal import Decimal

import pytest

from tests.factories import CenterWorld
from tests.pages.matrix.teams import CSEC, days_ago, follow_only
from tracker.domain.errors import NotFound
from tracker.domain.finding import Status
from tracker.domain.vocabulary import CompletionState
from tracker.models import Person
from tracker.services import standing
from tracker.services.standing import Overview

pytestmark = pytest.mark.usefixtures("context")


def overview(center: CenterWorld, person: int, account: int | None = None) -> Overview:
    public_id = center.public_id_of(Person, person)
    actor = center.actor(account)
    with center.working():
        return standing.of(actor, public_id, actor.today)


def test_staff_ask_about_themselves_and_about_nobody_else(center: CenterWorld) -> None:
    ana, bo = center.person("Ana Reyes"), center.person("Bo Hart")
    account = center.member(person_id=ana)
    assert overview(center, ana, account).person is not None
    with pytest.raises(NotFound):
        overview(center, bo, account)


def test_nobody_of_another_center_is_found(center: CenterWorld, other_center: CenterWorld) -> None:
    foreign = other_center.public_id_of(Person, other_center.person())
    with pytest.raises(NotFound), center.working():
        standing.of(center.actor(), foreign, center.actor().today)


def test_requirements_stand_in_order_of_risk_and_those_that_do_not_apply_are_left_out(center: CenterWorld) -> None:
    follow_only(center, CSEC)
    ana = center.person("Ana Reyes")
    done = {"hours": Decimal(4), "topics": frozenset({"identification"})}
    center.completion(ana, completed_on=days_ago(center, 700), **done)
    (by,) = overview(center, ana).standards
    statuses = [each.finding.status for each in by.standings]
    assert [status.standing for status in statuses] == sorted(status.standing for status in statuses)
    assert Status.DOES_NOT_APPLY not in statuses
    assert (by.counts.met, by.counts.applicable) == (2, 5)


def test_trainings_are_offered_where_something_is_open_and_only_there(center: CenterWorld) -> None:
    follow_only(center, CSEC)
    ana = center.person("Ana Reyes")
    done = {"hours": Decimal(8), "topics": frozenset({"identification"})}
    center.completion(ana, completed_on=days_ago(center, 30), **done)
    (by,) = overview(center, ana).standards
    offered = {each.finding.status: bool(each.trainings) for each in by.standings}
    assert offered == {Status.NOT_MET: True, Status.MET: False}


@pytest.mark.parametrize(
    ("days", "since", "state", "said"),
    [
        (60, 2000, CompletionState.ACCEPTED, "You meet 2 of 5. Missing: "),
        (700, 2000, CompletionState.ACCEPTED, "You meet 2 of 5. Missing: "),
        (5, 30, CompletionState.SUBMITTED, "You meet 0 of 5. 2 wait for review. 3 are not due yet."),
        (5, 30, CompletionState.ACCEPTED, "You meet 2 of 5. 3 are not due yet."),
        (5, 30, CompletionState.DRAFT, "You meet 0 of 5. 5 are not due yet."),
    ],
)
def test_the_sentence_says_what_matters_most(
    center: CenterWorld, days: int, since: int, state: CompletionState, said: str
) -> None:
    follow_only(center, CSEC)
    ana = center.person("Ana Reyes", since=days_ago(center, since))
    done = {"hours": Decimal(4), "topics": frozenset({"identification"})}
    center.completion(ana, completed_on=days_ago(center, days), state=state, **done)
    assert overview(center, ana).sentence.startswith(said)


def test_without_anything_that_applies_nothing_is_said(center: CenterWorld) -> None:
    assert overview(center, center.person("Cy Moss", roles=())).sentence == ""
