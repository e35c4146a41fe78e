"""`verify-history`: a chain that was touched is found, with its center and line; a whole one is said to be whole."""

import pytest
import sqlalchemy as sa

from tests.cli.conftest import Run
from tests.factories import CenterWorld
from tracker.db import db
from tracker.models import HistoryEntry
from tracker.services import history

TOUCHED = {
    "an edit": sa.update(HistoryEntry).where(HistoryEntry.number == 2).values(reason="As it never was"),
    "a deletion": sa.delete(HistoryEntry).where(HistoryEntry.number == 2),
    "a cut tail": sa.delete(HistoryEntry).where(HistoryEntry.number > 2),
}


def test_a_whole_history_is_said_to_be_whole(run: Run, own_center: CenterWorld) -> None:
    answer = run("verify-history")
    assert (answer.code, answer.text.strip()) == (0, "The history is whole.")
    assert run("verify-history", "--json").data == {"checked": "history", "whole": True, "problems": []}


@pytest.mark.parametrize("touch", TOUCHED.values(), ids=list(TOUCHED))
def test_what_was_touched_is_named_with_its_center_and_ends_in_failure(
    run: Run, own_center: CenterWorld, touch: sa.Executable
) -> None:
    actor = own_center.actor()
    with own_center.working():
        for number in range(3):
            history.append(actor, "change", "person", f"someone{number}")
    with own_center.working():
        db.session.execute(touch)
    answer = run("verify-history", "--json")
    assert answer.code == 1
    assert not answer.data["whole"]
    assert all(problem.startswith(f"Center {own_center.public_id}: ") for problem in answer.data["problems"])
    assert run("verify-history").code == 1
    assert run("check").code == 1
