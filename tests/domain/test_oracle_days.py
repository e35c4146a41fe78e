"""The days that findings name are those on which the oracle turns: `python -m tests.domain.test_oracle_days 100000`."""

import sys
from collections.abc import Callable
from datetime import date
from random import Random

import pytest

from tests.domain import chance, oracle
from tests.domain.build import ADVOCATES
from tests.domain.many import judge_many
from tests.domain.oracle_bridges import bridged, known
from tests.domain.oracle_leave import DAY
from tests.domain.test_oracle import case_of, judged_alone
from tracker.domain.finding import Finding
from tracker.domain.rules import AllOf, AnyOf, AtLeast
from tracker.domain.verdict import Status

RECORDS, EACH = 1_000, 250
# How many days between now and the day that is named are asked about, and how far ahead where none is.
ASKED, FAR = 3, 1_500
Standing = Callable[[date], Status]


def difference(seed: int) -> str:
    """Ask the oracle about the days that a finding by chance names, with nothing more completed; say what is wrong."""
    found = chance.situation(Random(seed))
    began = oracle.began_on(found.person, ADVOCATES, found.as_of)
    if began is None:
        return ""
    case = case_of(found, began)
    judged = judged_alone(found)
    is_alone = not isinstance(found.rule, AllOf | AnyOf | AtLeast) and found.bridge is None

    def standing(day: date) -> Status:
        return bridged(found.rule, found.bridge, known(case, day))

    if judged.status.counts_as_met:
        wrong = _of_what_holds(judged, found.as_of, standing, Random(f"ahead {seed}"))
    else:
        wrong = _of_what_is_missing(judged, found.as_of, standing, is_alone=is_alone)
    return f"{wrong}: {judged.status}, {judged.reason}\n{found}" if wrong else ""


def _of_what_holds(judged: Finding, as_of: date, standing: Standing, by: Random) -> str:
    """Say what is wrong with the first day on which nothing holds any more, or with there being none."""
    lapses_on = judged.lapses_on
    if lapses_on is not None and lapses_on <= as_of:
        return f"lapses on {lapses_on}, which is over"
    if lapses_on is not None and standing(lapses_on).counts_as_met:
        return f"lapses on {lapses_on}, and is {standing(lapses_on)} then"
    days = (lapses_on - as_of).days if lapses_on else FAR
    for ahead in {days - 1, *(by.randrange(days) for _ in range(ASKED))}:
        if standing(as_of + ahead * DAY).is_gap:
            return f"{standing(as_of + ahead * DAY)} on {as_of + ahead * DAY}, before {lapses_on or 'it never lapses'}"
    return ""


def _of_what_is_missing(judged: Finding, as_of: date, standing: Standing, *, is_alone: bool) -> str:
    """Say what is wrong with the last day in time: of what is made of parts, one may end before another is due."""
    due_on = judged.due_on
    if due_on is None or judged.status is Status.IN_REVIEW:
        return ""
    if judged.status.is_gap:
        return f"a gap, and due on {due_on}, which is to come" if due_on >= as_of else ""
    if due_on < as_of:
        return f"due on {due_on}, which is over"
    if not standing(due_on + DAY).is_gap:
        return f"{standing(due_on + DAY)} after the last day in time, {due_on}"
    return f"{standing(due_on)} on the last day in time, {due_on}" if is_alone and standing(due_on).is_gap else ""


@pytest.mark.parametrize("first", range(0, RECORDS, EACH))
def test_the_days_that_a_finding_names_are_those_on_which_the_oracle_turns(first: int) -> None:
    found = {seed: told for seed in range(first, first + EACH) if (told := difference(seed))}
    assert found == {}


if __name__ == "__main__":
    sys.exit(judge_many(difference))
