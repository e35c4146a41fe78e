"""Trainings of the team are judged as the oracle does.

`python -m tests.domain.test_event_oracle 100000` tries that many.
"""

import sys
from datetime import date, timedelta
from random import Random

import pytest

from tests.domain.build import TOPICS, requirement, standard
from tests.domain.chance import DAYS, FIRST, MONTHS, TRAININGS, day, some, tree
from tests.domain.many import judge_many
from tests.domain.oracle import WORST_FIRST
from tests.domain.oracle_events import Team, team_status
from tests.domain.oracle_leave import last_day
from tracker.domain.assessment import assess
from tracker.domain.finding import Finding
from tracker.domain.record import Person, Record, TeamEvent
from tracker.domain.rules import ApprovedList, Selection, TeamTraining, Window, WindowKind
from tracker.domain.standard import Applies, Rule
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import Discipline

RECORDS, EACH = 2_000, 500
FIELDS = tuple(Discipline)[:4]
KINDS = (WindowKind.ROLLING, WindowKind.CALENDAR_YEARS, WindowKind.VISIT)


def drawn(seed: int) -> tuple[Rule, Team]:
    """Draw a rule on the team's trainings, a team, what it held, and a day."""
    chance = Random(seed)
    people = tuple(
        Person(key=f"person {number}", name=f"Person {number}", discipline=chance.choice(FIELDS))
        for number in range(chance.randint(0, 4))
    )
    events = tuple(_event(chance, number, people) for number in range(chance.randint(0, 7)))
    visit_on = chance.choice([None, day(chance)])
    return _rule(chance), Team(people, events, _turning_day(chance, events), visit_on, chance.choice([0, 90, 90]))


def _rule(chance: Random, depth: int = 0) -> Rule:
    if depth < 2 and chance.random() < 0.2:
        return tree(chance, lambda: _rule(chance, depth + 1))
    kind = chance.choice(KINDS)
    months = chance.choice([12, 24]) if kind is WindowKind.CALENDAR_YEARS else chance.choice(MONTHS)
    return TeamTraining(
        count=chance.randint(1, 3),
        window=Window(months, kind),
        counts=Selection(
            topics=some(chance, TOPICS) if chance.random() < 0.3 else frozenset(),
            approved=ApprovedList("the list", some(chance, "abc")) if chance.random() < 0.2 else None,
        ),
        disciplines=some(chance, FIELDS) if chance.random() < 0.5 else frozenset(),
        least_disciplines=chance.choice([0, 0, 1, 2, 3]),
    )


def _event(chance: Random, number: int, people: tuple[Person, ...]) -> TeamEvent:
    return TeamEvent(
        key=f"event {number}",
        title="A day of the team",
        held_on=FIRST + timedelta(days=chance.randrange(DAYS)) if chance.random() < 0.7 else day(chance),
        training=chance.choice(TRAININGS),
        topics=some(chance, TOPICS),
        disciplines=some(chance, FIELDS),
        attendees=some(chance, [*(person.key for person in people), "somebody who left"]),
    )


def _turning_day(chance: Random, events: tuple[TeamEvent, ...]) -> date:
    if not events or chance.random() < 0.2:
        return day(chance)
    held = chance.choice(events).held_on
    turn = chance.choice([held, last_day(held, chance.choice(MONTHS)), held.replace(month=12, day=31)])
    return turn + timedelta(days=chance.randint(-1, 1) - chance.choice([0, 0, 90]))


def _judged(rule: Rule, team: Team) -> Finding:
    asked = standard(requirement(rule, applies=Applies(team=True)), due_soon_days=team.due_soon_days)
    record = Record(people=team.people, events=team.events, visit_on=team.visit_on)
    return assess(asked, record, team.as_of).team[0]


def difference(seed: int) -> str:
    """Judge a record by chance both ways; return what each says where they differ, else nothing."""
    rule, team = drawn(seed)
    judged, expected = _judged(rule, team), team_status(rule, team)
    return "" if judged.status is expected else f"{judged.status}, oracle {expected}: {judged.reason}\n{rule}\n{team}"


@pytest.mark.parametrize("first", range(0, RECORDS, EACH))
def test_trainings_of_the_team_are_judged_as_the_oracle_does(first: int) -> None:
    found = {seed: told for seed in range(first, first + EACH) if (told := difference(seed))}
    assert found == {}


def test_each_status_comes_up_among_the_records() -> None:
    judged = {_judged(*drawn(seed)).status for seed in range(900)}
    assert judged == {*WORST_FIRST} - {Status.IN_REVIEW}


if __name__ == "__main__":
    sys.exit(judge_many(difference))
