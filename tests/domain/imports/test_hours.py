"""Hours are read in every form in which people write them; credits are no hours."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.imports.hours import Told, body_in, read_credits, read_hours
from tracker.domain.imports.lines import CreditWords


@pytest.mark.parametrize(
    "written",
    [
        *("1.5", "1,5", "1:30", "01:30:00", "90 min", "90 minutes", "1.5 hrs", "1.5 hours.", "1h 30m", "1 hr 30 min"),
        *("1 hour and 30 minutes", "1½", "1 1/2", "1 1/2 hrs", "1h30", "1.5h", "1.5-hour", "1.50", "1.5 clock hours"),
        *(Decimal("1.5"), time(1, 30), "1 hr, 30 mins", "1:30 hours", " 1.5\u00a0hrs "),
    ],
)
def test_an_hour_and_a_half_is_read(written: Any) -> None:
    assert read_hours(written).hours == Decimal("1.5")


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("26:30", "26.5"),
        (".5", "0.5"),
        ("½", "0.5"),
        ("1/2 hour", "0.5"),
        ("half", ""),
        ("1:20", "1.33"),
        ("40 min", "0.67"),
        ("1 hr", "1"),
        ("1/3 hour", "0.33"),
        ("3/4", "0.75"),
        ("1/5", ""),
        ("4/4", ""),
        ("2 hrs;", "2"),
        (Decimal("1.125"), "1.13"),
        (Decimal("1.333"), "1.33"),
        (Decimal("0.1"), "0.1"),
        (Decimal("0.05"), ""),
        (Decimal("0.0625"), ""),
        ("8", "8"),
        ("2000", "2000"),
    ],
)
def test_hours_are_told_to_a_hundredth(written: Any, hours: str) -> None:
    assert read_hours(written).hours == (Decimal(hours) if hours else None)


@pytest.mark.parametrize(
    "written",
    ["0", "0:00", "2001", "45355", "1-2", "two", "half day", "2 days", "1,500", "1:75", True, date(2024, 3, 4), "-1"],
)
def test_what_is_no_number_of_hours_is_said_to_be_none(written: Any) -> None:
    told = read_hours(written)
    assert (told.hours, told.is_understood) == (None, False)


@pytest.mark.parametrize("written", [None, "", "n/a", "-", "TBD", "unknown"])
def test_nothing_is_said_to_be_nothing(written: Any) -> None:
    assert read_hours(written).is_understood and read_hours(written).hours is None


@pytest.mark.parametrize(
    ("written", "hours", "credits"),
    [
        ("2 CEU", None, [("CEU", "2")]),
        ("2 CEUs", None, [("CEU", "2")]),
        ("1.5 CE hours", None, [("CE", "1.5")]),
        ("2 hrs (2 CEU)", "2", [("CEU", "2")]),
        ("2 hrs; 1.5 CLE", "2", [("CLE", "1.5")]),
        ("3 POST", None, [("POST", "3")]),
        ("CEU: 2", None, [("CEU", "2")]),
        ("2 credits", None, [("CE", "2")]),
        ("3 ASWB", None, [("ASWB", "3")]),
        ("2 units", None, [("CE", "2")]),
        ("(2 CEU) 2 hrs", "2", [("CEU", "2")]),
        ("2 hrs and 2 CEU and 1 CLE", "2", [("CEU", "2"), ("CLE", "1")]),
    ],
)
def test_credits_are_told_apart_from_hours(written: str, hours: str | None, credits: list[tuple[str, str]]) -> None:
    told = read_hours(written)
    assert told.hours == (Decimal(hours) if hours else None)
    assert [(each.body, str(each.amount)) for each in told.credits] == credits


def test_a_column_of_minutes_counts_minutes() -> None:
    assert read_hours(Decimal(90), in_minutes=True).hours == Decimal("1.5")
    assert read_hours("90", in_minutes=True).hours == Decimal("1.5")
    assert read_hours("1.5 hrs", in_minutes=True).hours == Decimal("1.5")
    assert read_hours("90; 2 CEU", in_minutes=True).hours == Decimal("1.5")


def test_credits_beside_more_hours_than_there_can_be_do_not_make_them_right() -> None:
    told = read_hours("5000 hrs; 2 CEU")
    assert (told.hours, told.is_understood) == (None, False)


def test_a_column_of_credits_is_of_the_body_in_its_heading() -> None:
    assert [body_in(heading) for heading in ("CEUs", "CLE Credits", "POST hours", "Credits", "Units")] == [
        "CEU",
        "CLE",
        "POST",
        "CE",
        "CE",
    ]
    assert read_credits("2").credits == (CreditWords("CE", Decimal(2)),)
    assert read_credits("2000", "CLE").credits == (CreditWords("CLE", Decimal(2000)),)
    assert read_credits("2 CEU; 1").hours == 1
    assert read_credits("1.5", "CLE").credits == (CreditWords("CLE", Decimal("1.5")),)
    assert read_credits(Decimal(2), "CEU").credits == (CreditWords("CEU", Decimal(2)),)
    assert read_credits("2 CEU", "CLE").credits == (CreditWords("CEU", Decimal(2)),)
    assert read_credits("n/a") == Told() == read_credits("0")


@pytest.mark.parametrize("written", ["some", "yes", "2 hours", "2001", Decimal(2_001)])
def test_what_is_no_number_of_credits_is_not_understood(written: str | Decimal) -> None:
    assert read_credits(written) == Told(is_understood=False)


@given(st.integers(1, 1999), st.integers(0, 59))
def test_hours_and_minutes_come_back_in_each_form(hours: int, minutes: int) -> None:
    whole = round(Decimal(hours) + Decimal(minutes) / 60, 2)
    for written in (f"{hours}:{minutes:02d}", f"{hours}h {minutes}m", f"{hours} hours and {minutes} minutes"):
        found = read_hours(written).hours
        assert found is not None and abs(found - whole) <= Decimal("0.01")
    assert read_hours(f"{hours * 60 + minutes} min").hours == read_hours(f"{hours}:{minutes:02d}").hours


@pytest.mark.parametrize("digits", [27, 40, 1_000])
@pytest.mark.parametrize("written", ["{}", "{} hours", "{}:30", "{}.5", "2 hours, {} CEU", "{} CEU", "CEU: {}", "1/{}"])
def test_a_number_of_any_length_is_no_number_of_hours_or_credits(written: str, digits: int) -> None:
    cell = written.format("9" * digits)
    assert read_hours(cell) == Told(is_understood=False)
    assert read_credits(cell) == Told(is_understood=False)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    told = read_hours(text)
    assert told.hours is None or 0 < told.hours <= 2000
