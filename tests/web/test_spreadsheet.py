"""A table that is taken along starts nothing in the program that opens it, whoever typed what is in it."""

import csv
import io

import pytest

from tracker.domain.handout import calm
from tracker.web.spreadsheet import table


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0"])
def test_what_begins_a_formula_is_words(cell: str) -> None:
    assert calm(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell",
    [
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1",
        "\uff201",
        " =1",
        "\u00a0=1",
        "\u200b=1",
        "\u200e=1",
        "\ufeff=1",
        "\u3000\uff1d1",
    ],
)
def test_so_is_what_some_programs_take_for_one(cell: str) -> None:
    """Wide signs are taken for narrow ones, and blanks or unseen letters before them are skipped."""
    assert calm(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Trauma and the brain", "1.5", "a=b", "\u2212", "2026-03-02", " ", "O'Neill"])
def test_other_words_stay_as_they_are(cell: str) -> None:
    assert calm(cell) == cell


def test_no_cell_begins_inside_another_where_another_sign_parts_them() -> None:
    """Programs set to many European languages part cells at semicolons; tabs part them anywhere."""
    cells = ["a;=1+1", "a\t=1+1", 'a";=1', "a\n=1", None, 3]
    text = table([cells])
    assert next(csv.reader(io.StringIO(text))) == ["" if cell is None else str(cell) for cell in cells]
    for sign in ";\t":
        ((first, *_), *_) = csv.reader(io.StringIO(text), delimiter=sign)
        assert first.startswith("a;=1+1")
