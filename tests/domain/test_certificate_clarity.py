"""What is seen in a picture counts as sure only where its words are clear, and its places are those of the picture."""

from dataclasses import replace
from datetime import date

import pytest

from tracker.domain.certificates import Field, Page, Reason, Word, read
from tracker.domain.certificates.proposals import CLEAR
from tracker.domain.certificates.reading import CLEAR_ENOUGH
from tracker.domain.place import Box

TODAY = date(2026, 11, 26)
LINES = ("Certificate of Completion", "This certifies that", "Hannah Brandt", "has completed", "Human Trafficking 101")


def page(**clarity: int) -> Page:
    words = []
    for row, line in enumerate(LINES):
        for column, text in enumerate(line.split()):
            left, top = 100 + 120 * column, 100 + 80 * row
            words.append(Word(text, left, top, left + 100, top + 40, clarity.get(text, CLEAR)))
    return Page(words, 1.0)


@pytest.mark.parametrize(("clarity", "reason"), [(96, Reason.UNCLEAR), (97, Reason.PHRASE), (100, Reason.PHRASE)])
def test_one_unclear_word_makes_a_value_unsure(clarity: int, reason: Reason) -> None:
    assert CLEAR_ENOUGH == 97
    reading = read([page(Trafficking=clarity)], TODAY)
    title, person = reading.first(Field.TITLE), reading.first(Field.PERSON)
    assert title is not None and person is not None
    assert (title.value, title.reason) == ("Human Trafficking 101", reason)
    assert title.is_sure is (clarity >= CLEAR_ENOUGH)
    assert person.is_sure, "the other words are clear"


def test_what_is_unsure_for_another_reason_keeps_it() -> None:
    plain = Page([replace(word, clarity=50) for word in page().words], 1.0)
    assert all(not each.is_sure for each in read([plain], TODAY).proposals)


def test_an_outline_lies_where_the_words_are_seen_and_not_where_they_would_be_on_a_straight_page() -> None:
    moved = Page(
        [replace(word, shown=Box(word.left, word.top + 30, word.right, word.bottom + 30)) for word in page().words]
    )
    person = read([moved], TODAY).first(Field.PERSON)
    assert person is not None
    assert person.spots[0].box == Box(100, 290, 320, 330)
