"""Files that cannot be evidence, named as people name them, each with what would do instead."""

from collections.abc import Callable
from dataclasses import dataclass

from tracker.intake.formats import HEAD_BYTES

ACCEPTED = "PDF, JPEG, PNG, HEIC and WebP files can be added."
_AS_PDF = "Open it, save it as PDF, and add that."
_AS_PHOTO = "Save it as JPEG or PNG, or take a photo of the certificate, and add that."
_NEVER = "Add the certificate itself, as a PDF or a photo."
_UNPACK = "Unpack it and add the certificates in it one by one."


@dataclass(frozen=True, slots=True)
class Stranger:
    """A kind that is not accepted: what it is, and what to do."""

    kind: str
    advice: str

    @property
    def words(self) -> str:
        """The refusal, as the person who chose the file reads it."""
        return f"This file is {self.kind}, whatever its name says. {self.advice} {ACCEPTED}"


UNKNOWN = Stranger("of a kind that is not known here", "Save it as PDF or take a photo, and add that.")
_TEXT = Stranger("plain text", "Print it to PDF, and add that.")
_HTML = Stranger("a web page", "Open it in a browser, print it to PDF, and add that.")

_BY_FIRST_BYTES: tuple[tuple[bytes, Stranger], ...] = (
    (b"MZ", Stranger("a Windows program", _NEVER)),
    (b"\x7fELF", Stranger("a program", _NEVER)),
    (b"\xcf\xfa\xed\xfe", Stranger("a program", _NEVER)),
    (b"\xce\xfa\xed\xfe", Stranger("a program", _NEVER)),
    (b"\xca\xfe\xba\xbe", Stranger("a program", _NEVER)),
    (b"#!", Stranger("a script", _NEVER)),
    (b"GIF8", Stranger("a GIF picture", _AS_PHOTO)),
    (b"II*\0", Stranger("a TIFF picture", _AS_PHOTO)),
    (b"MM\0*", Stranger("a TIFF picture", _AS_PHOTO)),
    (b"BM", Stranger("a BMP picture", _AS_PHOTO)),
    (b"8BPS", Stranger("a Photoshop picture", _AS_PHOTO)),
    (b"\0\0\0\x0cjP  ", Stranger("a JPEG 2000 picture", _AS_PHOTO)),
    (b"\0\0\0\x0cJXL ", Stranger("a JPEG XL picture", _AS_PHOTO)),
    (b"\0\0\1\0", Stranger("an icon", _AS_PHOTO)),
    (b"%!PS", Stranger("a PostScript file", _AS_PDF)),
    (b"\xc5\xd0\xd3\xc6", Stranger("a PostScript file", _AS_PDF)),
    (b"{\\rtf", Stranger("a text document (RTF)", _AS_PDF)),
    (b"\xd0\xcf\x11\xe0", Stranger("an older Office document (Word, Excel, PowerPoint or Outlook)", _AS_PDF)),
    (b"Rar!", Stranger("a packed archive (RAR)", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Stranger("a packed archive (7z)", _UNPACK)),
    (b"\x1f\x8b", Stranger("a packed archive (gzip)", _UNPACK)),
    (b"BZh", Stranger("a packed archive (bzip2)", _UNPACK)),
    (b"\xfd7zXZ", Stranger("a packed archive (xz)", _UNPACK)),
    (b"ID3", Stranger("a sound recording", _NEVER)),
    (b"OggS", Stranger("a sound or video recording", _NEVER)),
    (b"\x1aE\xdf\xa3", Stranger("a video", _NEVER)),
    (b"SQLite format 3", Stranger("a database", _NEVER)),
)
_IN_ZIP: tuple[tuple[bytes, Stranger], ...] = (
    (b"word/", Stranger("a Word document", _AS_PDF)),
    (b"xl/", Stranger("an Excel workbook", _AS_PDF)),
    (b"ppt/", Stranger("a PowerPoint presentation", _AS_PDF)),
    (b"opendocument.text", Stranger("an OpenDocument text", _AS_PDF)),
    (b"opendocument.spreadsheet", Stranger("an OpenDocument spreadsheet", _AS_PDF)),
    (b"opendocument.presentation", Stranger("an OpenDocument presentation", _AS_PDF)),
    (b"Index/Document.iwa", Stranger("an Apple Pages, Numbers or Keynote document", _AS_PDF)),
    (b"epub+zip", Stranger("an e-book", _AS_PDF)),
    (b"AndroidManifest.xml", Stranger("a program for Android", _NEVER)),
)
_ZIP = Stranger("a packed archive (ZIP)", _UNPACK)
_MAIL_HEADS = (b"received:", b"return-path:", b"delivered-to:", b"mime-version:", b"x-mailer:")


def name(head: bytes, tail: bytes) -> Stranger | None:
    """Name a kind that is not accepted from a file's first and last bytes; None where nothing fits."""
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return next((kind for mark, kind in _IN_ZIP if mark in head or mark in tail), _ZIP)
    for mark, kind in _BY_FIRST_BYTES:
        if head.startswith(mark):
            return kind
    return next((kind for fits, kind in _BY_LOOK if fits(head)), None)


def is_text(head: bytes) -> bool:
    """Whether the first bytes are readable text, in UTF-8 or UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(head) < HEAD_BYTES or error.start < len(head) - 4:  # else the head ends within a letter
            return False
        text = head[: error.start].decode("utf-8")
    return not any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text)


def text() -> Stranger:
    """Return the kind of a file that is nothing but text."""
    return _TEXT


def _opening(head: bytes) -> bytes:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024].lower()


def _is_svg(head: bytes) -> bool:
    return _opening(head).startswith((b"<?xml", b"<!--", b"<svg", b"<!doctype svg")) and b"<svg" in head.lower()


def _is_html(head: bytes) -> bool:
    start = _opening(head)
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start
    )


def _is_xml(head: bytes) -> bool:
    return _opening(head).startswith(b"<?xml")


def _is_mail(head: bytes) -> bool:
    return _opening(head).startswith(_MAIL_HEADS) or (
        _opening(head).startswith((b"from:", b"from ", b"to:", b"subject:", b"date:"))
        and b"\nmime-version:" in head.lower()
    )


def _is_video(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] not in (b"avif", b"avis", b"mif1")


_BY_LOOK: tuple[tuple[Callable[[bytes], bool], Stranger], ...] = (
    (_is_svg, Stranger("an SVG drawing", _AS_PDF)),
    (_is_html, _HTML),
    (_is_xml, Stranger("an XML file", _AS_PDF)),
    (_is_mail, Stranger("an e-mail", "Open it, save its attachment, and add that.")),
    (_is_video, Stranger("a video", _NEVER)),
    (lambda head: head[4:8] == b"ftyp", Stranger("an AVIF picture", _AS_PHOTO)),
    (lambda head: head[:4] == b"RIFF", Stranger("a sound or video recording", _NEVER)),
)
