"""A name from another machine can be shown, downloaded and put into an archive, whatever it was."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.intake.formats import Format
from tracker.intake.names import clean_name


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Certificate.pdf", "Certificate.pdf"),
        ("Certificate.PDF", "Certificate.pdf"),
        ("Zertifikat Größe 😀.pdf", "Zertifikat Größe 😀.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Maria\\scan.pdf", "scan.pdf"),
        ("..\\..\\scan.pdf/", "Unnamed file.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        ("first\r\nSet-Cookie: x.pdf", "first Set-Cookie- x.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        ("\ufeffcertificate\u200b.pdf", "certificate.pdf"),
        ("certificate.html", "certificate.html.pdf"),
        ('a"b<c>d|e?f*.pdf', "a-b-c-d-e-f-.pdf"),
        ("  two   spaces . pdf", "two spaces . pdf.pdf"),
        (".hidden", "hidden.pdf"),
        ("", "Unnamed file.pdf"),
        ("...", "Unnamed file.pdf"),
        (".pdf", "pdf.pdf"),
        ("con.pdf", "_con.pdf"),
        ("COM1.old", "_COM1.old.pdf"),
        ("COM\u00b9.old", "_COM\u00b9.old.pdf"),
        ("lpt\u00b3", "_lpt\u00b3.pdf"),
        ("CONIN$.pdf", "_CONIN$.pdf"),
        ("\udcff\ud800.pdf", "pdf.pdf"),
        ("e\u0301.pdf", "\u00e9.pdf"),
    ],
)
def test_a_name_is_made_safe(raw: str, clean: str) -> None:
    assert clean_name(raw, Format.PDF) == clean


@pytest.mark.parametrize("raw", ["photo.jpeg", "photo.JFIF", "photo.jpg"])
def test_an_ending_of_the_format_is_kept(raw: str) -> None:
    assert clean_name(raw, Format.JPEG) == raw.lower()


def test_a_name_of_10000_characters_is_cut_and_keeps_its_end() -> None:
    name = clean_name("x" * 10_000 + ".pdf", Format.PDF)
    assert (len(name), name[-5:]) == (100, "x.pdf")


def test_a_long_name_in_letters_of_three_bytes_fits_into_a_folder_whole() -> None:
    name = clean_name("研" * 90 + ".heif", Format.HEIC)
    assert name == "研" * 65 + ".heif", "of 200 bytes, each letter whole and the ending kept"


@given(st.text(st.characters(), max_size=300), st.sampled_from(Format))
def test_any_name_becomes_one_that_is_safe_everywhere(raw: str, form: Format) -> None:
    name = clean_name(raw, form)

    assert 1 < len(name) <= 100
    assert len(name.encode()) <= 200
    assert name.endswith(form.endings)
    assert not set(name) & set('/\\<>:"|?*\0')
    assert not name.startswith((".", " "))
    assert all(letter in "\u200c\u200d" or unicodedata.category(letter)[0] != "C" for letter in name)
    assert clean_name(name, form) == name
