"""Pages of evidence that no archive would keep as they are, such as one whose typefaces are not in its file, redrawn.

Each becomes a picture of itself, as any reader's program shows it, with its words beneath, so that they are found and
spoken as before. To be called in the fork that reads the file.
"""

import io
import zlib
from collections.abc import Iterator, Sequence
from math import pi
from typing import TYPE_CHECKING, Any

from tracker.reports.frames import bounds
from tracker.reports.images import form_of, image_of, picture_of
from tracker.reports.unseen_words import Run, drawing, typeface

if TYPE_CHECKING:
    import pikepdf
    from PIL import Image

# 200 dots an inch of Letter paper, as the copies of a file that could be kept only as pictures.
SIDE = 2200
# Whether there is color on a page is asked of a small picture of it: each point of that is of all below it.
PROBE = 550
# A page of words is kept point by point, and is smaller so; one like a photo would be large, and becomes a JPEG.
LARGEST, EFFORT, QUALITY = 150_000, 1, 85
# More on one page is no certificate; what is left out is seen all the same.
MOST_LETTERS = 20_000
_ENDS = "\r\n"


def redrawn(forms: "Sequence[pikepdf.Object]") -> "tuple[pikepdf.Pdf, list[pikepdf.Object]]":
    """Return a file with a picture in place of each page's own form, of the same size. Some 15 ms a page.

    Raises what the libraries raise for a page that cannot be drawn.
    """
    import pikepdf
    import pypdfium2  # type: ignore[import-untyped]  # ships no types

    made = pikepdf.Pdf.new()
    shown = pypdfium2.PdfDocument(_laid_out(forms))
    try:
        read = [_runs(page) for page in shown]
        letters = typeface(made, [run for runs in read for run in runs])
        return made, [_form(made, letters, page, runs) for page, runs in zip(shown, read, strict=True)]
    finally:
        shown.close()


def _laid_out(forms: "Sequence[pikepdf.Object]") -> bytes:
    """Return a file whose pages are the forms, each as large as it is."""
    import pikepdf

    sheets = pikepdf.Pdf.new()
    for form in forms:
        left, bottom, right, top = bounds(form)
        page = sheets.add_blank_page(page_size=(right - left, top - bottom))
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=sheets.copy_foreign(form)))
        page.obj.Contents = pikepdf.Stream(sheets, f"1 0 0 1 {-left:.4f} {-bottom:.4f} cm /P Do".encode())
    out = io.BytesIO()
    sheets.save(out)
    return out.getvalue()


def _runs(page: Any) -> list[Run]:
    """Return the words of a page line by line; none where the library cannot read them."""
    import pypdfium2

    try:
        return list(_lines(page.get_textpage()))
    except pypdfium2.PdfiumError:
        return []


def _lines(text: Any) -> Iterator[Run]:
    from pypdfium2 import raw

    letters: list[str] = []
    seen: list[int] = []
    for number in range(min(text.count_chars(), MOST_LETTERS)):
        letter = chr(raw.FPDFText_GetUnicode(text, number))
        if letter in _ENDS:
            yield from _run(text, letters, seen)
            letters, seen = [], []
            continue
        letters.append(letter)
        if letter.isprintable() and not letter.isspace():
            seen.append(number)
    yield from _run(text, letters, seen)


def _run(text: Any, letters: Sequence[str], seen: Sequence[int]) -> Iterator[Run]:
    """Yield one line's words; `seen` are the places of the letters that have a box."""
    from pypdfium2 import raw

    if seen:
        boxes = (text.get_charbox(number, loose=True) for number in seen)
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        turned = -round(raw.FPDFText_GetCharAngle(text, seen[0]) / (pi / 2)) % 4  # the library turns to the right
        yield Run("".join(letters).strip(), min(lefts), min(bottoms), max(rights), max(tops), turned)


def _form(made: "pikepdf.Pdf", letters: "pikepdf.Object", page: Any, runs: Sequence[Run]) -> "pikepdf.Object":
    import pikepdf

    width, height = page.get_size()
    words = drawing(runs, "F")
    form = form_of(made, _picture(made, page), round(width, 4), round(height, 4), b" " + words)
    if words:
        form.Resources.Font = pikepdf.Dictionary(F=letters)
    return form


def _picture(made: "pikepdf.Pdf", page: Any) -> "pikepdf.Object":
    drawn = _seen(page, SIDE) if _has_color(_seen(page, PROBE)) else _seen(page, SIDE, grayscale=True)
    points = zlib.compress(drawn.tobytes(), EFFORT)
    if len(points) <= LARGEST:
        return image_of(made, points, drawn.size, "/DeviceGray" if drawn.mode == "L" else "/DeviceRGB", "/FlateDecode")
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=QUALITY)
    return picture_of(made, out.getvalue())


def _seen(page: Any, side: int, *, grayscale: bool = False) -> "Image.Image":
    """Return a page as it is seen, its longer side so many points long."""
    drawn: Image.Image = page.render(scale=side / max(page.get_size()), grayscale=grayscale).to_pil()
    return drawn if drawn.mode in {"L", "RGB"} else drawn.convert("RGB")


def _has_color(drawn: "Image.Image") -> bool:
    from PIL import ImageChops

    red, green, blue = drawn.split()
    return bool(ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox())
