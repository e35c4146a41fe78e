"""Files of evidence of every kind, good and bad, made here."""

from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Stream
from PIL import Image


def pdf(
    width: float = 612,
    height: float = 792,
    *,
    pages: int = 1,
    turned: int = 0,
    words: str = "Certificate",
    besides: str = "",
) -> bytes:
    """Make a PDF with a frame at its edge and some words, so that anything cut off is seen; `besides` is drawn too."""
    made = pikepdf.Pdf.new()
    letters = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(1, pages + 1):
        page = made.add_blank_page(page_size=(width, height))
        page.obj.Resources = Dictionary(Font=Dictionary(F=letters))
        drawing = (
            f"2 w 4 4 {width - 8} {height - 8} re S BT /F 12 Tf 12 {height / 2} Td ({words} {number}) Tj ET {besides}"
        )
        page.obj.Contents = Stream(made, drawing.encode())
        if turned:
            page.obj.Rotate = turned
    return _saved(made)


def filled_form() -> bytes:
    """Make a PDF whose name field is filled in, and which also acts: a script, a link and an attachment."""
    made = pikepdf.Pdf.open(BytesIO(pdf()))
    letters = Dictionary(Helv=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    field = made.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="name", V="Filled in by hand", F=4,
            DA="/Helv 12 Tf 0 g", Rect=[100, 500, 400, 530],
        )
    )  # fmt: skip
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI="https://example.org")
    )
    made.pages[0].obj.Annots = made.make_indirect(pikepdf.Array([field, made.make_indirect(link)]))
    made.Root.AcroForm = Dictionary(Fields=[field], DR=Dictionary(Font=letters), DA="/Helv 12 Tf 0 g")
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    made.attachments["note.txt"] = pikepdf.AttachedFileSpec(made, b"attached", filename="note.txt")
    return _saved(made)


def protected() -> bytes:
    """Make a PDF that opens with a password only."""
    made, output = pikepdf.Pdf.open(BytesIO(pdf())), BytesIO()
    made.save(output, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return output.getvalue()


def without_pages() -> bytes:
    """Make a PDF without pages."""
    return _saved(pikepdf.Pdf.new())


def without_area() -> bytes:
    """Make a PDF whose page has no height."""
    made = pikepdf.Pdf.open(BytesIO(pdf()))
    made.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 612, 0])
    return _saved(made)


def photo(width: int = 900, height: int = 1200, mode: str = "RGB") -> bytes:
    """Make a photo as JPEG."""
    output = BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert(mode).save(output, "JPEG")
    return output.getvalue()


def _saved(made: pikepdf.Pdf) -> bytes:
    output = BytesIO()
    made.save(output, deterministic_id=True)
    return output.getvalue()


GOOD: dict[str, tuple[bytes, str]] = {
    "letter": (pdf(), "pdf"),
    "landscape": (pdf(792, 612, words="Landscape"), "pdf"),
    "turned A4 of three pages": (pdf(595, 842, pages=3, turned=90, words="Turned"), "pdf"),
    "legal": (pdf(612, 1008, words="Legal"), "pdf"),
    "tiny": (pdf(120, 60, words="Tiny"), "pdf"),
    "poster": (pdf(3000, 2000, turned=180, words="Poster"), "pdf"),
    "filled form": (filled_form(), "pdf"),
    "photo": (photo(), "jpeg"),
    "gray photo": (photo(1600, 400, "L"), "jpeg"),
}
BAD: dict[str, tuple[bytes, str]] = {
    "protected": (protected(), "pdf"),
    "without pages": (without_pages(), "pdf"),
    "without area": (without_area(), "pdf"),
    "cut off": (pdf()[:200], "pdf"),
    "no PDF": (b"MZ" + bytes(range(256)), "pdf"),
    "empty": (b"", "pdf"),
    "photo cut off": (photo()[:500], "jpeg"),
}
EVERY_KIND = GOOD | BAD
