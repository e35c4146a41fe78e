"""A file that is no good is refused in words that say what is wrong and what to do, soon and in little memory."""

import functools
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from tests.intake import making
from tracker.domain.errors import UnreadableFile
from tracker.intake.inspection import inspect, take_in
from tracker.intake.limits import UPLOAD, Limits
from tracker.intake.words import Refusal

OnDisk = Callable[[bytes], Path]
MEBIBYTE = 1024 * 1024
ROOT = Path(__file__).resolve().parents[2]

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "an empty file": (lambda: b"", "This file is empty."),
    "more than 25 MB": (lambda: making.pdf() + bytes(25 * MEBIBYTE), "larger than 25 MB"),
    "one byte": (lambda: b"\x80", "of a kind that is not known here"),
    "random bytes": (lambda: b"\x80" + making.noise(100_000), "of a kind that is not known here"),
    "text": (lambda: b"Certificate of completion\r\n", "is plain text"),
    "text in UTF-16": (lambda: "Certificate".encode("utf-16"), "is plain text"),
    "a text letter cut in two": (lambda: ("é" * 5000).encode()[:8191] + b"\xc3", "is plain text"),
    "a web page": (lambda: b"\xef\xbb\xbf\n<!DOCTYPE html><title>C</title>", "is a web page"),
    "a web page that says it is a PDF": (lambda: b"<html>%PDF-1.7" + making.pdf(), "is a web page"),
    "a drawing with a script": (lambda: b"<?xml version='1.0'?><svg><script>1</script></svg>", "is an SVG drawing"),
    "XML": (lambda: b"<?xml version='1.0'?><a/>", "is an XML file"),
    "an e-mail": (lambda: b"Received: from x\r\nSubject: your certificate\r\n", "is an e-mail"),
    "a Word document": (lambda: making.zip_of("[Content_Types].xml", "word/document.xml"), "is a Word document"),
    "an Excel workbook": (lambda: making.zip_of("[Content_Types].xml", "xl/workbook.xml"), "is an Excel workbook"),
    "an older Office document": (lambda: b"\xd0\xcf\x11\xe0" + making.noise(999), "is an older Office document"),
    "a ZIP archive": (
        lambda: making.zip_of("certificate.pdf"),
        "is a packed archive (ZIP), whatever its name says. Unpack it",
    ),
    "a Windows program": (lambda: b"MZ" + making.noise(999), "is a Windows program"),
    "a Linux program": (lambda: Path("/bin/sh").read_bytes()[:99_999], "is a program"),
    "a script": (lambda: b"#!/bin/sh\nrm -rf /\n", "is a script"),
    "a GIF": (lambda: making.saved(making.photo(), "GIF"), "is a GIF picture"),
    "a GIF that is a PDF too": (lambda: b"GIF89a" + making.pdf(), "is a GIF picture"),
    "a TIFF": (lambda: making.saved(making.photo(), "TIFF"), "is a TIFF picture"),
    "a BMP": (lambda: making.saved(making.photo(), "BMP"), "is a BMP picture"),
    "PostScript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%EOF", "is a PostScript file"),
    "an AVIF": (lambda: b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", "is an AVIF picture"),
    "an AVIF in another coat": (lambda: b"\0\0\0\x1cftypmif1\0\0\0\0avifmif1miaf", "is an AVIF picture"),
    "a video": (lambda: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "is a video"),
    "a sound recording": (lambda: b"RIFF\x24\0\0\0WAVEfmt ", "is a sound or video recording"),
    "a locked PDF": (
        lambda: making.pdf(encryption=pikepdf.Encryption(owner="owner", user="user")),
        "asks for a password",
    ),
    "a PDF locked the old way": (
        lambda: making.pdf(encryption=pikepdf.Encryption(owner="o", user="u", R=3, aes=False, metadata=False)),
        "asks for a password",
    ),
    "a PDF cut off": (lambda: making.pdf(3)[:-300], "is cut off"),
    "a PDF for the web cut off": (lambda: making.pdf(20, linearize=True)[:-300], "is cut off"),
    "a PDF without pages": (making.no_pages, "has no pages"),
    "a PDF without pages, as libraries make it": (lambda: making.pdf(0), "has no pages"),
    "a PDF of 101 pages": (lambda: making.many_pages(101), "more than 100 pages"),
    "a PDF of 10,000 pages": (lambda: making.many_pages(10_000), "more than 100 pages"),
    "a PDF in name only": (lambda: b"%PDF-1.7\n" + making.noise(9999) + b"%%EOF", "is damaged"),
    "a PDF header alone": (lambda: b"%PDF-1.7\n", "is cut off"),
    "a JPEG cut off": (lambda: making.saved(making.photo(), "JPEG")[:-700], "damaged or not complete"),
    "a JPEG header alone": (lambda: b"\xff\xd8\xff\xe0", "damaged or not complete"),
    "a PNG cut off": (lambda: making.saved(making.photo(), "PNG")[:-60], "damaged or not complete"),
    "a WebP cut off": (lambda: making.saved(making.photo(), "WEBP")[:-60], "damaged or not complete"),
    "a WebP header alone": (lambda: b"RIFF\x24\0\0\0WEBPVP8 ", "damaged or not complete"),
    "a HEIC cut off": (lambda: making.phone_heic()[:-300], "damaged or not complete"),
    "a PNG of 20,000 x 20,000": (lambda: making.png(20_000, 20_000, b""), "larger than 50 megapixels"),
    "a PNG of a line": (lambda: making.png(20_001, 1, b""), "20,000 pixels on a side"),
    "a PNG of 2 thousand million a side": (lambda: making.png(2**31 - 1, 2**31 - 1, b""), "50 megapixels"),
    "a WebP of 16,383 x 16,383": (
        lambda: b"RIFF\xff\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0" + b"\xfe\x3f\0" * 2 + bytes(99),
        "larger than 50 megapixels",
    ),
}
# What becomes of these is the library's affair, as long as it is quick, small and either accepted or refused.
STRAINING: dict[str, Callable[[], bytes]] = {
    "pages in a circle": making.pages_in_a_circle,
    "a huge table of contents": making.huge_table,
    "two million nested lists": making.deep_nesting,
    "a page that unpacks to 3 GB": making.flate_bomb,
    "a picture of 60,000 x 60,000 on a page": making.picture_bomb,
    "a PDF that is a ZIP too": lambda: making.pdf() + making.zip_of("evil.exe"),
    "a page a thousand miles wide": lambda: making.pdf().replace(b"0 0 612 792", b"0 0 9e9 792"),
    "noise in a PNG": lambda: making.png(5000, 5000, making.noise(MEBIBYTE)),
}


