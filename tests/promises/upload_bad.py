"""Bad files without end: damaged ones, bombs, liars, and names that mean harm. The same seed makes the same."""

import functools
import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from tests.intake import making
from tests.promises import upload_bombs

CERTIFICATES = Path(__file__).parent.parent / "intake" / "certificates"
TYPES = (
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/heic",
    "text/html",
    "image/svg+xml",
    "",
    "a/b/c",
    "x" * 500,
)
NAMES = (
    "certificate.pdf",
    "photo.JPG",
    "../../../../etc/passwd",
    "..\\..\\windows\\system32\\a.dll",
    "/etc/shadow",
    "C:\\autoexec.bat",
    "con",
    "nul.pdf",
    ".htaccess",
    "a\0b.pdf",
    "line\r\nbreak.pdf",
    "bell\a\x1b[2J.pdf",
    "\u202efdp.exe",
    "\u2066hidden\u2069.pdf",
    "\ud800.pdf".encode("utf-8", "surrogatepass").decode("latin-1"),
    "x" * 1000 + ".pdf",
    "ж" * 1000,
    "😀" * 300 + ".heic",
    "<script>alert(1)</script>.pdf",
    '"; filename="other.pdf',
    "{{ 7 * 7 }}.pdf",
    "' OR 1=1 --.pdf",
    "%00%2e%2e%2f.pdf",
    " ",
    ".",
)


@dataclass(frozen=True, slots=True)
class Bad:
    """A file as it is sent: what it is to us, and the name and type that it claims."""

    kind: str
    name: str
    type: str
    content: bytes


def files(seed: int, count: int) -> Iterator[Bad]:
    """Yield so many; each kind of maker in turn, so that a short run has all of them."""
    chance = random.Random(seed)
    makers = [*MAKERS.items()]
    for number in range(count):
        kind, make = makers[number % len(makers)]
        content = make(chance)
        name = chance.choice(NAMES) if chance.random() < 0.5 else "certificate.pdf"
        # A few bytes behind the end make each a file of its own, so that none is known already.
        tail = b"" if len(content) >= 24_000_000 or not content else b"\n%%%d\n" % number
        yield Bad(kind, name, chance.choice(TYPES), content + tail)


@functools.cache
def ordinary() -> tuple[bytes, ...]:
    """Return files that are good, to be damaged."""
    made = [path.read_bytes() for path in sorted(CERTIFICATES.glob("*.*")) if path.suffix != ".md"]
    pictures = [making.phone_jpeg(), making.text_png(), making.phone_heic(), making.sixteen_bit_png()]
    webp = [making.saved(making.photo(mode="RGBA"), "WEBP"), making.saved(making.photo(), "WEBP", lossless=True)]
    return (*made, *pictures * 3, *webp * 2)


