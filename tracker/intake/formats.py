"""The kinds of file that count as evidence, told by their first bytes and never by their names."""

import re
from enum import StrEnum

HEAD_BYTES = 8 * 1024
TAIL_BYTES = 64 * 1024

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs"})
_PDF_HEADER = re.compile(rb"%PDF-\d")


class Format(StrEnum):
    """An accepted kind of file; the value is stored, and is the ending of its name."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    HEIC = "heic"
    WEBP = "webp"

    @property
    def mime(self) -> str:
        """The type under which such a file is served."""
        return _MIME[self]

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings that a name of this format may have, the usual one first."""
        return _ENDINGS.get(self, (f".{self}",))

    @property
    def is_picture(self) -> bool:
        """Whether it is one picture rather than a document of pages."""
        return self is not Format.PDF


_MIME = {
    Format.PDF: "application/pdf",
    Format.JPEG: "image/jpeg",
    Format.PNG: "image/png",
    Format.HEIC: "image/heic",
    Format.WEBP: "image/webp",
}
_ENDINGS = {Format.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"), Format.HEIC: (".heic", ".heif", ".hif")}


def recognise(head: bytes) -> Format | None:
    """Return the accepted format that a file begins as, from its first HEAD_BYTES, or None."""
    if head.startswith(b"%PDF-"):
        return Format.PDF
    if head.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.WEBP
    if head[4:8] == b"ftyp" and _is_heic(head):
        return Format.HEIC
    return None


def has_late_pdf_header(head: bytes) -> bool:
    """Whether a PDF begins after some other bytes, as mail and download programs leave them; readers allow 1,024."""
    return _PDF_HEADER.search(head[: 1024 + len(b"%PDF-1")]) is not None


def _is_heic(head: bytes) -> bool:
    size = int.from_bytes(head[:4], "big")
    brands = {head[at : at + 4] for at in (8, *range(16, min(size, 256), 4))}
    # mif1 alone says only "a picture in this kind of box"; AVIF uses it too.
    return bool(brands & _HEIC_BRANDS) or (head[8:12] in (b"mif1", b"msf1") and b"avif" not in brands)
