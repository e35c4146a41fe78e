"""What comes as JSON is taken where it is of its kind and within bounds, and else refused by what it is not."""

from collections.abc import Callable
from typing import Any

import pytest

from tracker.domain.imports.bounded import a_list, a_text, a_whole


@pytest.mark.parametrize(
    ("take", "told", "most"),
    [
        pytest.param(a_list, [], 0, id="an empty list"),
        pytest.param(a_list, ["a", "b"], 2, id="a list of as many as may be"),
        pytest.param(a_text, "", 0, id="an empty text"),
        pytest.param(a_text, "ab", 2, id="a text as long as may be"),
        pytest.param(a_whole, 0, 0, id="zero"),
        pytest.param(a_whole, 2, 2, id="a number as large as may be"),
    ],
)
def test_what_is_within_bounds_is_taken_as_it_is(take: Callable[[Any, int], Any], told: Any, most: int) -> None:
    assert take(told, most) == told


@pytest.mark.parametrize(
    ("take", "told", "refused"),
    [
        *((a_list, told, "not a list within bounds") for told in (None, "ab", ("a",), {}, ["a", "b", "c"])),
        *((a_text, told, "not a text within bounds") for told in (None, 1, ["a"], "abc")),
        *((a_whole, told, "not a number within bounds") for told in (None, "1", 1.0, True, -1, 3)),
    ],
)
def test_what_is_not_is_refused_and_says_so(take: Callable[[Any, int], Any], told: Any, refused: str) -> None:
    with pytest.raises(ValueError, match=f"^{refused}$"):
        take(told, 2)
