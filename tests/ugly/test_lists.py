"""The set of ugly lists: nearly all rows are read right without a touch, and none is silently wrong."""

from collections import Counter

import pytest

from tests.ugly.measure import RIGHT, WRONG, Measured, lists, measure
from tracker.intake import turn

LEAST_RIGHT = 95  # of 100 rows


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measured]:
    """Every list of the set, read once."""
    queues = dict(turn._folders)
    turn.stand_in(
        uploads=tmp_path_factory.mktemp("uploads"),
        packets=tmp_path_factory.mktemp("packets"),
        photos=tmp_path_factory.mktemp("photos"),
    )
    try:
        return {path.name: measure(path) for path in lists()}
    finally:
        turn.stand_in(
            uploads=queues[turn.Queue.UPLOADS], packets=queues[turn.Queue.PACKETS], photos=queues[turn.Queue.PHOTOS]
        )


def test_there_are_lists_of_every_kind_of_file(measured: dict[str, Measured]) -> None:
    kinds = Counter(name.rpartition(".")[2] for name in measured)
    assert len(measured) >= 30
    assert set(kinds) == {"xlsx", "xls", "ods", "csv"}


def test_no_row_is_silently_wrong(measured: dict[str, Measured]) -> None:
    assert [words for its in measured.values() if its.counts[WRONG] or its.after[WRONG] for words in its.said] == []


def test_nearly_all_rows_are_right_without_a_touch(measured: dict[str, Measured]) -> None:
    whole = sum((its.counts for its in measured.values()), Counter[str]())
    assert 100 * whole[RIGHT] >= LEAST_RIGHT * whole.total()


def test_every_row_is_right_once_its_owner_answered(measured: dict[str, Measured]) -> None:
    assert {name: its.said for name, its in measured.items() if its.after.total() != its.after[RIGHT]} == {}
