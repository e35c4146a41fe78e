"""What `make foundations` takes away stands in the code, so that a change of the code is followed there."""

import pytest

from tests.foundations.breaks import Break, breaks
from tests.house.repository import ROOT

ALL = breaks()


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.what)
def test_what_is_taken_away_stands_in_the_code_once(each: Break) -> None:
    assert (ROOT / each.file).read_text().count(each.old) == 1
    assert each.new != each.old


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.what)
def test_the_tests_that_must_notice_are_there(each: Break) -> None:
    assert each.tests
    assert [test for test in each.tests if not (ROOT / test).exists()] == []


def test_each_of_the_fourteen_is_taken_away_in_several_ways() -> None:
    ways = [each.number for each in ALL]
    assert sorted(set(ways)) == list(range(1, 15))
    assert min(ways.count(number) for number in set(ways)) >= 3
