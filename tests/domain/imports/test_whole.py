"""What is made of each ugly list, whole: the plan, the questions, and every line with its problems in words."""

import json

import pytest

from tests.domain.imports.whole import WHOLE, books, told

BOOKS, WRITTEN = books(), json.loads(WHOLE.read_text())


@pytest.mark.parametrize("name", BOOKS)
def test_a_list_is_read_as_it_was_written_down(name: str) -> None:
    assert told(BOOKS[name]) == WRITTEN[name], "If it is right: python -m tests.domain.imports.whole"


def test_nothing_is_written_down_of_a_list_that_is_gone() -> None:
    assert sorted(WRITTEN) == sorted(BOOKS)
