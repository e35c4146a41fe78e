"""The words of a PDF with their places, as its pages show them upright."""

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # ships no types

from tracker.domain.certificates import Page, Word
from tracker.domain.place import WHOLE

# A certificate is one page, seldom two; of a handbook the first pages tell what it is.
MOST_PAGES, MOST_LETTERS = 3, 8_000
_FINE = 10  # pdfium gives whole numbers: tenths of thousandths, so that small letters keep their height


def pages_of(document: pdfium.PdfDocument) -> list[Page]:
    """Return the first pages with their words; a page whose words cannot be read has none."""
    return [_page(document[number]) for number in range(min(len(document), MOST_PAGES))]


def _page(page: pdfium.PdfPage) -> Page:
    width, height = page.get_size()
    try:
        words = list(_words(page))
    except pdfium.PdfiumError:
        words = []
    return Page(words, width / max(1.0, height))


def _words(page: pdfium.PdfPage) -> Iterator[Word]:
    text = page.get_textpage()
    letters: list[str] = []
    boxes: list[tuple[int, int, int, int]] = []
    for number in range(min(text.count_chars(), MOST_LETTERS)):
        letter = chr(pdfium_c.FPDFText_GetUnicode(text, number))
        is_seen = letter.isprintable() and not letter.isspace()
        box = _box(page, text, number) if is_seen else None
        if box is None or (boxes and _jumps(boxes[-1], box)):
            yield from _word(letters, boxes)
            letters, boxes = [], []
        if box is not None:
            letters.append(letter)
            boxes.append(box)
    yield from _word(letters, boxes)


def _jumps(last: tuple[int, int, int, int], box: tuple[int, int, int, int]) -> bool:
    """Tell whether a letter stands elsewhere than behind the one before: a column without a blank in between."""
    height = max(1, last[3] - last[1])
    return box[0] - last[2] > height or last[0] - box[0] > height or abs(box[3] - last[3]) > height


def _word(letters: list[str], boxes: list[tuple[int, int, int, int]]) -> Iterator[Word]:
    if letters:
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
        yield Word("".join(letters), left // _FINE, top // _FINE, -(-right // _FINE), -(-bottom // _FINE))


def _box(page: pdfium.PdfPage, text: pdfium.PdfTextPage, number: int) -> tuple[int, int, int, int]:
    left, bottom, right, top = text.get_charbox(number, loose=True)
    corners = [_seen(page, left, top), _seen(page, right, bottom)]
    across, down = sorted(corner[0] for corner in corners), sorted(corner[1] for corner in corners)
    return across[0], down[0], across[1], down[1]


def _seen(page: pdfium.PdfPage, x: float, y: float) -> tuple[int, int]:
    """Return where a point of the page lies once it is turned and cut as it is shown."""
    across, down = ctypes.c_int(), ctypes.c_int()
    side = WHOLE * _FINE
    pdfium_c.FPDF_PageToDevice(page, 0, 0, side, side, 0, x, y, across, down)
    return across.value, down.value
