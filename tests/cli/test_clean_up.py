"""`clean-up` removes what is over its time, or only says so."""

from datetime import timedelta

from tests.cli.conftest import Run
from tests.factories import CenterWorld
from tests.services.retention.aging import AGING, kept
from tracker import clock


def test_it_removes_and_says_how_many(own_center: CenterWorld, run: Run) -> None:
    assert run("clean-up").text == "Nothing is over its time.\n"
    is_there = kept(own_center, AGING["forms"](own_center, clock.now() - timedelta(days=8)))
    assert run("clean-up", "--dry-run").text == "1 forms\nNothing was removed.\n"
    assert is_there()
    answer = run("clean-up", "--json")
    assert answer.code == 0
    assert (answer.data["dry_run"], answer.data["counts"]["forms"], answer.data["counts"]["uploads"]) == (False, 1, 0)
    assert not is_there()
