"""What a file is that cannot be evidence is told by its bytes: each mark by itself, and what nearly looks like one."""

import pytest

from tracker.intake import strangers
from tracker.intake.formats import HEAD_BYTES, Format, has_late_pdf_header, recognise
from tracker.intake.strangers import is_text


def kind(head: bytes, tail: bytes = b"") -> str:
    """Name a file by its first and last bytes; empty where nothing fits."""
    found = strangers.name(head, tail)
    return found.kind if found else ""


@pytest.mark.parametrize(
    ("head", "named"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", "an SVG drawing"),
        (b"<SVG>", "an SVG drawing"),
        (b"<?xml version='1.0'?>\n<svg>", "an SVG drawing"),
        (b"<!-- drawn by hand -->\n<SVG>", "an SVG drawing"),
        (b"<!DOCTYPE svg PUBLIC>\n<svg>", "an SVG drawing"),
        (b"\xef\xbb\xbf \r\n\t<svg>", "an SVG drawing"),
        (b"<?xml version='1.0'?>\n<html>", "a web page"),
        (b"<!-- saved -->\n<HTML>", "a web page"),
        (b"<!DOCTYPE HTML>\n", "a web page"),
        (b"<html lang='en'>", "a web page"),
        (b"<HEAD>", "a web page"),
        (b"<body>", "a web page"),
        (b"<script>alert(1)</script>", "a web page"),
        (b"\xef\xbb\xbf\n <html>", "a web page"),
        (b"<?xml version='1.0'?>\n<report>", "an XML file"),
        (b"<!-- nothing follows -->", ""),
        (b"Received: by somewhere\n", "an e-mail"),
        (b"RETURN-PATH: <a@example.org>\n", "an e-mail"),
        (b"Delivered-To: a@example.org\n", "an e-mail"),
        (b"MIME-Version: 1.0\n", "an e-mail"),
        (b"X-Mailer: some\n", "an e-mail"),
        *[
            (mark + b" a@example.org\nMIME-Version: 1.0\n", "an e-mail")
            for mark in (b"From:", b"From ", b"To:", b"Subject:", b"Date:", b"FROM:")
        ],
        (b"From: my notes\nof the training\n", ""),
        (b"Subject: a list\n", ""),
        (b"my notes\nMIME-Version: 1.0\n", ""),
        (b"\0\0\0\x20ftypisom", "a video"),
        (b"\0\0\0\x20ftypmp42", "a video"),
        (b"\0\0\0\x20ftypavif", "an AVIF picture"),
        (b"\0\0\0\x20ftypavis", "an AVIF picture"),
        (b"\0\0\0\x20ftypmif1", "an AVIF picture"),
        (b"RIFF\0\0\0\0AVI ", "a sound or video recording"),
        (b"PK\x03\x04....word/document.xml", "a Word document"),
        (b"PK\x05\x06", "a packed archive (ZIP)"),
        (b"PK\x03\x04 certificates", "a packed archive (ZIP)"),
        (b"PK\x07\x08", ""),
        (b"nothing of the kind", ""),
        (b"", ""),
    ],
)
def test_a_kind_is_named_by_its_first_bytes(head: bytes, named: str) -> None:
    assert kind(head) == named


@pytest.mark.parametrize("mark", [b"xl/", b"ppt/", b"Index/Document.iwa", b"AndroidManifest.xml"])
def test_what_a_packed_file_holds_is_also_told_by_its_end(mark: bytes) -> None:
    assert kind(b"PK\x03\x04" + mark) == kind(b"PK\x03\x04", mark) != "a packed archive (ZIP)"


@pytest.mark.parametrize("mark", [b"<html>", b"Received: by somewhere\n"])
def test_a_mark_counts_at_the_beginning_only(mark: bytes) -> None:
    assert kind(b"my notes\n" + mark) == ""
    assert kind(b"<!-- " + b"x" * 1100 + b" --><html>") == ""


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b"A list of trainings.\r\n\tWith tabs, and a page\fbreak.", True),
        ("Naïve café".encode(), True),
        (b"\xff\xfeA\0", True),
        (b"\xfe\xff\0A", True),
        (b"", True),
        (b"with a \0 zero", False),
        (b"with a \x1f unit separator", False),
        (b"with a space, \x20 the first letter that shows", True),
        (b"\xe9\xe8 in an older encoding", False),
        # The head ends within a letter of several bytes, which the rest of the file completes.
        (b"a" * (HEAD_BYTES - 1) + "é".encode()[:1], True),
        (b"a" * (HEAD_BYTES - 3) + "😀".encode()[:3], True),
        (b"a" * (HEAD_BYTES - 5) + "é".encode()[:1] + b"aaaa", False),
        (b"a" * (HEAD_BYTES - 2) + b"\0" + "é".encode()[:1], False),
        # A whole file that is shorter has no rest.
        (b"a" * 100 + "é".encode()[:1], False),
    ],
)
def test_text_is_told_from_bytes(head: bytes, is_one: bool) -> None:
    assert is_text(head) is is_one


def box(*brands: bytes, size: int | None = None) -> bytes:
    """The box with which a HEIC file begins: its main brand, a version, and the brands that it is compatible with."""
    content = b"ftyp" + brands[0] + b"\0\0\0\0" + b"".join(brands[1:])
    return (size if size is not None else 4 + len(content)).to_bytes(4, "big") + content + b"\0\0\0\x08mdat"


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs"])
def test_each_brand_of_a_phones_photo_is_known_as_the_main_or_a_further_one(brand: bytes) -> None:
    assert recognise(box(brand)) is Format.HEIC
    assert recognise(box(b"msf9", b"miaf", brand)) is Format.HEIC


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (box(b"mif1"), Format.HEIC),
        (box(b"msf1"), Format.HEIC),
        (box(b"mif1", b"miaf"), Format.HEIC),
        (box(b"mif1", b"avif"), None),
        (box(b"msf1", b"miaf", b"avif"), None),
        (box(b"avif", b"mif1"), None),
        (box(b"isom"), None),
        # A brand is one only inside the box: what the next box says is not.
        (box(b"msf9", b"miaf", size=20) + b"heic", None),
        (box(b"msf9", *[b"miaf"] * 59, b"heic"), Format.HEIC),
        (box(b"msf9", *[b"miaf"] * 60, b"heic"), None),
        (b"ftyp" + box(b"heic"), None),
    ],
)
def test_a_picture_in_such_a_box_is_a_photo_by_its_brands(head: bytes, found: Format | None) -> None:
    assert recognise(head) is found


@pytest.mark.parametrize(("before", "late"), [(0, True), (1024, True), (1025, False), (3000, False)])
def test_a_pdf_may_begin_after_a_thousand_other_bytes(before: int, late: bool) -> None:
    assert has_late_pdf_header(b"x" * before + b"%PDF-1.7\n") is late


def test_a_mark_of_a_pdf_without_a_version_is_none() -> None:
    assert not has_late_pdf_header(b"x%PDF-\n")
