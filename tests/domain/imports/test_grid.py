"""A book of cells goes into JSON and comes back as it was; what is none is refused."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.imports.grid import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Book, Sheet, letters

MOMENT = datetime.fromisoformat("2024-03-04T09:30:00")
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=30),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9),
)
SHEETS = st.builds(
    Sheet, st.text(max_size=20), st.lists(st.lists(VALUES, max_size=4).map(tuple)).map(tuple), st.booleans()
)
BOOKS = st.builds(Book, st.lists(SHEETS, max_size=3).map(tuple), st.just(("Macros are left out.",)), st.booleans())


def form(rows: Any = ((),), **others: Any) -> dict[str, Any]:
    """The form of a book of one sheet."""
    sheet = {"name": "2024", "hidden": False, "rows": [list(row) for row in rows]}
    return {"sheets": [sheet], "notes": [], "since_1904": False, **others}


@given(BOOKS)
def test_a_book_comes_back_from_json_as_it_was(book: Book) -> None:
    assert Book.from_form(json.loads(json.dumps(book.to_form()))) == book


def test_each_kind_of_value_keeps_its_kind() -> None:
    row = ("3/4/24", Decimal("1.50"), date(2024, 3, 4), MOMENT, time(1, 30), True, None)
    told = json.loads(json.dumps(Book((Sheet("a", (row,)),)).to_form()))
    cells = Book.from_form(told).sheets[0].rows[0]
    assert [type(cell) for cell in cells] == [type(value) for value in row]
    assert str(cells[1]) == "1.50"
    assert told["sheets"][0]["rows"][0][2:5] == [["d", "2024-03-04"], ["m", "2024-03-04T09:30:00"], ["t", "01:30:00"]]


@pytest.mark.parametrize(
    "bad",
    [
        [],
        {},
        form(notes="none"),
        form(notes=["a" * 501]),
        form(since_1904=1),
        form(sheets=[{"name": "a", "hidden": 0, "rows": []}]),
        form(sheets=[{"name": "a" * 201, "hidden": False, "rows": []}]),
        form(sheets=[{"name": "a", "hidden": False}]),
        form(sheets=[form()["sheets"][0]] * 51),
        form([["a" * (LONGEST_CELL + 1)]]),
        form([[["n", "NaN"]]]),
        form([[["n", "one"]]]),
        form([[["x", "1"]]]),
        form([[["d", "2024-02-30"]]]),
        form([[["d"]]]),
        form([[["d", 20240304]]]),
        form([[1]]),
        form([[1.5]]),
        form([[{}]]),
        form([[None] * (MOST_COLUMNS + 1)]),
        form([[]] * (MOST_ROWS + 1)),
        form([["a"] * 20] * (MOST_CELLS // 20 + 1)),
    ],
)
def test_what_is_no_book_is_refused(bad: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        Book.from_form(bad)


@pytest.mark.parametrize(
    ("bad", "refused"),
    [
        (None, "not the form of a book"),
        ({}, "not the form of a book"),
        (form([[["x", "1"]]]), "not the form of a book"),
        (form([[["n", "one"]]]), "not the form of a book"),
        (form([[["n", "Infinity"]]]), "not a number"),
        (form([[["n", "1" * 41]]]), "not a text within bounds"),
        (form([[["m", f"2024-03-04T09:30:00.{'0' * 21}"]]]), "not a text within bounds"),
        (form([[["t", "01:30", "02:30"]]]), "not a list within bounds"),
        (form(since_1904=None), "neither true nor false"),
        (form([["a"] * 20] * (MOST_CELLS // 20 + 1)), "more cells than a book may have"),
    ],
)
def test_a_book_that_is_refused_is_told_from_what(bad: Any, refused: str) -> None:
    with pytest.raises(ValueError, match=f"^{refused}$"):
        Book.from_form(bad)


def test_a_number_has_forty_digits_at_most() -> None:
    assert Book.from_form(form([[["n", "1" * 40]]])).sheets[0].rows == ((Decimal("1" * 40),),)


CENTRAL, EASTERN = ZoneInfo("America/Chicago"), ZoneInfo("America/New_York")


def test_a_moment_of_the_whole_world_is_the_day_on_the_clock_of_the_center() -> None:
    late = datetime.fromisoformat("2024-03-05T04:30:00+00:00")
    left = ("Priya Nair", None, MOMENT, date(2024, 3, 4), time(1, 30))
    book = Book((Sheet("a", ((late, *left), (), (late,)), True), Sheet("b", ())), ("No macros.",), True)
    central = Sheet("a", ((date(2024, 3, 4), *left), (), (date(2024, 3, 4),)), True)
    assert book.on_clock(CENTRAL) == Book((central, Sheet("b", ())), ("No macros.",), True)
    eastern = book.on_clock(EASTERN)
    assert eastern.sheets[0].rows[2] == (date(2024, 3, 4),)
    assert book.on_clock(ZoneInfo("Asia/Tokyo")).sheets[0].rows[2] == (date(2024, 3, 5),)


def test_a_moment_at_an_end_of_the_calendar_keeps_its_day() -> None:
    first = datetime.fromisoformat("0001-01-01T00:30:00+00:00")
    assert Book((Sheet("a", ((first,),)),)).on_clock(CENTRAL).sheets[0].rows == ((date(1, 1, 1),),)


def test_a_book_at_its_bounds_is_taken() -> None:
    rows = [["a" * 10] * 10] * MOST_ROWS
    assert len(Book.from_form(form(rows)).sheets[0].rows) == MOST_ROWS
    assert (
        Book.from_form(form([["a" * LONGEST_CELL], [None] * MOST_COLUMNS])).sheets[0].cell(1, 0) == "a" * LONGEST_CELL
    )


def test_cells_are_named_as_people_see_them() -> None:
    sheet = Sheet("2024", (("Name", "Date"), ("Maria Santos",)))
    assert (sheet.cell(1, 1), sheet.cell(2, 0), sheet.cell(2, 1)) == ("Date", "Maria Santos", None)
    assert [letters(index) for index in (0, 3, 25, 26, 51, 52, 199, 701, 702)] == [
        *("A", "D", "Z", "AA", "AZ", "BA", "GR", "ZZ", "AAA"),
    ]
