"""What a document may open: our own typefaces and pictures, and a logo, from memory. Every other address is refused.

WeasyPrint would otherwise follow any address that a text manages to bring in, on the network or on this machine.
"""

from functools import cache
from io import BytesIO
from pathlib import Path
from struct import pack
from typing import NoReturn
from zlib import compress, crc32

from tracker.reports import shapes

PREFIX = "packet:font/"
FRAME = "packet:frame"
CODE = "packet:code/"
_LONGEST_CODE = 300
LOGO = "packet:logo"
WEIGHTS = ("Regular", "Medium", "Bold")


class AddressRefused(ValueError):
    """A document asked for something that is not ours. No text can bring that about, so drawing ends here."""


@cache
def typeface(weight: str) -> bytes:
    """Return a weight of the reports' typeface as TrueType, from the package that brings it."""
    from xstatic.pkg import roboto_fontface

    return Path(roboto_fontface.BASE_DIR, "fonts", "roboto", f"Roboto-{weight}.ttf").read_bytes()


@cache
def blank() -> bytes:
    """Return a picture of one white point, as PNG: it keeps the place into which a page of evidence is put."""
    header = pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", compress(b"\0\xff")) + _chunk(b"IEND", b"")


def code_of(text: str) -> str:
    """Return the address of a text's code, in digits alone; empty for no text, and for one too long to scan."""
    return f"{CODE}{text.encode().hex()}" if 0 < len(text) <= _LONGEST_CODE else ""


def code(text: str) -> bytes:
    """Return the picture of a text that a phone's camera reads, as PNG. Nothing is opened for it."""
    import segno

    output = BytesIO()
    segno.make(text, error="m", micro=False).save(output, kind="png", scale=8)
    return output.getvalue()


def _chunk(name: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + name + content + pack(">I", crc32(name + content))


def open_own(url: str) -> bytes:
    """Return the bytes behind one of our own addresses. Raises AddressRefused for any other."""
    name = url.removeprefix(PREFIX) if url.startswith(PREFIX) else ""
    if name == "shapes":
        return shapes.font()
    if url == FRAME:
        return blank()
    if url.startswith(CODE):
        return code(bytes.fromhex(url.removeprefix(CODE)).decode())
    if name in WEIGHTS:
        return typeface(name)
    refuse(url)


def refuse(url: str) -> NoReturn:
    """Refuse an address, without repeating what may be somebody's data."""
    raise AddressRefused(
        f"A report opens nothing but its own typefaces and pictures ({len(url)} characters were asked for)."
    )
