"""Each status has its own shape, which needs no color to be told apart."""

from io import BytesIO

from fontTools.ttLib import TTFont

from tracker.domain.verdict import Status
from tracker.reports import shapes, templates


def test_every_status_has_a_shape_of_its_own_and_a_short_word() -> None:
    assert set(shapes.SHAPES) == {status.value for status in Status} == set(templates.SHORT_WORDS)
    assert len(set(shapes.SHAPES.values())) == len(Status)


def test_the_font_draws_every_shape_and_is_the_same_at_every_call() -> None:
    drawn = shapes.font()
    font = TTFont(BytesIO(drawn))
    assert set(font.getBestCmap()) == {ord(letter) for letter in shapes.SHAPES.values()}
    assert len({tuple(font["glyf"][name].coordinates) for name in shapes.SHAPES}) == len(shapes.SHAPES)
    shapes.font.cache_clear()
    assert shapes.font() == drawn
