"""Pages of evidence that no archive would keep become pictures of themselves, with their words beneath."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest
from PIL import Image, ImageChops, ImageStat

from tests.reports import files
from tracker.reports import exhibits, unseen_words
from tracker.reports.exhibits import read
from tracker.reports.frames import bounds
from tracker.reports.kept import Kept
from tracker.reports.unseen_words import Run

WORDS = "Trauma and the brain"


def taken(content: bytes, folder: Path, kind: str = "pdf") -> pikepdf.Pdf:
    """Read a file of evidence; return what its pages became."""
    source, target = folder / "file", folder / "pictures.pdf"
    source.write_bytes(content)
    assert read("a", kind, source, target).pages
    return pikepdf.open(target)


def fit(content: bytes, folder: Path, kind: str = "pdf") -> bool:
    """Read a file of evidence; tell whether its pages are fit for an archive now."""
    (folder / "file").write_bytes(content)
    return read("a", kind, folder / "file", folder / "pictures.pdf").kept


def picture(form: Any) -> Any:
    """Return the one picture that a page became."""
    (drawn,) = form.Resources.XObject.as_dict().values()
    return drawn


def shown(pdf: pikepdf.Pdf) -> Any:
    """Return the first of such pages as a reader's program shows it, as large as it is."""
    form = pdf.Root.Exhibit[0]
    sheet, out = pikepdf.new(), BytesIO()
    _, _, width, height = bounds(form)
    page = sheet.add_blank_page(page_size=(width, height))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=sheet.copy_foreign(form)))
    page.obj.Contents = pikepdf.Stream(sheet, b"/P Do")
    sheet.save(out)
    return pypdfium2.PdfDocument(out.getvalue())[0]


def words(page: Any) -> str:
    """Return the words that a program finds on a page, as one line."""
    return " ".join(page.get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_its_words_are_found_as_before(turned: int, tmp_path: Path) -> None:
    content = files.pdf(turned=turned, words=WORDS)
    assert words(shown(taken(content, tmp_path))) == f"{WORDS} 1"


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_its_words_lie_where_they_are_seen(turned: int, tmp_path: Path) -> None:
    content = files.pdf(turned=turned, words=WORDS)
    before = pypdfium2.PdfDocument(content)[0]
    page = shown(taken(content, tmp_path))
    found = page.get_textpage().search(WORDS).get_next()
    assert found is not None
    # The original says where its words are on the page as it was, before it is turned.
    across, down = (end - begin for begin, end in zip(*_corners(page, *found), strict=True))
    wide, high = (end - begin for begin, end in zip(*_corners(before, 0, len(WORDS)), strict=True))
    assert (across > down) is (turned in {0, 180})
    assert max(across, down) == pytest.approx(max(wide, high), rel=0.1)


def _corners(page: Any, index: int, count: int) -> tuple[tuple[float, float], tuple[float, float]]:
    text = page.get_textpage()
    boxes = [text.get_charbox(number, loose=True) for number in range(index, index + count)]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return (min(lefts), min(bottoms)), (max(rights), max(tops))


@pytest.mark.parametrize("turned", [0, 90])
def test_it_looks_as_before(turned: int, tmp_path: Path) -> None:
    content = files.pdf(turned=turned, words=WORDS)
    before = pypdfium2.PdfDocument(content)[0].render(scale=2).to_pil().convert("L")
    after = shown(taken(content, tmp_path)).render(scale=2).to_pil().convert("L")
    assert after.size == before.size
    assert ImageStat.Stat(ImageChops.difference(before, after)).mean[0] < 1
    assert ImageStat.Stat(ImageChops.invert(after)).sum[0] == pytest.approx(
        ImageStat.Stat(ImageChops.invert(before)).sum[0], rel=0.05
    )


def test_a_page_without_colour_is_kept_without(tmp_path: Path) -> None:
    with taken(files.pdf(), tmp_path) as pdf:
        assert picture(pdf.Root.Exhibit[0]).ColorSpace == "/DeviceGray"


@pytest.mark.parametrize(
    "mark",
    [
        "1 0 0 rg 300 301 0.4 0.4 re f",
        "0.3 w 0.2 0.2 0.6 RG 50 50.1 m 550 50.1 l S",
        "0.98 0.99 1 rg 50 50 40 40 re f",
    ],
    ids=["a dot of ink", "a thin line", "a pale ground"],
)
def test_what_little_colour_there_is_stays(mark: str, tmp_path: Path) -> None:
    with taken(files.pdf(besides=mark), tmp_path) as pdf:
        assert picture(pdf.Root.Exhibit[0]).ColorSpace == "/DeviceRGB"


def test_colours_of_a_press_become_those_of_a_screen(tmp_path: Path) -> None:
    with taken(files.photo(mode="CMYK"), tmp_path, "jpeg") as pdf:
        assert picture(pdf.Root.Exhibit[0]).ColorSpace in {"/DeviceRGB", "/DeviceGray"}
        assert pdf.Root.Exhibit[0].Photo


def test_a_file_that_is_fit_stays_as_it_is(tmp_path: Path) -> None:
    content = files.photo()
    with taken(content, tmp_path, "jpeg") as pdf:
        assert picture(pdf.Root.Exhibit[0]).read_raw_bytes() == content


@pytest.mark.parametrize(("content", "kind"), [(files.pdf(pages=2), "pdf"), (files.photo(mode="CMYK"), "jpeg")])
def test_it_is_fit_afterwards(content: bytes, kind: str, tmp_path: Path) -> None:
    assert fit(content, tmp_path, kind)


def test_what_cannot_be_drawn_stays_and_takes_the_claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: object) -> None:
        raise ValueError

    monkeypatch.setattr(exhibits, "redrawn", never)
    assert not fit(files.pdf(words=WORDS), tmp_path)
    with taken(files.pdf(words=WORDS), tmp_path) as pdf:
        assert WORDS.encode() in pdf.Root.Exhibit[0].read_bytes()


