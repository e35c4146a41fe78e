"""PDF documents: opened, counted, each page loaded, the first drawn, and copied without anything that acts."""

import contextlib
import re
import time
from collections.abc import Iterator

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]  # ships no types
from PIL import Image, JpegImagePlugin  # noqa: F401 loaded while files may still be opened

from tracker import clock
from tracker.intake import signs
from tracker.intake.cover import Cover
from tracker.intake.errand import Errand, Exhibit, Want
from tracker.intake.reader import activity
from tracker.intake.reader.covering import paint_out
from tracker.intake.reader.findings import Findings, Unacceptable
from tracker.intake.words import Note, Refusal

PREVIEW_SIDE = 1650  # pixels: a US Letter page at 150 dots an inch
PACKET_SIDE = 2200
QUALITY = 85
# A form about a case says so at once; a handbook of 100 pages would only cost time.
PAGES_READ, LONGEST_PAGE = 10, 20_000
_START = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_TABLE = re.compile(rb"\s*(xref\b|\d+\s+\d+\s+obj\b)")
_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]{0,200}?/Count\s+0\b|/Count\s+0\b[^>]{0,200}?/Type\s*/Pages\b")
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,10})\b|/L\s+(\d{1,10})\b[^>]{0,200}?/Linearized\b")


def look(content: bytes, errand: Errand) -> Findings:
    """Examine a PDF; write 0001.jpg, 0002.jpg and so on, or 0001.pdf, when copies are wanted."""
    _refuse_cut_off(content)
    document = opened(content)
    findings = _examine(document, content, errand)
    if errand.want is Want.DISPLAY:
        limits = errand.limits
        findings.files = _draw(document, PREVIEW_SIDE, limits.preview_pages, limits.preview_seconds, first=errand.first)
    elif errand.want is Want.PACKET:
        findings.files = _cleaned(document) or _draw(document, PACKET_SIDE)
    elif errand.want in {Want.PICTURES, Want.COVERED}:
        findings.files = _draw(document, PACKET_SIDE, covers=errand.covers)
    return findings


def drawn(content: bytes, side: int, most: int) -> Iterator[Image.Image]:
    """Yield pictures of the first pages of a PDF, so many pixels on the longer side."""
    document = opened(content)
    for number in range(min(len(document), most)):
        page = document[number]
        yield _bitmap(page, side).to_pil()
        page.close()


def _refuse_cut_off(content: bytes) -> None:
    told = _LINEARIZED.search(content, 0, 2048)
    shorter = told is not None and int(told[1] or told[2]) > len(content)
    if shorter or b"%%EOF" not in content:
        raise Unacceptable(Refusal.CUT_OFF)


def opened(content: bytes) -> pdfium.PdfDocument:
    """Return a document with what was typed into its form. Raises Unacceptable for what cannot be opened."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD:
            raise Unacceptable(Refusal.ENCRYPTED) from error
        # To the library a document without pages is a damaged one; a person is helped by the difference.
        raise Unacceptable(Refusal.NO_PAGES if _NO_PAGES.search(content) else Refusal.DAMAGED_PDF) from error
    if document.get_formtype() != pdfium_c.FORMTYPE_NONE:
        document.init_forms()  # else what was typed into a form would not be drawn; runs no script
    return document


def _examine(document: pdfium.PdfDocument, content: bytes, errand: Errand) -> Findings:
    count = len(document)
    if count < 1:
        raise Unacceptable(Refusal.NO_PAGES)
    if count > errand.limits.pages:
        raise Unacceptable(Refusal.TOO_MANY_PAGES)
    for number in range(count):
        document[number].close()
    first = document[0]
    _bitmap(first, 200).close()
    width, height = (max(1, min(round(side), errand.limits.side)) for side in first.get_size())
    acts, notes = activity.of(document)
    notes |= _signs(document)
    if not _is_whole(content):
        acts, notes = True, notes | {Note.REPAIRED}
    return Findings(count, width, height, Exhibit.CLEANED if acts else Exhibit.AS_IT_IS, notes)


def _signs(document: pdfium.PdfDocument) -> set[Note]:
    """Return the signs that it is about a case. Its words stay in this process, and end with it."""
    words: list[str] = []
    for number in range(min(len(document), PAGES_READ)):
        page = document[number]
        # A page whose words cannot be read is drawn all the same: that is no reason to refuse the file.
        with contextlib.suppress(pdfium.PdfiumError):
            words.append(page.get_textpage().get_text_bounded()[:LONGEST_PAGE])
        page.close()
    return signs.in_words(" ".join(words), clock.now().date())


def _is_whole(content: bytes) -> bool:
    """Whether the table of contents is where the end of the file says; else it was mended while it was opened."""
    starts = _START.findall(content, max(0, len(content) - 4096))
    return bool(starts) and _TABLE.match(content, int(starts[-1])) is not None


def _cleaned(document: pdfium.PdfDocument) -> list[str]:
    """Write the pages into a new PDF with nothing that acts, or return no name where that cannot be done."""
    flat = _copy_of(document)
    for number in range(len(flat)):
        page = flat[number]
        if pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_FAIL:
            return []
        page.close()
    # What was flattened is still in the file, only no longer in use; a second copy leaves it behind.
    copy = _copy_of(flat)
    if len(copy) != len(document) or activity.of(copy)[0]:
        return []
    copy.save("0001.pdf")
    return ["0001.pdf"]


def _copy_of(document: pdfium.PdfDocument) -> pdfium.PdfDocument:
    copy = pdfium.PdfDocument.new()
    copy.import_pages(document)
    return copy


def _draw(
    document: pdfium.PdfDocument,
    side: int,
    most: int | None = None,
    seconds: float | None = None,
    covers: tuple[Cover, ...] = (),
    first: int = 0,
) -> list[str]:
    """Write each page, or `most` from `first` on, as JPEG; start no further one once `seconds` are over.

    What lies in the boxes of `covers` is painted out.
    """
    until = None if seconds is None else time.monotonic() + seconds
    names: list[str] = []
    for number in range(first, min(len(document), first + (most or len(document)))):
        if names and until is not None and time.monotonic() > until:
            break
        page = document[number]
        names.append(f"{number + 1:04}.jpg")
        picture = _bitmap(page, side).to_pil().convert("RGB")
        paint_out(picture, covers, number + 1)
        picture.save(names[-1], "JPEG", quality=QUALITY)
        page.close()
    return names


def _bitmap(page: pdfium.PdfPage, side: int) -> pdfium.PdfBitmap:
    return page.render(scale=side / max(1.0, *page.get_size()))
