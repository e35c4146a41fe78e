"""Draws a plain certificate for demo data: a scan as PDF, or a photo as JPEG, with invented words only."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

PAPER, INK, ACCENT = (252, 249, 240), (30, 45, 50), (15, 92, 94)
SIZE = (1100, 850)
DOTS_AN_INCH = 100


def certificate(lines: Sequence[str], form: str, head: str = "Certificate of completion") -> bytes:
    """Return a certificate with a head and lines of words; `form` is "PDF" or "JPEG". Costs about 20 ms."""
    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    width, height = SIZE
    draw.rectangle((30, 30, width - 30, height - 30), outline=ACCENT, width=6)
    draw.rectangle((44, 44, width - 44, height - 44), outline=ACCENT, width=1)
    _centered(draw, head, 150, 46, ACCENT)
    step = min(72, 500 // max(len(lines), 1))
    for number, line in enumerate(lines):
        _centered(draw, line, 290 + step * number, 34 if number == 0 else 26, INK)
    out = io.BytesIO()
    if form == "PDF":
        picture.save(out, "PDF", resolution=DOTS_AN_INCH)
    else:
        # A photo taken by hand never lies quite straight.
        picture.rotate(1.2, expand=True, fillcolor=(96, 84, 70)).save(out, "JPEG", quality=82)
    return out.getvalue()


def _centered(draw: ImageDraw.ImageDraw, words: str, top: int, size: int, ink: tuple[int, int, int]) -> None:
    font = ImageFont.load_default(size)
    shown = words
    while draw.textlength(shown, font=font) > SIZE[0] - 140 and len(shown) > 10:
        shown = shown.rstrip("…")[:-2] + "…"
    draw.text(((SIZE[0] - draw.textlength(shown, font=font)) / 2, top), shown, font=font, fill=ink)
