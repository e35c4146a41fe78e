"""What stands beside a status is a tuple to whoever reads it, and costs nothing before."""

import copy
from collections.abc import Iterator
from functools import partial

from tracker.domain.told import Told


def test_nothing_is_made_before_it_is_read_and_then_once() -> None:
    made: list[str] = []

    def sentences() -> Iterator[str]:
        made.append("asked")
        yield from ("first", "second")

    told = Told(sentences)
    assert made == []
    assert [*told] == ["first", "second"]
    assert len(told) == 2
    assert told[0] == "first"
    assert told[1:] == ("second",)
    assert made == ["asked"]


def test_it_equals_the_tuple_that_holds_the_same() -> None:
    told = Told(partial(iter, ("first", "second")))
    assert told == ("first", "second")
    assert told == Told(lambda: ["first", "second"])
    assert hash(told) == hash(("first", "second"))
    assert repr(told) == "('first', 'second')"


def test_it_differs_from_what_holds_something_else() -> None:
    told = Told(lambda: ["first"])
    assert told != ("second",)
    assert told != Told(lambda: ["second"])
    assert told != ["first"]
    assert not Told(lambda: ())


def test_a_copy_holds_the_same() -> None:
    told = Told(partial(tuple, ["first"]))
    assert copy.deepcopy(told) == ("first",)
