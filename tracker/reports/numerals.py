"""Numbers drawn as shapes, beside what was pointed at on a page of evidence.

They are no text: who searches or listens to a packet meets the words of the band instead, and no page needs one more
typeface for a digit.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from io import BytesIO

from tracker.reports import fetcher

Point = tuple[float, float]


def numeral(number: int, left: float, base: float, size: float) -> str:
    """Return the operators that fill a number in the colour in force, `size` points high in all."""
    parts, place = [], left
    for digit in str(number):
        path, width = _digits()[digit]
        scale = size / 1000
        parts.append(f"q {scale:.5f} 0 0 {scale:.5f} {place:.2f} {base:.2f} cm {path} f Q")
        place += width * scale
    return " ".join(parts)


@cache
def _digits() -> dict[str, tuple[str, float]]:
    """Return the outline of each digit and its width, in thousandths of its size."""
    from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped]  # ships no types
    from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]  # ships no types
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

    font = TTFont(BytesIO(fetcher.typeface("Bold")))
    glyphs, names, scale = font.getGlyphSet(), font.getBestCmap(), 1000 / font["head"].unitsPerEm
    drawn = {}
    for digit in "0123456789":
        pen, glyph = RecordingPen(), glyphs[names[ord(digit)]]
        glyph.draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        drawn[digit] = (" ".join(_operators(pen.value)), glyph.width * scale)
    return drawn


def _operators(outline: Iterable[tuple[str, Sequence[Point]]]) -> Iterator[str]:
    """Yield a letter's outline as operators of a page, which has curves of the third order only."""
    from fontTools.pens.basePen import decomposeQuadraticSegment  # type: ignore[import-untyped]  # ships no types

    at: Point = (0, 0)
    for what, points in outline:
        if what == "closePath":
            yield "h"
            continue
        if what == "qCurveTo":
            for bend, to in decomposeQuadraticSegment(points):
                yield f"{_toward(at, bend)} {_toward(to, bend)} {_toward(to, to)} c"
                at = to
            continue
        at = points[-1]
        yield f"{_toward(at, at)} {'m' if what == 'moveTo' else 'l'}"


def _toward(point: Point, other: Point) -> str:
    """Write the point two thirds of the way from one to another."""
    return " ".join(f"{here + (there - here) * 2 / 3:.1f}" for here, there in zip(point, other, strict=True))
