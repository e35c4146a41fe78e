"""A spreadsheet that cannot be read, or is made to do harm, is refused in plain words, within bounds."""

import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from tests.intake import books
from tests.intake.books import by_hand, ods, ods_text, packed, row_of, written
from tests.intake.making import pdf, phone_jpeg
from tests.intake.old_books import xls
from tracker.domain.errors import UnreadableFile
from tracker.domain.imports.grid import MOST_CELLS
from tracker.intake.limits import WORKBOOK
from tracker.intake.words import Refusal
from tracker.intake.workbooks import read_book

MEBIBYTE = 1024 * 1024
DECLARED = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def bomb() -> bytes:
    """A workbook whose shared texts unpack to 200 MB from a hundredth of that."""
    return by_hand(row_of(1, A="x"), **{"xl__sharedStrings.xml": b"a" * 200 * MEBIBYTE})


def lying_bomb() -> bytes:
    """The same, with a table of contents that tells of little."""
    content = bytearray(bomb())
    size = (200 * MEBIBYTE).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(content)


def million_rows() -> bytes:
    return by_hand("".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 1_000_001)))


def many_cells() -> bytes:
    row = ",".join("x" * 100)
    return "\n".join([row] * (MOST_CELLS // 100 + 1)).encode()


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (bomb, Refusal.BOOK_PACKED_TOO_TIGHT),
        (lying_bomb, Refusal.BOOK_DAMAGED),
        (million_rows, Refusal.BOOK_TOO_LONG),
        (lambda: by_hand(row_of(1, A="x") + row_of(1_048_576, XFD="x")), Refusal.BOOK_TOO_LONG),
        (lambda: by_hand(row_of(1, A="x", XFD="y")), Refusal.BOOK_TOO_WIDE),
        (lambda: by_hand(row_of(1, A="x"), sheets=51), Refusal.BOOK_TOO_MANY_SHEETS),
        (many_cells, Refusal.BOOK_TOO_MUCH),
        (lambda: b"x\n" * 20_001, Refusal.BOOK_TOO_LONG),
        (lambda: b"x," * 200 + b"x\n", Refusal.BOOK_TOO_WIDE),
        (lambda: by_hand(row_of(1, A="&x;"), **{"xl__sharedStrings.xml": DECLARED}), Refusal.BOOK_DECLARES),
        (lambda: by_hand(row_of(1, A="x"), **{"xl__styles.xml": LAUGHS}), Refusal.BOOK_DECLARES),
        (lambda: ods(f"<table:table-row>{ods_text('x')}</table:table-row>", DECLARED), Refusal.BOOK_DECLARES),
        (
            lambda: ods(f'<table:table-row table:number-rows-repeated="1000000">{ods_text("x")}</table:table-row>'),
            Refusal.BOOK_TOO_LONG,
        ),
        (
            lambda: ods(f"<table:table-row>{ods_text('x', number_columns_repeated=16000)}</table:table-row>"),
            Refusal.BOOK_TOO_WIDE,
        ),
        (lambda: packed({f"xl/{number}.xml": "" for number in range(2_001)}), Refusal.BOOK_PACKED_TOO_TIGHT),
        (lambda: packed({"xl/workbook.bin": "x"}), Refusal.BOOK_BINARY),
        (lambda: packed({"xl/workbook.xml": "<workbook"}), Refusal.BOOK_DAMAGED),
        (lambda: written(["Maria"])[:-400], Refusal.BOOK_DAMAGED),
        (lambda: OLE + b"\0" * 4000, Refusal.BOOK_DAMAGED),
        (lambda: written([]), Refusal.BOOK_EMPTY),
        (lambda: b" ,\n , \n", Refusal.BOOK_EMPTY),
        (lambda: b"Name\nMar\x81\x8dia\n", Refusal.BOOK_LETTERS),
    ],
)
def test_a_spreadsheet_out_of_bounds_is_refused_in_plain_words(
    on_disk: Callable[[bytes], Path], make: Callable[[], bytes], refusal: Refusal
) -> None:
    path = on_disk(make())
    began = time.monotonic()
    with pytest.raises(UnreadableFile) as refused:
        read_book(path, "trainings.xlsx")
    assert refused.value.message == refusal.words
    assert time.monotonic() - began < WORKBOOK.seconds + WORKBOOK.patience


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (pdf(), "a PDF"),
        (phone_jpeg(), "a picture"),
        (packed({"Index/Document.iwa": "x"}), "choose File, Export To, Excel"),
        (packed({"certificate.pdf": "x"}), "a packed archive (ZIP)"),
        (packed({"word/document.xml": "x"}), "a Word document"),
        (b'{"url":"https://docs.google.com/open?id=1","doc_id":"1"}', "choose File, Download"),
        (b"<html><body><table><tr><td>Maria</td></tr></table></body></html>", "a web page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "an XML file"),
        (b"MZ\x90", "a Windows program"),
        (b"From: a@example.org\nMime-Version: 1.0\n", "an e-mail"),
    ],
)
def test_another_kind_of_file_is_named_with_what_to_do(
    on_disk: Callable[[bytes], Path], content: bytes, says: str
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_book(on_disk(content), "trainings.xlsx")
    assert says in refused.value.message
    assert refused.value.message.endswith("of a learning system (xAPI, JSON).")


def test_an_empty_and_a_too_large_file_are_refused_before_a_process_is_started(
    on_disk: Callable[[bytes], Path],
) -> None:
    for content, limits, refusal in (
        (b"", WORKBOOK, Refusal.EMPTY),
        (b"a,b\n", replace(WORKBOOK, file_bytes=3, seconds=0, patience=0), Refusal.BOOK_TOO_LARGE),
    ):
        with pytest.raises(UnreadableFile) as refused:
            read_book(on_disk(content), "trainings.csv", limits=limits)
        assert refused.value.message == refusal.words


def test_a_password_is_told_with_the_way_to_take_it_off(on_disk: Callable[[bytes], Path]) -> None:
    manifest = '<a xmlns="m"><encryption-data/></a>'
    cells = f"<table:table-row>{ods_text('x')}</table:table-row>"
    with pytest.raises(UnreadableFile, match="protected with a password"):
        read_book(on_disk(ods(cells, **{"META-INF__manifest.xml": manifest})), "a.ods")


@pytest.mark.parametrize(
    "way",
    [b"\1\0\1\0\1\0" + bytes(48), b"\0\0\x5a\x13\x9c\x07", b"\x5a\x13\x9c\x07"],
    ids=["RC4", "XOR", "XOR before Excel 97"],
)
def test_a_password_of_an_xls_file_is_told_whatever_its_scrambled_rows_look_like(
    on_disk: Callable[[bytes], Path], way: bytes
) -> None:
    """By the record that comes before what is encrypted, as each age of the format writes it."""
    scrambled = (0x203, b"\xc3\xf1\x9e\xd4" + bytes(10))
    with pytest.raises(UnreadableFile) as refused:
        read_book(on_disk(xls([scrambled], (0x2F, way))), "a.xls")
    assert refused.value.message == Refusal.BOOK_ENCRYPTED.words


def test_memory_is_bounded_by_the_child_and_said_as_of_a_spreadsheet(on_disk: Callable[[bytes], Path]) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_book(on_disk(written(["Maria"])), "a.xlsx", limits=replace(WORKBOOK, memory=24 * MEBIBYTE))
    assert refused.value.message == Refusal.BOOK_TOO_HEAVY.words


def test_what_the_child_says_is_believed_only_as_a_book(
    on_disk: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.intake import workbooks

    class Lie:
        copies = (b'{"sheets": [{"name": "a", "hidden": false, "rows": [[1.5]]}], "notes": [], "since_1904": false}',)
        notes = ()

    monkeypatch.setattr(workbooks, "read_apart", lambda *_asked: Lie)
    with pytest.raises(UnreadableFile) as refused:
        read_book(on_disk(written(["Maria"])), "a.xlsx")
    assert refused.value.message == Refusal.BOOK_TOO_HEAVY.words


def test_the_bomb_is_small_and_the_lie_is_told() -> None:
    assert len(bomb()) < 4 * MEBIBYTE
    with zipfile.ZipFile(BytesIO(lying_bomb())) as archive:
        assert sum(part.file_size for part in archive.infolist()) < MEBIBYTE
    assert books.by_hand("").startswith(b"PK")
