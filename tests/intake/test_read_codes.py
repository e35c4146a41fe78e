"""What the codes on a scan say: read in the child, upright or turned, and nothing where there is none."""

import io
from pathlib import Path

import pytest
import segno
from PIL import Image

from tests.intake import making
from tracker.domain.errors import UnreadableFile
from tracker.intake.inspection import codes_in

ADDRESS = "https://tracker.example.org/c/abcdefghij2345678923/events/planned/abcdefghij2345678923/record"


def page(turned: int = 0, blank: bool = False) -> Image.Image:
    """Return a Letter page at 150 dots an inch with a code of an inch in its corner."""
    paper, code = Image.new("L", (1275, 1650), "white"), io.BytesIO()
    segno.make(ADDRESS, error="m", micro=False).save(code, kind="png", scale=4)
    if not blank:
        paper.paste(Image.open(code).convert("L"), (1000, 80))
    return paper.rotate(turned, expand=True, fillcolor=255)


def kept(folder: Path, content: bytes) -> Path:
    (folder / "scan").write_bytes(content)
    return folder / "scan"


@pytest.mark.parametrize("turned", [0, 4, 90, 180, 270])
def test_a_code_is_read_however_the_sheet_lay(tmp_path: Path, turned: int) -> None:
    assert codes_in(kept(tmp_path, making.saved(page(turned).convert("RGB"), "JPEG"))) == (ADDRESS,)


def test_a_code_on_a_later_page_of_a_pdf_is_read(tmp_path: Path) -> None:
    pages = [page(blank=True), page()]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    assert codes_in(kept(tmp_path, out.getvalue())) == (ADDRESS,)


def test_a_page_without_a_code_says_nothing(tmp_path: Path) -> None:
    assert codes_in(kept(tmp_path, making.saved(page(blank=True).convert("RGB"), "JPEG"))) == ()


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        codes_in(kept(tmp_path, b"nothing of the kind"))
