"""How a line of the plan stands, from what was decided and what the record says."""

from datetime import date, timedelta
from typing import Any

import pytest

from tracker.domain.plan_lines import state_of
from tracker.domain.vocabulary import PlanLineState

DUE = date(2026, 12, 31)
DONE_ON = {"done_on": date(2026, 10, 1)}


@pytest.mark.parametrize(
    ("facts", "days_after", "state"),
    [
        ({}, -1, PlanLineState.OPEN),
        ({}, 0, PlanLineState.OPEN),
        ({}, 1, PlanLineState.OVERDUE),
        ({"waits": True}, 0, PlanLineState.WAITING),
        ({"waits": True}, 1, PlanLineState.WAITING),
        (DONE_ON, 1, PlanLineState.DONE),
        ({**DONE_ON, "waits": True}, 0, PlanLineState.DONE),
        ({"closed_as": "dropped"}, 1, PlanLineState.DROPPED),
        ({"closed_as": "dropped", **DONE_ON}, 0, PlanLineState.DROPPED),
        ({"closed_as": "done"}, 1, PlanLineState.DONE),
    ],
)
def test_a_line_stands_as_the_record_and_the_decision_say(
    facts: dict[str, Any], days_after: int, state: PlanLineState
) -> None:
    assert state_of(**facts, due_on=DUE, today=DUE + timedelta(days=days_after)) is state


def test_something_is_to_be_done_until_it_is_done_or_dropped() -> None:
    assert {each for each in PlanLineState if not each.is_to_do} == {PlanLineState.DONE, PlanLineState.DROPPED}
