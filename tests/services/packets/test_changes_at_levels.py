"""What has changed since a packet that names nobody: how requirements stand, in numbers, and nobody is guessed at."""

import pytest

from tests.factories import CenterWorld
from tests.undrawn import draw_nothing, issue
from tracker.db import db
from tracker.domain.vocabulary import Level
from tracker.reports.difference import Difference
from tracker.services import history, packets

pytestmark = pytest.mark.usefixtures("context")
BELOW = (Level.INITIALS, Level.COUNTS)


@pytest.fixture(autouse=True)
def nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    draw_nothing(monkeypatch)


def since(center: CenterWorld, packet: str) -> Difference:
    with center.working():
        return packets.since(center.actor(), packet)


@pytest.mark.parametrize("level", BELOW)
def test_where_nothing_changed_nothing_moved(level: Level, center: CenterWorld) -> None:
    center.completion(center.person("Zoe Reyes"), hours=4, topics=frozenset({"screening"}))
    assert since(center, issue(center, level=level)).is_nothing


@pytest.mark.parametrize("level", BELOW)
def test_somebody_who_came_since_moves_numbers_and_is_not_named(level: Level, center: CenterWorld) -> None:
    center.person("Zoe Reyes")
    packet = issue(center, level=level)
    center.completion(center.person("Ana Quillfeather"), hours=4, topics=frozenset({"screening"}))
    with center.working():
        history.append(center.actor(), "change", "center", center.public_id)
    moved = since(center, packet)
    assert (moved.findings, moved.people) == ((), ())
    assert ("People", "1", "2") in [(each.name, each.then, each.now) for each in moved.whole]
    foundations = next(each for each in moved.requirements if each.requirement == "CSEC foundations")
    assert foundations.then.words != foundations.now.words
    assert "not met)" in foundations.then.words
    assert "Quillfeather" not in repr(moved)


def test_a_packet_for_somebody_else_takes_no_packets_place(center: CenterWorld) -> None:
    center.person("Zoe Reyes")
    full = issue(center)
    issue(center, level=Level.COUNTS)
    assert packets.of_code(full).stands
    db.session.rollback()  # what was read once is not read anew within it
    issue(center)
    assert not packets.of_code(full).stands
