"""What waits for a decision is counted on every page, so its effort must not grow with the center's history."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.factories import CenterWorld
from tests.services.test_reviews import submitted
from tracker.db import db
from tracker.services import history, reviews
from tracker.services.history import Told

pytestmark = pytest.mark.usefixtures("context")
WAITING, LINES = 12, 400


@contextmanager
def hundreds_of_steps() -> Iterator[list[int]]:
    """Yield a list that grows by one with each hundred steps that SQLite takes inside the block."""
    taken: list[int] = []
    connection = db.session.connection().connection.driver_connection
    connection.set_progress_handler(lambda: taken.append(1), 100)
    try:
        yield taken
    finally:
        connection.set_progress_handler(None, 100)


def effort(center: CenterWorld) -> int:
    """Return how many hundreds of steps it takes to count what waits."""
    actor = center.actor()
    with center.working(), hundreds_of_steps() as taken:
        assert reviews.waiting_count(actor) == WAITING
    return len(taken)


def test_a_long_history_of_other_things_makes_it_no_slower(center: CenterWorld, database_url: str) -> None:
    if not database_url.startswith("sqlite"):
        pytest.skip("only SQLite tells its steps")
    person, author = center.person(), center.member()
    for _ in range(WAITING):
        submitted(center, person_id=person, author=author)
    before = effort(center)
    with center.working():
        history.append_all(center.actor(), [Told("change", "agency", f"{number:020}") for number in range(LINES)])
    assert effort(center) <= before + 5