def _bits_flipped(chance: random.Random) -> bytes:
    content = bytearray(chance.choice(ordinary()))
    for _ in range(chance.choice((1, 3, 20, 200))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def _cut(chance: random.Random) -> bytes:
    content = chance.choice(ordinary())
    return content[: chance.randrange(len(content))]


def _cut_with_an_end(chance: random.Random) -> bytes:
    return _cut(chance) + b"\nstartxref\n%d\n%%%%EOF\n" % chance.randrange(99_999)


def _overwritten(chance: random.Random) -> bytes:
    content = bytearray(chance.choice(ordinary()))
    start, size = chance.randrange(len(content)), chance.choice((4, 64, 1024))
    content[start : start + size] = chance.choice((bytes(size), b"\xff" * size, chance.randbytes(size)))
    return bytes(content)


def _spliced(chance: random.Random) -> bytes:
    one, two = chance.choice(ordinary()), chance.choice(ordinary())
    return one[: chance.randrange(len(one))] + two[chance.randrange(len(two)) :]


def _repeated(chance: random.Random) -> bytes:
    content = chance.choice(ordinary())
    start = chance.randrange(len(content))
    piece = content[start : start + chance.randrange(1, 4096)]
    return content[:start] + piece * chance.choice((2, 50, 500)) + content[start:]


def _numbers_changed(chance: random.Random) -> bytes:
    """Change what stands as digits: lengths, offsets, counts, sizes of a PDF."""
    content = bytearray(chance.choice([each for each in ordinary() if each.startswith(b"%PDF")]))
    digits = [place for place, byte in enumerate(content) if 48 <= byte <= 57]
    for place in chance.sample(digits, min(len(digits), chance.choice((1, 5, 50)))):
        content[place] = chance.choice(b"0123456789")
    return bytes(content)


def _names_swapped(chance: random.Random) -> bytes:
    """Swap words of a PDF for others, so that every object may be of another kind than its place asks for."""
    words = (b"/Page", b"/Pages", b"/Catalog", b"/Font", b"/XObject", b"/Length", b"/Kids", b"/Parent", b"/Filter")
    content = chance.choice([each for each in ordinary() if each.startswith(b"%PDF")])
    return content.replace(chance.choice(words), chance.choice(words), chance.choice((1, -1)))


def _damaged(chance: random.Random) -> bytes:
    damages = (
        _bits_flipped,
        _cut,
        _cut_with_an_end,
        _overwritten,
        _spliced,
        _repeated,
        _numbers_changed,
        _names_swapped,
    )
    return chance.choice(damages)(chance)


def _picture_damaged(chance: random.Random) -> bytes:
    content = bytearray(chance.choice([each for each in ordinary() if not each.startswith(b"%PDF")]))
    for _ in range(chance.choice((1, 4, 40))):
        content[chance.randrange(12, len(content))] = chance.randrange(256)
    return bytes(content)


def _protected(chance: random.Random) -> bytes:
    level = chance.choice((3, 4, 6))
    return making.pdf(encryption=pikepdf.Encryption(owner="o", user="u", R=level, aes=level > 3, metadata=level > 3))


def _active(chance: random.Random) -> bytes:
    changes = (making.with_script, making.with_launch, making.with_page_action, making.with_attachment, making.with_xfa)
    return making.pdf(1, chance.choice(changes), linearize=chance.random() < 0.5)


def _at_the_edge(chance: random.Random) -> bytes:
    size = chance.choice((24_999_999, 25_000_000, 25_000_001, 25 * 1024 * 1024, 25 * 1024 * 1024 + 1))
    start = chance.choice((making.pdf(), making.phone_jpeg(), b"%PDF-1.7\n"))
    return start + bytes(size - len(start))


def _liar(chance: random.Random) -> bytes:
    pdf = making.pdf()
    out = io.BytesIO()
    making.photo(60, 60).save(out, "TIFF", save_all=True, append_images=[making.photo(60, 60)] * 20)
    return chance.choice(
        (
            b"",
            b"%",
            b"MZ" + chance.randbytes(5000),
            b"\x7fELF" + chance.randbytes(5000),
            b"<!doctype html><script>alert(1)</script>",
            b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            b"%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (w) file\n%%EOF",
            making.zip_of("[Content_Types].xml", "word/document.xml"),
            b"\xd0\xcf\x11\xe0" + chance.randbytes(3000),
            b"GIF89a" + pdf,
            pdf + making.zip_of("evil.exe"),
            making.phone_jpeg() + b"<html><script>alert(1)</script>" + pdf,
            b"<html>" + pdf,
            out.getvalue(),
            chance.randbytes(chance.randrange(1, 20_000)),
            "Certificate".encode("utf-16"),
        )
    )


def _dimensions(chance: random.Random) -> bytes:
    """Claim a size in the header of a picture that its content does not have, or should not."""
    width, height = (chance.choice((0, 1, 19_999, 20_001, 65_535, 2**31 - 1)) for _ in range(2))
    jpeg = bytearray(making.saved(making.photo(), "JPEG"))
    place = jpeg.index(b"\xff\xc0") + 5
    jpeg[place : place + 4] = struct.pack(">HH", height & 0xFFFF, width & 0xFFFF)
    webp = b"RIFF\xff\0\0\0WEBPVP8X\x0a\0\0\0" + chance.randbytes(1) + b"\0\0\0" + chance.randbytes(6) + bytes(99)
    flat = zlib.compress(bytes(chance.choice((10, 40_000_000))), 1)
    return chance.choice((bytes(jpeg), webp, making.png(width, height, flat)))


MAKERS: dict[str, Callable[[random.Random], bytes]] = {
    "damaged": _damaged,
    "damaged picture": _picture_damaged,
    "liar": _liar,
    "damaged again": _damaged,
    "dimensions": _dimensions,
    "damaged heavily": lambda chance: _spliced(chance) + _damaged(chance),
    "bomb": upload_bombs.bomb,
    "damaged once more": _damaged,
    "active": _active,
    "numbers": _numbers_changed,
    "picture again": _picture_damaged,
    "protected": _protected,
    "pages": lambda chance: making.many_pages(chance.choice((101, 1000, 5000))),
    "words": _names_swapped,
    "edge": _at_the_edge,
    "damaged at last": _damaged,
}
