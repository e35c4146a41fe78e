"""Words with boxes become lines in reading order, columns apart; a reading is believed only when it is whole."""

import copy
from typing import Any

import pytest

from tests.domain.certificates import page_of, reading_of
from tracker.domain.certificates import Page, Word
from tracker.domain.certificates.text import Text
from tracker.domain.certificates.written import from_json, to_json

READING = reading_of(
    "This certifies that Sam Okafor has completed Human Trafficking 101",
    "on March 5, 2026, 6 hours, 4 NBCC hours, ACEP No. 6342",
    "Expires: March 5, 2028, Certificate No. CV-118",
)


def test_words_come_in_reading_order_whatever_their_order_in_the_file() -> None:
    page = page_of("one two", "three four")
    assert Text.of([Page(list(reversed(page.words)))]).plain == "one two\nthree four"


def test_what_stands_far_apart_on_one_line_are_two() -> None:
    assert Text.of([page_of(("Date", "Hours"), ("March 5", "6"))]).plain == "Date\nHours\nMarch 5\n6"


def test_letters_that_stand_apart_are_one_word() -> None:
    assert Text.of([page_of("D I P L O M A", "a b c")]).plain == "DIPLOMA\na b c"


def test_a_part_of_the_text_is_found_on_its_page() -> None:
    text = Text.of([page_of("first page"), page_of("second", "page here")])
    start = text.plain.index("here")
    (spot,) = text.spots(start, start + 4)
    assert (spot.page, spot.box.top) == (2, 74)
    assert len(text.spots(0, len(text.plain))) == 3


def test_a_box_lies_on_the_page_and_can_be_seen() -> None:
    (spot,) = Text.of([Page([Word("x", 1200, -50, 1200, -50)])]).spots(0, 1)
    assert spot.box.is_sound


def test_a_reading_comes_back_as_it_was_written() -> None:
    assert len(READING.proposals) >= 7
    assert from_json(to_json(READING)) == READING


def broken(change: tuple[Any, ...], value: Any) -> dict[str, Any]:
    told: Any = copy.deepcopy(to_json(READING))
    place = told
    for key in change[:-1]:
        place = place[key]
    place[change[-1]] = value
    return dict(told)


@pytest.mark.parametrize(
    ("change", "value"),
    [
        (("proposals",), "none"),
        (("proposals",), [{}] * 41),
        (("kind",), "love_letter"),
        (("has_words",), 1),
        (("proposals", 0, "field"), "password"),
        (("proposals", 0, "value"), ""),
        (("proposals", 0, "value"), "x" * 301),
        (("proposals", 0, "value"), "two\nlines"),
        (("proposals", 0, "value"), "turned \u202e round"),
        (("proposals", 0, "reason"), "because"),
        (("proposals", 0, "spots"), [[1, 0, 0, 5]]),
        (("proposals", 0, "spots"), [[1, 0, 0, 5000, 50]]),
        (("proposals", 0, "spots"), [[0, 0, 0, 50, 50]]),
        (("proposals", 0, "spots"), [[1, 0, 0, 50, 50]] * 13),
        (("proposals", 0, "amount"), "-1"),
        (("proposals", 2, "value"), "5 March"),
        (("proposals", 2, "value"), "2026-02-30"),
        (("proposals", 3, "value"), "six"),
    ],
)
def test_what_was_not_written_so_is_not_believed(change: tuple[Any, ...], value: Any) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        from_json(broken(change, value))
