"""A handout's file has a name that every system takes, and no cell of it is taken for a formula."""

import pytest

from tracker.domain.handout import Column, Kind, Table, file_name, joined, starts_a_formula


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Team matrix", "Oak County CAC", "2026-11-27"), "team-matrix-oak-county-cac-2026-11-27"),
        (("Zoë  Núñez: “hours”/plan",), "zoe-nunez-hours-plan"),
        (("--Plan--",), "plan"),
        (("XX is twenty",), "xx-is-twenty"),
        (("北京",), "handout"),
        (("",), "handout"),
        (("x" * 81,), "x" * 80),
        (("x" * 79, "y"), "x" * 79),
    ],
)
def test_a_files_name_is_plain_letters_digits_and_hyphens_of_at_most_eighty(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts) == name


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "  =1", "\u200b=1", "\uff1d1", "\tx", "\rx", "\nx"])
def test_what_a_spreadsheet_would_reckon_is_told(text: str) -> None:
    assert starts_a_formula(text)


@pytest.mark.parametrize("text", ["", " ", "Ana", "1-2", "a=b", "“=”", "² =", "Ana\n=1"])
def test_what_it_would_leave_alone_is_told(text: str) -> None:
    assert not starts_a_formula(text)


def test_hours_and_numbers_stand_right() -> None:
    assert [kind for kind in Kind if kind.is_number] == [Kind.HOURS, Kind.NUMBER]


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    columns = (Column("Name", Kind.NAME), Column("Hours", Kind.HOURS))
    assert Table(title="Hours", columns=columns, rows=(("Ana", 2), ("Ben", None))).rows[1] == ("Ben", None)
    for row in (("Ana",), ("Ana", 2, 3)):
        with pytest.raises(ValueError, match="another number of cells than it has columns") as refused:
            Table(title="Hours", columns=columns, rows=(("Ben", 1), row))
        assert str(refused.value) == "A row of the table Hours has another number of cells than it has columns."


def test_of_several_texts_those_that_are_there_are_joined() -> None:
    assert joined(("Oak County CAC", "", "November 27, 2026")) == "Oak County CAC · November 27, 2026"
    assert joined(("a", "b"), ", ") == "a, b"
