"""What stands in the cells of a spreadsheet is read as people see it, whatever program saved it."""

import io
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.intake import books
from tests.intake.books import by_hand, ods, ods_text, packed, row_of, written
from tracker.domain.imports.grid import Book
from tracker.intake.words import Note
from tracker.intake.workbooks import read_book

OnDisk = Callable[[bytes], Path]


@pytest.fixture
def read(on_disk: OnDisk) -> Callable[..., tuple[Book, set[Note]]]:
    """Read bytes as a spreadsheet."""

    def reading(content: bytes, name: str = "trainings.xlsx") -> tuple[Book, set[Note]]:
        book, notes = read_book(on_disk(content), name)
        return book, set(notes)

    return reading


Reading = Callable[..., tuple[Book, set[Note]]]


def full_workbook() -> bytes:
    """A workbook with a value of each kind, merged cells, a hidden sheet, a chart alone, a picture of nothing."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, looks = book.add_worksheet("Trainings"), {"day": "m/d/yyyy", "clock": "h:mm", "long": "[h]:mm"}
        form = {name: book.add_format({"num_format": code}) for name, code in looks.items()}
        sheet.write_string(1, 0, "  Maria\xa0Santos ")
        sheet.write_datetime(1, 1, datetime.fromisoformat("2024-03-04"), form["day"])
        sheet.write_datetime(1, 2, datetime.fromisoformat("2024-03-04T09:30"), form["day"])
        sheet.write_datetime(1, 3, time(1, 30), form["clock"])
        sheet.write_number(1, 4, 26.5 / 24, form["long"])
        sheet.write_number(1, 5, 0.1 + 0.2)
        sheet.write_number(1, 6, 45355)
        sheet.write_boolean(1, 7, True)
        sheet.write_formula(1, 8, "=1+0.5", value=1.5)
        sheet.write_formula(1, 9, "=VLOOKUP(1,A1:A2,1)", value="#N/A")
        sheet.merge_range(3, 0, 5, 1, "Joe Park")
        sheet.write_string(5, 2, "last")
        sheet.merge_range(7, 0, 9, 1, "")
        book.add_worksheet("Old").hide()
        book.get_worksheet_by_name("Old").write_string(0, 0, "hidden")
        book.add_chartsheet("Chart")
    return out.getvalue()


def test_each_kind_of_value_is_read_as_what_it_is(read: Reading) -> None:
    book, notes = read(full_workbook())
    assert book.sheets[0].rows[1] == (
        "  Maria\xa0Santos ",
        date(2024, 3, 4),
        datetime.fromisoformat("2024-03-04T09:30"),
        time(1, 30),
        "26:30",
        Decimal("0.3"),
        Decimal("45355"),
        True,
        Decimal("1.5"),
        "#N/A",
    )
    assert notes == {Note.BOOK_HIDDEN, Note.BOOK_OTHER_SHEETS, Note.BOOK_ERRORS}
    assert book.notes == tuple(note.words for note in sorted(notes))


def test_rows_stay_where_people_see_them_and_merged_cells_are_filled(read: Reading) -> None:
    sheet = read(full_workbook())[0].sheets[0]
    assert sheet.rows[0] == () and sheet.rows[2] == ()
    assert sheet.rows[3:] == (*[("Joe Park", "Joe Park")] * 2, ("Joe Park", "Joe Park", "last"))


def test_hidden_sheets_are_read_and_said(read: Reading) -> None:
    book, _ = read(full_workbook())
    assert [(sheet.name, sheet.is_hidden) for sheet in book.sheets] == [("Trainings", False), ("Old", True)]


def test_a_sheet_that_begins_far_from_its_corner_keeps_its_place(read: Reading) -> None:
    sheet = read(by_hand(row_of(4, C="here")))[0].sheets[0]
    assert sheet.rows == ((), (), (), (None, None, "here"))


def test_an_ods_file_keeps_its_merged_cells_and_lengths_of_time(read: Reading) -> None:
    rows = (
        f"<table:table-row>{ods_text('Ana', number_rows_spanned=2, number_columns_spanned=2)}"
        "<table:covered-table-cell/>"
        '<table:table-cell office:value-type="time" office:time-value="PT26H30M00S"/></table:table-row>'
        '<table:table-row><table:covered-table-cell table:number-columns-repeated="2"/>'
        f"{ods_text('x')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    assert read(ods(rows))[0].sheets[0].rows == (("Ana", "Ana", "26:30"), ("Ana", "Ana", "x"))


def test_days_that_count_from_1904_are_said(read: Reading) -> None:
    plain = by_hand(row_of(1, A="x"))
    assert read(plain)[0].is_since_1904 is False
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": True}) as book:
        day = book.add_format({"num_format": "m/d/yyyy"})
        book.add_worksheet().write_datetime(0, 0, datetime.fromisoformat("2024-03-04"), day)
    since_1904, _ = read(out.getvalue())
    assert since_1904.is_since_1904 is True
    assert since_1904.sheets[0].rows == ((date(2024, 3, 4),),)


@pytest.mark.parametrize(
    ("part", "note"),
    [
        ("xl__vbaProject.bin", Note.BOOK_MACROS),
        ("xl__externalLinks__externalLink1.xml", Note.BOOK_LINKS),
        ("xl__media__image1.png", Note.BOOK_PICTURES),
    ],
)
def test_what_a_workbook_holds_besides_cells_is_left_alone_and_said(read: Reading, part: str, note: Note) -> None:
    others: dict[str, Any] = {part: "<a/>"}
    book, notes = read(by_hand(row_of(1, A="Maria"), **others))
    assert notes == {note}
    assert book.sheets[0].rows == (("Maria",),)


TABLE = (("Name", "Course", "Hours"), ("Renée Díaz", "CSEC, part 1", "1,5"))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_separated_text_is_read_in_the_usual_letters(read: Reading, separator: str, letters: str) -> None:
    lines = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in TABLE) + "\r\n"
    content = (b"\xff\xfe" if letters == "utf-16-le" else b"") + lines.encode(letters)
    book, notes = read(content, "All trainings.csv")
    assert book.sheets[0].rows == TABLE
    assert book.sheets[0].name == "All trainings.csv"
    assert notes == ({Note.BOOK_LETTERS} if letters == "cp1252" else set())


def test_separated_text_keeps_its_rows_as_a_program_shows_them(read: Reading) -> None:
    book, _ = read(b'sep=;\nName;Note\nMaria;"two\nlines"\n\nJoe;=1+1\n')
    assert book.sheets[0].rows == (("Name", "Note"), ("Maria", "two\nlines"), (), ("Joe", "=1+1"))


def test_text_is_composed_and_nothing_unseen_stays(read: Reading) -> None:
    book, _ = read("Name\nRene\u0301 \u202eD\u00adiaz\x07\n\u200b\n".encode())
    assert book.sheets[0].rows == (("Name",), ("René Diaz",))


def test_a_long_cell_is_cut_and_that_is_said(read: Reading) -> None:
    book, notes = read(written(["a" * 1001], ["b" * 1000]))
    assert [len(row[0]) for row in book.sheets[0].rows if isinstance(row[0], str)] == [1000, 1000]
    assert notes == {Note.BOOK_CUT}


def test_a_list_of_cases_is_known_by_its_headings(read: Reading) -> None:
    for heads, row, note in (
        (("Child's Name", "Interviewer"), ("J. D.", "Maria Santos"), Note.CASE_NAMES),
        (("Case Number", "Interviewer"), ("24-10177", "Maria Santos"), Note.CASE_NUMBER),
        (("Name", "DOB"), ("J. D.", "3/4/2019"), Note.CASE_BIRTH),
    ):
        assert note in read(written(heads, row))[1]
    assert (
        read(written(("Name", "Forensic Interview of Children", "Date"), ("Maria Santos", "x", "3/4/2024")))[1] == set()
    )


def test_what_a_file_is_called_does_not_matter(read: Reading) -> None:
    assert read(written(["Maria"]), "trainings.csv")[0].sheets[0].name == "2024"
    parts = {"mimetype": books.ODS_MIME}
    assert packed(parts).startswith(b"PK")
