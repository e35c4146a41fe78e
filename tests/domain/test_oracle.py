"""The rules agree with the oracle on records by chance: `python -m tests.domain.test_oracle 100000` tries that many."""

import pkgutil
import sys
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest

from tests.domain import chance, oracle
from tests.domain.build import ADVOCATES, requirement, standard
from tests.domain.many import judge_many
from tests.domain.oracle_bridges import bridged
from tests.domain.oracle_leave import NO_LEAVE, DaysOfLeave
from tracker.domain.assessment import assess
from tracker.domain.finding import Finding
from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import Record
from tracker.domain.standard import Applies
from tracker.domain.verdict import Status
from tracker.domain.windows import add_days

RECORDS, EACH = 2_000, 250
SHARE_OF_TEAMS = 10


def difference(seed: int) -> str:
    """Judge a record by chance both ways; return what each says where they differ, else nothing."""
    drawn = Random(seed)
    if seed % SHARE_OF_TEAMS == 0:
        return _team_difference(drawn)
    found = chance.situation(drawn)
    judged = judged_alone(found)
    began = oracle.began_on(found.person, ADVOCATES, found.as_of)
    expected = Status.DOES_NOT_APPLY
    if began is not None:
        expected = bridged(found.rule, found.bridge, case_of(found, began))
    return "" if judged.status is expected else f"{judged.status}, oracle {expected}: {judged.reason}\n{found}"


def case_of(found: chance.Situation, began: date) -> oracle.Case:
    """Return the same for the oracle."""
    stops = found.leave is LeaveEffect.STOPS_THE_CLOCK
    leave = DaysOfLeave.of(found.person.leaves) if stops else NO_LEAVE
    return oracle.Case(
        found.person.completions, found.as_of, began, found.grace_days, found.visit_on, found.due_soon_days, leave
    )


def judged_alone(found: chance.Situation) -> Finding:
    """Say what the product says."""
    asked = requirement(
        found.rule, applies=ADVOCATES, grace_days=found.grace_days, bridge=found.bridge, leave=found.leave
    )
    record = Record(people=(found.person,), visit_on=found.visit_on)
    return assess(standard(asked, due_soon_days=found.due_soon_days), record, found.as_of).findings[0]


def _team_difference(drawn: Random) -> str:
    share, people, as_of, leave = chance.team(drawn)
    asked = standard(requirement(share, applies=Applies(team=True), leave=leave))
    judged = assess(asked, Record(people=people), as_of).team[0]
    expected = oracle.share_status(share, people, as_of, leave_stops=leave is LeaveEffect.STOPS_THE_CLOCK)
    return "" if judged.status is expected else f"{judged.status}, oracle {expected}: {judged.reason}\n{share} {people}"


@pytest.mark.parametrize("first", range(0, RECORDS, EACH))
def test_the_rules_judge_as_the_oracle_does(first: int) -> None:
    found = {seed: told for seed in range(first, first + EACH) if (told := difference(seed))}
    assert found == {}


def _a_day_later(found: Callable[..., Any]) -> Callable[..., Any]:
    def later(*given: Any) -> Any:
        day = found(*given)
        return day and add_days(day, 1)

    return later


# With the first record that told of it when this was written: those before it took minutes, and told nothing.
@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("rules.cycles.last_valid_day", 18),
        ("rules.cycles.FromStart.last_day", 3_685),
        ("rules.hours.deadline", 3_166),
        ("rules.topics.deadline", 299),
        ("rules.item.last_valid_day", 1_572),
        ("rules.team_share.add_days", 310),
        ("pauses.rolling_start", 650),
        ("pauses.last_valid_day", 650),
        ("pauses._window_start", 7_963),
        ("pauses.Pauses.moved", 18),
        ("pauses.Pauses.reached", 12),
    ],
)
def test_a_day_more_or_less_in_any_rule_is_noticed(monkeypatch: pytest.MonkeyPatch, name: str, first: int) -> None:
    target = f"tracker.domain.{name}"
    monkeypatch.setattr(target, _a_day_later(pkgutil.resolve_name(target)))
    assert any(difference(seed) for seed in range(first, 30_000, SHARE_OF_TEAMS if "team" in name else 1))


def test_each_status_comes_up_among_the_records() -> None:
    drawn = [chance.situation(Random(seed)) for seed in range(900)]
    judged = {judged_alone(found).status for found in drawn}
    assert judged == {*oracle.WORST_FIRST, Status.DOES_NOT_APPLY}


if __name__ == "__main__":
    sys.exit(judge_many(difference))
