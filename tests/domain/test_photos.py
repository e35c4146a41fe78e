"""A setting says whether photos are read, in one of two words."""

import pytest

from tracker.domain.errors import Refused
from tracker.domain.photos import photos_from


def test_yes_and_no_are_the_two_words() -> None:
    assert (photos_from("yes"), photos_from("no")) == (True, False)


@pytest.mark.parametrize("word", ["", "Yes", "off", "true", "1"])
def test_any_other_word_is_refused(word: str) -> None:
    with pytest.raises(Refused) as refused:
        photos_from(word)
    assert refused.value.message == "it must be yes or no."