def memory_of_this_process() -> int:
    """The most that this process has ever held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.fixture
def bounded() -> Iterator[None]:
    """Time and memory of this process stay small, whatever the file does."""
    before, start = memory_of_this_process(), time.monotonic()
    yield
    assert time.monotonic() - start < 10
    assert memory_of_this_process() - before < 100 * MEBIBYTE


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_in_plain_words(kind: str, on_disk: OnDisk) -> None:
    make, words = REFUSED[kind]
    with pytest.raises(UnreadableFile) as refused:
        inspect(on_disk(make()), "certificate.pdf")

    message = refused.value.message
    assert words in message
    assert any(what_to_do in message for what_to_do in (" add ", "Add ", "again")), message
    assert "error" not in message.lower()


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("kind", STRAINING)
def test_a_straining_file_is_shown_or_refused_and_never_more(kind: str, on_disk: OnDisk) -> None:
    path = on_disk(STRAINING[kind]())
    try:
        arrival = take_in(path, "certificate.pdf")
    except UnreadableFile as refused:
        assert refused.message in {refusal.words for refusal in Refusal}
    else:
        assert arrival.display


@functools.cache
def ordinary() -> dict[str, bytes]:
    return {
        "pdf": making.pdf(3, making.with_filled_form),
        "jpg": making.phone_jpeg(),
        "png": making.text_png(),
        "webp": making.saved(making.photo(mode="RGBA"), "WEBP"),
        "heic": making.phone_heic(),
    }


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("form", ["pdf", "jpg", "png", "webp", "heic"])
def test_a_file_damaged_anywhere_is_shown_or_refused_and_never_more(form: str, seed: int, on_disk: OnDisk) -> None:
    content = bytearray(ordinary()[form])
    places = making.noise(8, seed)
    for place, value in zip(places, making.noise(8, seed + 99), strict=True):
        content[16 + place * (len(content) - 17) // 256] = value
    try:
        assert take_in(on_disk(bytes(content)), "x").display
    except UnreadableFile as refused:
        assert refused.message in {refusal.words for refusal in Refusal}


def test_children_stay_within_their_memory(tmp_path: Path) -> None:
    """Over the files that want most, the largest process that reading them starts; asked of a process of its own."""
    greedy = (making.deep_nesting(), making.flate_bomb(), making.picture_bomb(), making.huge_table())
    for number, content in enumerate(greedy):
        (tmp_path / f"{number}").write_bytes(content)
    asked = subprocess.run(  # noqa: S603 our own program
        [sys.executable, "-c", MEASURE, *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert 100 * MEBIBYTE < int(asked.stdout) < 600 * MEBIBYTE


MEASURE = """
import contextlib, resource, sys
from pathlib import Path
from tracker.domain.errors import UnreadableFile
from tracker.intake.inspection import take_in
for path in sys.argv[1:]:
    with contextlib.suppress(UnreadableFile):
        take_in(Path(path), "x")
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_says_what_to_do(refusal: Refusal) -> None:
    assert any(what_to_do in refusal.words for what_to_do in ("add", "again"))
    assert refusal.words.endswith(".")


def test_the_words_tell_the_true_limits() -> None:
    assert f"{UPLOAD.file_bytes // MEBIBYTE} MB" in Refusal.TOO_LARGE.words
    assert f"{UPLOAD.pages} pages" in Refusal.TOO_MANY_PAGES.words
    assert f"{UPLOAD.pixels // 1_000_000} megapixels" in Refusal.TOO_MANY_PIXELS.words
    assert f"{UPLOAD.side:,} pixels" in Refusal.TOO_MANY_PIXELS.words


def test_a_file_as_large_as_allowed_is_read(on_disk: OnDisk) -> None:
    sent = making.pdf()
    largest = sent + bytes(UPLOAD.file_bytes - len(sent))
    assert inspect(on_disk(largest), "x.pdf").pages == 1


def test_limits_may_be_set_closer(on_disk: OnDisk) -> None:
    with pytest.raises(UnreadableFile, match="pages"):
        inspect(on_disk(making.pdf(3)), "x.pdf", limits=Limits(pages=2))
