"""Ordinary certificates get in, whatever program, scanner or phone they come from."""

import io
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import weasyprint
from PIL import Image

from tests.intake import making
from tracker.intake.copies import packet_pages
from tracker.intake.errand import Exhibit
from tracker.intake.formats import Format
from tracker.intake.inspection import take_in
from tracker.intake.words import Note

OnDisk = Callable[[bytes], Path]
CERTIFICATES = sorted(path for path in (Path(__file__).parent / "certificates").iterdir() if path.suffix != ".md")

PDFS: dict[str, Callable[[], bytes]] = {
    "made by WeasyPrint": lambda: weasyprint.HTML(string="<h1>Certificate</h1><p>Maria</p>").write_pdf() or b"",
    "made by WeasyPrint, tagged, archival": lambda: (
        weasyprint.HTML(string="<html lang=en><title>C</title><h1>C</h1>").write_pdf(pdf_variant="pdf/ua-1") or b""
    ),
    "scanned by Pillow": lambda: making.saved(making.photo(850, 1100), "PDF", resolution=100),
    "scanned, black and white": lambda: making.saved(making.photo(850, 1100, "1"), "PDF"),
    "of several scanned pages": lambda: making.saved(
        making.photo(), "PDF", save_all=True, append_images=[making.photo(), making.photo()]
    ),
    "compressed by qpdf": lambda: making.pdf(2, object_stream_mode=making.pikepdf.ObjectStreamMode.generate),
    "linearized for the web": lambda: making.pdf(2, linearize=True),
    "of PDF version 1.2": lambda: making.pdf(force_version="1.2"),
    "with a link to the issuer": lambda: making.pdf(change=making.with_link),
    "of a hundred pages": lambda: making.many_pages(100),
    "with bytes before its beginning": lambda: b"\r\n\r\nContent-Type: x\r\n" + making.pdf(),
    "with bytes after its end": lambda: making.pdf() + b"\0" * 3000,
    "with a wrong table of contents": lambda: making.pdf().replace(b"startxref\n", b"startxref\n9"),
}
PICTURES: dict[str, tuple[Format, Callable[[], bytes]]] = {
    "JPEG": (Format.JPEG, lambda: making.saved(making.photo(), "JPEG")),
    "progressive JPEG": (Format.JPEG, lambda: making.saved(making.photo(), "JPEG", progressive=True)),
    "gray JPEG": (Format.JPEG, lambda: making.saved(making.photo(mode="L"), "JPEG")),
    "CMYK JPEG": (Format.JPEG, lambda: making.saved(making.photo(mode="CMYK"), "JPEG")),
    "JPEG of two pictures": (
        Format.JPEG,
        lambda: making.saved(making.photo(), "MPO", save_all=True, append_images=[making.photo(90, 90)]),
    ),
    "JPEG with a ZIP behind": (
        Format.JPEG,
        lambda: making.saved(making.photo(), "JPEG") + making.zip_of("evil.exe"),
    ),
    "JPEG of 50 megapixels": (Format.JPEG, lambda: making.saved(making.photo(8160, 6120), "JPEG")),
    "PNG": (Format.PNG, lambda: making.saved(making.photo(), "PNG")),
    "palette PNG": (Format.PNG, lambda: making.saved(making.photo().quantize(8), "PNG")),
    "PNG with alpha": (Format.PNG, lambda: making.saved(making.photo(mode="RGBA"), "PNG")),
    "black and white PNG": (Format.PNG, lambda: making.saved(making.photo(mode="1"), "PNG")),
    "PNG of 50 megapixels": (
        Format.PNG,
        lambda: making.png(8160, 6120, zlib.compress(bytes((8160 * 3 + 1) * 6120), 1)),
    ),
    "WebP": (Format.WEBP, lambda: making.saved(making.photo(), "WEBP")),
    "WebP without loss": (Format.WEBP, lambda: making.saved(making.photo(), "WEBP", lossless=True)),
    "WebP with alpha": (Format.WEBP, lambda: making.saved(making.photo(mode="RGBA"), "WEBP")),
    "HEIC": (Format.HEIC, making.phone_heic),
}


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def near(seen: object, meant: Iterable[int], slack: int = 25) -> bool:
    return isinstance(seen, tuple) and all(abs(a - b) <= slack for a, b in zip(seen, meant, strict=True))


