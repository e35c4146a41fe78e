"""Painting boxes out of a picture: the pixels themselves are replaced, before anything is encoded."""

from collections.abc import Iterable

from PIL import Image

from tracker.intake.cover import Cover

INK = (0, 0, 0)
_WHOLE = 1000


def paint_out(picture: Image.Image, covers: Iterable[Cover], page: int) -> None:
    """Replace every pixel that a box of this page touches, and one more around it."""
    width, height = picture.size
    for each in covers:
        if each.page != page:
            continue
        left, top = each.left * width // _WHOLE - 1, each.top * height // _WHOLE - 1
        right, bottom = -(-each.right * width // _WHOLE) + 1, -(-each.bottom * height // _WHOLE) + 1
        picture.paste(INK, (max(0, left), max(0, top), min(width, right), min(height, bottom)))
