"""A requirement is judged beside others as it is judged alone, though they share what was looked up for one of them."""

from decimal import Decimal
from random import Random

import pytest

from tests.domain import chance
from tests.domain.build import ADVOCATES, done, on, person, requirement, standard
from tracker.domain.assessment import assess
from tracker.domain.finding import Finding
from tracker.domain.record import Record
from tracker.domain.rules import Hours, Item, Selection
from tracker.domain.standard import Requirement
from tracker.domain.vocabulary import CompletionState

TOGETHER, EACH = 8, 25
TRAUMA = Selection(topics=frozenset({"trauma"}))


def judged(record: Record, day: str, *asked: Requirement) -> tuple[Finding, ...]:
    return assess(standard(*asked), record, on(day)).findings


def test_who_asks_for_hours_and_who_asks_for_any_training_look_at_the_same_and_count_each_their_own() -> None:
    unknown = done("2026-03-01", None, "trauma")
    record = Record(people=(person(unknown, done("2026-04-01", "4", "trauma")),))
    any_training = requirement(Item(what="a training", counts=TRAUMA), "any")
    eight_hours = requirement(Hours(hours=Decimal(8), counts=TRAUMA), "hours")
    for asked in ((any_training, eight_hours), (eight_hours, any_training)):
        by_id = {finding.requirement.id: finding for finding in judged(record, "2026-11-24", *asked)}
        assert len(by_id["any"].counted) == 2
        assert [entry.hours for entry in by_id["hours"].counted] == [Decimal(4)]


def test_what_waits_is_not_taken_for_what_counts_where_both_are_asked_for_the_same() -> None:
    waits = done("2026-03-01", "8", "trauma", state=CompletionState.SUBMITTED)
    record = Record(people=(person(waits),))
    asked = [requirement(Hours(hours=Decimal(8), counts=TRAUMA), f"hours {number}") for number in range(2)]
    assert [finding.counted for finding in judged(record, "2026-11-24", *asked)] == [(), ()]


@pytest.mark.parametrize("first", range(0, 8 * EACH, EACH))
def test_records_by_chance_are_judged_by_several_rules_as_by_each_alone(first: int) -> None:
    for seed in range(first, first + EACH):
        drawn = [chance.situation(Random(seed * TOGETHER + number)) for number in range(TOGETHER)]
        asked = [
            requirement(each.rule, f"asked-{number}", applies=ADVOCATES, bridge=each.bridge, leave=each.leave)
            for number, each in enumerate(drawn)
        ]
        record = Record(people=(drawn[0].person,), visit_on=drawn[0].visit_on)
        day = drawn[0].as_of.isoformat()
        assert judged(record, day, *asked) == tuple(judged(record, day, each)[0] for each in asked)
