"""Days in every form in which people write them. What could be two days is both, and never guessed.

A day of numbers alone, such as 3/4/2024, has a reading with the month first and one with the day first; where one of
them is no day of the calendar, the cell proves the order. Two digits of a year mean 1970 to 2069. Of a span of days,
the last is meant: on that day a training is completed.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from tracker.domain.imports.cells import plain
from tracker.domain.imports.grid import Value

EARLIEST, LATEST = 1950, 2069
# Days as Excel counts them: from 1954 to 2064, so that no year, hours or number of a certificate is taken for one.
_SERIALS = range(20_000, 60_000)
_DAY_ZERO = date(1899, 12, 30)
_DAYS_1904 = 1462
_LEAP_YEAR = 2024

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "t(?:ember)?", "ober", "ember", "ember")
_MONTH = "(?P<month>" + "|".join(f"{name}(?:{rest})?" for name, rest in zip(_MONTHS, _LONG, strict=True)) + r")\.?"
_OTHER_MONTH = _MONTH.replace("<month>", "<first_month>")
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FIRST_DAY = _DAY.replace("<day>", "<first_day>")
_TO = r"\s*(?:-|\u2013|\u2014|to|through|thru|until|and|&|/)\s*"
_GAP = r"[\s,.\-/]*"
_NUMBERS = re.compile(r"(?P<a>\d{1,2})\s?(?P<by>[/.\-])\s?(?P<b>\d{1,2})\s?(?P=by)\s?(?P<year>\d{4}|'?\d{2})")
_WITHOUT_YEAR = re.compile(r"(?P<a>\d{1,2})(?P<by>[/\-])(?P<b>\d{1,2})")
_ISO = re.compile(r"(?P<year>\d{4})(?P<by>[/.\-])(?P<month>\d{1,2})(?P=by)(?P<day>\d{1,2})")
_COMPACT = re.compile(r"(?P<year>19[5-9]\d|20[0-6]\d)(?P<month>\d\d)(?P<day>\d\d)")
_WORDED = tuple(
    re.compile(form)
    for form in (
        rf"{_MONTH}{_GAP}{_DAY}(?:[\s,.\-/']+{_YEAR})?",
        rf"{_DAY}(?:\s*of)?{_GAP}{_MONTH}(?:{_GAP}{_YEAR})?",
        rf"{_YEAR}[\s,.\-]+{_MONTH}[\s.\-]*{_DAY}",
        rf"{_OTHER_MONTH}\s*{_FIRST_DAY}{_TO}(?:{_MONTH}\s*)?{_DAY}(?:[\s,]+{_YEAR})?".replace(
            "(?:" + _MONTH, "(?:" + _MONTH
        ),
        rf"{_FIRST_DAY}{_TO}{_DAY}{_GAP}{_MONTH}(?:{_GAP}{_YEAR})?",
    )
)
_MONTH_ALONE = tuple(
    re.compile(form)
    for form in (
        rf"{_MONTH}[\s,.\-/]*(?P<year>\d{{4}}|'\d{{2}}|3[2-9]|[4-9]\d)",
        r"(?P<number>\d{1,2})\s?[/.\-]\s?(?P<year>\d{4})",
        r"(?P<year>\d{4})\s?[/.\-]\s?(?P<number>\d{1,2})",
    )
)
_SPANS = (
    # Days of one month: 3/4-6/2024 puts the month first, 4-6/3/2024 the day.
    re.compile(r"(?P<month>\d{1,2})/(?P<first>\d{1,2})\s?[-\u2013]\s?(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})"),
    re.compile(r"(?P<first>\d{1,2})\s?[-\u2013]\s?(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4}|\d{2})"),
)
_BETWEEN = re.compile(r"\s+(?:to|through|thru|until|-)\s+|\s*[\u2013\u2014]\s*|-")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s*")
_HOUR = re.compile(
    r"(?:\s+|t|,\s*|@\s*)(?:at\s+)?\d{1,2}(?::\d{2}){1,2}(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?(?:z|\s*-\s*\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?)?$"
)
_BEFORE = re.compile(
    r"^(?:(?:completed?|done|attended|finished|passed|taken|date|on|yes|x)\b|[✓✔])\s*[:\-,]?\s*(?:on\s+)?(?=\d|[a-z]{3})"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell may mean. `by` is what separates its numbers.

    `day`: the only one. `month_first` and `day_first`: the two it could be. `month`: its first day, where the cell
    tells a month alone. `proves_day_first`: the order that the cell proves, where it proves one. None of these: no day,
    and `lacks` says what is missing or wrong.
    """

    day: date | None = None
    month_first: date | None = None
    day_first: date | None = None
    month: date | None = None
    by: str = ""
    proves_day_first: bool | None = None
    lacks: str = ""

    @property
    def is_either(self) -> bool:
        """Tell whether it could be two days."""
        return self.month_first is not None


