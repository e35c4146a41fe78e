"""A day is read in every form in which people write it; what could be two days is never guessed."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.domain.imports import days
from tracker.domain.imports.days import Reading, read_day

MARCH_4 = date(2024, 3, 4)
DAYS = st.dates(date(1970, 1, 1), date(2068, 12, 31))
MONTHS = "January February March April May June July August September October November December".split(" ")  # noqa: SIM905 a table of twelve would say no more


@pytest.mark.parametrize(
    "written",
    [
        *("March 4, 2024", "Mar 4 2024", "mar. 4, 2024", "4-Mar-24", "4 March 2024", "4th of March 2024", "Mar 4, '24"),
        *("2024-03-04", "2024/03/04", "20240304", "2024-03-04T00:00:00", "2024-03-04 00:00:00", "2024 March 4"),
        *("Monday, March 4, 2024", "completed March 4, 2024", "x 2024-03-04", " 2024-03-04 ", "March\u00a04,  2024"),
        *("March 1-4, 2024", "Feb 28 - Mar 4, 2024", "2-4 March 2024", "3/3-4/2024", "3-4/3/2024", "March 1 & 4, 2024"),
        *("2024-03-01 to 2024-03-04", "45355", "45355.75", "March 4th, 2024", "2024-03-04 at 9:00 AM", "4/Mar/2024"),
        *(Decimal(45355), Decimal("45355.5"), MARCH_4, datetime.fromisoformat("2024-03-04T09:30"), Decimal(20240304)),
    ],
)
def test_a_day_with_one_meaning_is_read(written: Any) -> None:
    assert read_day(written).day == MARCH_4


@pytest.mark.parametrize(
    "written",
    [
        *("3/4/2024", "03/04/24", "3-4-2024", "04.03.24", "3/4/2024 9:00 AM", "Mon 3/4/24", "3/2/24-3/4/24"),
        *("3/4 - 3/6/2024", "completed 3/4/24", "3 / 4 / 2024", "12/11/2024"),
    ],
)
def test_a_day_of_numbers_that_could_be_two_is_both(written: str) -> None:
    reading = read_day(written)
    assert reading.is_either and reading.day is None and reading.proves_day_first is None
    assert reading.month_first != reading.day_first


@pytest.mark.parametrize(
    ("written", "day", "is_day_first"),
    [
        ("3/14/2024", date(2024, 3, 14), False),
        ("14/3/2024", date(2024, 3, 14), True),
        ("14.03.24", date(2024, 3, 14), True),
        ("3/4/2024-3/14/2024", date(2024, 3, 14), False),
        ("3/12-3/14/2024", date(2024, 3, 14), False),
        ("14/3/2024 - 2/4/2024", date(2024, 4, 2), True),
        ("2/29/2024", date(2024, 2, 29), False),
    ],
)
def test_a_day_that_allows_one_order_proves_it(written: str, day: date, is_day_first: bool) -> None:
    reading = read_day(written)
    assert (reading.day, reading.proves_day_first) == (day, is_day_first)


@pytest.mark.parametrize(
    ("written", "lacks"),
    [
        ("13/45/2024", days.NO_DAY),
        ("13/2024", days.NO_DAY),
        ("3/40-45/2024", days.NO_DAY),
        ("20240230", days.NO_DAY),
        ("March 4, 2024 to April 2024", days.NO_DAY),
        ("spring - March 4, 2024", days.NO_DAY),
        (Decimal("20240304.5"), days.NO_DAY),
        (Decimal("2024.5"), days.NO_DAY),
        (Decimal(1949), days.NO_DAY),
        (Decimal(2070), days.NO_DAY),
        (Decimal(19_999), days.NO_DAY),
        (Decimal(60_000), days.NO_DAY),
        ("2/30/2024", days.NO_DAY),
        ("Feb 30, 2024", days.NO_DAY),
        ("2024-13-01", days.NO_DAY),
        ("spring", days.NO_DAY),
        ("x", days.NO_DAY),
        ("3/4/24, 3/11/24", days.NO_DAY),
        ("", days.NO_DAY),
        (None, days.NO_DAY),
        (True, days.NO_DAY),
        ("2024", days.YEAR_ALONE),
        (Decimal(2024), days.YEAR_ALONE),
        (Decimal(1950), days.YEAR_ALONE),
        (Decimal(2069), days.YEAR_ALONE),
        (Decimal("1.5"), days.NO_DAY),
        (Decimal(100_000), days.NO_DAY),
        ("3/14", days.NO_YEAR),
        ("March 14", days.NO_YEAR),
        ("Mar-24", days.NO_YEAR),
        ("5 Dec", days.NO_YEAR),
        ("3/14-3/16", days.NO_YEAR),
        ("3/6 - 4/24", days.NO_YEAR),
        ("24-03-04", days.YEAR_SHORT),
        ("13-03-24", days.YEAR_SHORT),
        ("3/4-6/24", days.DAY_OR_YEAR),
        ("3/4/1850", days.OUT_OF_TIME),
        ("3/4/1949", days.OUT_OF_TIME),
        ("3/4/2070", days.OUT_OF_TIME),
        ("3/4-6/1850", days.OUT_OF_TIME),
        ("March 1850", days.OUT_OF_TIME),
        ("2070-01", days.OUT_OF_TIME),
        ("Sep 5, 1949", days.OUT_OF_TIME),
        (date(1949, 12, 31), days.OUT_OF_TIME),
        (date(1900, 1, 6), days.OUT_OF_TIME),
        (date(2070, 1, 1), days.OUT_OF_TIME),
        ("March 6, 2024 - March 4, 2024", days.BACKWARDS),
        ("April 2024 - March 4, 2024", days.BACKWARDS),
        ("3/4/2024 - 2/14/2024", days.BACKWARDS),
        ("6-4/3/2024", days.BACKWARDS),
        ("3/14-3/2024", days.BACKWARDS),
    ],
)
def test_what_is_no_day_says_what_is_wrong(written: Any, lacks: str) -> None:
    assert read_day(written) == Reading(lacks=lacks)


def test_what_is_said_of_a_cell_reads_as_the_end_of_a_sentence() -> None:
    told = {written: read_day(written).lacks for written in ("spring", "3/14", "2024", "13-03-24", "3/4-6/24")}
    assert told == {
        "spring": "is no date",
        "3/14": "has no year",
        "2024": "is only a year",
        "13-03-24": "could begin with its year or its day",
        "3/4-6/24": "could end with its year or its day",
    }


@pytest.mark.parametrize(
    ("written", "reading"),
    [
        ("12-03-24", Reading(month_first=date(2024, 12, 3), day_first=date(2024, 3, 12), by="-")),
        ("3/4/1950", Reading(month_first=date(1950, 3, 4), day_first=date(1950, 4, 3), by="/")),
        ("3/4/2069", Reading(month_first=date(2069, 3, 4), day_first=date(2069, 4, 3), by="/")),
        ("13-3-'24", Reading(day=date(2024, 3, 13), by="-", proves_day_first=True)),
        ("3.14.1850", Reading(by=".", proves_day_first=False, lacks=days.OUT_OF_TIME)),
        ("4/4/2024", Reading(day=date(2024, 4, 4), by="/")),
        ("3/4-6/2024", Reading(day=date(2024, 3, 6), by="/", proves_day_first=False)),
        ("3/4-6/45", Reading(day=date(2045, 3, 6), by="/", proves_day_first=False)),
        ("3/30-31/24", Reading(day=date(2024, 3, 31), by="/", proves_day_first=False)),
        ("4-6.3.24", Reading(day=date(2024, 3, 6), by="/", proves_day_first=True)),
        ("4-4/3/2024", Reading(day=MARCH_4, by="/", proves_day_first=True)),
        ("3/14/2024 - 4/2/2024", Reading(day=date(2024, 4, 2), by="/", proves_day_first=False)),
        ("3/14/2024 - 3/14/2024", Reading(day=date(2024, 3, 14), by="/", proves_day_first=False)),
        ("14/3/2024 - 2.4.2024", Reading(month_first=date(2024, 2, 4), day_first=date(2024, 4, 2), by=".")),
        ("Mar 3, 2024 - 3/4/2024", Reading(month_first=MARCH_4, day_first=date(2024, 4, 3), by="/")),
        ("Feb 2024 - March 4, 2024", Reading(day=MARCH_4)),
        ("Dec 2024", Reading(month=date(2024, 12, 1))),
        ("1-1950", Reading(month=date(1950, 1, 1))),
    ],
)
def test_a_reading_tells_what_a_cell_may_mean_and_which_order_it_proves(written: str, reading: Reading) -> None:
    assert read_day(written) == reading


def test_the_first_and_the_last_day_that_a_cell_can_tell_are_read() -> None:
    assert read_day(date(1950, 1, 1)).day == date(1950, 1, 1)
    assert read_day(date(2069, 12, 31)).day == date(2069, 12, 31)
    assert read_day(Decimal(20_000)).day == date(1954, 10, 3)
    assert read_day(Decimal(59_999)).day == date(2064, 4, 7)


@pytest.mark.parametrize("written", ["03/2024", "2024-03", "March 2024", "Mar. '24", "Mar-2024", "Mar 99", "3-2024"])
def test_a_month_alone_is_told_apart(written: str) -> None:
    month = read_day(written).month
    assert month in {date(2024, 3, 1), date(1999, 3, 1)} and read_day(written).day is None


def test_the_year_of_the_sheet_is_taken_where_none_is_written() -> None:
    assert read_day("3/14", year=2024).day == date(2024, 3, 14)
    assert read_day("March 14", year=2024).day == date(2024, 3, 14)
    assert read_day("3/4", year=2024).is_either
    assert read_day("Mar 24", year=2024).lacks == days.NO_YEAR
    assert read_day("Mar-23", year=2024).lacks == days.NO_YEAR
    assert read_day("Mar 25", year=2024).lacks == days.NO_YEAR
    assert [read_day(written, year=2024).day for written in ("Mar 22", "Mar 26")] == [
        date(2024, 3, 22),
        date(2024, 3, 26),
    ]
    assert read_day("3/14 - 3/16", year=2024).day == date(2024, 3, 16)
    assert read_day("14/3-16/3", year=2024).day == date(2024, 3, 16)
    assert read_day("3/4-6/24", year=2024).lacks == days.DAY_OR_YEAR


def test_days_counted_from_1904_are_four_years_later() -> None:
    assert read_day(Decimal(43893), is_since_1904=True).day == MARCH_4


@pytest.mark.parametrize(("written", "year"), [("1/13/69", 2069), ("1/13/70", 1970), ("1/13/'24", 2024)])
def test_two_digits_of_a_year_are_of_this_century_or_the_last(written: str, year: int) -> None:
    assert read_day(written).day == date(year, 1, 13)


@given(DAYS)
def test_a_day_written_in_words_comes_back(day: date) -> None:
    month = MONTHS[day.month - 1]
    for written in (
        f"{month} {day.day}, {day.year}",
        f"{month[:3]} {day.day} {day.year}",
        f"{day.day}-{month[:3]}-{day.year}",
        f"{day.day} {month} {day.year}",
        day.isoformat(),
        f"{day:%A}, {month} {day.day}, {day.year}",
    ):
        assert read_day(written).day == day


@given(DAYS, st.sampled_from("/.-"), st.booleans(), st.booleans())
def test_a_day_in_numbers_is_never_taken_for_another_day(day: date, by: str, is_day_first: bool, is_long: bool) -> None:
    year = f"{day.year}" if is_long else f"{day.year % 100:02d}"
    parts = (day.day, day.month) if is_day_first else (day.month, day.day)
    reading = read_day(by.join([*map(str, parts), year]))
    if reading.is_either:
        assert (reading.day_first if is_day_first else reading.month_first) == day
        assert reading.day is None
    else:
        assert reading.day == day or reading.lacks == days.YEAR_SHORT
    assert reading.proves_day_first in {None, is_day_first}


@given(st.dates(date(1955, 1, 1), date(2064, 1, 1)))
def test_a_day_counted_by_a_program_comes_back(day: date) -> None:
    number = (day - date(1899, 12, 30)).days
    assert read_day(Decimal(number)).day == day
    assert read_day(str(number)).day == day
    since_1904 = read_day(Decimal(number - 1462), is_since_1904=True)
    assert since_1904.day == day or number - 1462 < 20_000


@given(DAYS, st.integers(1, 20))
def test_of_a_span_the_last_day_is_meant(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assume(last.year < 2069)
    written = f"{MONTHS[first.month - 1]} {first.day}, {first.year} to {MONTHS[last.month - 1]} {last.day}, {last.year}"
    assert read_day(written).day == last


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    reading = read_day(text)
    assert reading.lacks or reading.day or reading.is_either or reading.month
