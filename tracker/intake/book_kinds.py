"""The kinds of file that hold trainings, told by their first bytes, and what to do with every other kind."""

import re
from enum import StrEnum

from tracker.intake import strangers
from tracker.intake.strangers import Stranger

READ = "XLSX, XLS, ODS and CSV files can be read, and statements of a learning system (xAPI, JSON)."
_EXCEL = "In Excel, choose “Save as”, Excel workbook (.xlsx), and add that."
_LIST = "Add the list itself, as a spreadsheet or CSV file."
_AFTERWARDS = "Add the list of trainings here first; certificates are added to its rows afterwards."


class BookKind(StrEnum):
    """A kind that is read."""

    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    TEXT = "csv"
    STATEMENTS = "json"


_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_OLD_XLS = re.compile(rb"\x09[\x00\x02\x04\x08]([\x04\x06\x08\x10])\x00")  # before Excel 97 a workbook stood by itself
_JSON = re.compile(rb"[\[{]\s*[\[{\"]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

_IN_ZIP: tuple[tuple[bytes, Stranger], ...] = (
    (
        b"Index/Document.iwa",
        Stranger("an Apple Numbers document", "In Numbers, choose File, Export To, Excel, and add that."),
    ),
    (b"word/", Stranger("a Word document", f"Copy its table into a spreadsheet. {_LIST}")),
    (b"ppt/", Stranger("a PowerPoint presentation", _LIST)),
    (b"opendocument.text", Stranger("an OpenDocument text", f"Copy its table into a spreadsheet. {_LIST}")),
)
_ARCHIVE = Stranger("a packed archive (ZIP)", f"Unpack it. {_LIST}")
_GOOGLE = Stranger(
    "only a link to Google Sheets, and not the sheet",
    "Open it in Google Sheets, choose File, Download, Microsoft Excel (.xlsx), and add that.",
)
_WEB = Stranger("a web page, as some systems give it instead of a spreadsheet", f"Open it in Excel. {_EXCEL}")
_XML = Stranger("an XML file", f"Open it in Excel. {_EXCEL}")
_BY_FIRST_BYTES: tuple[tuple[bytes, Stranger], ...] = (
    (b"%PDF-", Stranger("a PDF", f"Add the spreadsheet that it was printed from. {_AFTERWARDS}")),
    (b"\xff\xd8\xff", Stranger("a picture", _AFTERWARDS)),
    (b"\x89PNG", Stranger("a picture", _AFTERWARDS)),
    (b"RIFF", Stranger("a picture or recording", _AFTERWARDS)),
    (b"{\\rtf", Stranger("a text document (RTF)", f"Copy its table into a spreadsheet. {_LIST}")),
)


def kind_of(head: bytes, tail: bytes) -> BookKind | Stranger:
    """Tell what a file is from its first and last bytes: a kind that is read, or another with what to do."""
    if head.startswith(_ZIP):
        return _in_zip(head + tail)
    if head.startswith(_OLE) or _OLD_XLS.match(head):
        return BookKind.XLS
    for mark, stranger in _BY_FIRST_BYTES:
        if head.startswith(mark):
            return stranger
    return _text_or_other(head, tail)


def _in_zip(seen: bytes) -> BookKind | Stranger:
    if b"opendocument.spreadsheet" in seen:
        return BookKind.ODS
    if b"xl/" in seen:
        return BookKind.XLSX
    return next((stranger for mark, stranger in _IN_ZIP if mark in seen), _ARCHIVE)


def _text_or_other(head: bytes, tail: bytes) -> BookKind | Stranger:
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:2048].lower()
    if opening.startswith(b"{") and b"docs.google.com" in opening:
        return _GOOGLE
    if _JSON.match(opening):
        return BookKind.STATEMENTS
    if opening.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<style")):
        return _WEB
    if opening.startswith(b"<?xml") or b"urn:schemas-microsoft-com:office" in opening:
        return _WEB if b"<html" in opening else _XML
    other = None if head.startswith(_UTF16) else strangers.name(head, tail)
    return BookKind.TEXT if other is None else Stranger(other.kind, _LIST)
