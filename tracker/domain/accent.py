"""The colour that a center may choose for what it prints: words and lines on white paper, white words on it.

Contrast is computed as WCAG 2.2 defines it. White is both the paper and the words that stand on the colour, so one
figure decides: 4.5 to 1, the least for words of any size (success criterion 1.4.3, level AA).
"""

import re
from decimal import ROUND_FLOOR, Decimal

from tracker.domain.errors import Conflict

STANDARD = "#0f5c5e"
PALETTE = {
    STANDARD: "Teal",
    "#1f4e79": "Blue",
    "#5b2a86": "Purple",
    "#7a1f3d": "Burgundy",
    "#2f5d2f": "Green",
    "#7a4308": "Brown",
    "#3b4652": "Slate",
}
LEAST = Decimal("4.5")
# By how much a heading is darker than the colour, as the product's own two tones are.
_DEEPER = 0.74
_HEX = re.compile(r"#?(?P<digits>[0-9a-f]{6}|[0-9a-f]{3})", re.ASCII)
_WHITE = (255, 255, 255)


def read(text: str) -> str:
    """Return a colour as `#1f4e79`. Raises Conflict where it is none, or too pale for words; then with the figure."""
    found = _HEX.fullmatch(text.strip().lower())
    if found is None:
        raise Conflict("Write the color as a hex value such as #1F4E79: six digits from 0 to F.", field="own_accent")
    digits = found["digits"]
    color = "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))
    if contrast(color) < LEAST:
        instead = darker(color)
        raise Conflict(
            f"{color.upper()} is too pale: it stands {contrast(color)} to 1 against white, and words need at least "
            f"{LEAST} to 1 to be read. A darker tone of it that does: {instead.upper()} ({contrast(instead)} to 1).",
            field="own_accent",
        )
    return color


def contrast(color: str) -> Decimal:
    """Return how many to one a colour stands against white, to a tenth, never rounded up."""
    ratio = (_luminance(_WHITE) + 0.05) / (_luminance(_parts(color)) + 0.05)
    return Decimal(ratio).quantize(Decimal("0.1"), ROUND_FLOOR)


def darker(color: str) -> str:
    """Return the palest tone of a colour, in steps of a hundredth, that words can be written in."""
    tones = (_scaled(color, step / 100) for step in range(100, -1, -1))
    return next(tone for tone in tones if contrast(tone) >= LEAST)


def deep(color: str) -> str:
    """Return the tone for headings."""
    return "#0a4446" if color == STANDARD else _scaled(color, _DEEPER)


def _parts(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _scaled(color: str, share: float) -> str:
    return "#" + "".join(f"{round(part * share):02x}" for part in _parts(color))


def _luminance(parts: tuple[int, int, int]) -> float:
    red, green, blue = map(_linear, parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
