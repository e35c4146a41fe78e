"""A record that is brought to a later line of history says what it would say if it were read whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.factories import CenterWorld
from tests.pages.events.held import record as hold
from tests.services.entries import log
from tests.services.files import attached
from tests.services.test_as_known_walk import FIRST, Walk, evening, noon
from tests.services.test_reviews import accept
from tests.statements import counted
from tracker import clock
from tracker.domain.access import AccessRole
from tracker.domain.record import Record
from tracker.models import Person
from tracker.services import completions, history, record_onward, records
from tracker.services.history import Head

pytestmark = pytest.mark.usefixtures("context")


@dataclass(frozen=True)
class Team:
    """A center of three with a completion each, and its record as it was read."""

    center: CenterWorld
    deputy: int
    ana: str
    before: Record
    at: Head

    def onward(self, at: Head | None = None) -> Record | None:
        """Return the record that was read, brought to the end of the history."""
        with self.center.working():
            now = history.head(self.center.center_id)
            return record_onward.onward(self.center.actor(), self.before, at or self.at, now)

    def whole(self) -> Record:
        """Return the record read whole."""
        with self.center.working():
            return records.load(self.center.actor())

    def tell(self, action: str, subject: str, person: int | None = None) -> None:
        """Write a line of history."""
        with self.center.working():
            history.append(self.center.actor(), action, subject, "x" * 20, person_id=person)


@pytest.fixture
def team(center: CenterWorld) -> Team:
    """Ana, Ben and Cara, who were together at an event."""
    numbers = [center.person(name) for name in ("Ana Reyes", "Ben Ode", "Cara Lund")]
    deputy = center.member(AccessRole.DEPUTY)
    for number in numbers:
        center.completion(number)
    keys = [center.public_id_of(Person, number) for number in numbers]
    hold(center, keys)
    with center.working():
        actor = center.actor()
        return Team(center, deputy, keys[0], records.load(actor), history.head(center.center_id))


def withdraw_from_the_sheet(team: Team) -> None:
    (ana,) = [person for person in team.before.people if person.key == team.ana]
    (there,) = [each.key for each in ana.completions if each.event]
    with team.center.working():
        completions.withdraw(team.center.actor(), there, "She was away.", 1)


WRITES: dict[str, Callable[[Team], object]] = {
    "logged": lambda team: log(team.center, team.center.actor(), person=team.ana),
    "accepted": lambda team: accept(team.center, log(team.center, team.center.actor(), person=team.ana), team.deputy),
    "proved": lambda team: attached(team.center, log(team.center, team.center.actor(), person=team.ana)),
    "off the sheet": withdraw_from_the_sheet,
}


@pytest.mark.parametrize("write", WRITES)
def test_one_persons_completions_are_read_again_and_everybody_else_is_as_they_were(team: Team, write: str) -> None:
    WRITES[write](team)
    now = team.onward()
    assert now is not None
    assert evening(now) == evening(team.whole())
    others = [(old, new) for old, new in zip(team.before.people, now.people, strict=True) if old.key != team.ana]
    assert all(old is new for old, new in others)
    assert now != team.before


def test_it_takes_five_statements_in_place_of_nine(team: Team) -> None:
    WRITES["logged"](team)
    actor = team.center.actor()
    with team.center.working():
        now = history.head(team.center.center_id)
        with counted() as onward:
            record_onward.onward(actor, team.before, team.at, now)
        with counted() as whole:
            records.load(actor)
    assert (len(onward), len(whole)) == (5, 9)


def test_what_is_told_of_packets_changes_nothing_of_the_record(team: Team) -> None:
    team.tell("issue", "packet")
    assert team.onward() is team.before


@pytest.mark.parametrize("told", [("record", "event"), ("change", "person"), ("import", "completion")])
def test_after_any_other_line_it_is_read_whole(team: Team, told: tuple[str, str]) -> None:
    WRITES["logged"](team)
    team.tell(*told, person=team.center.director_person)
    assert team.onward() is None


def test_a_completion_of_nobody_known_lets_it_be_read_whole(team: Team) -> None:
    team.tell("record", "completion")
    assert team.onward() is None


def test_a_line_that_was_rolled_back_is_no_place_to_go_on_from(team: Team) -> None:
    WRITES["logged"](team)
    assert team.onward(Head(team.at.number, "another digest")) is None
    assert team.onward(Head(team.at.number + 99, "a later one")) is None


def test_after_many_lines_or_for_many_people_it_is_read_whole(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    WRITES["accepted"](team)
    assert team.onward() is not None
    monkeypatch.setattr(record_onward, "MOST_PEOPLE", 0)
    assert team.onward() is None
    monkeypatch.setattr(record_onward, "MOST_PEOPLE", 1)
    monkeypatch.setattr(record_onward, "MOST_LINES", 1)
    assert team.onward() is None


@pytest.fixture
def _clock() -> Iterator[None]:
    yield
    clock.fix(None)


@pytest.mark.usefixtures("_clock")
@pytest.mark.parametrize("seed", range(2))
def test_whatever_a_center_does_the_two_say_the_same(center: CenterWorld, seed: int) -> None:
    noon(FIRST)
    walk, brought = Walk(center, seed), 0
    with center.working():
        before, at = records.load(center.actor()), history.head(center.center_id)
    for number in range(120):
        noon(FIRST + timedelta(days=number // 4))
        walk.act()
        with center.working():
            actor, now = center.actor(), history.head(center.center_id)
            whole, found = records.load(actor), record_onward.onward(actor, before, at, now)
        if found is not None:
            brought += now != at
            assert evening(found) == evening(whole), number
        before, at = whole if found is None else found, now
    assert brought > 10
