"""Pictures that a phone's camera reads, as the path of an SVG: a template draws it, so nothing is trusted as markup."""

from dataclasses import dataclass

import segno

QUIET_ZONE = 4  # modules around it, by the standard


@dataclass(frozen=True, slots=True)
class Picture:
    """A square of `size` modules, and the dark ones as one path."""

    size: int
    path: str


def picture(text: str) -> Picture:
    """Draw a text, such as an address."""
    rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=QUIET_ZONE))
    dark = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return Picture(len(rows), "".join(dark))
