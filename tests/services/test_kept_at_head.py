"""What is kept holds for the very head of a center's history, and for the very question."""

from collections.abc import Callable
from itertools import count

import pytest

from tracker.services.history import Head
from tracker.services.kept_at_head import KeptAtHead

HEAD, LATER = Head(7, "seven"), Head(8, "eight")


@pytest.fixture
def make() -> Callable[[], int]:
    """Make another number each time."""
    numbers = count(1)
    return lambda: next(numbers)


def test_at_the_same_head_it_is_made_once(make: Callable[[], int]) -> None:
    kept: KeptAtHead[int] = KeptAtHead(2)
    assert [kept.get("one", "day", HEAD, make) for _ in range(3)] == [1, 1, 1]


def test_another_head_question_or_center_makes_it_anew(make: Callable[[], int]) -> None:
    kept: KeptAtHead[int] = KeptAtHead(9)
    asked = [("one", "day", HEAD), ("one", "day", LATER), ("one", "other", LATER), ("two", "day", LATER)]
    assert [kept.get(*each, make) for each in asked] == [1, 2, 3, 4]


def test_a_number_given_out_again_under_another_digest_is_another_head(make: Callable[[], int]) -> None:
    kept: KeptAtHead[int] = KeptAtHead(2)
    kept.get("one", "day", HEAD, make)
    assert kept.get("one", "day", Head(7, "rolled back"), make) == 2


def test_the_one_unused_for_longest_is_dropped(make: Callable[[], int]) -> None:
    kept: KeptAtHead[int] = KeptAtHead(2)
    for center in ("one", "two", "one", "three"):
        kept.get(center, "day", HEAD, make)
    assert kept.get("one", "day", HEAD, make) == 1
    assert kept.get("two", "day", HEAD, make) == 4
