"""History: one line a change, chained under a key, found out when touched."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from tests.factories import CenterWorld
from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.models import HistoryEntry, HistoryHead
from tracker.services import history

pytestmark = pytest.mark.usefixtures("context")


def write_lines(center: CenterWorld, count: int = 5) -> None:
    actor = center.actor()
    for number in range(count):
        with center.working():
            history.append(actor, "change", "person", f"someone{number}", detail={"n": number})


def problems(center: CenterWorld) -> list[str]:
    with working_for(db.session(), center.center_id):
        found = list(history.problems(center.center_id))
    db.session.rollback()
    return found


def test_a_chain_as_written_is_whole(center: CenterWorld) -> None:
    before = history.head(center.center_id).number
    write_lines(center)
    assert problems(center) == []
    assert history.head(center.center_id).number == before + 5


TAMPERINGS: dict[str, Callable[[], sa.Executable]] = {
    "a changed detail": lambda: sa.update(HistoryEntry).where(HistoryEntry.number == 3).values(detail={"n": 99}),
    "a changed author": lambda: sa.update(HistoryEntry).where(HistoryEntry.number == 3).values(account_id=None),
    "a changed time": lambda: (
        sa.update(HistoryEntry).where(HistoryEntry.number == 3).values(at=sa.text("'2020-01-01'"))
    ),
    "a line dropped": lambda: sa.delete(HistoryEntry).where(HistoryEntry.number == 3),
    "the tail cut off": lambda: sa.delete(HistoryEntry).where(HistoryEntry.number >= 5),
    "an empty chain": lambda: sa.delete(HistoryEntry),
    "a head set back": lambda: sa.update(HistoryHead).values(number=4),
}


@pytest.mark.parametrize("tampering", TAMPERINGS.values(), ids=list(TAMPERINGS))
def test_tampering_is_found(center: CenterWorld, tampering: Callable[[], sa.Executable]) -> None:
    write_lines(center)
    with center.working():
        statement = tampering()
        if isinstance(statement, sa.Update) and "history_head" in str(statement):
            statement = statement.where(HistoryHead.center_id == center.center_id)
        db.session.execute(statement)
    assert problems(center) != []


def test_two_lines_swapped_are_found(center: CenterWorld) -> None:
    write_lines(center)
    with center.working():
        for number, to in ((3, 1003), (4, 3), (1003, 4)):
            db.session.execute(sa.update(HistoryEntry).where(HistoryEntry.number == number).values(number=to))
    assert problems(center) != []