NO_DAY = "is no date"
NO_YEAR = "has no year"
YEAR_ALONE = "is only a year"
YEAR_SHORT = "could begin with its year or its day"
DAY_OR_YEAR = "could end with its year or its day"
OUT_OF_TIME = "is too long ago or too far ahead to be right"
BACKWARDS = "ends before it begins"


def read_day(value: Value, *, year: int | None = None, is_since_1904: bool = False) -> Reading:
    """Return what a cell may mean as a day. `year` is taken where the cell tells none."""
    if isinstance(value, datetime):
        return _within(value.date())
    if isinstance(value, date):
        return _within(value)
    text = plain(value).casefold()
    if isinstance(value, Decimal) or re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return _counted(Decimal(text), is_since_1904)
    if not isinstance(value, str):
        return Reading(lacks=NO_DAY)
    bare = _HOUR.sub("", _WEEKDAY.sub("", _BEFORE.sub("", text))).strip(" .,;()")
    return _one(bare, year) or _span(bare, year) or Reading(lacks=NO_DAY)


def _counted(number: Decimal, is_since_1904: bool) -> Reading:
    whole = int(number)
    if whole in _SERIALS:
        return _within(_DAY_ZERO + timedelta(days=whole + (_DAYS_1904 if is_since_1904 else 0)))
    if EARLIEST <= whole <= LATEST and whole == number:
        return Reading(lacks=YEAR_ALONE)
    return (_compact(str(whole)) if whole == number else None) or Reading(lacks=NO_DAY)


def _one(text: str, year: int | None) -> Reading | None:
    """Return a single day, or a month, that the whole of a text tells."""
    for read in (_numbers, _iso, _compact, _month_alone):
        if found := read(text):
            return found
    if re.fullmatch(r"(?:19|20)\d{2}", text):
        return Reading(lacks=YEAR_ALONE)
    return _worded(text, year) or _without_year(text, year)


def _numbers(text: str) -> Reading | None:
    found = _NUMBERS.fullmatch(text)
    if found and found["by"] == "-" and int(found["a"]) > 12 and len(found["year"]) == 2:
        return Reading(lacks=YEAR_SHORT)
    return _either(int(found["a"]), int(found["b"]), _full_year(found["year"]), found["by"]) if found else None


def _without_year(text: str, year: int | None) -> Reading | None:
    found = _WITHOUT_YEAR.fullmatch(text)
    if not found:
        return None
    return _either(int(found["a"]), int(found["b"]), year, found["by"]) if year else Reading(lacks=NO_YEAR)


def _either(a: int, b: int, year: int, by: str) -> Reading:
    month_first, day_first = _day(year, a, b), _day(year, b, a)
    if month_first is None and day_first is None:
        return Reading(lacks=NO_DAY)
    if month_first is None or day_first is None:
        only = _within(month_first or day_first or _DAY_ZERO)
        return Reading(day=only.day, by=by, proves_day_first=month_first is None, lacks=only.lacks)
    if not EARLIEST <= year <= LATEST:
        return Reading(lacks=OUT_OF_TIME)
    if month_first == day_first:
        return Reading(day=month_first, by=by)
    return Reading(month_first=month_first, day_first=day_first, by=by)


