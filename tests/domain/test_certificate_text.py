"""Words with boxes become lines in reading order, columns apart; a reading is believed only when it is whole."""

import copy
from typing import Any

import pytest

from tests.domain.certificates import page_of, reading_of
from tracker.domain.certificates import Kind, Page, Spot, Word
from tracker.domain.certificates.text import Line, Text
from tracker.domain.certificates.written import from_json, to_json
from tracker.domain.place import Box

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
    assert Text.of([page_of("A W A R D", "G O O D", "A W A R DS")]).plain == "AWARD\nG O O D\nA W A R DS"


def test_a_word_of_letters_that_stand_apart_lies_where_they_are_seen_and_is_as_clear_as_the_least() -> None:
    letters = [
        Word(letter, 100 + 20 * at, 50 + at, 110 + 20 * at, 70 + at, 99 - at, Box(200 + 20 * at, 50, 210 + 20 * at, 70))
        for at, letter in enumerate("AWARD")
    ]
    text = Text.of([Page(letters)])
    assert text.lines == [Line(0, 5, 1, Box(100, 50, 190, 74), 24)]
    assert text.spots(0, 5) == (Spot(1, Box(200, 50, 290, 70), 95),)


@pytest.mark.parametrize(("top", "said"), [(110, "one two"), (111, "one\ntwo")])
def test_words_that_share_half_their_height_stand_on_one_line(top: int, said: str) -> None:
    assert Text.of([Page([Word("one", 10, 100, 40, 120), Word("two", 50, top, 80, top + 20)])]).plain == said


@pytest.mark.parametrize(("shape", "least"), [(1.0, 32), (0.5, 64), (2.0, 16)])
def test_a_gap_parts_columns_by_the_height_of_the_line_as_the_page_is_shaped(shape: float, least: int) -> None:
    def plain(gap: int) -> str:
        return Text.of([Page([Word("one", 10, 100, 40, 120), Word("two", 40 + gap, 100, 200, 120)], shape)]).plain

    assert (plain(least), plain(least + 1)) == ("one two", "one\ntwo")


def test_a_part_of_the_text_has_the_words_that_it_touches_and_no_other() -> None:
    text = Text.of([page_of("one two three")])
    one, two, three = (Spot(1, word.box) for word in page_of("one two three").words)
    assert (text.spots(0, 4), text.spots(3, 7), text.spots(7, 13)) == ((one,), (two,), (three,))


def test_a_part_of_the_text_is_found_on_its_page() -> None:
    text = Text.of([page_of("first page"), page_of("second", "page here")])
    start = text.plain.index("here")
    (spot,) = text.spots(start, start + 4)
    assert (spot.page, spot.box.top) == (2, 74)
    assert len(text.spots(0, len(text.plain))) == 3


def test_a_box_lies_on_the_page_and_can_be_seen() -> None:
    def box(left: int, top: int, right: int, bottom: int) -> Box:
        (spot,) = Text.of([Page([Word("x", left, top, right, bottom)])]).spots(0, 1)
        assert spot.box.is_sound
        return spot.box

    assert box(1200, -50, 1200, -50) == Box(990, 0, 1000, 6)
    assert box(0, 1200, 0, 1300) == Box(0, 990, 6, 1000)
    assert box(500, 500, 505, 507) == Box(500, 500, 506, 507)


def test_a_reading_comes_back_as_it_was_written() -> None:
    assert len(READING.proposals) >= 7
    assert from_json(to_json(READING)) == READING


def test_what_it_is_instead_of_a_certificate_comes_back() -> None:
    invoice = reading_of("Invoice 2041", "Amount due on the last of May")
    assert invoice.kind is Kind.INVOICE and from_json(to_json(invoice)) == invoice


def broken(change: tuple[Any, ...], value: Any) -> dict[str, Any]:
    told: Any = copy.deepcopy(to_json(READING))
    place = told
    for key in change[:-1]:
        place = place[key]
    place[change[-1]] = value
    return dict(told)


@pytest.mark.parametrize(
    ("change", "value", "words"),
    [
        (("proposals",), "none", "not a reading"),
        (("proposals",), [{}] * 41, "not a reading"),
        (("kind",), "love_letter", "is not a valid Kind"),
        (("has_words",), 1, "not a reading"),
        (("proposals", 0, "field"), "password", "not a valid Field"),
        (("proposals", 0, "value"), "", "not a line of text"),
        (("proposals", 0, "value"), "x" * 301, "not a line of text"),
        (("proposals", 0, "value"), "two\nlines", "not a line of text"),
        (("proposals", 0, "value"), "turned \u202e round", "not a line of text"),
        (("proposals", 0, "reason"), "because", "not a valid Reason"),
        (("proposals", 0, "spots"), [[1, 0, 0, 5]], "not a place"),
        (("proposals", 0, "spots"), [[1, 0, 0, 5, 5, 5]], "not a place"),
        (("proposals", 0, "spots"), [[1, 0, 0, 5, 5.5]], "not a place"),
        (("proposals", 0, "spots"), [[1, 0, 0, 5000, 50]], "not a box on a page"),
        (("proposals", 0, "spots"), [[0, 0, 0, 50, 50]], "not a place"),
        (("proposals", 0, "spots"), [[1, 0, 0, 50, 50]] * 13, "not places"),
        (("proposals", 0, "spots"), "none", "not places"),
        (("proposals", 0, "amount"), "-1", "not of its shape"),
        (("proposals", 2, "value"), "5 March", "not of its shape"),
        (("proposals", 2, "value"), "2026-02-30", "day is out of range for month"),
        (("proposals", 3, "value"), "six", "not of its shape"),
    ],
)
def test_what_was_not_written_so_is_not_believed(change: tuple[Any, ...], value: Any, words: str) -> None:
    with pytest.raises(ValueError, match=f"{words}$"):
        from_json(broken(change, value))


def test_what_lacks_a_part_is_not_believed() -> None:
    for key in to_json(READING):
        with pytest.raises(KeyError):
            from_json({name: value for name, value in to_json(READING).items() if name != key})
