"""An accent colour can be read on paper, or is refused with its figure and a tone that can."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain import accent
from tracker.domain.errors import Conflict

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_every_color_of_the_palette_can_be_read() -> None:
    assert {color: accent.contrast(color) for color in accent.PALETTE if accent.contrast(color) < accent.LEAST} == {}
    assert [accent.read(color) for color in accent.PALETTE] == list(accent.PALETTE)


@pytest.mark.parametrize(
    ("color", "ratio"), [("#000000", "21.0"), ("#ffffff", "1.0"), ("#767676", "4.5"), ("#777777", "4.4")]
)
def test_contrast_is_that_of_wcag_and_never_rounded_up(color: str, ratio: str) -> None:
    assert accent.contrast(color) == Decimal(ratio)


def test_a_pale_color_is_refused_with_its_contrast_and_a_darker_tone() -> None:
    with pytest.raises(Conflict) as refusal:
        accent.read("#F5C400")
    words = refusal.value.message
    assert "#F5C400 is too pale: it stands 1.6 to 1 against white" in words
    assert accent.darker("#f5c400").upper() in words
    assert refusal.value.field == "own_accent"


@pytest.mark.parametrize(
    "text", ["", "blue", "#12345", "#1234567", "url(x)", "#0f5c5e;}", "#\u0660\u0660\u0660", "rgb(0,0,0)"]
)
def test_what_is_no_hex_value_is_refused(text: str) -> None:
    with pytest.raises(Conflict, match="hex value"):
        accent.read(text)


@pytest.mark.parametrize("text", ["#036", "036", "#003366", " 003366 ", "#003366".upper()])
def test_the_usual_ways_of_writing_one_color_are_one_color(text: str) -> None:
    assert accent.read(text) == "#003366"


@given(COLORS)
def test_whatever_was_refused_the_tone_that_is_offered_is_taken(color: str) -> None:
    assert accent.read(accent.darker(color)) == accent.darker(color)
    assert accent.contrast(accent.deep(accent.darker(color))) >= accent.LEAST
