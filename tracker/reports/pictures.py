"""Pictures of pages as one PDF: for a file of evidence that could be kept only as pictures.

Only JPEGs that this product drew itself come here; nothing is decoded.
"""

import io
from collections.abc import Iterable
from pathlib import Path

from tracker.reports.images import picture_of

LETTER_POINTS = 792


def bind_pictures(pictures: Iterable[Path]) -> bytes:
    """Return a PDF with a page for each JPEG, its longer side that of Letter paper; the same bytes each time.

    Raises ValueError where one is no whole JPEG.
    """
    import pikepdf

    document = pikepdf.new()
    for path in pictures:
        picture = picture_of(document, path.read_bytes())
        sides = int(picture.Width), int(picture.Height)
        width, height = (round(side * LETTER_POINTS / max(sides), 2) for side in sides)
        page = document.add_blank_page(page_size=(width, height))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
        page.Contents = document.make_stream(f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode())
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()
