"""Macros, other files and other programs: never run, opened or asked; the cells' values are read, and it is said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake.books import by_hand, ods, ods_text, row_of
from tests.intake.old_books import ADD_IN, ITSELF, OTHER_FILE, OTHER_PROGRAM, SINCE_1904, number, text, xls
from tracker.intake.words import Note
from tracker.intake.workbooks import read_book

OnDisk = Callable[[bytes], Path]
MACROS, LINKS, PROGRAMS = {Note.BOOK_MACROS}, {Note.BOOK_LINKS}, {Note.BOOK_PROGRAMS}
REACHING = Path(__file__).parent / "reaching"
MARIA = (text(0, 0, "Maria"), number(0, 1, 5))
HREF = 'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href'
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CMD = "cmd|'/C calc'!A0"


def xlsx(formula: str = "", part: str = "xl/other.xml", content: str = "<a/>") -> bytes:
    """A workbook whose first cell says Maria, perhaps with a formula below, and another part."""
    more = f'<row r="2"><c r="A2"><f>{formula}</f><v>1</v></c></row>' if formula else ""
    return by_hand(row_of(1, A="Maria") + more, **{part: content})


def related(kind: str, target: str, mode: str = "External") -> str:
    told = f'Id="r1" Type="{TYPES}/{kind}" Target="{target}" TargetMode="{mode}"'
    return f"<Relationships><Relationship {told}/></Relationships>"


def of(more: str = "", attributes: str = "", after: str = "", part: str = "x.xml") -> bytes:
    """An ODS file whose first cell says Maria, with more in it, said of it, or after its row; and another part."""
    spaces = (
        'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    )
    cell = ods_text("Maria").replace("<table:table-cell", f"<table:table-cell {spaces} {attributes}", 1)
    cell = cell.replace("</table:table-cell>", f"{more}</table:table-cell>")
    return ods(f"<table:table-row>{cell}</table:table-row>{after}", **{part: "<a/>"})


XLS_FILES = [
    (xls(MARIA, storages=("_VBA_PROJECT_CUR", "VBA")), MACROS),
    (xls(MARIA, (0xD3, b"")), MACROS),
    (xls(MARIA, OTHER_FILE), LINKS),
    (xls(MARIA, OTHER_PROGRAM), PROGRAMS),
    (xls(MARIA, (0x17, b"\x0b\x01[OTHER.XLS]")), LINKS),
    (xls(MARIA, (0x17, b"\x07\x03Sheet1")), set()),
    (xls(MARIA, (0x1AD, bytes(8))), LINKS),
    (xls(MARIA, (0x23, b"\0\0\0\0\0\0\x11\0_xlfn.WEBSERVICE")), LINKS),
    (xls(MARIA, storages=("MBD0001",)), {Note.BOOK_PICTURES}),
    (xls(MARIA, ITSELF, ADD_IN, (0x1AE, b"\0\0\x01\0\0 ")), set()),
]
ODS_FILES = [
    (of(part="Basic/Standard/Module1.xml"), MACROS),
    (of(part="Scripts/python/x.py"), MACROS),
    (of("<script:event-listener/>"), MACROS),
    (of(f'<table:table-source {HREF}="../other.ods"/>'), LINKS),
    (of(f'<table:cell-range-source {HREF}="file:///other.ods"/>'), LINKS),
    (of("<table:database-source-sql/>"), LINKS),
    (of(f'<draw:image {HREF}="https://lists.example/x.png"/>'), LINKS),
    (of(f'<draw:image {HREF}="Pictures/x.png"/>'), set()),
    (of(f'<text:a {HREF}="https://lists.example/"/>'), set()),
    (of(attributes="table:formula=\"of:=['file:///C:/Lists/other.ods'#$S1.A1]\""), LINKS),
    (of(attributes=f'table:formula="msoxl:={CMD}"'), PROGRAMS),
    (of(attributes='table:formula="of:=DDE(&quot;soffice&quot;;&quot;x&quot;;&quot;A1&quot;)"'), PROGRAMS),
    (of(attributes='table:formula="of:=&quot;cmd|x!y&quot;"'), set()),
    (of("<office:dde-source/>"), PROGRAMS),
]
XLSX_FILES = [
    (xlsx(part="xl/vbaProject.bin", content="x"), MACROS),
    (xlsx(part="xl/VBAPROJECT.BIN", content="x"), MACROS),
    (xlsx(part="xl/_rels/workbook2.xml.rels", content=related("vbaProject", "other.bin", "Internal")), MACROS),
    (xlsx(part="xl/macrosheets/sheet1.xml"), MACROS),
    (xlsx(part="xl/externalLinks/externalLink1.xml"), LINKS),
    (xlsx(part="xl/queryTables/queryTable1.xml"), LINKS),
    (xlsx(part="xl/drawings/_rels/x.xml.rels", content=related("image", "https://lists.example/x.png")), LINKS),
    (xlsx(part="xl/worksheets/_rels/x.xml.rels", content=related("hyperlink", "https://lists.example/")), set()),
    (xlsx("WEBSERVICE(&quot;https://lists.example/&quot;)"), LINKS),
    (xlsx("[1]S1!A1"), LINKS),
    (xlsx("&apos;C:\\Lists\\[other.xlsx]S1&apos;!A1"), LINKS),
    (xlsx(CMD), PROGRAMS),
    (xlsx("&quot;a|b!c&quot;&amp;Table1[Hours]"), set()),
    (xlsx("SUM(Table1[2024])+Hours_2.[7]"), set()),
    (xlsx("SUM(Table1[[#Data],[2024]])+Table1[[2023]:[2024]]+Table1[[#All],[2023]:[2024]]"), set()),
    (xlsx("SUM(A1,[2]S1!A1)"), LINKS),
    (xlsx("A1:[2]!Hours"), LINKS),
    (xlsx("&apos;[2]Our (list)&apos;!A1"), LINKS),
    (xlsx("RTD(&quot;program&quot;,,&quot;x&quot;)"), PROGRAMS),
    (xlsx(part="xl/tables/table1.xml", content=f"<a><definedName name='x'>{CMD}</definedName></a>"), PROGRAMS),
    (xlsx(part="xl/other.xml", content="<a><ddeLink/></a>"), PROGRAMS),
]


@pytest.mark.parametrize(("content", "notes"), [*XLS_FILES, *ODS_FILES, *XLSX_FILES])
def test_what_reaches_out_is_left_alone_and_said_in_each_kind_of_file(
    on_disk: OnDisk, content: bytes, notes: set[Note]
) -> None:
    book, found = read_book(on_disk(content), "trainings.xlsx")
    assert set(found) == notes
    assert book.sheets[0].rows[0][0] == "Maria"


def test_macros_and_dialogs_as_libreoffice_saves_them_are_no_reason_to_refuse_a_list(on_disk: OnDisk) -> None:
    """Each of these parts begins with the name of a DTD, in a list that somebody wrote a macro for."""
    dtds = {
        "Basic/script-lc.xml": ("library:libraries", "libraries"),
        "Basic/Standard/script-lb.xml": ("library:library", "library"),
        "Basic/Standard/Module1.xml": ("script:module", "module"),
        "Dialogs/dialog-lc.xml": ("library:libraries", "libraries"),
        "Dialogs/Standard/Dialog1.xml": ("dlg:window", "dialog"),
        "Configurations2/toolbar/standardbar.xml": ("toolbar:toolbar", "toolbar"),
        "Object 1/Configurations2/menubar/menubar.xml": ("menu:menubar", "menubar"),
    }
    parts = {
        name: f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {root} PUBLIC "-//OpenOffice.org//DTD OfficeDocument '
        f'1.0//EN" "{dtd}.dtd">\n<{root} xmlns:{root.split(":")[0]}="http://openoffice.org/2000/x">a(1) = b[1]</{root}>'
        for name, (root, dtd) in dtds.items()
    }
    content = ods(f"<table:table-row>{ods_text('Maria')}</table:table-row>", **parts)
    book, notes = read_book(on_disk(content), "trainings.ods")
    assert (book.sheets[0].rows, set(notes)) == ((("Maria",),), MACROS)


@pytest.mark.parametrize("form", ["xls", "xlsx", "ods"])
def test_a_list_that_libreoffice_linked_to_a_file_and_a_program_says_both(form: str) -> None:
    """`reaching/` was written by LibreOffice 7.4 from one sheet with such formulas, for each kind of file."""
    book, notes = read_book(REACHING / f"linked.{form}", f"linked.{form}")
    assert set(notes) - {Note.BOOK_ERRORS} == LINKS | PROGRAMS
    assert book.sheets[0].rows[0][0] == "Maria"
    assert [sheet.name for sheet in book.sheets] == ["S1"]


def test_what_a_program_last_saw_of_another_file_is_no_sheet_of_this_one(on_disk: OnDisk) -> None:
    row = f"<table:table-row>{ods_text('Elsewhere')}</table:table-row>"
    copy = f"</table:table><table:table table:name=\"'file:///C:/Lists/other.ods'#$S1\">{row}"
    book, notes = read_book(on_disk(of(after=copy)), "trainings.ods")
    assert [sheet.name for sheet in book.sheets] == ["S1"]
    assert set(notes) == LINKS


def test_days_of_an_xls_file_that_count_from_1904_are_said(on_disk: OnDisk) -> None:
    """By the record alone: the same bytes inside a text are no such record."""
    words = text(0, 0, SINCE_1904[1].decode() + "\x22\0\x02\0\x01\0")
    for more, since in (((SINCE_1904,), True), ((), False)):
        book, _ = read_book(on_disk(xls((words,), *more)), "trainings.xls")
        assert book.is_since_1904 is since


def test_each_is_told_in_words_that_say_what_was_found_and_what_happened() -> None:
    for note, found, happened in (
        (Note.BOOK_MACROS, "holds macros", "never run"),
        (Note.BOOK_LINKS, "draws values from other files", "never opened"),
        (Note.BOOK_PROGRAMS, "asks other programs", "No program is ever asked or started"),
    ):
        assert found in note.words and happened in note.words
        assert "were read" in note.words


@pytest.mark.parametrize("at", [30, 44, 48, 60, 76])
@pytest.mark.parametrize("value", [b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x01\0\0\0"])
def test_a_container_that_leads_nowhere_or_round_in_circles_ends_in_an_answer(
    on_disk: OnDisk, at: int, value: bytes
) -> None:
    content = bytearray(xls(MARIA))
    content[at : at + 4] = value
    try:
        read_book(on_disk(bytes(content)), "trainings.xls")
    except Exception as refused:
        assert type(refused).__name__ == "UnreadableFile"
