"""Bombs and endless sheets of each kind of file are refused by name, in half the memory that reading may take."""

import io
import resource
import struct
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.intake.books import by_hand, ods, ods_text, row_of
from tests.intake.old_books import number, text, xls
from tracker.domain.errors import UnreadableFile
from tracker.intake.limits import WORKBOOK
from tracker.intake.pack_words import Why
from tracker.intake.packed_files import unpack
from tracker.intake.words import Refusal
from tracker.intake.workbooks import read_book

OnDisk = Callable[[bytes], Path]
MEBIBYTE = 1024 * 1024
LITTLE = replace(WORKBOOK, memory=WORKBOOK.memory // 2)
LAUGHS = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{of};' * 10}'>" for of, name in zip("abcdefgh", "bcdefghi", strict=True)
)
LAUGHS += "]>"
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
STRINGS, MODULE = "xl/sharedStrings.xml", "Basic/Standard/Module1.xml"
CELL = f"<table:table-row>{ods_text('x')}</table:table-row>"


def endless_xlsx() -> bytes:
    return by_hand("".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(1, 1_000_001)))


def endless_xls() -> bytes:
    return xls([text(0, 0, "Maria"), *(number(row, 0, 5) for row in range(1, 65_536))])


def endless_ods() -> bytes:
    return ods(CELL * 1_000_000)