def is_upright(picture: Image.Image) -> bool:
    width, height = picture.size
    above, below = picture.getpixel((width // 2, height // 4)), picture.getpixel((width // 2, height * 3 // 4))
    return near(above, making.RED) and near(below, making.BLUE)


@pytest.mark.parametrize("kind", PDFS)
def test_a_pdf_is_accepted_and_shown(kind: str, on_disk: OnDisk) -> None:
    arrival = take_in(on_disk(PDFS[kind]()), "certificate.pdf")

    assert arrival.inspection.format is Format.PDF
    assert len(arrival.display) == min(arrival.inspection.pages, 10)
    assert max(opened(arrival.display[0]).size) in (1650, 1651)


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_is_accepted_and_shown(kind: str, on_disk: OnDisk) -> None:
    form, make = PICTURES[kind]

    arrival = take_in(on_disk(make()), "certificate")

    found = arrival.inspection
    assert (found.format, found.pages, found.exhibit, found.notes) == (form, 1, Exhibit.PICTURE, ())
    shown = opened(arrival.display[0])
    assert shown.format == "JPEG"
    assert max(shown.size) <= 2200
    if "CMYK" not in kind and "50" not in kind and "gray" not in kind and "black" not in kind:
        assert is_upright(shown)


@pytest.mark.parametrize("path", CERTIFICATES, ids=lambda path: path.name)
def test_a_certificate_of_any_producer_is_accepted_and_shown(path: Path) -> None:
    arrival = take_in(path, path.name)

    assert len(arrival.display) == arrival.inspection.pages
    for page in arrival.display:
        darkest, lightest = opened(page).convert("L").getextrema()
        assert darkest < 128, "the page is blank"
        assert lightest > 200, "the page is black"


@pytest.mark.browser
def test_a_page_printed_from_a_browser_is_accepted(tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    (tmp_path / "page.html").write_text("<title>Certificate</title><h1>Certificate</h1>")
    subprocess.run(  # noqa: S603 a browser of this machine on a page of our own
        [
            chromium,
            "--headless",
            "--no-sandbox",
            f"--print-to-pdf={tmp_path / 'c.pdf'}",
            f"--user-data-dir={tmp_path}",
            (tmp_path / "page.html").as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )

    found = take_in(tmp_path / "c.pdf", "c.pdf").inspection

    assert (found.pages, found.exhibit, found.notes) == (1, Exhibit.AS_IT_IS, ())


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_phone_photo_is_turned_upright_and_tells_no_place(orientation: int, on_disk: OnDisk) -> None:
    sent = making.phone_jpeg(orientation)
    assert making.MAKER.encode() in sent

    arrival = take_in(on_disk(sent), "IMG_0001.JPG")

    shown = opened(arrival.display[0])
    assert (arrival.inspection.width, arrival.inspection.height) == shown.size == (400, 300)
    assert is_upright(shown)
    assert_tells_nothing(arrival.display[0])


@pytest.mark.parametrize(
    "make",
    [making.phone_heic, making.text_png, making.described_jpeg, making.described_webp],
    ids=["HEIC", "PNG", "JPEG", "WebP"],
)
def test_camera_data_and_words_are_gone_from_what_is_shown(make: Callable[[], bytes], on_disk: OnDisk) -> None:
    sent = make()
    assert making.MAKER.encode() in sent
    assert_tells_nothing(take_in(on_disk(sent), "picture").display[0])


def assert_tells_nothing(content: bytes) -> None:
    shown = opened(content)
    assert not shown.getexif()
    assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Exif" not in content
    assert making.MAKER.encode() not in content


def test_a_large_photo_is_shown_at_2200_pixels(on_disk: OnDisk) -> None:
    arrival = take_in(on_disk(making.saved(making.photo(4032, 3024), "JPEG")), "IMG_1.jpg")

    assert (arrival.inspection.width, arrival.inspection.height) == (4032, 3024)
    assert opened(arrival.display[0]).size == (2200, 1650)
    assert is_upright(opened(arrival.display[0]))


def test_a_large_picture_drawn_in_bands_has_no_seams(on_disk: OnDisk) -> None:
    plain = Image.new("RGB", (7001, 5003), making.RED)
    shown = opened(take_in(on_disk(making.saved(plain, "PNG", compress_level=1)), "scan.png").display[0])
    assert all(near((low,), (level,), 4) and near((high,), (level,), 4)
               for (low, high), level in zip(shown.getextrema(), making.RED, strict=True))  # fmt: skip


def test_what_is_transparent_is_shown_on_white(on_disk: OnDisk) -> None:
    for form in ("PNG", "WEBP"):
        clear = making.saved(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), form)
        assert near(opened(take_in(on_disk(clear), "x").display[0]).getpixel((25, 25)), (255, 255, 255), 2)


def test_a_scan_of_16_bits_keeps_its_shades(on_disk: OnDisk) -> None:
    shown = opened(take_in(on_disk(making.sixteen_bit_png()), "scan.png").display[0])

    assert near(shown.getpixel((50, 20)), (31, 31, 31), 4)
    assert near(shown.getpixel((50, 80)), (218, 218, 218), 4)


def test_a_moving_picture_shows_its_first_and_says_so(on_disk: OnDisk) -> None:
    moving = making.saved(making.photo(), "WEBP", save_all=True, append_images=[making.photo(mode="L")])
    arrival = take_in(on_disk(moving), "x.webp")
    assert arrival.inspection.notes == (Note.MOVES,)
    assert is_upright(opened(arrival.display[0]))


def test_the_size_of_a_pdf_is_that_of_its_first_page_in_points(on_disk: OnDisk) -> None:
    found = take_in(on_disk(making.pdf(3)), "x.pdf").inspection
    assert (found.pages, found.width, found.height) == (3, 612, 792)


def test_a_calm_pdf_goes_into_a_packet_byte_for_byte(on_disk: OnDisk) -> None:
    sent = making.pdf(2, making.with_link)
    path = on_disk(sent)
    found = take_in(path, "x.pdf").inspection

    pages = packet_pages(path, found)

    assert (found.exhibit, pages.is_pdf, pages.files) == (Exhibit.AS_IT_IS, True, (sent,))


def test_any_pdf_can_go_into_a_packet_as_pictures(on_disk: OnDisk) -> None:
    path = on_disk(making.pdf(12))

    pages = packet_pages(path, take_in(path, "x.pdf").inspection, as_pictures=True)

    assert (pages.is_pdf, len(pages.files)) == (False, 12)
    assert max(opened(pages.files[11]).size) in (2200, 2201)


def test_a_picture_goes_into_a_packet_as_it_is_shown(on_disk: OnDisk) -> None:
    path = on_disk(making.phone_jpeg())
    arrival = take_in(path, "x.jpg")

    pages = packet_pages(path, arrival.inspection)

    assert (pages.is_pdf, pages.files) == (False, arrival.display)
