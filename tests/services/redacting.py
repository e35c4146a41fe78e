"""Files with something in them that must not be printed, and every way to look for it in what is."""

import io
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw

from tests.reports.files import pdf as printed_page
from tracker.domain.place import Box

SECRET, AROUND = "Twelve Secret Lane", "Certificate of completion"
RED = (220, 30, 30)


def file_with_words(secret: str = SECRET) -> bytes:
    """Make a PDF with words that must go and words that stay, metadata and an annotation that say them again."""
    made = pikepdf.Pdf.open(io.BytesIO(printed_page(words=AROUND)))
    page = made.pages[0]
    page.contents_add(f"BT /F 12 Tf 72 700 Td ({secret}) Tj ET".encode())
    made.docinfo["/Subject"] = SECRET
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=SECRET)
    page.obj.Annots = made.make_indirect(pikepdf.Array([made.make_indirect(note)]))
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


# Where 72 700 lies on a Letter page.
WORDS_AT = Box(100, 90, 400, 125)


def photo_with_words(ink: tuple[int, int, int] = RED) -> bytes:
    """Make a photo whose upper left quarter is red, and says so in what a camera writes along."""
    picture = Image.new("RGB", (800, 600), "white")
    ImageDraw.Draw(picture).rectangle((0, 0, 400, 300), fill=ink)
    out, told = io.BytesIO(), Image.Exif()
    told[0x010E] = SECRET
    picture.save(out, "JPEG", quality=95, exif=told)
    return out.getvalue()


def everything_in(path: Path) -> bytes:
    """Return every byte of a PDF with its streams unpacked, and every string in it."""
    parts = [path.read_bytes()]
    with pikepdf.Pdf.open(path) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Filter") == "/DCTDecode":
                parts += [each.read_raw_bytes(), _unpacked(each)]
            parts.append(repr(each).encode())
    return b"\n".join(parts)


def _unpacked(stream: pikepdf.Stream) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except (pikepdf.PdfError, zlib.error):
        return b""


def words_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def pictures_of(path: Path) -> Iterator[Image.Image]:
    """Yield every picture of a PDF, decoded, wherever it is named."""
    with pikepdf.Pdf.open(path) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Filter") == "/DCTDecode":
                yield Image.open(io.BytesIO(each.read_raw_bytes())).convert("RGB")


def box_of(picture: Image.Image, box: Box) -> Image.Image:
    width, height = picture.size
    return picture.crop(
        (box.left * width // 1000, box.top * height // 1000, box.right * width // 1000, box.bottom * height // 1000)
    )


def is_black(picture: Image.Image) -> bool:
    """Tell whether nothing is to be seen; what lies beside a box leaves a shimmer in the blocks of a JPEG."""
    return all(high < 40 for _, high in picture.getextrema())  # type: ignore[misc]  # one pair a color