def repeated(rows: str, columns: str = "1") -> bytes:
    cell = ods_text("x").replace("<table:table-cell", f'<table:table-cell table:number-columns-repeated="{columns}"')
    return ods(f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>')


def overlapping(content: bytes, many: int) -> bytes:
    """A ZIP whose table of contents names one part many times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", content)
    packed = out.getvalue()
    at, end = packed.index(b"PK\x01\x02"), packed.index(b"PK\x05\x06")
    table = packed[at:end] * many
    return packed[:at] + table + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, many, many, len(table), at, 0)


ENDLESS: dict[str, tuple[Callable[[], bytes], Refusal]] = {
    "xlsx": (endless_xlsx, Refusal.BOOK_TOO_LONG),
    "xls": (endless_xls, Refusal.BOOK_TOO_LONG),
    "ods, row by row": (endless_ods, Refusal.BOOK_TOO_LONG),
    "ods, a row repeated": (lambda: repeated("1000000"), Refusal.BOOK_TOO_LONG),
    "ods, a row repeated beyond all numbers": (lambda: repeated("4294967295"), Refusal.BOOK_TOO_LONG),
    "ods, a cell repeated beyond all numbers": (lambda: repeated("1", "4294967295"), Refusal.BOOK_TOO_WIDE),
    "csv": (lambda: b"Maria,CSEC,3/1/2024,1\n" * 1_000_000, Refusal.BOOK_TOO_LONG),
    "csv, nothing but ends of lines": (lambda: b"\n" * 24 * MEBIBYTE + b"x", Refusal.BOOK_TOO_LONG),
    "xls, two cells far apart": (lambda: xls([text(0, 0, "a"), text(65_535, 255, "b")]), Refusal.BOOK_TOO_LONG),
    "xls, a cell far to the right": (lambda: xls([text(0, 0, "a"), text(1, 255, "b")]), Refusal.BOOK_TOO_WIDE),
}
BOMBS: dict[str, tuple[Callable[[], bytes], Refusal]] = {
    "xlsx": (lambda: by_hand("", **{STRINGS: bytes(200 * MEBIBYTE)}), Refusal.BOOK_PACKED_TOO_TIGHT),
    "ods": (lambda: ods(CELL, **{"styles.xml": "a" * 200 * MEBIBYTE}), Refusal.BOOK_PACKED_TOO_TIGHT),
    "ods, in its cells": (lambda: ods(CELL + " " * 130 * MEBIBYTE), Refusal.BOOK_PACKED_TOO_TIGHT),
    "parts that lie over each other": (lambda: overlapping(bytes(MEBIBYTE), 1_000), Refusal.BOOK_PACKED_TOO_TIGHT),
    "xlsx, laughs in its texts": (lambda: by_hand(row_of(1, A="x"), **{STRINGS: LAUGHS}), Refusal.BOOK_DECLARES),
    "xlsx, laughs under a name in capitals": (
        lambda: by_hand(row_of(1, A="x"), **{"xl/SHAREDSTRINGS.XML": LAUGHS}),
        Refusal.BOOK_DECLARES,
    ),
    "xlsx, a file in its texts": (lambda: by_hand(row_of(1, A="x"), **{STRINGS: OUTSIDE}), Refusal.BOOK_DECLARES),
    "xlsx, a file in its book": (lambda: by_hand("", **{"xl/workbook.xml": OUTSIDE}), Refusal.BOOK_DECLARES),
    "ods, laughs in its cells": (lambda: ods(CELL, LAUGHS), Refusal.BOOK_DECLARES),
    "ods, a file in its cells": (lambda: ods(CELL, OUTSIDE), Refusal.BOOK_DECLARES),
    "ods, laughs in its looks": (lambda: ods(CELL, **{"styles.xml": LAUGHS}), Refusal.BOOK_DECLARES),
    "ods, a file in what it tells of itself": (lambda: ods(CELL, **{"meta.xml": OUTSIDE}), Refusal.BOOK_DECLARES),
    "ods, laughs in its macros": (lambda: ods(CELL, **{MODULE: LAUGHS}), Refusal.BOOK_DECLARES),
    "ods, a file in its manifest": (lambda: ods(CELL, **{"META-INF/manifest.xml": OUTSIDE}), Refusal.BOOK_DECLARES),
    "ods, a DTD in its cells": (lambda: ods(CELL, '<!DOCTYPE a SYSTEM "a.dtd">'), Refusal.BOOK_DECLARES),
}


@pytest.mark.parametrize("kind", [*ENDLESS, *BOMBS])
def test_it_is_refused_by_name_and_takes_little(on_disk: OnDisk, kind: str) -> None:
    make, refusal = (ENDLESS | BOMBS)[kind]
    path = on_disk(make())
    assert path.stat().st_size <= WORKBOOK.file_bytes
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(UnreadableFile) as refused:
        read_book(path, "trainings.xlsx", limits=LITTLE)
    assert refused.value.message == refusal.words
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024
    assert time.monotonic() - began < WORKBOOK.seconds


def test_text_in_wide_letters_is_no_way_around_it(on_disk: OnDisk) -> None:
    """What is declared in UTF-16 is not seen by a look at bytes; then nothing may come of it either."""
    content = ('<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS + "<sst><si><t>&i;</t></si></sst>").encode("utf-16")
    try:
        book, _ = read_book(on_disk(by_hand(row_of(1, A="x"), **{STRINGS: content})), "a.xlsx", limits=LITTLE)
    except UnreadableFile as refused:
        assert refused.message in {each.words for each in Refusal}
    else:
        assert book.sheets[0].rows == (("x",),)


def test_a_manifest_that_names_its_dtd_as_old_programs_wrote_it_is_read(on_disk: OnDisk) -> None:
    manifest = '<!DOCTYPE m PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><m/>'
    book, _ = read_book(on_disk(ods(CELL, **{"META-INF/manifest.xml": manifest})), "a.ods")
    assert book.sheets[0].rows == (("x",),)


def test_files_of_a_zip_that_lie_over_each_other_are_named_and_not_unpacked(on_disk: OnDisk) -> None:
    bomb = overlapping(bytes(20 * MEBIBYTE), 1_000)
    assert len(bomb) < 100_000
    files = unpack(on_disk(bomb)).files
    assert [each.why for each in files[:-1]] == [Why.DAMAGED] * 999
    assert len(files[-1].content) == 20 * MEBIBYTE, "the last one lies over none after it"
