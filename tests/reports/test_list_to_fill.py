"""The list to fill is understood by what brings lists in, offers what is known, and nothing in it acts."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tracker.domain.imports.grid import Book, Sheet
from tracker.domain.imports.lines import AgencyLine, CompletionLine, Passed, PersonLine
from tracker.domain.imports.plan import Column, Layout
from tracker.domain.imports.reading import propose, questions, read
from tracker.domain.vocabulary import Role, TrainingFormat
from tracker.intake import turn
from tracker.intake.workbooks import read_book
from tracker.reports import list_to_fill as filling
from tracker.reports.list_to_fill import LISTS, Choices, list_to_fill

MADE_ON = date(2026, 11, 24)
KNOWN = Choices(("Priya Nair", "Tom Baker"), ("CSEC 101", '=HYPERLINK("x")'), ("Cedar Police",))


@pytest.fixture(autouse=True)
def own_queues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in queues that no other test stands in."""
    monkeypatch.setattr(turn, "_folders", dict(turn._folders))
    turn.stand_in(uploads=tmp_path, packets=tmp_path, photos=tmp_path)


def in_child(content: bytes, tmp_path: Path) -> Book:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    return read_book(path, "list.xlsx")[0]


def filled(book: Book, **rows: Sequence[Any]) -> Book:
    """The list as somebody filled it: one row in some of its sheets."""
    return Book(
        tuple(
            Sheet(sheet.name, (*sheet.rows, tuple(rows[sheet.name])) if sheet.name in rows else sheet.rows)
            for sheet in book.sheets
        )
    )


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_each_sheet_is_known_for_what_it_is(tmp_path: Path) -> None:
    book = in_child(list_to_fill("Harbor House", MADE_ON, KNOWN), tmp_path)
    wanted = {"Trainings": Layout.COMPLETIONS, "People": Layout.PEOPLE, "Agencies": Layout.AGENCIES, LISTS: Layout.SKIP}
    assert {sheet.sheet: sheet.layout for sheet in propose(book).sheets} == wanted
    assert book.notes == ()


def test_each_column_is_known_for_what_it_is(tmp_path: Path) -> None:
    plan = propose(in_child(list_to_fill("Harbor House", MADE_ON, Choices()), tmp_path))
    told = [[each.column for each in sheet.columns] for sheet in plan.sheets[:3]]
    assert told[0] == [
        *(Column.PERSON, Column.TITLE, Column.COMPLETED_ON, Column.HOURS, Column.CREDITS, Column.PROVIDER),
        *(Column.FORMAT, Column.TOPICS, Column.CERTIFICATE_NUMBER, Column.EXPIRES_ON, Column.FILE, Column.NOTE),
    ]
    assert told[1] == [
        *(Column.PERSON, Column.EMAIL, Column.ROLE, Column.ROLE_SINCE, Column.ROLE_UNTIL, Column.AGENCY),
        Column.DISCIPLINE,
    ]
    assert told[2] == [Column.AGENCY, Column.DISCIPLINE]


def test_what_is_filled_in_is_read_as_it_was_meant(tmp_path: Path) -> None:
    book = filled(
        in_child(list_to_fill("Harbor House", MADE_ON, KNOWN), tmp_path),
        Trainings=["Priya Nair", "CSEC 101", date(2024, 3, 4), "1.5", "2 CEU", "NCA", "Live online", "Trauma", "A-1"],
        People=["Baker, Tom", "tom@example.org", "Prosecutor", date(2020, 1, 2), None, "Cedar Police", "Prosecution"],
        Agencies=["Cedar Police", "Law enforcement"],
    )
    plan = propose(book)
    found = read(book, plan)
    assert questions(book, plan) == () and found.problems == ()
    done, person, agency = found.lines
    assert isinstance(done, CompletionLine) and isinstance(person, PersonLine) and isinstance(agency, AgencyLine)
    assert (done.person.full, done.completed_on, done.format, done.topics, done.certificate_number) == (
        *("Priya Nair", date(2024, 3, 4), TrainingFormat.LIVE_ONLINE, ("trauma",), "A-1"),
    )
    assert (person.person.full, person.role, person.agency) == ("Tom Baker", Role.PROSECUTOR, "Cedar Police")
    assert (agency.name, agency.discipline) == ("Cedar Police", "law_enforcement")


def test_an_empty_list_says_nothing_of_anybody(tmp_path: Path) -> None:
    book = in_child(list_to_fill("Harbor House", MADE_ON, KNOWN), tmp_path)
    found = read(book, propose(book))
    assert found.lines == ()
    assert set(found.counts) == {Passed.HEADING, Passed.SHEET_LEFT_OUT}


def test_drop_downs_offer_what_is_known_and_take_other_words() -> None:
    content = list_to_fill("Harbor House", MADE_ON, KNOWN)
    sheet = part(content, "xl/worksheets/sheet1.xml")
    rules = re.findall(r"<dataValidation [^>]*/>|<dataValidation .*?</dataValidation>", sheet)
    lists = [rule for rule in rules if 'type="list"' in rule]
    assert [re.search(r"<formula1>(.*?)</formula1>", rule)[1] for rule in lists] == [  # type: ignore[index]
        *("Lists!$A$3:$A$4", "Lists!$B$3:$B$4", "Lists!$D$3:$D$7", "Lists!$E$3:$E$32"),
    ]
    assert not any("showErrorMessage" in rule for rule in lists)
    assert sum('type="date"' in rule and "showErrorMessage" in rule for rule in rules) == 2
    assert sum('type="decimal"' in rule and "showErrorMessage" in rule for rule in rules) == 1
    offered = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(LISTS).to_python()
    assert [row[0] for row in offered[2:4]] == ["Priya Nair", "Tom Baker"]


def test_a_list_without_anything_on_record_offers_the_controlled_lists_only() -> None:
    sheet = part(list_to_fill("Harbor House", MADE_ON, Choices()), "xl/worksheets/sheet1.xml")
    assert sheet.count('type="list"') == 2


def test_nothing_in_it_acts() -> None:
    content = list_to_fill("Harbor House", MADE_ON, KNOWN)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any("externalLink" in name or "vba" in name for name in archive.namelist())
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
    assert 'quotePrefix="1"' in part(content, "xl/styles.xml")


def test_hints_are_as_long_as_a_program_shows() -> None:
    columns = [column for _, of in filling._SHEETS for column in of]
    assert all(len(column.hint) <= 255 and len(column.heading) <= 32 for column in columns)
    assert xlsxwriter.__version__


def test_the_same_list_has_the_same_bytes() -> None:
    assert list_to_fill("Harbor House", MADE_ON, KNOWN) == list_to_fill("Harbor House", MADE_ON, KNOWN)
