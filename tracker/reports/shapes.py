"""The shapes of the statuses as a small font, drawn here.

In a matrix of 100 people and 20 requirements stand 2,000 shapes. As pictures each would be an object to place and to
describe; as letters they cost what a letter costs, print sharply, and come out of a text search as a sign that means
something ("✓"). The outlines are those of the screens: a disc with a check, a clock, a square with a cross, a
triangle, an eye, a shield, a broken ring, a dash.
"""

from functools import cache
from io import BytesIO
from itertools import pairwise
from math import cos, hypot, pi, sin

FAMILY = "Packet Shapes"
SHAPES = {
    "met": "✓",
    "due_soon": "◔",
    "not_met": "✗",
    "lapsed": "△",
    "in_review": "◉",
    "waived": "◈",
    "not_yet_due": "○",
    "does_not_apply": "‒",  # noqa: RUF001 the figure dash is meant: no letter font brings it, so it is ours
}

Point = tuple[float, float]
Outline = list[Point]

# The grid of the screens' icons: 20 units wide, y down; the letter stands on the line with its foot 2 units below.
_GRID = 20
_UNITS_PER_EM = 1000
_STEPS = 32


def shape(status: str) -> str:
    """Return the letter that draws a status; a status without a shape gets the dash."""
    return SHAPES.get(status, SHAPES["does_not_apply"])


@cache
def font() -> bytes:
    """Return the font as TrueType, the same bytes at every call."""
    from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]  # ships no types
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]  # ships no types

    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    for status, outlines in _outlines().items():
        pen = TTGlyphPen(None)
        for outline in outlines:
            first, *rest = [_to_font(point) for point in outline]
            pen.moveTo(first)
            for point in rest:
                pen.lineTo(point)
            pen.closePath()
        glyphs[status] = pen.glyph()
    builder = FontBuilder(_UNITS_PER_EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({ord(SHAPES[status]): status for status in SHAPES})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (_UNITS_PER_EM, 0)))
    # The line height of the letter font beside it, so that a shape never moves a line.
    builder.setupHorizontalHeader(ascent=928, descent=-244)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=928, sTypoDescender=-244, usWinAscent=928, usWinDescent=244)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    output = BytesIO()
    builder.save(output)
    return output.getvalue()


def _to_font(point: Point) -> tuple[int, int]:
    scale = _UNITS_PER_EM / _GRID
    return round(point[0] * scale), round((_GRID - 4 - point[1]) * scale) + 60


def _outlines() -> dict[str, list[Outline]]:
    check = _stroke([(5.6, 9.8), (8.7, 12.9), (14.4, 7.2)], 2)
    shield: Outline = [(10, 1.4), (17, 3.7), (17, 9.6), (15.2, 14.3), (10, 18.4), (4.8, 14.3), (3, 9.6), (3, 3.7)]
    inner: Outline = [(10, 3.6), (15, 5.2), (15, 9.4), (13.7, 13), (10, 16), (6.3, 13), (5, 9.4), (5, 5.2)]
    triangle: Outline = [(10, 1.6), (19, 17.6), (1, 17.6)]
    hands = _stroke([(10, 5.2), (10, 10.3), (13.4, 12.4)], 2)
    return {
        "met": [_circle(8.5), check[::-1]],
        "due_soon": [_circle(8.6), _circle(6.6)[::-1], hands],
        "not_met": [_square(8), _cross()[::-1]],
        "lapsed": [triangle, _bar(9, 7.2, 11, 12.4)[::-1], _bar(9, 14, 11, 16)[::-1]],
        "in_review": [_lens(9, 6), _lens(6.6, 3.9)[::-1], _circle(2.4)],
        "waived": [shield, inner[::-1], _bar(7, 9, 13, 11)],
        "not_yet_due": [_arc(8.6, 6.6, turn) for turn in range(6)],
        "does_not_apply": [_bar(4.5, 9, 15.5, 11)],
    }


def _circle(radius: float, x: float = 10, y: float = 10) -> Outline:
    angles = (2 * pi * step / _STEPS for step in range(_STEPS))
    return [(x + radius * cos(angle), y + radius * sin(angle)) for angle in angles]


def _square(half: float) -> Outline:
    return _bar(10 - half, 10 - half, 10 + half, 10 + half)


def _bar(left: float, top: float, right: float, bottom: float) -> Outline:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _lens(half_width: float, half_height: float) -> Outline:
    upper = [(step / 8, -cos(pi * step / 16)) for step in range(-8, 9)]
    points = [*upper, *((x, -y) for x, y in reversed(upper[1:-1]))]
    return [(10 + half_width * x, 10 + half_height * y) for x, y in points]


def _arc(outer: float, inner: float, turn: int) -> Outline:
    start, span = 2 * pi * turn / 6, 2 * pi / 6 * 0.62
    angles = [start + span * step / 6 for step in range(7)]
    rim = [(10 + outer * cos(angle), 10 + outer * sin(angle)) for angle in angles]
    return rim + [(10 + inner * cos(angle), 10 + inner * sin(angle)) for angle in reversed(angles)]


def _stroke(points: Outline, width: float) -> Outline:
    """Return the outline of a line drawn with a flat pen, its corners mitred."""
    normals = []
    for (x1, y1), (x2, y2) in pairwise(points):
        length = hypot(x2 - x1, y2 - y1)
        normals.append(((y1 - y2) / length, (x2 - x1) / length))
    left, right = [], []
    for place, (x, y) in enumerate(points):
        before, after = normals[max(place - 1, 0)], normals[min(place, len(normals) - 1)]
        sum_x, sum_y = before[0] + after[0], before[1] + after[1]
        scale = width / (sum_x * after[0] + sum_y * after[1]) / 2
        left.append((x + sum_x * scale, y + sum_y * scale))
        right.append((x - sum_x * scale, y - sum_y * scale))
    return left[::-1] + right


def _cross() -> Outline:
    """Return one outline around two crossing bars: as two, the middle would be filled again."""
    reach, half = 4.6, 1.0
    straight: Outline = [
        (-half, -reach),
        (half, -reach),
        (half, -half),
        (reach, -half),
        (reach, half),
        (half, half),
        (half, reach),
        (-half, reach),
        (-half, half),
        (-reach, half),
        (-reach, -half),
        (-half, -half),
    ]
    turned = cos(pi / 4)
    return [(10 + (x - y) * turned, 10 + (x + y) * turned) for x, y in straight]