def test_it_is_the_same_to_the_byte_each_time(tmp_path: Path) -> None:
    made = []
    for _ in range(2):
        with taken(files.pdf(pages=2), tmp_path) as pdf:
            streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
            made.append([each.read_raw_bytes() for each in streams if each.get("/Type") != "/Metadata"])
    assert made[0] == made[1]


def test_it_is_redrawn_once_for_a_center(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, earlier = tmp_path / "file", tmp_path / "earlier"
    source.write_bytes(files.pdf(words=WORDS))
    earlier.mkdir()
    first = read("a", "pdf", source, tmp_path / "first.pdf", Kept(earlier, tmp_path / "fresh"))
    (tmp_path / "fresh").rename(tmp_path / "kept")
    monkeypatch.setattr(exhibits, "redrawn", None)
    again = read("a", "pdf", source, tmp_path / "again.pdf", Kept(tmp_path / "kept", tmp_path / "fresh"))
    assert (first.kept, again.kept) == (True, True)
    with pikepdf.open(tmp_path / "again.pdf") as pdf:
        assert words(shown(pdf)) == f"{WORDS} 1"


def test_a_page_like_a_photo_does_not_grow_large(tmp_path: Path) -> None:
    out = BytesIO()
    Image.effect_noise((900, 1200), 60).convert("CMYK").save(out, "JPEG")
    with taken(out.getvalue(), tmp_path, "jpeg") as pdf:
        assert picture(pdf.Root.Exhibit[0]).Filter == "/DCTDecode"
    with taken(files.pdf(), tmp_path) as pdf:
        assert picture(pdf.Root.Exhibit[0]).Filter == "/FlateDecode"


def test_words_without_area_and_letters_that_are_none_are_left_out() -> None:
    run = Run("a\x00\ufeff\ud800b", 10, 20, 30, 32)
    assert unseen_words.drawing([run], "F") == b"BT 3 Tr /F 12.00 Tf 166.67 Tz 1 0 0 1 10.00 20.00 Tm <00610062> Tj ET"
    assert unseen_words.drawing([Run("a", 10, 20, 10, 32), Run("\x00", 0, 0, 9, 9)], "F") == b""
