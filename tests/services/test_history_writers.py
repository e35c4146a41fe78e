"""Eight who write at once: numbers without gap or double, and a chain that is whole."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
import sqlalchemy as sa

from tests.factories import CenterWorld
from tracker.db import db
from tracker.db.work import Collided
from tracker.models import HistoryEntry
from tracker.services import history

WRITERS, EACH, TRIES = 8, 15, 20


def write(center: CenterWorld, writer: int) -> None:
    """Write lines, each in a unit of work of its own, once more where it gave way to another."""
    actor = center.actor()
    for number in range(EACH):
        for tried in count(1):
            try:
                with center.working():
                    history.append(actor, "change", "person", f"{writer}.{number}")
                break
            except Collided:
                assert tried < TRIES, "gave way again and again"


@pytest.mark.usefixtures("context")
def test_eight_who_write_at_once_write_one_after_the_other(center: CenterWorld) -> None:
    before = history.head(center.center_id).number
    db.session.rollback()
    with ThreadPoolExecutor(WRITERS) as writers:
        for done in [writers.submit(write, center, writer) for writer in range(WRITERS)]:
            done.result()
    with center.working():
        numbers = list(db.session.scalars(sa.select(HistoryEntry.number).order_by(HistoryEntry.number)))
        subjects = set(db.session.scalars(sa.select(HistoryEntry.subject_id)))
        assert list(history.problems(center.center_id)) == []
    assert numbers == list(range(1, before + WRITERS * EACH + 1))
    assert subjects >= {f"{writer}.{number}" for writer in range(WRITERS) for number in range(EACH)}