def _iso(text: str) -> Reading | None:
    found = _ISO.fullmatch(text)
    return _told(found["year"], int(found["month"]), found["day"]) if found else None


def _compact(text: str) -> Reading | None:
    found = _COMPACT.fullmatch(text)
    return _told(found["year"], int(found["month"]), found["day"]) if found else None


def _month_alone(text: str) -> Reading | None:
    for form in _MONTH_ALONE:
        if found := form.fullmatch(text):
            named = found.groupdict()
            number = _MONTHS.index(named["month"][:3]) + 1 if named.get("month") else int(named["number"])
            first = _told(named["year"], number, "1")
            return Reading(month=first.day, lacks=first.lacks)
    return None


def _worded(text: str, year: int | None) -> Reading | None:
    for form in _WORDED:
        if found := form.fullmatch(text):
            named = found.groupdict()
            month = (named.get("month") or named["first_month"])[:3]
            told = named.get("year") or (str(year) if year else "")
            # "Mar-24" in a sheet of 2024 is a day or a month, and nobody can tell.
            if not told or (not named.get("year") and abs(int(named["day"]) - int(told) % 100) <= 1):
                return Reading(lacks=NO_YEAR)
            return _told(told, _MONTHS.index(month) + 1, named["day"])
    return None


def _span(text: str, year: int | None) -> Reading | None:
    """Return the last day of a span, where the first is one as well and not after it."""
    return _of_one_month(text) or _from_to(text, year)


def _of_one_month(text: str) -> Reading | None:
    for form, is_day_first in zip(_SPANS, (False, True), strict=True):
        if found := form.fullmatch(text):
            is_backwards = int(found["first"]) > int(found["day"])
            # 3/14-3/16 tells two days without a year, and of 3/4-6/24 nobody can tell.
            if not is_day_first and _is_day_of_any_year(f"{found['day']}/{found['year']}"):
                return None if is_backwards else Reading(lacks=DAY_OR_YEAR)
            last = _told(found["year"], int(found["month"]), found["day"])
            if last.lacks or is_backwards:
                return Reading(lacks=last.lacks or BACKWARDS)
            return replace(last, by="/", proves_day_first=is_day_first)
    return None


def _is_day_of_any_year(text: str) -> bool:
    found = _without_year(text, _LEAP_YEAR)
    return found is not None and not found.lacks


def _from_to(text: str, year: int | None) -> Reading | None:
    for cut in _BETWEEN.finditer(text):
        last = _one(text[cut.end() :].strip(" ,"), year)
        if last is None or last.month or last.lacks not in {"", NO_YEAR}:
            continue
        ends = last.day or last.month_first
        first = _one(text[: cut.start()].strip(" ,"), ends.year if ends else year)
        if first is not None and first.lacks == last.lacks:
            return last if last.lacks else _joined(first, last)
    return None


def _joined(first: Reading, last: Reading) -> Reading:
    """Return the last day of a span; an order in which it would end before it begins is ruled out."""
    if last.day:
        begins = [day for day in (first.day, first.month_first, first.day_first, first.month) if day]
        if all(day > last.day for day in begins):
            return Reading(lacks=BACKWARDS)
        return last
    if first.proves_day_first is not None and first.by == last.by:
        day = last.day_first if first.proves_day_first else last.month_first
        return Reading(day=day, by=last.by, proves_day_first=first.proves_day_first)
    return last


def _told(year: str, month: int, day: str) -> Reading:
    found = _day(_full_year(year), month, int(day))
    return _within(found) if found else Reading(lacks=NO_DAY)


def _within(day: date) -> Reading:
    return Reading(day=day) if EARLIEST <= day.year <= LATEST else Reading(lacks=OUT_OF_TIME)


def _full_year(told: str) -> int:
    year = int(told.strip("'"))
    return year if len(told.strip("'")) == 4 else year + (2000 if year < 70 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
